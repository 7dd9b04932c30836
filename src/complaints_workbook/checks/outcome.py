"""The outcome that an assignment's checks go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.syllabus import load_syllabus

if TYPE_CHECKING:
    from complaints_workbook.assignments.reading import AssignmentFiles
    from complaints_workbook.content.syllabus import Outcome


def outcome_of(files: AssignmentFiles) -> Outcome | None:
    """Return an assignment's outcome, or None where it is not known or is none."""
    name = files.about.outcome_id if files.about else None
    return next((outcome for outcome in load_syllabus().outcomes() if outcome.assignment == name), None)
