"""nbgrader's steps for marking, with nothing of the learner's executed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor

from complaints_workbook.assignments import Assignment, load_assignment, load_keys
from complaints_workbook.datasets import shared_datasets
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.nbgrader.mark_notebook import mark_notebook
from complaints_workbook.nbgrader.rebuild import mark_schemes, rebuild
from complaints_workbook.responses.file_format import DamagedError, NewerVersionError, Responses, parse

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from nbgrader.coursedir import CourseDirectory

    from complaints_workbook.exercises.keys import Key

Resources = dict[str, Any]


class NotReleasedError(Exception):
    """A submission cannot be marked because its released notebook is missing."""


class RebuildFromRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """Replace a submission by the released notebook with its written answers."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the rebuilt notebook."""
        course = _course(self)
        assignment, name = resources["nbgrader"]["assignment"], resources["nbgrader"]["notebook"]
        released = _folder(course, course.release_directory, assignment) / f"{name}.ipynb"
        source = _folder(course, course.source_directory, assignment) / f"{name}.ipynb"
        if not released.is_file():
            msg = f"There is no {released}. Run 'nbgrader generate_assignment {assignment}' first."
            raise NotReleasedError(msg)
        return rebuild(_read(released, _stamp(released)), nb, mark_schemes(_read(source, _stamp(source)))), resources


class MarkExercises(NbGraderPreprocessor):  # type: ignore[misc]
    """Mark the exercises of a rebuilt notebook from ``responses.json``."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook with marks as outputs."""
        course = _course(self)
        assignment_id = resources["nbgrader"]["assignment"]
        source = _folder(course, course.source_directory, assignment_id)
        assignment, keys = marking_material(source)
        responses = self._responses(Path(resources["metadata"]["path"]) / RESPONSES)
        return mark_notebook(nb, assignment, keys, responses), resources

    def _responses(self, path: Path) -> Responses:
        try:
            return parse(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.log.warning("There is no %s: every exercise counts as not answered.", path)
        except (DamagedError, UnicodeDecodeError, NewerVersionError):
            self.log.warning("%s cannot be read: every exercise counts as not answered.", path)
        return Responses()


class GetGradesAndState(GetGrades):  # type: ignore[misc]
    """nbgrader's GetGrades, and whether a tutor has still to mark the cell."""

    def _get_score(self, cell: NotebookNode, resources: Resources) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        cell.metadata.nbgrader["needs_manual_grade"] = bool(grade.needs_manual_grade)


def marking_material(source: Path) -> tuple[Assignment, dict[str, Key]]:
    """Return an assignment's exercises and keys, read once for a whole class.

    Parameters
    ----------
    source : Path
        The assignment's folder in ``source/``.

    Raises
    ------
    ContentError
        If exercises or keys are missing or faulty.
    """
    return _material(source.resolve(), tuple(_stamp(path) for path in sorted(source.glob("*.yaml"))))


@lru_cache(maxsize=4)
def _material(source: Path, stamps: tuple[int, ...]) -> tuple[Assignment, dict[str, Key]]:  # noqa: ARG001 - the stamps make it fresh
    assignment = load_assignment(source, shared_datasets())
    return assignment, load_keys(source, assignment)


@lru_cache(maxsize=8)
def _read(path: Path, stamp: int) -> NotebookNode:  # noqa: ARG001 - the stamp makes it fresh
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns


def _course(preprocessor: NbGraderPreprocessor) -> CourseDirectory:
    """Return the course directory of the converter that runs a preprocessor."""
    return preprocessor.parent.parent.coursedir


def _folder(course: CourseDirectory, stage: str, assignment: str) -> Path:
    return Path(course.format_path(stage, ".", assignment))
