"""The submissions of a notebook in the order in which they are marked, which tells nothing of whose they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nbgrader.api import Assignment, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory


class Submitted(NamedTuple):
    """A submitted notebook: its id in the gradebook, the learner, and whether something of it waits for a mark."""

    id: str
    student: str
    waits: bool


def submitted_notebooks(
    gradebook: Gradebook, directory: CourseDirectory, assignment: str, notebook: str
) -> list[Submitted]:
    """Return the submissions of a notebook that have been marked, by their ids, which are random."""
    query = (
        select(SubmittedNotebook.id, SubmittedAssignment.student_id, SubmittedNotebook.needs_manual_grade)
        .join_from(SubmittedNotebook, Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Notebook.assignment_id == Assignment.id)
        .where(Assignment.name == assignment, Notebook.name == notebook)
        .order_by(SubmittedNotebook.id)
    )
    found = (Submitted(*row) for row in gradebook.db.execute(query))
    return [each for each in found if marked_notebook(directory, each.student, assignment, notebook).is_file()]


def marked_notebook(directory: CourseDirectory, student: str, assignment: str, notebook: str) -> Path:
    """Return where a learner's marked notebook stands."""
    folder = directory.format_path(directory.autograded_directory, student, assignment)
    return Path(folder, f"{notebook}.ipynb").absolute()


def another(
    order: Sequence[Submitted], here: str, step: int, wanted: Callable[[Submitted], bool] = lambda _each: True
) -> str | None:
    """Return the id of the next wanted submission in the direction of `step`, 1 or -1; None at the end.

    Examples
    --------
    >>> order = [Submitted("1", "ann", True), Submitted("2", "ben", False), Submitted("3", "cat", True)]
    >>> another(order, "1", 1, lambda each: each.waits)
    '3'
    >>> another(order, "1", -1)
    """
    place = [each.id for each in order].index(here)
    rest = order[place + 1 :] if step > 0 else order[:place][::-1]
    return next((each.id for each in rest if wanted(each)), None)
