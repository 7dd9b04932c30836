"""The tables of a gradebook that marking writes to: nbgrader's, and one of ours beside them.

`RECORDS` keeps of which submission, by nbgrader's id of it, the marks were last made and
from what. It refers to nothing, so that it never keeps nbgrader from removing a student or
an assignment; a row whose submission is gone is never read.
"""

from __future__ import annotations

import secrets
import time
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, String, Table, Text

from complaints_workbook.marking.gradebook.upserts import Upsert

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDS = Table(
    "workbook_marking",
    MetaData(),
    Column("submission_id", String(32), primary_key=True),
    Column("fingerprint", Text),
    Column("outcome", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("feedback", Text),
)

STUDENTS = Upsert("student", {"id": "text"}, ("id",))
SUBMISSIONS = Upsert(
    "submitted_assignment",
    {"id": "text", "assignment_id": "text", "student_id": "text", "timestamp": "timestamp"},
    ("assignment_id", "student_id"),
    "timestamp = coalesce(excluded.timestamp, submitted_assignment.timestamp)",
)
NOTEBOOKS = Upsert(
    "submitted_notebook",
    {"id": "text", "notebook_id": "text", "assignment_id": "text", "flagged": "boolean"},
    ("notebook_id", "assignment_id"),
    "late_submission_penalty = NULL",
)
GRADES = Upsert(
    "grade",
    {"id": "text", "cell_id": "text", "notebook_id": "text", "auto_score": "float8", "needs_manual_grade": "boolean"},
    ("cell_id", "notebook_id"),
    # nbgrader's rule: what a tutor has marked, the tutor looks at again.
    "auto_score = excluded.auto_score, "
    "needs_manual_grade = excluded.auto_score IS NULL OR grade.manual_score IS NOT NULL",
)
TASK_GRADES = Upsert("grade", GRADES.columns, GRADES.key)
COMMENTS = Upsert(
    "comment",
    {"id": "text", "cell_id": "text", "notebook_id": "text", "auto_comment": "text"},
    ("cell_id", "notebook_id"),
    "auto_comment = excluded.auto_comment",
)
MARKINGS = Upsert(
    RECORDS.name,
    {"submission_id": "text", "fingerprint": "text", "outcome": "text", "remarks": "text"},
    ("submission_id",),
    "fingerprint = excluded.fingerprint, outcome = excluded.outcome, remarks = excluded.remarks",
)
FEEDBACK = Upsert(
    RECORDS.name,
    {"submission_id": "text", "outcome": "text", "remarks": "text", "feedback": "text"},
    ("submission_id",),
    "feedback = excluded.feedback",
)


def new_ids() -> Iterator[str]:
    """Give ids like nbgrader's, 32 hexadecimal digits, in ascending order.

    nbgrader's own are random all over: with them a batch touches most pages of a large index, and
    writing gets slower with every submission. These begin with the time; where they begin is random.
    """
    first = time.time_ns() // 1_000_000 << 80 | secrets.randbits(79)
    return map("{:032x}".format, count(first))
