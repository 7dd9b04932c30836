"""Mark one submission. This is the path that every mark comes by. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.handed_notebook import UNREADABLE
from complaints_workbook.marking.handed_in.learners_own import MOST, sort_out
from complaints_workbook.marking.handed_in.sanitise import plain_html, safe_html
from complaints_workbook.marking.records import SubmissionMarks
from complaints_workbook.rendering.html import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.marking.handed_in.learners_own import LearnersWork, OwnCell
    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.exercise_marker import MarkedExercise
    from complaints_workbook.marking.one.material import Material

NO_RESPONSE = "No response."
"""nbgrader's comment on an answer that was left as it was released."""

_QUIET = '<div class="mathjax_ignore tex2jax_ignore">{}</div>'
"""Around a learner's own words: formgrader must not read formulas into them."""


@dataclass(frozen=True, slots=True)
class MarkedSubmission:
    """A submission with its marks.

    Attributes
    ----------
    notebook : bytes
        The marked notebook, in UTF-8.
    exercises : mapping of str to MarkedExercise, or None
        By exercise; None when the answers did not arrive.
    written : mapping of str to str, or None
        Harmless HTML by the answer cell's name, unanswered ones left out; None when the notebook did not arrive.
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
    exercises = _exercises(material, submission)
    written = _written(material, submission)
    answers = None if written is None else {name: _QUIET.format(safe_html(a)) for name, a in written.answers.items()}
    notice = _notice(submission)
    entry = SubmissionMarks(
        student=submission.student,
        timestamp=submission.timestamp,
        scores=_scores(material, exercises, answers),
        comments={
            cell.name: NO_RESPONSE if answers is not None and cell.name not in answers else None
            for cell in material.template.released
            if cell.stub is not None
        },
        fingerprint=fingerprint(material, submission),
        outcome="marked",
        remarks=_remarks(material, submission),
    )
    return MarkedSubmission(
        material.template.fill(exercises, answers, _own(material, written), notice), exercises, answers, notice, entry
    )


def _exercises(material: Material, submission: Submission) -> dict[str, MarkedExercise] | None:
    if submission.answers is None:
        return None
    return {name: marker.mark(submission.answers.of(name)) for name, marker in material.markers.items()}


def _written(material: Material, submission: Submission) -> LearnersWork | None:
    if submission.cells is None:
        return None
    return sort_out(material.template.released, material.template.places, submission.cells)


def _own(material: Material, written: LearnersWork | None) -> dict[int, list[str]]:
    if written is None:
        return {}
    own = {place: [_own_html(cell) for cell in cells] for place, cells in written.own.items()}
    if written.left_out:
        own.setdefault(len(material.template.released) - 1, []).append(_left_out(written.left_out))
    return own


def _scores(
    material: Material, exercises: Mapping[str, MarkedExercise] | None, answers: Mapping[str, str] | None
) -> dict[str, float | None]:
    scores: dict[str, float | None] = {
        grade_id: exercises[name].score if exercises is not None else None
        for grade_id, name in material.template.exercises.items()
    }
    for cell in material.template.released:
        if cell.stub is not None:
            scores[cell.name] = None if answers is None or cell.name in answers else 0.0
    return scores


def _notice(submission: Submission) -> str:
    if not submission.faults:
        return ""
    faults = " and ".join(submission.faults)
    return f"<p><strong>This did not arrive, so it waits for the tutor:</strong> {text(faults)}.</p>"


def _remarks(material: Material, submission: Submission) -> tuple[str, ...]:
    remarks = []
    if submission.answers is None:
        remarks.append("The exercises wait for your marks. Ask the learner for responses.json, or mark them by hand.")
    if submission.cells is None:
        remarks.append("The written answers wait for your marks. Ask the learner for the notebook.")
    if submission.faults:
        remarks.insert(0, f"{'; '.join(submission.faults)}.")
    remarks += [f"{oddity}." for oddity in submission.oddities]
    if bad := sum(cell.kind == UNREADABLE for cell in submission.cells or ()):
        remarks.append(f"{bad} cells of the notebook cannot be read; an answer in them counts as not given.")
    answers = submission.answers
    if answers is not None and answers.bad:
        remarks.append(f"{answers.bad} entries of responses.json cannot be read and count as not answered.")
    if answers is not None and (unknown := _unknown(material, answers.exercises)):
        remarks.append(f"responses.json has {unknown} answers to what this assignment does not ask; they do not count.")
    return tuple(remarks)


def _unknown(material: Material, exercises: Mapping[str, Mapping[str, object]]) -> int:
    unknown = 0
    for name, answers in exercises.items():
        marker = material.markers.get(name)
        unknown += len(answers) if marker is None else len(answers.keys() - marker.field_ids)
    return unknown


def _own_html(cell: OwnCell) -> str:
    words = "changed the text above. This is what stood there" if cell.changed else "added this"
    kind = "code, which was not run" if cell.code else "text"
    label = f"<p><strong>The learner {words} ({kind}):</strong></p>"
    return _QUIET.format(label + (plain_html if cell.code else safe_html)(cell.text))


def _left_out(number: int) -> str:
    return (
        f"<p><strong>The learner added more than {MOST} cells.</strong> "
        f"Formgrader shows the other {number}, under “What was handed in”.</p>"
    )
