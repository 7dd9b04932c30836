"""A learner who has fetched an assignment can fetch its newer version, with all that is theirs in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import nbformat
import pytest

from complaints_workbook.lab import SETTINGS
from support.courses import Course, environment, mini_course, responses_text, text_cell

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = responses_text({"sorting": {"hours": "query"}})
NEW = "What is new in it."

LIST = """
import json, os
from nbgrader.server_extensions.assignment_list.handlers import AssignmentList
assignments = AssignmentList()
assignments.root_dir = os.getcwd()
print(json.dumps(assignments.list_released_assignments()["value"]))
"""
"""What JupyterLab's assignment list asks its server."""


class Taught:
    """A course, its exchange, and a learner's folder."""

    def __init__(self, folder: Path) -> None:
        self.course, self.learner = mini_course(folder / "course"), Course(folder / "ann", "mini")
        self.learner.folder.mkdir()
        (folder / "exchange").mkdir()
        (folder / "exchange").chmod(0o777)
        own = self.course.folder / "course_settings.py"
        own.write_text(f"c.Exchange.root = {str(folder / 'exchange')!r}\n", encoding="utf-8")
        settings = folder / "settings"
        settings.mkdir()
        (settings / "nbgrader_config.py").write_text(
            f"c.Exchange.root = {str(folder / 'exchange')!r}\nc.Exchange.cache = {str(folder / 'cache')!r}\n"
            "c.CourseDirectory.student_id = 'ann'\n",
            encoding="utf-8",
        )
        self._paths = f"{settings}{os.pathsep}{SETTINGS}"
        self.course.nbgrader("release_assignment", "mini")

    def fetch(self, *options: str) -> str:
        """Fetch with the workbook's settings for learners, and return what was said."""
        done = self.learner.nbgrader("fetch_assignment", "mini", *options, JUPYTER_CONFIG_PATH=self._paths)
        return done.stdout + done.stderr

    def listed(self) -> str:
        """Return where the assignment stands in JupyterLab's assignment list."""
        done = subprocess.run(
            [sys.executable, "-c", LIST], cwd=self.learner.folder, env=environment(JUPYTER_CONFIG_PATH=self._paths),
            capture_output=True, text=True, timeout=100, check=True,
        )  # fmt: skip
        [about] = json.loads(done.stdout)
        return str(about["status"])

    def renew(self) -> None:
        """Hand out a newer version."""
        notebook = self.course.read("source")
        notebook.cells.insert(1, text_cell(NEW, "what-is-new"))
        nbformat.write(notebook, str(self.course.notebook("source")))
        self.course.nbgrader("generate_assignment", "mini", "--force")
        self.course.nbgrader("release_assignment", "mini", "--force")

    @property
    def notebook(self) -> Path:
        """The learner's."""
        return self.learner.folder / "mini" / "mini.ipynb"

    def answer(self) -> None:
        """Answer an exercise, and write."""
        (self.notebook.parent / "responses.json").write_text(ANSWERS, encoding="utf-8")
        notebook = nbformat.read(str(self.notebook), as_version=4)
        notebook.cells[-1].source = "So that others know."
        nbformat.write(notebook, str(self.notebook))


@pytest.fixture
def taught(tmp_path: Path) -> Taught:
    return Taught(tmp_path)


def test_a_newer_version_is_offered_and_takes_the_answers_along(taught: Taught) -> None:
    assert taught.listed() == "released"
    taught.fetch()
    assert taught.listed() == "fetched"
    taught.answer()
    own = taught.notebook.read_bytes()
    assert taught.listed() == "fetched"
    taught.renew()
    assert taught.listed() == "released"
    assert "with your written answers in it" in taught.fetch()
    assert taught.listed() == "fetched"
    sources = [cell.source for cell in nbformat.read(str(taught.notebook), as_version=4).cells]
    assert NEW in sources
    assert "So that others know." in sources
    assert (taught.notebook.parent / "responses.json").read_text("utf-8") == ANSWERS
    [kept] = (taught.learner.folder / "earlier").glob("*.ipynb")
    assert kept.read_bytes() == own


def test_to_fetch_again_what_is_the_newest_changes_nothing(taught: Taught) -> None:
    taught.fetch()
    taught.answer()
    before = {path: path.read_bytes() for path in taught.notebook.parent.rglob("*") if path.is_file()}
    taught.fetch()
    taught.fetch("--replace")
    assert {path: path.read_bytes() for path in taught.notebook.parent.rglob("*") if path.is_file()} == before
    assert not (taught.learner.folder / "earlier").exists()
