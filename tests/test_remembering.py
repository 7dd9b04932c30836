"""What was made of files is remembered, and made anew when any of them has changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.manager import start_new_kernel

from complaints_workbook.content.remembering import depend_on, remembered
from support.courses import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Callable

COURSE = Path(__file__).parent / "checked_course"


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def read(made: list[str]) -> Callable[[Path], str | None]:
    """Return a function that remembers what it read, and writes down when it reads."""

    @remembered()
    def _read(path: Path) -> str | None:
        made.append(path.name)
        depend_on(path)
        return path.read_text("utf-8") if path.exists() else None

    return _read


class TestAFunction:
    """What a remembered function does."""

    def test_it_reads_once_while_nothing_changes(
        self, tmp_path: Path, read: Callable[[Path], str | None], made: list[str]
    ) -> None:
        (tmp_path / "a").write_text("one", "utf-8")
        assert [read(tmp_path / "a"), read(tmp_path / "a")] == ["one", "one"]
        assert made == ["a"]

    def test_it_sees_a_file_change_go_and_come(self, tmp_path: Path, read: Callable[[Path], str | None]) -> None:
        path, found = tmp_path / "a", []
        for text in ("one", "other", None, "again"):
            path.unlink(missing_ok=True) if text is None else path.write_text(text, "utf-8")
            found.append(read(path))
        assert found == ["one", "other", None, "again"]

    def test_what_rests_on_it_is_made_anew_too(self, tmp_path: Path, read: Callable[[Path], str | None]) -> None:
        @remembered()
        def both() -> str:
            return f"{read(tmp_path / 'a')} {read(tmp_path / 'b')}"

        for name in ("a", "b"):
            (tmp_path / name).write_text(name, "utf-8")
        assert read(tmp_path / "a") == "a"  # so that it is remembered before it is needed
        assert both() == "a b"
        (tmp_path / "a").write_text("changed", "utf-8")
        assert both() == "changed b"

    def test_a_fault_that_was_caught_on_the_way_is_seen_when_it_is_put_right(self, tmp_path: Path) -> None:
        @remembered()
        def inner() -> str:
            depend_on(tmp_path / "a")
            return (tmp_path / "a").read_text("utf-8")

        @remembered()
        def outer() -> str:
            try:
                return inner()
            except FileNotFoundError:
                return "missing"

        assert outer() == "missing"
        (tmp_path / "a").write_text("there", "utf-8")
        assert outer() == "there"

    def test_it_keeps_the_latest_results(self, made: list[str]) -> None:
        @remembered(most=2)
        def named(name: str) -> str:
            made.append(name)
            return name

        for name in "abcba":
            assert named(name) == name
        assert made == ["a", "b", "c", "a"]
        assert (named(name="a"), named(name="b")) == ("a", "b")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a course with datasets of its own."""
    shutil.copytree(COURSE, tmp_path, dirs_exist_ok=True)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.setenv("COMPLAINTS_WORKBOOK_DATASETS", str(tmp_path / "datasets"))
    return tmp_path


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class TestAKernel:
    """An author's notebook in JupyterLab, whose kernel runs on while files are edited."""

    EDITS = (
        ("datasets/cases/cs-01-late-lamp.yaml", "customer: Ada Field", "customer: Eva Field"),
        ("datasets/organisations/corner-shop.yaml", "name: Corner Shop", "name: Corner Store"),
        ("source/complaints-lo1/sections/1.6/exercises.yaml", "Who has it next?", "Who is next?"),
    )

    def test_the_next_cell_sees_each_edit(self, folder: Path) -> None:
        manager, client = start_new_kernel(cwd=str(folder / "source/complaints-lo1"))
        try:
            before = self.shown(client)
            assert self.shown(client) == before
            for place, old, new in self.EDITS:
                replace_in(folder / place, old, new)
                after = self.shown(client)
                assert new.partition(": ")[2] in after or new in after
                assert after != before
                before = after
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    @staticmethod
    def shown(client: Any) -> str:
        """Return what the view of an exercise is given in the next cell, and the papers beside it."""
        said: list[str] = []
        code = (
            "import json\nfrom pathlib import Path\nfrom complaints_workbook.authors_side import preview\n"
            "pages = preview(Path.cwd())\n"
            "print(json.dumps(pages.exercise('escalate').shown), pages.paper('corner-shop'))"
        )
        client.execute_interactive(
            code, timeout=60, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
        assert said
        return "".join(said)


def test_a_server_that_marks_sees_an_edited_dossier_and_register(folder: Path) -> None:
    """Formgrader's server keeps what it marks with; what it tells learners follows the files."""
    program = """
import json, sys
from pathlib import Path
from complaints_workbook.marking.one.material import load_material
course = Path.cwd()
def told():
    return load_material(course / "source/complaints-lo1", course / "release/complaints-lo1")
first = told()
assert told() is first
case = course / "datasets/cases/cs-02-hot-switch.yaml"
case.write_text(case.read_text("utf-8").replace("Ben Moor", "Quinn Moor"), "utf-8")
second = told()
table = course / "datasets/registers/corner-shop.csv"
table.write_text(table.read_text("utf-8").replace("CS-001", "CS-901", 1), "utf-8")
register = course / "source/complaints-lo1/sections/1.2/exercises.yaml"
register.write_text(register.read_text("utf-8").replace("CS-001", "CS-901"), "utf-8")
third = told()
print(json.dumps([material.fingerprint.hex() for material in (first, second, third)]))
print(["Quinn" in repr(material.markers["escalate"].mark({})) for material in (first, second, third)])
"""
    command = [sys.executable, "-m", "complaints_workbook.command_line", "release"]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True, timeout=120)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    fingerprints, labels = done.stdout.splitlines()
    assert len(set(json.loads(fingerprints))) == 3
    assert labels == "[False, True, True]"
