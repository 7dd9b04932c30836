"""What goes into nbgrader's gradebook for a submission, and what comes out of it. Plain data, for every process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

LONGEST_NAME = 128
"""Characters that nbgrader's tables hold of a student's name."""


@dataclass(frozen=True, slots=True)
class SubmissionMarks:
    """What one marked submission puts into the gradebook.

    Parameters
    ----------
    student : str
        The student's id, the name of the folder in ``submitted/``.
    timestamp : datetime or None
        When it was handed in, in UTC without a zone. None leaves what the gradebook has.
    scores : mapping of str to float or None
        By grade id, for every graded cell; None waits for the tutor.
    comments : mapping of str to str or None
        nbgrader's automatic comment (``"No response."`` or None), by grade id of every answer cell.
    fingerprint : str
        Of what was handed in and of what it was marked with.
    outcome : str
        A short word for the report, such as ``"marked"``.
    remarks : tuple of str
        Sentences for the tutor, such as why something waits.
    unchanged : frozenset of str
        Grade ids of the cells whose answers and marks are as they were when they were last marked. What a
        tutor has done with them stays done.
    """

    student: str
    timestamp: datetime | None
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    fingerprint: str
    outcome: str
    remarks: tuple[str, ...] = ()
    unchanged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tutored:
    """What a tutor gave one cell."""

    manual_score: float | None
    extra_credit: float | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the gradebook knows of a submission.

    Parameters
    ----------
    fingerprint : str or None
        Of its last marking; None if something other than this package marked it.
    outcome, remarks
        As its last marking left them.
    tutored : mapping of str to Tutored
        By grade id, only cells to which a tutor gave something.
    comments : mapping of str to str
        The tutor's comments by grade id.
    waiting : tuple of str
        Grade ids of the cells that wait for the tutor.
    score : float
        The marks as they stand, the tutor's among them, before any penalty.
    late_penalty : float or None
        What is taken off for lateness.
    feedback : str or None
        Fingerprint of the feedback page that was last made.
    timestamp : datetime or None
        When it was handed in, in UTC without a zone, as far as the gradebook knows.
    extension : timedelta or None
        The time that a tutor gave the learner after the deadline.
    """

    fingerprint: str | None
    outcome: str
    remarks: tuple[str, ...]
    tutored: Mapping[str, Tutored]
    comments: Mapping[str, str]
    waiting: tuple[str, ...]
    score: float
    late_penalty: float | None
    feedback: str | None
    timestamp: datetime | None = None
    extension: timedelta | None = None


@dataclass(frozen=True)
class ClassList:
    """Everybody in a gradebook.

    Parameters
    ----------
    names : mapping of str to str
        First and last name by student's id; empty where the gradebook has neither.
    listed : frozenset of str
        Those whom somebody put there; the others were added by marking what they handed in. Empty if there is
        no list.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()

    @property
    def full_names(self) -> dict[str, str]:
        """First and last names by student's id, of those of whom the gradebook has one."""
        return {student: name for student, name in self.names.items() if name}


def recorded_after(known: Recorded | None, entry: SubmissionMarks, tasks: Iterable[str]) -> Recorded:
    """Return what a gradebook knows of a submission once an entry is in it, by nbgrader's rules.

    Parameters
    ----------
    known : Recorded or None
        What it knew before.
    entry : SubmissionMarks
        Of a submission that is not late.
    tasks : iterable of str
        Grade ids of nbgrader's tasks, which nothing but a tutor marks.
    """
    tutored = known.tutored if known is not None else {}
    manual = {name: given.manual_score for name, given in tutored.items() if given.manual_score is not None}
    extra = {name: given.extra_credit for name, given in tutored.items() if given.extra_credit is not None}
    marks = {**entry.scores, **manual}
    waiting = {name for name, score in entry.scores.items() if score is None or name in manual}
    # What a tutor has done with a task, and with what is as it was, stays as it is.
    kept = set(tasks) | entry.unchanged
    waiting = waiting - kept | set(tasks if known is None else known.waiting) & kept
    return Recorded(
        fingerprint=entry.fingerprint,
        outcome=entry.outcome,
        remarks=entry.remarks,
        tutored=tutored,
        comments=known.comments if known is not None else {},
        waiting=tuple(sorted(waiting)),
        score=sum(mark + extra.get(name, 0.0) for name, mark in marks.items() if mark is not None),
        late_penalty=None,
        feedback=known.feedback if known is not None else None,
        timestamp=entry.timestamp or (known.timestamp if known is not None else None),
        extension=known.extension if known is not None else None,
    )


def why_unstorable(student: str) -> str | None:
    """Say in a sentence why a gradebook cannot hold a student's name, or return None.

    Examples
    --------
    >>> why_unstorable("ann")
    >>> why_unstorable("a" * 129)
    "The name 'aaaaaaaaaaaaaaaaaaaa…' has 129 characters and a gradebook holds 128; give the folder a shorter name."
    """
    if len(student) > LONGEST_NAME:
        return (
            f"The name '{ascii(student[:20])[1:-1]}…' has {len(student)} characters and a gradebook holds "
            f"{LONGEST_NAME}; give the folder a shorter name."
        )
    # Python reads undecodable bytes of a file name as halves of characters.
    if "\0" in student or any("\ud800" <= character <= "\udfff" for character in student):
        return f"The name {student!a} is not text that a gradebook can hold; give the folder another name."
    return None
