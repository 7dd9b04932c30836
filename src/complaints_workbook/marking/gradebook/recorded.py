"""What a gradebook knows of many submissions, in few queries.

Grades and comments have no index but on the pair of cell and notebook, so both are always named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbgrader import api
from sqlalchemy import func, inspect, select

from complaints_workbook.marking.gradebook.tables import ADDED, RECORDS
from complaints_workbook.marking.records import ClassList, Recorded, Tutored, why_unstorable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from complaints_workbook.marking.gradebook.graded_cells import Cells

_assignment = api.SubmittedAssignment.__table__
_notebook = api.SubmittedNotebook.__table__
_comment = api.Comment.__table__
_student = api.Student.__table__


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission's rows in ``submitted_assignment``, ``submitted_notebook`` and our own table."""

    id: str
    notebook_id: str
    late_penalty: float | None
    seconds_late: float
    timestamp: datetime | None
    extension: timedelta | None
    fingerprint: str | None
    outcome: str | None
    remarks: str | None
    feedback: str | None


def read_submissions(connection: Connection, cells: Cells, students: Iterable[str]) -> dict[str, SubmissionRow]:
    """Return the submissions that these students have in the gradebook."""
    query = (
        select(
            _assignment.c.student_id,
            _assignment.c.timestamp,
            _assignment.c.extension,
            _assignment.c.id,
            _notebook.c.id,
            _notebook.c.late_submission_penalty,
            RECORDS.c.fingerprint,
            RECORDS.c.outcome,
            RECORDS.c.remarks,
            RECORDS.c.feedback,
        )
        .join_from(_assignment, _notebook)
        .outerjoin(RECORDS, RECORDS.c.submission_id == _assignment.c.id)
        .where(
            _notebook.c.notebook_id == cells.notebook_id,
            _assignment.c.assignment_id == cells.assignment_id,
            _assignment.c.student_id.in_([student for student in students if not why_unstorable(student)]),
        )
    )
    return {
        student: SubmissionRow(
            submission,
            notebook,
            penalty,
            _seconds_late(handed_in, cells.duedate, extension),
            handed_in,
            extension,
            *record,
        )
        for student, handed_in, extension, submission, notebook, penalty, *record in connection.execute(query)
    }


def _seconds_late(handed_in: datetime | None, due: datetime | None, extension: timedelta | None) -> float:
    if handed_in is None or due is None:
        return 0.0
    return max(0.0, (handed_in - (due + extension if extension else due)).total_seconds())


def read_scores(connection: Connection, cells: Cells, notebooks: Sequence[str]) -> dict[str, float]:
    """Return the scores of submitted notebooks as nbgrader adds them up, by the database's ids."""
    query = (
        select(api.Grade.notebook_id, func.coalesce(func.sum(api.Grade.score), 0.0))
        .where(api.Grade.cell_id.in_(cells.graded_ids), api.Grade.notebook_id.in_(notebooks))
        .group_by(api.Grade.notebook_id)
    )
    return {notebook: score for notebook, score in connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def read_recorded(connection: Connection, cells: Cells, students: Iterable[str]) -> dict[str, Recorded]:
    """Return what the gradebook knows of these students' submissions."""
    submissions = read_submissions(connection, cells, students)
    if not submissions:
        return {}
    notebooks = [submission.notebook_id for submission in submissions.values()]
    grades = _read_grades(connection, cells, notebooks)
    comments = _read_comments(connection, cells, notebooks)
    return {
        student: _known(submission, grades[submission.notebook_id], comments[submission.notebook_id])
        for student, submission in submissions.items()
    }


@dataclass(slots=True)
class _Grades:
    tutored: dict[str, Tutored]
    waiting: list[str]
    score: float


def _read_grades(connection: Connection, cells: Cells, notebooks: Sequence[str]) -> Mapping[str, _Grades]:
    found: defaultdict[str, _Grades] = defaultdict(lambda: _Grades({}, [], 0.0))
    query = select(
        api.Grade.notebook_id,
        api.Grade.cell_id,
        api.Grade.manual_score,
        api.Grade.extra_credit,
        api.Grade.needs_manual_grade,
        api.Grade.score,
    ).where(api.Grade.cell_id.in_(cells.graded_ids), api.Grade.notebook_id.in_(notebooks))
    for notebook, cell, manual, extra, waits, score in connection.execute(query):
        grades = found[notebook]
        grades.score += score
        if waits:
            grades.waiting.append(cells.names[cell])
        if manual is not None or extra is not None:
            grades.tutored[cells.names[cell]] = Tutored(manual, extra)
    return found


def _read_comments(connection: Connection, cells: Cells, notebooks: Sequence[str]) -> Mapping[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    query = select(_comment.c.notebook_id, _comment.c.cell_id, _comment.c.manual_comment).where(
        _comment.c.cell_id.in_(list(cells.answers.values())),
        _comment.c.notebook_id.in_(notebooks),
        _comment.c.manual_comment.is_not(None),
    )
    for notebook, cell, comment in connection.execute(query):
        found[notebook][cells.names[cell]] = comment
    return found


def _known(submission: SubmissionRow, grades: _Grades, comments: dict[str, str]) -> Recorded:
    return Recorded(
        fingerprint=submission.fingerprint,
        outcome=submission.outcome or "",
        remarks=tuple(json.loads(submission.remarks or "[]")),
        tutored=grades.tutored,
        comments=comments,
        waiting=tuple(sorted(grades.waiting)),
        score=grades.score,
        late_penalty=submission.late_penalty,
        feedback=submission.feedback,
        timestamp=submission.timestamp,
        extension=submission.extension,
    )


def added_by_marking(connection: Connection) -> frozenset[str]:
    """Return those whom nobody but marking has put into the gradebook."""
    class_list = read_class_list(connection)
    return frozenset(class_list.names.keys() - class_list.listed)


def read_class_list(connection: Connection) -> ClassList:
    """Return everybody in the gradebook, which may be older than the note of whom marking added."""
    query = select(_student.c.id, _student.c.first_name, _student.c.last_name, _student.c.email)
    noted = inspect(connection).has_table(ADDED.name)
    added = set(connection.execute(select(ADDED.c.student_id)).scalars()) if noted else set()
    names, listed = {}, set()
    for student, first, last, email in connection.execute(query):
        names[student] = " ".join(filter(None, (first, last)))
        if student not in added or names[student] or email:
            listed.add(student)
    return ClassList(names, frozenset(listed))
