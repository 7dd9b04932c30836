"""One name, one meaning."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "complaints_workbook"


def test_no_two_modules_have_a_public_class_of_one_name() -> None:
    homes = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert len(homes) > 100
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_what_the_page_about_the_package_names_is_there() -> None:
    page = (PACKAGE / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", page)
    assert len(named) > 20
    assert [name for name in named if not (PACKAGE / name).exists()] == []


def test_no_kind_styles_what_the_lab_styles() -> None:
    """What JupyterLab's extension says of a class, it says of an exercise's elements too."""
    kinds, lab = PACKAGE / "exercises", PACKAGE / "lab" / "labextensions"
    own = {path.parent.name: _classes(path) for path in kinds.glob("*/style.css")}
    of_lab = set().union(*(_classes(path) for path in lab.rglob("*.css")))
    assert "cw-written" in of_lab
    assert {kind: classes & of_lab for kind, classes in own.items() if classes & of_lab} == {}


def _classes(path: Path) -> set[str]:
    return set(re.findall(r"\.(cw-[\w-]+)", path.read_text(encoding="utf-8")))
