"""``nbgrader export``: the spreadsheet of marks, in which who handed nothing in has no marks and not 0."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import inspect, or_, select

from complaints_workbook.marking.cohort.report import spreadsheet_text
from complaints_workbook.marking.gradebook.tables import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbgrader.api import Assignment, Gradebook, Student

_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score", "lms_user_id",
)  # fmt: skip
"""nbgrader's, and the college's number behind them."""


class MarksExport(CsvExportPlugin):  # type: ignore[misc]
    """nbgrader's export as CSV, quoted where it must be, in the encoding that spreadsheets expect."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the marks of the assignments and students that the command names, or of all."""
        target = Path(self.to or "grades.csv")
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for row in self._rows(gradebook):
                writer.writerow([_cell(row.get(column)) for column in _COLUMNS])
        self.log.info("Wrote %s", target)

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        assignments, students = set(map(str, self.assignment)), set(map(str, self.student))
        for assignment in gradebook.assignments:
            if assignments and assignment.name not in assignments:
                continue
            handed_in = _handed_in(gradebook, assignment.name)
            for student in gradebook.students:
                if not students or student.id in students:
                    yield _who(assignment, student) | _marks(handed_in.get(student.id))


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


def _who(assignment: Assignment, student: Student) -> dict[str, Any]:
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "max_score": assignment.max_score,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "lms_user_id": student.lms_user_id,
    }


def _marks(submission: SubmittedAssignment | None) -> dict[str, Any]:
    if submission is None:
        return {}
    penalty = submission.late_submission_penalty
    return {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
    }


def _cell(value: Any) -> str:
    return "" if value is None else spreadsheet_text(str(value))
