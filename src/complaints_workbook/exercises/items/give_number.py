"""Give a number with its unit: all the points within the tolerance, in any unit that measures the same."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import OwnItem, Reason, Scored
from complaints_workbook.exercises.items.units import COUNT, POUNDS, UNITS, forms, written
from complaints_workbook.exercises.items.workings import rounded, shown, work_out

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NUMBER = 40
"""Characters of what is typed into the box; nobody needs more to write a number and its unit."""

MOST_PLACES = 6
"""Decimals; the rest of a typed number is before them."""

BETWEEN = "|"
"""Stands between what is typed and the unit that is chosen, where there is one to choose."""

_NUMBER = re.compile(r"([-+−–]?) ?(£?) ?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,6})?(?: ?([^\d.,+−–-].*))?\Z", re.ASCII)  # noqa: RUF001 - the signs that people write
_MOST_FIGURES = 12

_OF_A_HUNDRED = {"per-cent", "percentage-points", "points"}
_SLIPS = {
    "share": "It looks like a share of one. Out of a hundred it is a hundred times that.",
    "hundredfold": "It is a hundred times too large. Look at where the decimal point belongs.",
    "unit": "The number is right, and the unit is not. A number says nothing without the right one.",
    "sign": "The size is right. Look at whether it went up or down.",
}


class Measured(Struct, frozen=True):
    """A number and its unit."""

    number: Decimal
    unit: str


class NumberKey(Struct, frozen=True):
    """The right number, how it is worked out, and its unit where the learner chooses that too.

    `working` is a sum, such as ``76 / 150 * 100``; what it comes to, rounded, is the key.
    """

    key: Decimal
    reason: str
    working: str = ""
    unit: str = ""

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return how it is worked out, in words."""
        return (("reason", self.reason),)


