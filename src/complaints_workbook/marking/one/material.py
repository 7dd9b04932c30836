"""What an assignment is marked with, read once for a whole cohort."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.notebooks import (
    exercise_name,
    grade_id,
    is_written_answer,
    mark_schemes,
    notebook_title,
    question_title,
)
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.remembering import remembered
from complaints_workbook.errors import ContentError
from complaints_workbook.marking.marking_error import MarkingError
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker
from complaints_workbook.marking.one.marked_notebook import NotebookTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nbformat import NotebookNode

_RULES = 6
"""Raise it when marking or the marked notebook changes, so that submissions are marked anew."""


class NotReleasedError(MarkingError):
    """An assignment cannot be marked because its released notebook is missing or another one's."""


@dataclass(frozen=True, slots=True)
class GradedCell:
    """A graded cell as the feedback page shows it: an exercise's, or a written answer's with its question."""

    name: str
    title: str
    criteria: tuple[str, ...]
    points: float
    read_again: str | None
    exercise: str | None = None
    question: str = ""


@dataclass(frozen=True)
class Material:
    """What an assignment is marked with.

    Attributes
    ----------
    assignment : str
        Its id.
    title : str
        The notebook's heading.
    graded : tuple of GradedCell
        In the order of the notebook.
    markers : mapping of str to ExerciseMarker
        By exercise.
    template : NotebookTemplate
        The marked notebook but for what is a submission's own.
    released_files : frozenset of str
        Places of the files that learners get with the notebook.
    fingerprint : bytes
        Of all this.
    """

    assignment: str
    title: str
    graded: tuple[GradedCell, ...]
    markers: Mapping[str, ExerciseMarker]
    template: NotebookTemplate
    released_files: frozenset[str]
    fingerprint: bytes

    @property
    def notebook_name(self) -> str:
        """The notebook's file name."""
        return f"{self.assignment}.ipynb"


def load_material(source: Path, release: Path) -> Material:
    """Return what an assignment is marked with; read anew when a file has changed.

    Parameters
    ----------
    source, release : Path
        The assignment's folders.

    Raises
    ------
    ContentError
        If exercises, keys or the author's notebook are missing or faulty.
    NotReleasedError
        If there is no released notebook, or it shows other exercises.
    """
    notebook = f"{source.name}.ipynb"
    if not (release / notebook).is_file():
        msg = f"There is no {release / notebook}. Run 'nbgrader generate_assignment {source.name}' first."
        raise NotReleasedError(msg)
    return _load(source.resolve(), release.resolve())


@remembered(most=4)
def _load(source: Path, release: Path) -> Material:
    assignment = load_assignment(source, shared_datasets())
    path = release / f"{source.name}.ipynb"
    released, authored = _read_released(path), read_notebook(source / path.name)
    shown = {exercise_name(cell.source) for cell in released.cells if cell.cell_type == "code"} - {None}
    if shown - assignment.keys.keys():
        msg = f"{path} shows other exercises than {source}. Run 'nbgrader generate_assignment {source.name} --force'."
        raise NotReleasedError(msg)
    markers = {
        name: ExerciseMarker(exercise.item_set, assignment.keys[name], exercise.criteria_of)
        for name, exercise in assignment.exercises.items()
    }
    template = NotebookTemplate(released, mark_schemes(authored))
    asked = [(name, each.item_set, each.criteria_of) for name, each in assignment.exercises.items()]
    right = [(name, sorted(key.fields.items()), sorted(key.hidden)) for name, key in sorted(assignment.keys.items())]
    digest = hashlib.blake2b(repr((_RULES, template.text, asked, right)).encode(), digest_size=16)
    graded = tuple(_graded(released, markers))
    files = frozenset(place.relative_to(release).as_posix() for place in release.rglob("*"))
    return Material(source.name, notebook_title(released), graded, markers, template, files, digest.digest())


def _read_released(path: Path) -> NotebookNode:
    try:
        return read_notebook(path)
    except ContentError:
        msg = f"{path} is no notebook. Run 'nbgrader generate_assignment {path.stem} --force'."
        raise NotReleasedError(msg) from None


def _graded(released: NotebookNode, markers: Mapping[str, ExerciseMarker]) -> Iterator[GradedCell]:
    before = ""
    for cell in released.cells:
        name, exercise = grade_id(cell), exercise_name(cell.source) if cell.cell_type == "code" else None
        if name is not None and is_written_answer(cell):
            criteria = tuple(cell.metadata.get("workbook", {}).get("criteria", ()))
            points = float(cell.metadata.nbgrader.points)
            yield GradedCell(name, question_title(before), criteria, points, None, question=before)
        elif name is not None and exercise is not None:
            marker = markers[exercise]
            yield GradedCell(name, marker.title, marker.criteria, marker.points, marker.read_again, exercise)
        if cell.cell_type == "markdown":
            before = cell.source
