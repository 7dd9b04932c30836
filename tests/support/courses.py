"""Courses for tests: made in a temporary folder and worked with nbgrader's own commands."""

from __future__ import annotations

import atexit
import csv
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import v4

from complaints_workbook.content.datasets import PLACE as DATASETS
from support import nbgrader_commands

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which nbgrader finds its own commands."""
    # nbgrader starts `alembic` by name, so its folder must be on the path.
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"} | more


AS_DATA = "\nmark_as_data()\n"
"""What, in the shipped settings, replaces nbgrader's own marking."""


@dataclass(frozen=True)
class Course:
    """A course in a folder, with one assignment.

    Parameters
    ----------
    folder : Path
        Holds ``nbgrader_config.py`` and ``source/``.
    assignment : str
        The assignment's id, and its notebook's name.
    """

    folder: Path
    assignment: str

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment in which commands find nbgrader, and the course's own datasets if it has some."""
        own = self.folder / "datasets"
        return environment(**({DATASETS: str(own)} if own.is_dir() else {}), **more)

    def nbgrader(self, *arguments: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        """Run an nbgrader command in the course."""
        done = nbgrader_commands.run(arguments, self.folder, self.environment(**more))
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def notebook(self, stage: str, student: str = "") -> Path:
        """Return the notebook at a stage such as ``release`` or ``autograded``."""
        return self.folder / stage / student / self.assignment / f"{self.assignment}.ipynb"

    def read(self, stage: str, student: str = "") -> Any:
        """Read the notebook at a stage."""
        return nbformat.read(str(self.notebook(stage, student)), as_version=4)

    def submit(
        self, student: str, answers: dict[str, dict[str, Any]] | None, written: dict[str, str] | None = None
    ) -> Path:
        """Put a submission where nbgrader's collect would have put it.

        `answers` are those of each exercise; None leaves the answers file out.
        """
        folder = self.notebook("submitted", student).parent
        shutil.copytree(self.notebook("release").parent, folder)
        if answers is not None:
            (folder / "responses.json").write_text(responses_text(answers), encoding="utf-8")
        if written:
            notebook = self.read("submitted", student)
            for cell in notebook.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if name in written:
                    cell.source = written[name]
            nbformat.write(notebook, str(self.notebook("submitted", student)))
        return folder

    def grades(self) -> dict[str, dict[str, str]]:
        """Return nbgrader's own export, by student."""
        target = self.folder / "grades.csv"
        self.nbgrader("export", "--to", str(target))
        with target.open(encoding="utf-8", newline="") as file:
            return {row["student_id"]: row for row in csv.DictReader(file)}

    def gradebook(self) -> list[tuple[Any, ...]]:
        """Return every grade as the database holds it."""
        with sqlite3.connect(self.folder / "gradebook.db") as database:
            return database.execute(
                "select s.student_id, b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade "
                "from grade g join submitted_notebook n on g.notebook_id = n.id "
                "join submitted_assignment s on n.assignment_id = s.id join base_cell b on g.cell_id = b.id "
                "order by 1, 2"
            ).fetchall()

    def stock_copy(self, folder: Path) -> Course:
        """Return a copy of the course, with its submissions, that nbgrader's own executor marks."""
        stock = Course(folder, self.assignment)
        for stage in ("source", "release", "submitted", "datasets"):
            if (self.folder / stage).is_dir():
                shutil.copytree(self.folder / stage, folder / stage)
        config = (self.folder / "nbgrader_config.py").read_text("utf-8")
        assert AS_DATA in config
        (folder / "nbgrader_config.py").write_text(config.replace(AS_DATA, "\n"), encoding="utf-8")
        stock.nbgrader("generate_assignment", self.assignment, "--force")
        return stock

    def earned(self, student: str) -> dict[str, float]:
        """Return what each exercise of a student's marked notebook earned."""
        return {
            cell.metadata.nbgrader.grade_id: float(cell.outputs[0]["data"]["text/plain"])
            for cell in self.read("autograded", student).cells
            if cell.cell_type == "code" and cell.metadata.nbgrader.grade and cell.outputs
        }

    def scores(self) -> dict[str, float]:
        """Return each student's score."""
        return {student: float(row["score"]) for student, row in self.grades().items()}


def responses_text(answers: dict[str, dict[str, Any]]) -> str:
    """Return a responses file with these answers."""
    saved = {
        exercise: {
            item: {"answer": answer, "saved": "2026-11-22T10:00:00.000+00:00", "by": "t"}
            for item, answer in items.items()
        }
        for exercise, items in answers.items()
    }
    return json.dumps({"version": 1, "exercises": saved})


def nbgrader_metadata(name: str, **more: Any) -> dict[str, Any]:
    """Return the metadata of a cell that nbgrader knows by `name`."""
    fields = {"schema_version": 3, "grade_id": name, "locked": True, "grade": False, "solution": False, "task": False}
    return fields | more


def call_cell(title: str, call: str, name: str, points: float | None = None) -> Any:
    """Return a code cell that calls something of the workbook's; graded if it has points."""
    graded = {"grade": True, "points": points} if points else {}
    return v4.new_code_cell(
        f"# {title}\nfrom complaints_workbook import {call.split('(', maxsplit=1)[0]}\n{call}",
        metadata={"jupyter": {"source_hidden": True}, "nbgrader": nbgrader_metadata(name, **graded)},
    )


def text_cell(text: str, name: str) -> Any:
    """Return a cell of the workbook's own words."""
    return v4.new_markdown_cell(text, metadata={"nbgrader": nbgrader_metadata(name)})


def written_cell(scheme: str, name: str, points: int, *criteria: str) -> Any:
    """Return a cell to write an answer in, with its mark scheme."""
    return v4.new_markdown_cell(
        f"=== BEGIN MARK SCHEME ===\n{scheme}\n=== END MARK SCHEME ===",
        metadata={
            "nbgrader": nbgrader_metadata(name, grade=True, solution=True, locked=False, points=points),
            "workbook": {"criteria": list(criteria)},
        },
    )


def mini_notebook() -> Any:
    """Return the notebook of the small course: two exercises and a written question."""
    return v4.new_notebook(
        metadata=METADATA,
        cells=[
            text_cell("# A small course\n\n### Three kinds of contact\n\n### The steps", "title"),
            call_cell("Practice: try it", 'practice("try-it")', "practice-try-it"),
            call_cell("Exercise: sorting", 'exercise("sorting")', "sorting", 3),
            call_cell("Exercise: steps", 'exercise("steps")', "steps", 3),
            text_cell("### Written question: records\n\nWhy are records kept?", "written-prompt"),
            written_cell("One mark for each of four reasons.", "written", 4, "complaints/1.5"),
        ],
    )


def mini_course(folder: Path, *, release: bool = True) -> Course:
    """Make the small course in `folder`, generated unless told otherwise."""
    if release:
        shutil.copytree(generated(_write_mini, "mini"), folder, dirs_exist_ok=True)
    else:
        _write_mini(folder)
    return Course(folder, "mini")


def real_course(folder: Path, assignment: str, db_url: str = "") -> Course:
    """Copy the project's own course to `folder` with its assignment generated, in the gradebook that is named."""
    course = Course(folder, assignment)
    if not db_url:
        shutil.copytree(generated(_write_real, assignment), folder, dirs_exist_ok=True)
        return course
    _write_real(folder)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.CourseDirectory.db_url = {db_url!r}\n")
    course.nbgrader("generate_assignment", assignment)
    return course


@cache
def generated(write: Callable[[Path], None], assignment: str) -> Path:
    """Return a course with a generated assignment, to copy; nbgrader's command takes longer than all that follows.

    `write` writes the course into a folder.
    """
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write(folder)
    Course(folder, assignment).nbgrader("generate_assignment", assignment)
    return folder


def _write_mini(folder: Path) -> None:
    shutil.copytree(TESTS / "mini_course", folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    nbformat.write(mini_notebook(), str(Course(folder, "mini").notebook("source")))


def _write_real(folder: Path) -> None:
    shutil.copytree(ROOT / "source", folder / "source")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