class GiveNumber(OwnItem, frozen=True, tag="give-number"):
    """A number, as people type it, with its unit or without.

    Attributes
    ----------
    units : tuple of str
        The unit that is asked for, or several, of which the learner chooses.
    of : str
        What is counted, or what it is a share of.
    places : int
        The decimals that are asked for; the tolerance decides what counts.

    Examples
    --------
    >>> field = GiveNumber("a", "Returns", 1, ("per-cent",), "contacts", 1, Decimal("0.05"))
    >>> [field.show(field.accept(typed)) for typed in ("12.5", "12.5 per cent", "1,200%")]
    [('12.5% of contacts',), ('12.5% of contacts',), ('1,200% of contacts',)]
    >>> field.accept("12,5"), field.accept("12.5 days")
    (None, None)
    """

    points: int | float
    units: tuple[str, ...]
    of: str
    places: int
    tolerance: Decimal

    key_type: ClassVar[type[NumberKey]] = NumberKey

    def accept(self, value: object) -> Measured | None:
        """Return the number that a learner typed with the unit that it is in, or None."""
        kept = self.legible(value)
        if kept is None:
            return None
        typed, _, chosen = kept.partition(BETWEEN)
        match = _NUMBER.match(" ".join(typed.split()))
        if not match or not (match[3] or match[4]):
            return None
        figures = (match[3] or "0").replace(",", "")
        unit = self._unit(chosen, POUNDS if match[2] else "", (match[5] or "").casefold())
        if unit is None or len(figures) > _MOST_FIGURES:
            return None
        number = Decimal(figures + (match[4] or ""))
        return Measured(_plain(-number if match[1] in {"-", "−", "–"} else number), unit)  # noqa: RUF001 - the signs that people write

    def legible(self, value: object) -> str | None:
        """Return what was typed, whether it is a number or not yet, and the unit chosen so far."""
        if not isinstance(value, str):
            return None
        typed, between, chosen = value.partition(BETWEEN)
        several = len(self.units) > 1
        fits = len(typed) <= LONGEST_NUMBER and bool(between) == several and chosen in {"", *self.units}
        return value if fits else None

    def show(self, answer: Measured) -> tuple[str, ...]:
        """Return the answer as people write it, with its unit."""
        return (written(_figures(answer.number), answer.unit, self.of),)

    def score(self, answer: Measured, key: NumberKey) -> Scored:
        """Compare with the key within the tolerance, in the key's unit."""
        wanted, own = UNITS[self._key_unit(key)], UNITS[answer.unit]
        alike = wanted.measures == own.measures
        if alike and self._near(answer.number * own.size / wanted.size, key):
            return Scored(self.points, right=True)
        slip = "unit" if self._near(answer.number, key) else self._slip(answer.number, key) if alike else ""
        return Scored(0.0, right=False, chosen=(slip,) if slip else ())

    def best(self, key: NumberKey) -> tuple[str, ...]:
        """Return the key with its unit, and what else counts."""
        right = self._right(key)
        if not self.tolerance:
            return (right,)
        low, high = (_figures(_plain(key.key + step)) for step in (-self.tolerance, self.tolerance))
        return (f"{right} ({low} to {high} counts)",)

    def reasons(self, scored: Scored, key: NumberKey) -> tuple[Reason, ...]:
        """Return what may have happened, and how the right number is worked out."""
        right = self._right(key)
        worked = f"{shown(key.working)}, which gives {right}. {key.reason}" if key.working else key.reason
        slips = tuple(Reason("What may have happened", _SLIPS[slip]) for slip in scored.chosen)
        return (*slips, Reason("How it is worked out", worked))

    def faults(self, key: NumberKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = [] if key.reason else ["the number has no reason; show how it is worked out."]
        if abs(key.key) >= 10**_MOST_FIGURES or key.key != round(key.key, self.places):
            faults.append(f"the key {key.key} has more figures than places: {self.places} allow; round it.")
        if len(self.units) > 1 and key.unit not in self.units:
            faults.append(f"unit: '{key.unit}' is none of {', '.join(self.units)}; say which is right.")
        if len(self.units) == 1 and key.unit not in {"", *self.units}:
            faults.append(f"unit: it is asked for in {self.units[0]}; leave the unit out, or let the learner choose.")
        return [*faults, *self._faults_of_working(key)]

    def _faults_of_working(self, key: NumberKey) -> list[str]:
        if not key.working:
            return []
        try:
            found = rounded(work_out(key.working), self.places)
        except ValueError:
            return [f"working: '{key.working}' is no sum; write numbers, + - * / and brackets."]
        fault = f"working: {key.working} comes to {found}, and the key is {key.key}; correct one of them."
        return [] if found == key.key else [fault]

    def _right(self, key: NumberKey) -> str:
        return written(_figures(key.key, self.places), self._key_unit(key), self.of)

    def _key_unit(self, key: NumberKey) -> str:
        return key.unit or self.units[0]

    def _near(self, number: Decimal, key: NumberKey) -> bool:
        return abs(number - key.key) <= self.tolerance

    def _slip(self, number: Decimal, key: NumberKey) -> str:
        """Name what may have happened, where a number is what it often makes of the key."""
        if not key.key:
            return ""
        of_a_hundred = self._key_unit(key) in _OF_A_HUNDRED
        if of_a_hundred and self._near(number * 100, key):
            return "share"
        if of_a_hundred and self._near(number / 100, key):
            return "hundredfold"
        return "sign" if self._near(-number, key) else ""

    def _unit(self, chosen: str, sign: str, words: str) -> str | None:
        """Return the unit that is chosen and written, each where it is; None if they differ, or there is none."""
        named = {unit for unit in self.units if words in forms(unit, self.of)} if words else set()
        if (words and not named) or (sign and sign not in self.units):
            return None
        wanted = set(self.units) if not chosen else {chosen}
        if named:
            wanted &= named
        if sign:
            wanted &= {sign}
        return wanted.pop() if len(wanted) == 1 else None


def _plain(number: Decimal) -> Decimal:
    """Return a number without zeros that say nothing, so that equal answers are written alike."""
    return number.normalize() + 0


def _figures(number: Decimal, places: int | None = None) -> str:
    """Write a number as people do."""
    figures = f"{number:,f}" if places is None else f"{number:,.{places}f}"
    return figures.replace("-", "−")  # noqa: RUF001 - the sign that people write


def exactness(units: tuple[str, ...], places: int, tolerance: Decimal | None = None) -> str:
    """Say how exactly a number is asked for, and what else counts where that is more than rounding.

    Examples
    --------
    >>> exactness(("per-cent",), 1), exactness(("count",), 0, Decimal(2))
    ('Give it to 1 decimal place.', 'Give a whole number. Up to 2 more or less counts.')
    """
    asked = "Give a whole number." if units == (COUNT,) else "Give it to the nearest whole number."
    if places:
        asked = f"Give it to {places} decimal place{'' if places == 1 else 's'}."
    return f"{asked} Up to {_figures(tolerance)} more or less counts." if tolerance else asked


FIELD = GiveNumber
