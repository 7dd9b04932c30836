"""Tell work that was handed in unopened from work whose answers were lost on the way. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.cohort.naming import quoted
from complaints_workbook.marking.handed_in.beside import NOTHING
from complaints_workbook.marking.handed_in.handed_answers import HandedAnswers

if TYPE_CHECKING:
    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.mark_submission import MarkedSubmission
    from complaints_workbook.marking.one.material import Material

COUNTED = "It was handed in unopened and counts as unanswered, as you decided."
COUNTED_ON_PAGE = "Your work was handed in unopened: nothing was answered or written in it. So it counts as unanswered."
NOT_UNOPENED = "It does not count as unanswered, for it was not handed in unopened."


def perhaps_unopened(submission: Submission) -> bool:
    """Say whether there is a notebook that can be read, and nothing else but what belongs to a hand-in."""
    return submission.faults == (f"{RESPONSES} is missing",) and submission.beside == NOTHING


def is_unopened(material: Material, submission: Submission, marked: MarkedSubmission) -> bool:
    """Say whether a submission is the notebook as it was released, without any answer and any word."""
    written = material.template.outline.answers
    return perhaps_unopened(submission) and all(marked.entry.scores[name] == 0 for name in written)


def as_unanswered(submission: Submission) -> Submission:
    """Return a submission as if nothing had been answered in it; it is another one to whoever compares."""
    fingerprint = submission.fingerprint + b"as unanswered"
    return replace(submission, answers=HandedAnswers({}), faults=(), fingerprint=fingerprint)


def how_to_count(assignment: str, student: str) -> str:
    """Return what a tutor is told of work that was handed in unopened."""
    return (
        "It was handed in unopened: the notebook is as it was released, and there are no answers. "
        f"To count it as unanswered, run 'workbook mark {assignment} --unanswered {quoted(student)}'."
    )
