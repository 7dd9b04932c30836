"""Who has longer for an assignment than the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import select

if TYPE_CHECKING:
    from datetime import datetime

    from nbgrader.api import Gradebook


def extended(gradebook: Gradebook, assignment: str) -> dict[str, datetime]:
    """Return when an assignment is due for each learner who has an extension, in UTC without a zone."""
    query = (
        select(SubmittedAssignment.student_id, Assignment.duedate, SubmittedAssignment.extension)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(
            Assignment.name == assignment, Assignment.duedate.is_not(None), SubmittedAssignment.extension.is_not(None)
        )
        .order_by(SubmittedAssignment.student_id)
    )
    return {student: due + extension for student, due, extension in gradebook.db.execute(query) if extension}
