"""Attempts: what a learner's own marking of an assignment found, and when. Plain, and pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 100
"""Attempts that are kept of an assignment, the latest."""


class EarnedMarks(Struct, frozen=True, array_like=True):
    """Marks earned, of those to be had."""

    score: float
    points: float

    @property
    def share(self) -> float:
        """The part that was earned, from 0 to 1."""
        return self.score / self.points if self.points else 0.0


def total(marks: Iterable[EarnedMarks]) -> EarnedMarks:
    """Add marks up, to the hundredth.

    Examples
    --------
    >>> total([EarnedMarks(1, 2), EarnedMarks(0.5, 1)])
    EarnedMarks(score=1.5, points=3)
    """
    each = tuple(marks)
    return EarnedMarks(round(sum(one.score for one in each), 2), sum(one.points for one in each))


class ExerciseMarks(Struct, frozen=True):
    """What one exercise earned.

    Attributes
    ----------
    section : str
        The code of the section that it stands in: its first criterion's, or ``foundations``.
    criteria : dict of str to EarnedMarks
        By the code of what the marks are for.
    items : dict of str to EarnedMarks
        By item.
    answers : dict of str to object
        What was marked, by field: whole answers alone, as the learner's file had them.
    """

    section: str
    criteria: dict[str, EarnedMarks]
    items: dict[str, EarnedMarks]
    answers: dict[str, Any]

    @property
    def marks(self) -> EarnedMarks:
        """Those of all its items."""
        return total(self.criteria.values())


class Attempt(Struct, frozen=True):
    """One marking.

    Attributes
    ----------
    at : datetime
        When, in UTC.
    exercises : dict of str to ExerciseMarks
        What was marked, in the order of the notebook.
    written : dict of str to int
        The words that stood in each written answer of the same sections, by the answer's cell.
    """

    at: datetime
    exercises: dict[str, ExerciseMarks]
    written: dict[str, int]

    @property
    def id(self) -> str:
        """What its page is addressed by: its time to the millisecond."""
        return f"{self.at:%Y%m%d-%H%M%S}-{self.at.microsecond // 1000:03}"

    @property
    def marks(self) -> EarnedMarks:
        """The marks in all."""
        return total(each.marks for each in self.exercises.values())

    @property
    def begun(self) -> dict[str, ExerciseMarks]:
        """The exercises of which something was answered."""
        return {name: each for name, each in self.exercises.items() if each.answers}

    @property
    def begun_marks(self) -> EarnedMarks:
        """The marks of those."""
        return total(each.marks for each in self.begun.values())

    @property
    def first_missed(self) -> str:
        """The first exercise that did not earn all of its marks; empty if none."""
        return next((name for name, each in self.exercises.items() if each.marks.score < each.marks.points), "")

    @property
    def sections(self) -> dict[str, EarnedMarks]:
        """The marks of each section that was marked, by its code."""
        return _added((each.section, each.marks) for each in self.exercises.values())

    @property
    def criteria(self) -> dict[str, EarnedMarks]:
        """The marks for each criterion, by its code."""
        return criteria_of(self.exercises)

    @property
    def answered(self) -> frozenset[str]:
        """The codes of the criteria for which something was answered."""
        return frozenset(code for each in self.begun.values() for code in each.criteria)


def criteria_of(exercises: Mapping[str, ExerciseMarks]) -> dict[str, EarnedMarks]:
    """Return the marks that exercises earned for each criterion, by its code."""
    return _added(pair for each in exercises.values() for pair in each.criteria.items())


def _added(pairs: Iterable[tuple[str, EarnedMarks]]) -> dict[str, EarnedMarks]:
    found: dict[str, list[EarnedMarks]] = defaultdict(list)
    for code, marks in pairs:
        found[code].append(marks)
    return {code: total(marks) for code, marks in found.items()}


@dataclass(frozen=True)
class Attempts:
    """All the attempts at an assignment that are kept.

    Attributes
    ----------
    each : tuple of Attempt
        The oldest first.
    unread : int
        Entries of the file that are no attempts.
    """

    each: tuple[Attempt, ...] = ()
    unread: int = field(default=0, compare=False)

    def adding(self, *attempts: Attempt) -> Attempts:
        """Return these with others, each once: all of those, and of these the latest that there is room for."""
        others = {attempt.id: attempt for attempt in attempts}
        room = max(0, MOST - len(others))
        kept = [attempt for attempt in self.each if attempt.id not in others][::-1][:room]
        return Attempts(tuple(sorted((*kept, *others.values()), key=lambda attempt: attempt.id))[-MOST:])

    def find(self, name: str) -> Attempt | None:
        """Return the attempt with this id."""
        return next((attempt for attempt in self.each if attempt.id == name), None)

    @cached_property
    def latest(self) -> dict[str, ExerciseMarks]:
        """What each exercise earned when it was marked last, by exercise."""
        return {name: marks for attempt in self.each for name, marks in attempt.exercises.items()}

    def times_answered(self, exercise: str, field_id: str) -> int:
        """Return in how many attempts a field was answered."""
        return sum(exercise in one.exercises and field_id in one.exercises[exercise].answers for one in self.each)
