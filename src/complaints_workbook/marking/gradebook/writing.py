"""Write marked submissions into a gradebook, within a transaction that someone else opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nbgrader import api
from sqlalchemy import DateTime, bindparam, select, update

from complaints_workbook.marking.gradebook import tables
from complaints_workbook.marking.gradebook.database import GradebookError
from complaints_workbook.marking.gradebook.late_penalty import limited
from complaints_workbook.marking.gradebook.recorded import read_scores, read_submissions
from complaints_workbook.marking.records import why_unstorable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from complaints_workbook.marking.gradebook.graded_cells import Cells
    from complaints_workbook.marking.gradebook.late_penalty import LatePenalty
    from complaints_workbook.marking.gradebook.recorded import SubmissionRow
    from complaints_workbook.marking.records import SubmissionMarks

    Rows = list[tuple[Any, ...]]


def write_entries(
    connection: Connection, cells: Cells, entries: Mapping[str, SubmissionMarks], late_penalty: LatePenalty | None
) -> None:
    """Write everything that belongs to some submissions.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    cells : Cells
        The assignment's cells.
    entries : mapping of str to SubmissionMarks
        By student.
    late_penalty : callable or None
        What nbgrader's plugin takes off for lateness.

    Raises
    ------
    GradebookError
        If an entry does not fit into the gradebook.
    """
    for entry in entries.values():
        _check(entry, cells)
    _write_submissions(connection, cells, entries)
    submissions = read_submissions(connection, cells, entries)
    _write_marks(connection, cells, [(submissions[student], entry) for student, entry in entries.items()])
    late = {student: row for student, row in submissions.items() if row.seconds_late > 0}
    if late and late_penalty:
        _write_penalties(connection, cells, late, late_penalty)


def _check(entry: SubmissionMarks, cells: Cells) -> None:
    if reason := why_unstorable(entry.student):
        raise GradebookError(reason)
    if strange := (entry.scores.keys() - cells.graded.keys()) | (entry.comments.keys() - cells.answers.keys()):
        msg = (
            f"The gradebook knows no cell {min(strange)!r} of {cells.assignment!r}; "
            "it was released anew meanwhile; run the command again."
        )
        raise GradebookError(msg)


def _write_submissions(connection: Connection, cells: Cells, entries: Mapping[str, SubmissionMarks]) -> None:
    # Random, as nbgrader's own: formgrader numbers submissions by them, and whose one is must not show in its number.
    new_id, stored = api.new_uuid, _stored_time(connection)
    _write_students(connection, list(entries))
    tables.SUBMISSIONS.run(
        connection,
        [(new_id(), cells.assignment_id, student, stored(entry.timestamp)) for student, entry in entries.items()],
    )
    assignment = api.SubmittedAssignment.__table__.c
    written = select(assignment.id).where(
        assignment.assignment_id == cells.assignment_id, assignment.student_id.in_(list(entries))
    )
    tables.NOTEBOOKS.run(
        connection, [(new_id(), cells.notebook_id, row.id, False) for row in connection.execute(written)]
    )


def _write_students(connection: Connection, students: Sequence[str]) -> None:
    """Add the students that the gradebook lacks, and note that they are on no list of a tutor's."""
    found = select(api.Student.id).where(api.Student.id.in_(students))
    there = set(connection.execute(found).scalars())
    new = [(student,) for student in students if student not in there]
    tables.STUDENTS.run(connection, new)
    tables.NEW_STUDENTS.run(connection, new)


def _stored_time(connection: Connection) -> Callable[[datetime | None], Any]:
    """Return what turns a time into what SQLAlchemy stores for nbgrader."""
    dialect = connection.dialect
    return DateTime().dialect_impl(dialect).bind_processor(dialect) or (lambda when: when)


def _write_marks(connection: Connection, cells: Cells, marked: Sequence[tuple[SubmissionRow, SubmissionMarks]]) -> None:
    ids = tables.new_ids()
    graded = [(name, cell.id) for name, cell in cells.graded.items() if not cell.task]
    tasks = [cell.id for cell in cells.graded.values() if cell.task]
    notebooks = [(submission.notebook_id, entry) for submission, entry in marked]
    grades: Rows = []
    as_they_were: Rows = []
    comments: Rows = []
    # Cell by cell, as the indexes are ordered: submission by submission SQLite takes a tenth longer.
    for name, cell in graded:
        for notebook, entry in notebooks:
            score = entry.scores.get(name)
            # An array for PostgreSQL holds no whole numbers among its floats.
            row = (next(ids), cell, notebook, None if score is None else float(score), score is None)
            (as_they_were if name in entry.unchanged else grades).append(row)
    for name, cell in cells.answers.items():
        comments += [(next(ids), cell, notebook, entry.comments.get(name)) for notebook, entry in notebooks]
    tables.GRADES.run(connection, grades)
    tables.UNCHANGED_GRADES.run(connection, as_they_were)
    tables.TASK_GRADES.run(
        connection,
        [(next(ids), cell, notebook, None, True) for cell in tasks for notebook, _ in notebooks],
    )
    tables.COMMENTS.run(connection, comments)
    tables.MARKINGS.run(
        connection,
        [(submission.id, each.fingerprint, each.outcome, json.dumps(each.remarks)) for submission, each in marked],
    )


def _write_penalties(
    connection: Connection, cells: Cells, late: Mapping[str, SubmissionRow], late_penalty: LatePenalty
) -> None:
    """Do what nbgrader's AssignLatePenalties does; earlier penalties have been taken back."""
    scores = read_scores(connection, cells, [submission.notebook_id for submission in late.values()])
    penalties = []
    for student, submission in late.items():
        score = scores[submission.notebook_id]
        penalty = late_penalty(student, score, submission.seconds_late)
        if penalty is not None:
            penalties.append({"notebook": submission.notebook_id, "penalty": limited(penalty, score)})
    if penalties:
        notebooks = api.SubmittedNotebook.__table__
        change = update(notebooks).where(notebooks.c.id == bindparam("notebook"))
        connection.execute(change.values(late_submission_penalty=bindparam("penalty")), penalties)
