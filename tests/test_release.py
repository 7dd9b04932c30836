"""What is released is what the source makes, and no key is in it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.assignments.assignment import load_assignment, load_keys
from complaints_workbook.assignments.notebooks import mark_schemes
from complaints_workbook.content.datasets import shared_datasets
from courses import ROOT, Course, environment, real_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "complaints-lo1"
SOURCE = ROOT / "source" / NAME


@cache
def secrets() -> list[str]:
    """Return every reason, every worked amount and every line of every mark scheme."""
    keys = load_keys(SOURCE, load_assignment(SOURCE, shared_datasets()))
    found: list[str] = []
    for key in keys.values():
        for item in key.items.values():
            found += list(item.reasons.values()) if hasattr(item, "reasons") else [item.reason]
    source = Course(ROOT, NAME).read("source")
    for scheme in mark_schemes(source).values():
        found += [line.strip() for line in scheme.splitlines() if len(line.strip()) > 25]
    assert len(found) > 400
    return found


def squeezed(text: str) -> str:
    """Return text without the differences that JSON, YAML and line breaks make."""
    return "".join(text.replace("\\n", "").replace("\\u2019", "’").replace('\\"', '"').split())


def assert_no_secret(texts: Iterator[tuple[str, str]]) -> None:
    searched = 0
    for name, text in texts:
        searched += 1
        assert not name.endswith(("answers.yaml", "case-notes.yaml")), name
        plain = squeezed(text)
        assert [secret for secret in secrets() if squeezed(secret) in plain] == [], name
    assert searched


def files_in(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_text("utf-8", errors="replace")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return real_course(tmp_path_factory.mktemp("generated"))


def test_the_committed_release_is_what_the_source_generates(generated: Course) -> None:
    made, committed = generated.folder / "release" / NAME, ROOT / "release" / NAME
    names = [sorted(str(p.relative_to(place)) for p in place.rglob("*") if p.is_file()) for place in (made, committed)]
    assert names[0] == names[1]
    for name in names[0]:
        assert (made / name).read_bytes() == (committed / name).read_bytes(), f"{name}: run 'make release'"


def test_no_key_and_no_reason_is_released() -> None:
    assert_no_secret(files_in(ROOT / "release"))


def test_no_key_and_no_reason_is_in_the_datasets() -> None:
    assert_no_secret(files_in(ROOT / "datasets"))


def test_no_key_and_no_reason_is_in_the_wheel(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        assert_no_secret((name, archive.read(name).decode("utf-8", errors="replace")) for name in archive.namelist())


def test_no_key_and_no_reason_is_in_what_a_learner_fetches(generated: Course, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    generated.nbgrader("release_assignment", NAME, f"--Exchange.root={exchange}")
    home = tmp_path / "learner"
    home.mkdir()
    Course(home, NAME).nbgrader(
        "fetch_assignment", NAME, f"--Exchange.root={exchange}", f"--Exchange.cache={tmp_path / 'cache'}",
        "--CourseDirectory.course_id=complaints-workbook",
    )  # fmt: skip
    assert (home / NAME / f"{NAME}.ipynb").is_file()
    assert_no_secret(files_in(home))


def test_nothing_that_a_view_is_sent_tells_a_key() -> None:
    from complaints_workbook.pages.making import exercise_page

    assignment = load_assignment(SOURCE, shared_datasets())
    assert_no_secret(
        (name, json.dumps(exercise_page(content).shown, ensure_ascii=False))
        for name, content in assignment.exercises.items()
    )


def test_the_released_notebook_has_no_outputs_and_no_scheme() -> None:
    notebook = Course(ROOT, NAME).read("release")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    assert "MARK SCHEME" not in Course(ROOT, NAME).notebook("release").read_text("utf-8")
