"""What lists say of submissions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaints_workbook.nbgrader_steps.formgrader.titles import learner_name, sorted_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Submission = dict[str, Any]
"""A submission as nbgrader's API describes it."""


@dataclass(frozen=True)
class Average:
    """The average of the submissions that are marked whole; `waiting` are not among them."""

    score: float | None
    count: int
    waiting: int


def average_of(submissions: Iterable[Submission]) -> Average:
    """Return the average score. What still waits for a mark is left out: it isn't known what it will be.

    Examples
    --------
    >>> average_of([{"score": 4, "needs_manual_grade": False}, {"score": 0, "needs_manual_grade": True}])
    Average(score=4.0, count=1, waiting=1)
    """
    rows = list(submissions)
    marked = [row["score"] for row in rows if not row["needs_manual_grade"]]
    return Average(sum(marked) / len(marked) if marked else None, len(marked), len(rows) - len(marked))


@dataclass(frozen=True)
class Row:
    """A submission in a list.

    Attributes
    ----------
    student, name, sorted_by : str
        nbgrader's id of the learner, the name, and what it is sorted by.
    time : str or None
        When it was handed in; None if nobody knows.
    order : str
        The same, to be sorted by.
    late : bool
        Whether that was after the assignment was due.
    state : int
        A step of `STATES`.
    score, points : float
        The marks, and those that can be had.
    """

    student: str
    name: str
    sorted_by: str
    time: str | None
    order: str
    late: bool
    state: int
    score: float
    points: float


STATES = ("to be marked", "waits for your marks", "marked")


def summarised(submission: Submission, duedate: datetime | None) -> Row:
    """Return a submission's row; `duedate` is in UTC without zone, as the times are."""
    student = submission["student"]
    time = submission["timestamp"]
    return Row(
        student,
        learner_name(submission, student),
        sorted_by(submission, student),
        submission["display_timestamp"],
        time or "",
        bool(time and duedate and _plain(datetime.fromisoformat(time)) > _plain(duedate)),
        0 if not submission["autograded"] else 1 if submission["needs_manual_grade"] else len(STATES) - 1,
        submission["score"],
        submission["max_score"],
    )


def _plain(time: datetime) -> datetime:
    return time.replace(tzinfo=None)


def not_handed_in(students: Iterable[Mapping[str, Any]], submissions: Iterable[Submission]) -> list[str]:
    """Return the names of the class list's learners who have not handed in, in the list's order."""
    there = {submission["student"] for submission in submissions}
    return [learner_name(student, student["id"]) for student in students if student["id"] not in there]
