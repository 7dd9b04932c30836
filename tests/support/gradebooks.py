"""The small course's gradebook, and marks to write into it."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from complaints_workbook.marking.gradebook import configured_penalty, open_gradebook
from complaints_workbook.marking.records import SubmissionMarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.marking.gradebook import CohortGradebook
    from support.courses import Course

COURSE = "complaints-workbook"
UNRULY = pytest.mark.filterwarnings("ignore:Object of type <Submitted")
"""nbgrader adds submissions in a way that SQLAlchemy warns of."""
ZERO = Config(LateSubmissionPlugin={"penalty_method": "zero"})
RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
PARTLY: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "query"},
    "steps": {"informal": ["listen", "agree", "check", "record"]},
}


def entry(
    student: str, scores: Sequence[float | None], timestamp: datetime | None = None, fingerprint: str = "f1"
) -> SubmissionMarks:
    """Return what goes into the small course's gradebook; marks for sorting, steps and the written question."""
    comments = {"written": "No response." if scores[2] is not None else None}
    cells = dict(zip(("sorting", "steps", "written"), scores, strict=True))
    return SubmissionMarks(student, timestamp, cells, comments, fingerprint, "marked")


# Marks worked out by hand, as in test_nbgrader_cycle.
ANN = entry("ann", (3, 3, None), datetime(2026, 11, 22, 10, 0))  # noqa: DTZ001 - as nbgrader keeps it
BEN = entry("ben", (1, 2, 0), datetime(2026, 11, 22, 11, 30, 0, 250_000))  # noqa: DTZ001
CAT = entry("cat", (0, 0, 0))
CLASS = (ANN, BEN, CAT)


def set_database(course: Course, url: str) -> None:
    """Name the database in the course's settings, and a penalty for lateness."""
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f'\nc.CourseDirectory.db_url = {url!r}\nc.LateSubmissionPlugin.penalty_method = "zero"\n')


def database_of(course: Course) -> str:
    config = (course.folder / "nbgrader_config.py").read_text("utf-8")
    return str(re.findall(r"db_url = '(.*)'", config)[-1])


@contextlib.contextmanager
def opened(url: str, **more: Any) -> Iterator[CohortGradebook]:
    with open_gradebook(url, COURSE, "mini", late_penalty=configured_penalty(ZERO), **more) as gradebook:
        yield gradebook


def write(url: str, *entries: SubmissionMarks) -> None:
    with opened(url) as gradebook:
        gradebook.write(entries)


def set_due_date_only(url: str) -> None:
    with Gradebook(url, COURSE) as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-21 12:00:00 UTC")


def tutor_marks(url: str) -> None:
    """Do what formgrader does for a tutor: marks over the exercises' own, extra credit, a comment, a flag."""
    with Gradebook(url, COURSE) as gradebook:
        for student, cell, manual, extra in (
            ("ann", "written", 2.5, None),
            ("ben", "steps", 1.0, 0.5),
            ("ben", "sorting", None, 0.25),
        ):
            grade = gradebook.find_grade(cell, "mini", "mini", student)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = manual, extra, False
        gradebook.find_comment("written", "mini", "mini", "ann").manual_comment = "Say how."
        gradebook.find_submission_notebook("mini", "mini", "cat").flagged = True
        gradebook.db.commit()
