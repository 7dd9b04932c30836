"""What a kind's specification gives is what its view says that it reads: the checker of JavaScript compares them."""

from __future__ import annotations

import json
import shutil
import subprocess
import types
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from complaints_workbook.exercises.kinds import kinds, view_name
from support.courses import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHECKER = ROOT / "node_modules" / ".bin" / "tsc"
PACKAGE = ROOT / "src" / "complaints_workbook"
_WORDS: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}

pytestmark = pytest.mark.skipif(not CHECKER.exists(), reason="there is no node_modules; make lint fills it")


def in_typescript(hint: Any) -> str:
    """Return a Python type of plain data as TypeScript writes it."""
    if is_typeddict(hint):
        entries = get_type_hints(hint, include_extras=True).items()
        return "{ " + "; ".join(f"{name}{_entry_in_typescript(of)}" for name, of in entries) + " }"
    if hint in _WORDS:
        return _WORDS[hint]
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return " | ".join(map(json.dumps, inner))
    if get_origin(hint) in {Union, types.UnionType}:
        return " | ".join(f"({in_typescript(each)})" for each in inner)
    if get_origin(hint) is list:
        return f"({in_typescript(inner[0])})[]"
    assert get_origin(hint) is tuple, hint
    return f"[{', '.join(map(in_typescript, inner))}]"


def _entry_in_typescript(hint: Any) -> str:
    """Return the type of an entry behind its name; one that may be missing has a question mark."""
    if get_origin(hint) is NotRequired:
        return f"?: {in_typescript(get_args(hint)[0])}"
    return f": {in_typescript(hint)}"


def given_by(kind: str) -> Any:
    """Return the type of what a kind gives its view."""
    module = import_module(kinds()[kind])
    return getattr(module, module.SPECIFICATION.show.__annotations__["return"])


def check(folder: Path, files: dict[str, str]) -> str:
    """Return what the checker says of files that stand beside a copy of the package."""
    shutil.copytree(PACKAGE, folder / "package", ignore=shutil.ignore_patterns("*.py", "*.css", "*.yaml"))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = json.loads((ROOT / "tsconfig.json").read_text("utf-8"))
    settings["compilerOptions"]["noUnusedLocals"] = False
    settings["include"], settings["exclude"] = [*files, "package/**/*.d.ts"], []
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(CHECKER), "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout


def passing_to_view(kind: str, given: str) -> str:
    return (
        f'import {{ view }} from "./package/{view_name(kind)}";\n'
        f"declare const given: {given};\n"
        "declare const sheet: Parameters<typeof view>[1];\n"
        "view(given, sheet);\n"
    )


def given_by_view(kind: str, given: str) -> str:
    return (
        f'import {{ view }} from "./package/{view_name(kind)}";\n'
        "declare const read: Parameters<typeof view>[0];\n"
        f"const given: {given} = read;\n"
    )


def test_every_view_reads_all_that_it_is_given(tmp_path: Path) -> None:
    files = {f"{kind}.ts": given_by_view(kind, in_typescript(given_by(kind))) for kind in kinds()}
    assert check(tmp_path, files) == ""


def test_what_no_view_reads_is_found(tmp_path: Path) -> None:
    more = in_typescript(given_by("classify")).replace("question: string; ", "question: string; hint: string; ")
    assert "hint" in check(tmp_path, {"classify.ts": given_by_view("classify", more)})


def test_every_view_can_read_what_it_is_given(tmp_path: Path) -> None:
    files = {f"{kind}.ts": passing_to_view(kind, in_typescript(given_by(kind))) for kind in kinds()}
    assert check(tmp_path, files) == ""


def test_a_view_that_reads_something_else_is_found(tmp_path: Path) -> None:
    lacking = in_typescript(given_by("classify")).replace("question: string; ", "")
    assert "question" in check(tmp_path, {"classify.ts": passing_to_view("classify", lacking)})
