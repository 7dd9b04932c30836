"""Mark one submission. This is the path that every mark comes by. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.gathering import gather
from complaints_workbook.marking.one.learners_words import words_html
from complaints_workbook.marking.one.other_version import not_asked
from complaints_workbook.marking.one.remarks import faults_of, remarks_on
from complaints_workbook.marking.records import SubmissionMarks
from complaints_workbook.rendering.html import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.exercise_marker import MarkedExercise
    from complaints_workbook.marking.one.material import Material

NO_RESPONSE = "No response."
"""nbgrader's comment on an answer that was left as it was released."""


@dataclass(frozen=True, slots=True)
class MarkedSubmission:
    """A submission with its marks.

    Attributes
    ----------
    notebook : bytes
        The marked notebook, in UTF-8.
    exercises : mapping of str to MarkedExercise, or None
        By exercise; None when the answers did not arrive. Those that the notebook does not ask are left out.
    written : mapping of str to str, or None
        Harmless HTML by the answer cell's name; those to which nothing can be an answer are left out. None when
        the notebook did not arrive.
    notice : str
        Harmless HTML that stands where something did not arrive.
    entry : SubmissionMarks
        What goes into the gradebook.
    """

    notebook: bytes
    exercises: Mapping[str, MarkedExercise] | None
    written: Mapping[str, str] | None
    notice: str
    entry: SubmissionMarks


def fingerprint(material: Material, submission: Submission) -> str:
    """Return a fingerprint of what was handed in and of what it is marked with."""
    return hashlib.blake2b(material.fingerprint + submission.fingerprint, digest_size=16).hexdigest()


def mark(material: Material, submission: Submission) -> MarkedSubmission:
    """Mark a submission.

    What did not arrive waits for the tutor, and is never silently given 0.
    """
    template = material.template
    gathered = gather(template.outline, submission, material.notebook_name)
    left_out = not_asked(material, submission, gathered)
    exercises = _exercises(material, submission, left_out)
    words = words_html(template.outline, gathered)
    arrived = gathered.work is not None
    notice = _notice(faults_of(material, submission, gathered))
    answers = words.answers if arrived else None
    entry = SubmissionMarks(
        student=submission.student,
        timestamp=submission.timestamp,
        scores=_scores(material, exercises, answers),
        comments={
            name: NO_RESPONSE if answers is not None and name not in answers else None
            for name in template.outline.answers
        },
        fingerprint=fingerprint(material, submission),
        outcome="marked",
        remarks=remarks_on(material, submission, gathered, words, left_out),
    )
    notebook = template.fill(exercises, answers, words.own, notice)
    return MarkedSubmission(notebook, exercises, words.told if arrived else None, notice, entry)


def _exercises(
    material: Material, submission: Submission, left_out: frozenset[str]
) -> dict[str, MarkedExercise] | None:
    if submission.answers is None:
        return None
    return {
        name: marker.mark(submission.answers.of(name))
        for name, marker in material.markers.items()
        if name not in left_out
    }


def _scores(
    material: Material, exercises: Mapping[str, MarkedExercise] | None, answers: Mapping[str, str] | None
) -> dict[str, float | None]:
    scores: dict[str, float | None] = {
        grade_id: exercises[name].score if exercises is not None and name in exercises else None
        for grade_id, name in material.template.exercises.items()
    }
    for name in material.template.outline.answers:
        scores[name] = None if answers is None or name in answers else 0.0
    return scores


def _notice(faults: tuple[str, ...]) -> str:
    if not faults:
        return ""
    listed = " and ".join(faults)
    return f"<p><strong>This did not arrive, so it waits for the tutor:</strong> {text(listed)}.</p>"
