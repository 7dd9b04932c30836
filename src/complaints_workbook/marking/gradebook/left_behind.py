"""What the gradebook has of a learner whom only marking added, and whose folder has another name now.

What a tutor gave by hand goes to whom the work belongs; then the old name is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader import api
from sqlalchemy import delete, insert, select, update

from complaints_workbook.marking.gradebook.recorded import read_submissions
from complaints_workbook.marking.gradebook.tables import ADDED, RECORDS, UNANSWERED, WITHDRAWN

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from complaints_workbook.marking.gradebook.graded_cells import Cells

_submission = api.SubmittedAssignment.__table__
_notebook = api.SubmittedNotebook.__table__
_grade = api.Grade.__table__
_comment = api.Comment.__table__
_student = api.Student.__table__


def hand_over(connection: Connection, cells: Cells, gone: str, heir: str) -> None:
    """Give a learner what a tutor gave the same work under another name: marks, comments, decisions, time.

    Parameters
    ----------
    connection : Connection
        In a transaction.
    cells : Cells
        The assignment's cells.
    gone, heir : str
        The old name and the new one. Both have a submission, and the new one nothing from a tutor but, maybe, time.
    """
    rows = read_submissions(connection, cells, (gone, heir))
    old, new = rows[gone], rows[heir]
    by_hand = _grade.c.manual_score.is_not(None) | _grade.c.extra_credit.is_not(None)
    given = ("manual_score", "extra_credit", "needs_manual_grade")
    for table, columns, wanted in ((_grade, given, by_hand), (_comment, ("manual_comment",), None)):
        query = select(table.c.cell_id, *(table.c[name] for name in columns)).where(
            table.c.notebook_id == old.notebook_id
        )
        for row in connection.execute(query if wanted is None else query.where(wanted)).mappings().all():
            same = (table.c.cell_id == row["cell_id"], table.c.notebook_id == new.notebook_id)
            connection.execute(update(table).where(*same).values({name: row[name] for name in columns}))
    aside = WITHDRAWN.c.notebook_id == old.notebook_id
    connection.execute(update(WITHDRAWN).where(aside).values(notebook_id=new.notebook_id))
    if new.extension is None and old.extension is not None:
        connection.execute(update(_submission).where(_submission.c.id == new.id).values(extension=old.extension))
    decided = _decision(cells, gone)
    if connection.execute(select(UNANSWERED).where(*decided)).first() is not None:
        if connection.execute(select(UNANSWERED).where(*_decision(cells, heir))).first() is None:
            connection.execute(insert(UNANSWERED).values(assignment_id=cells.assignment_id, student_id=heir))
        connection.execute(delete(UNANSWERED).where(*decided))


def forget(connection: Connection, cells: Cells, gone: str) -> None:
    """Remove a learner's submission, and the learner if there is no other.

    Parameters are those of `hand_over`.
    """
    old = read_submissions(connection, cells, (gone,))[gone]
    for table in (_grade, _comment, WITHDRAWN):
        connection.execute(delete(table).where(table.c.notebook_id == old.notebook_id))
    connection.execute(delete(RECORDS).where(RECORDS.c.submission_id == old.id))
    connection.execute(delete(_notebook).where(_notebook.c.id == old.notebook_id))
    connection.execute(delete(_submission).where(_submission.c.id == old.id))
    connection.execute(delete(UNANSWERED).where(*_decision(cells, gone)))
    if connection.execute(select(_submission.c.id).where(_submission.c.student_id == gone)).first() is None:
        connection.execute(delete(_student).where(_student.c.id == gone))
        connection.execute(delete(ADDED).where(ADDED.c.student_id == gone))


def _decision(cells: Cells, student: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return UNANSWERED.c.assignment_id == cells.assignment_id, UNANSWERED.c.student_id == student
