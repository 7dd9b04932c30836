"""When an item that was missed comes back. Pure.

The rule, and its reasons:

- It comes back 1, 3, 7 and 21 days later. What is called to mind just before it would be
  forgotten is kept longest, and each time it is called to mind that takes longer.
- A right answer moves it on to the next wait; after the last it is done. A wrong one sends it
  back to the first. Partly right is not yet right.
- An item stays when it is put right in the exercise itself: right after the best answer was
  read that shows who can read, and not yet who will know.
- What was never answered does not come back. There is nothing to remember of it.
- At most five come a day, from as many exercises as can be: what takes two minutes is done
  daily, and a heap of fifty is not. What has to wait waits, and nothing is lost by it.
- An item that a newer release does not have is dropped.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

WAITS = (1, 3, 7, 21)
"""Days."""

A_DAY = 5
"""The most items that come on one day."""


class Name(NamedTuple):
    """What an item is known by, among all that a learner has."""

    assignment: str
    exercise: str
    item: str


class Missed(NamedTuple):
    """An item that was answered, and not rightly: when, in UTC, and on which day of the learner's."""

    name: Name
    at: datetime
    day: date


class Returning(msgspec.Struct, frozen=True):
    """An item that comes back.

    Attributes
    ----------
    name : Name
    missed : datetime
        When it was missed last in the exercise itself, in UTC.
    due : date or None
        The day on which it comes; None when it is done.
    wait : int
        Which of the `WAITS` it is in, from 0.
    asked : int
        How often it came.
    last : date or None
        The day on which it came last.
    """

    name: Name
    missed: datetime
    due: date | None
    wait: int = 0
    asked: int = 0
    last: date | None = None

    @property
    def is_last_wait(self) -> bool:
        """Whether a right answer ends it."""
        return self.wait == len(WAITS) - 1

    def after(self, day: date, *, right: bool) -> Returning:
        """Return the item as it is when it was answered on a day."""
        wait = self.wait + 1 if right else 0
        due = day + timedelta(WAITS[wait]) if wait < len(WAITS) else None
        return Returning(self.name, self.missed, due, min(wait, len(WAITS) - 1), self.asked + 1, day)


Schedule = tuple[Returning, ...]


def taking(schedule: Schedule, missed: Iterable[Missed]) -> Schedule:
    """Return a schedule with what was missed since; one that is missed again begins again."""
    known = {each.name: each for each in schedule}
    for one in sorted(missed, key=lambda each: each.at):
        before = known.get(one.name)
        if before is None or before.missed < one.at:
            asked, last = (before.asked, before.last) if before else (0, None)
            known[one.name] = Returning(one.name, one.at, one.day + timedelta(WAITS[0]), 0, asked, last)
    return tuple(known.values())


def without_the_gone(schedule: Schedule, assignments: Collection[str], asked: Collection[Name]) -> Schedule:
    """Return a schedule without what its assignment asks no more; one that is not here keeps its items."""
    return tuple(each for each in schedule if each.name in asked or each.name.assignment not in assignments)


def coming(schedule: Schedule, today: date) -> Schedule:
    """Return what is still to be looked at today: what has waited longest first, and of each exercise one at a time."""
    looked_at = [each.name[:2] for each in schedule if each.last == today]
    waiting = sorted((each for each in schedule if each.due and each.due <= today), key=lambda each: each.due or today)
    turns = Counter(looked_at)  # of each exercise, today
    ordered: list[tuple[int, Returning]] = []
    for each in waiting:
        ordered.append((turns[each.name[:2]], each))
        turns[each.name[:2]] += 1
    first = sorted(ordered, key=lambda pair: pair[0])
    return tuple(each for _, each in first)[: max(A_DAY - len(looked_at), 0)]


def answered(schedule: Schedule, name: Name, day: date, *, right: bool) -> Schedule:
    """Return a schedule in which an item was answered on a day."""
    return tuple(each.after(day, right=right) if each.name == name else each for each in schedule)


def asked_by(returning: Returning, others: Sequence[str], schedule: Schedule) -> str:
    """Return the item of the same exercise that an item is asked by.

    Parameters
    ----------
    returning : Returning
        What comes back.
    others : sequence of str
        The items of its exercise that ask the same of another case, the likest first.
    schedule : Schedule
        All that comes back; what comes back itself is not asked for another.

    Returns
    -------
    str
        Another each time; the item itself at the last, when its case is forgotten and what it
        asked may be known, and where there is no other.
    """
    busy = {each.name.item for each in schedule if each.due and each.name[:2] == returning.name[:2]}
    free = [item for item in others if item not in busy] or others
    if returning.is_last_wait or not free:
        return returning.name.item
    return free[returning.asked % len(free)]
