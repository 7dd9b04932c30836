"""The tables of a gradebook that marking writes to: nbgrader's, and ours beside them.

`RECORDS` keeps of which submission, by nbgrader's id of it, the marks were last made and
from what. `WITHDRAWN` keeps what a tutor gave for a cell that is not released any more, by
nbgrader's id of the submitted notebook. `ADDED` keeps whom marking has put among the
students; all others are the tutor's class list. `UNANSWERED` keeps whose unopened work a tutor
counts as unanswered. They refer to nothing, so that they never keep
nbgrader from removing a student or an assignment; a row whose submission is gone is never read.
"""

from __future__ import annotations

import secrets
import time
from itertools import count
from typing import TYPE_CHECKING

from nbgrader import api
from sqlalchemy import Column, Float, MetaData, String, Table, Text, func, null, or_

from complaints_workbook.marking.gradebook.upserts import Upsert

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = MetaData()
RECORDS = Table(
    "workbook_marking",
    OURS,
    Column("submission_id", String(32), primary_key=True),
    Column("fingerprint", Text),
    Column("outcome", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("feedback", Text),
)
WITHDRAWN = Table(
    "workbook_withdrawn",
    OURS,
    Column("notebook_id", String(32), nullable=False),
    Column("kind", String(50), nullable=False),
    Column("name", String(128), nullable=False),
    Column("manual_score", Float),
    Column("extra_credit", Float),
    Column("manual_comment", Text),
)
ADDED = Table("workbook_added", OURS, Column("student_id", String(128), primary_key=True))
UNANSWERED = Table(
    "workbook_unanswered",
    OURS,
    Column("assignment_id", String(32), primary_key=True),
    Column("student_id", String(128), primary_key=True),
)

STUDENTS = Upsert(api.Student.__table__, ("id",), ("id",))
NEW_STUDENTS = Upsert(ADDED, ("student_id",), ("student_id",))
DECISIONS = Upsert(UNANSWERED, ("assignment_id", "student_id"), ("assignment_id", "student_id"))
SUBMISSIONS = Upsert(
    api.SubmittedAssignment.__table__,
    ("id", "assignment_id", "student_id", "timestamp"),
    ("assignment_id", "student_id"),
    lambda old, new: {"timestamp": func.coalesce(new.timestamp, old.timestamp)},
)
NOTEBOOKS = Upsert(
    api.SubmittedNotebook.__table__,
    ("id", "notebook_id", "assignment_id", "flagged"),
    ("notebook_id", "assignment_id"),
    lambda _old, _new: {"late_submission_penalty": null()},
)
_GRADE = ("id", "cell_id", "notebook_id", "auto_score", "needs_manual_grade")
GRADES = Upsert(
    api.Grade.__table__,
    _GRADE,
    ("cell_id", "notebook_id"),
    # nbgrader's rule: what a tutor has marked, the tutor looks at again.
    lambda old, new: {
        "auto_score": new.auto_score,
        "needs_manual_grade": or_(new.auto_score.is_(None), old.manual_score.is_not(None)),
    },
)
UNCHANGED_GRADES = Upsert(
    api.Grade.__table__, _GRADE, ("cell_id", "notebook_id"), lambda _old, new: {"auto_score": new.auto_score}
)
TASK_GRADES = Upsert(api.Grade.__table__, _GRADE, ("cell_id", "notebook_id"))
COMMENTS = Upsert(
    api.Comment.__table__,
    ("id", "cell_id", "notebook_id", "auto_comment"),
    ("cell_id", "notebook_id"),
    lambda _old, new: {"auto_comment": new.auto_comment},
)
MARKINGS = Upsert(
    RECORDS,
    ("submission_id", "fingerprint", "outcome", "remarks"),
    ("submission_id",),
    lambda _old, new: {"fingerprint": new.fingerprint, "outcome": new.outcome, "remarks": new.remarks},
)
FEEDBACK = Upsert(
    RECORDS,
    ("submission_id", "outcome", "remarks", "feedback"),
    ("submission_id",),
    lambda _old, new: {"feedback": new.feedback},
)


def new_ids() -> Iterator[str]:
    """Give ids like nbgrader's, 32 hexadecimal digits, in ascending order.

    nbgrader's own are random all over: with them a batch touches most pages of a large index, and
    writing gets slower with every submission. These begin with the time; where they begin is random.
    """
    first = time.time_ns() // 1_000_000 << 80 | secrets.randbits(79)
    return map("{:032x}".format, count(first))
