"""Give a date, in the three boxes of day, month and year: all the points or none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import OwnItem, Reason, Scored
from complaints_workbook.rendering.html import day

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_DATE = 30
"""Characters of what is typed into the three boxes, with the strokes between them."""

_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 - as people write them
)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_STROKES = 2
"""Between three boxes."""


class DateKey(Struct, frozen=True):
    """The right day, and how it is worked out."""

    key: date
    reason: str

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return how it is worked out."""
        return (("reason", self.reason),)


class GiveDate(OwnItem, frozen=True, tag="give-date"):
    """A date, as people type it: what stands in the boxes, with a stroke between each.

    Examples
    --------
    >>> field = GiveDate("a", "By when?", 1)
    >>> field.accept("6/5/2026"), field.accept("6 / may / 26"), field.accept("31/6/2026")
    (datetime.date(2026, 5, 6), datetime.date(2026, 5, 6), None)
    """

    points: int | float

    key_type: ClassVar[type[DateKey]] = DateKey

    def accept(self, value: object) -> date | None:
        """Return the day that a learner typed, or None."""
        typed = self.legible(value)
        if typed is None:
            return None
        day, month, year = (part.strip().casefold() for part in typed.split("/"))
        try:
            return date(_year(year), _month(month), _number(day))
        except ValueError:
            return None

    def legible(self, value: object) -> str | None:
        """Return what was typed, whether it is a date or not yet."""
        if not isinstance(value, str) or len(value) > LONGEST_DATE or value.count("/") != _STROKES:
            return None
        return value

    def show(self, answer: date) -> tuple[str, ...]:
        """Return the answer as people write it."""
        return (f"{answer:%A} {day(answer)}",)

    def score(self, answer: date, key: DateKey) -> Scored:
        """Compare with the key."""
        right = answer == key.key
        return Scored(self.points if right else 0.0, right)

    def best(self, key: DateKey) -> tuple[str, ...]:
        """Return the key as people write it."""
        return self.show(key.key)

    def reasons(self, scored: Scored, key: DateKey) -> tuple[Reason, ...]:
        """Return how the right day is worked out, whatever was given."""
        return (Reason("How it is worked out", key.reason),)

    def faults(self, key: DateKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        return [] if key.reason else ["the date has no reason; show how it is worked out."]


def _number(typed: str) -> int:
    """Return a whole number, or 0 where none is typed."""
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _year(typed: str) -> int:
    """Return a year; of two figures, it is one of this century."""
    year = _number(f"20{typed}" if len(typed) == 2 else typed)  # noqa: PLR2004 - two figures
    return year if _FIRST_YEAR <= year < _LAST_YEAR else 0


def _month(typed: str) -> int:
    """Return the number of a month that is typed as a number, a name, or the first three letters of one."""
    named = (number for number, name in enumerate(_NAMES, 1) if typed in {name, name[:3]})
    return _number(typed) or next(named, 0)


FIELD = GiveDate
