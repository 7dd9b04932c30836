"""``nbgrader export``: the spreadsheet of marks, in which who handed nothing in has no marks and not 0."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import func, inspect, or_, select

from complaints_workbook.marking.cohort.located import listed
from complaints_workbook.marking.cohort.private import close_to_others, private_mode
from complaints_workbook.marking.cohort.report import spreadsheet_text
from complaints_workbook.marking.cohort.times import said
from complaints_workbook.marking.gradebook.tables import RECORDS
from complaints_workbook.nbgrader_steps.extensions import extended
from complaints_workbook.nbgrader_steps.settings import time_zone
from complaints_workbook.saving.atomic import open_private

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from nbgrader.api import Gradebook, Student

WAITS = "waits_for_you"
"""The column of how many cells wait for the tutor's mark, as the report of marking has it."""

_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score", "lms_user_id", WAITS,
)  # fmt: skip
"""nbgrader's, and behind them the college's number, and how much a score is still without."""


class MarksExport(CsvExportPlugin):  # type: ignore[misc]
    """nbgrader's export as CSV, quoted where it must be, in the encoding that spreadsheets expect."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the marks of the assignments and students that the command names, or of all."""
        target = Path(self.to or "grades.csv")
        new = not target.exists()
        rows, zone = list(self._rows(gradebook)), time_zone(self.config)
        with open(target, "w", encoding="utf-8-sig", newline="", opener=open_private) as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            writer.writerows([_cell(row.get(column), zone) for column in _COLUMNS] for row in rows)
        if new:
            target.chmod(private_mode(target.parent))
        elif target.is_file():
            close_to_others([target])
        self.log.info("Wrote %s", target)
        if waiting := [row["student_id"] for row in rows if row.get(WAITS)]:
            self.log.warning(
                "The scores of %s are not whole yet: something of theirs still waits for your mark, as the column "
                "%s says.", listed(waiting), WAITS,
            )  # fmt: skip

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        assignments, students = set(map(str, self.assignment)), set(map(str, self.student))
        for assignment in gradebook.assignments:
            if assignments and assignment.name not in assignments:
                continue
            handed_in, waiting = _handed_in(gradebook, assignment.name), _waiting(gradebook, assignment.name)
            longer = extended(gradebook, assignment.name)
            for student in gradebook.students:
                if not students or student.id in students:
                    due = longer.get(student.id, assignment.duedate)
                    yield _who(assignment, student, due) | _marks(handed_in.get(student.id), waiting)


def _handed_in(gradebook: Gradebook, assignment: str) -> dict[str, SubmittedAssignment]:
    """Return what was handed in, by learner.

    The gradebook has a row for who was only given an extension as well; it has no time and nothing is marked in it.
    """
    given = select(SubmittedNotebook.assignment_id).join(Grade, Grade.notebook_id == SubmittedNotebook.id)
    given = given.where(or_(Grade.auto_score.is_not(None), Grade.manual_score.is_not(None)))
    database = gradebook.db
    marked = set(database.scalars(given))
    if inspect(database.get_bind()).has_table(RECORDS.name):
        marked |= set(database.scalars(select(RECORDS.c.submission_id)))
    return {
        each.student_id: each
        for each in gradebook.assignment_submissions(assignment)
        if each.timestamp is not None or each.id in marked
    }


def _who(assignment: Assignment, student: Student, due: datetime | None) -> dict[str, Any]:
    return {
        "assignment": assignment.name,
        "duedate": due,
        "max_score": assignment.max_score,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "lms_user_id": student.lms_user_id,
    }


def _waiting(gradebook: Gradebook, assignment: str) -> dict[str, int]:
    """Return how many cells wait for the tutor's mark, by nbgrader's id of what was handed in."""
    query = (
        select(SubmittedNotebook.assignment_id, func.count())
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(Assignment.name == assignment, Grade.needs_manual_grade)
        .group_by(SubmittedNotebook.assignment_id)
    )
    return {submission: count for submission, count in gradebook.db.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def _marks(submission: SubmittedAssignment | None, waiting: Mapping[str, int]) -> dict[str, Any]:
    if submission is None:
        return {}
    penalty = submission.late_submission_penalty
    return {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
        WAITS: waiting.get(submission.id, 0),
    }


def _cell(value: Any, zone: tzinfo) -> str:
    if isinstance(value, datetime):
        return said(value, zone)
    return "" if value is None else spreadsheet_text(str(value))
