"""The four kinds of question that every exercise is made of.

An item is what earns marks: choose one, choose several, put in order, or give
an amount. A kind of exercise arranges items and shows them; how an item is
answered and marked is the same everywhere, and stands here.

An answer is what a learner's file says, so it can be anything. `accept` turns it
into an answer of the item's type or None, and never raises.

Everything here is plain: a learner's kernel needs it, and no file is read by it.
What authors write is checked by `complaints_workbook.exercises.authored`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from complaints_workbook.money import show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_AMOUNT = 20
"""Characters; nobody needs more to write pounds and pence."""

_AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,2})?\Z", re.ASCII)


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    id: str
    text: str


@dataclass(frozen=True)
class Scored:
    """What an answer earns: `score` of the item's points, and whether it is whole.

    `chosen` names the options that the answer took, for their reasons.
    """

    score: float
    right: bool
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class ChooseOne:
    """Choose one of several options: all the points or none.

    Examples
    --------
    >>> item = ChooseOne("a", "Which?", 1, (Option(id="x", text="X"), Option(id="y", text="Y")))
    >>> item.score("x", OneKey(key="x", reasons={"x": "Yes.", "y": "No."})).score
    1
    """

    id: str
    label: str
    points: float
    options: tuple[Option, ...]

    def accept(self, value: object) -> str | None:
        """Return the id of the option that `value` chooses, or None."""
        return value if isinstance(value, str) and value in {o.id for o in self.options} else None

    def score(self, answer: str, key: OneKey) -> Scored:
        """Compare with the key."""
        right = answer == key.key
        return Scored(self.points if right else 0.0, right, (answer,))

    def show(self, answer: str) -> tuple[str, ...]:
        """Return the answer in words."""
        return (_text(self.options, answer),)

    def show_key(self, key: OneKey) -> tuple[str, ...]:
        """Return the key in words."""
        return self.show(key.key)

    def faults(self, key: OneKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        return _option_faults(self.options, [key.key], key.reasons)


@dataclass(frozen=True)
class ChooseSeveral:
    """Choose several: `net` = max(0, (right chosen - wrong chosen) / right).

    A set that is wholly right earns all the points; choosing everything earns
    no more than guessing deserves.
    """

    id: str
    label: str
    points: float
    options: tuple[Option, ...]

    def accept(self, value: object) -> tuple[str, ...] | None:
        """Return the ids chosen, in the order of the options, or None if none is."""
        if not isinstance(value, list | tuple):
            return None
        chosen = {v for v in value if isinstance(v, str)}
        return tuple(o.id for o in self.options if o.id in chosen) or None

    def score(self, answer: tuple[str, ...], key: SeveralKey) -> Scored:
        """Count right choices less wrong ones."""
        wanted = set(key.key)
        hits = len(wanted & set(answer))
        net = max(0.0, (hits - (len(answer) - hits)) / len(wanted))
        return Scored(round(self.points * net, 2), set(answer) == wanted, answer)

    def show(self, answer: tuple[str, ...]) -> tuple[str, ...]:
        """Return the answer in words."""
        return tuple(_text(self.options, chosen) for chosen in answer)

    def show_key(self, key: SeveralKey) -> tuple[str, ...]:
        """Return the key in words, in the order of the options."""
        return tuple(o.text for o in self.options if o.id in key.key)

    def faults(self, key: SeveralKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        return _option_faults(self.options, key.key, key.reasons)


@dataclass(frozen=True)
class PutInOrder:
    """Put entries in order: a point for each that follows on in the right order.

    With n entries the item is worth n - 1 points and earns L - 1, where L is the
    length of the longest run of entries (not necessarily neighbours) that stand
    in the right order to each other.
    """

    id: str
    label: str
    entries: tuple[Option, ...]

    @property
    def points(self) -> float:
        """One fewer than there are entries."""
        return float(len(self.entries) - 1)

    def accept(self, value: object) -> tuple[str, ...] | None:
        """Return the order if it holds each entry once, or None."""
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            return None
        return tuple(value) if sorted(value) == sorted(e.id for e in self.entries) else None

    def score(self, answer: tuple[str, ...], key: OrderKey) -> Scored:
        """Score by the longest correct order."""
        places = [key.key.index(entry) for entry in answer]
        length = longest_rising(places)
        return Scored(float(length - 1), length == len(places), answer)

    def show(self, answer: tuple[str, ...]) -> tuple[str, ...]:
        """Return the answer in words, one line an entry."""
        return tuple(f"{n}. {_text(self.entries, entry)}" for n, entry in enumerate(answer, 1))

    def show_key(self, key: OrderKey) -> tuple[str, ...]:
        """Return the key in words, one line an entry."""
        return self.show(key.key)

    def faults(self, key: OrderKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = _option_faults(self.entries, key.key, key.reasons)
        if sorted(key.key) != sorted(e.id for e in self.entries):
            faults.append("the key must hold each entry once.")
        if key.key == tuple(e.id for e in self.entries):
            faults.append("the entries stand in the right order already; mix them.")
        return faults


@dataclass(frozen=True)
class GiveAmount:
    """Give an amount in pounds: all the points within the stated tolerance."""

    id: str
    label: str
    points: float
    tolerance: Decimal

    def accept(self, value: object) -> Decimal | None:
        """Return the amount that a learner typed, or None.

        Examples
        --------
        >>> item = GiveAmount("a", "How much?", 1, Decimal("0"))
        >>> item.accept("£1,250.5"), item.accept("about ten")
        (Decimal('1250.5'), None)
        """
        if not isinstance(value, str) or len(value) > LONGEST_AMOUNT:
            return None
        match = _AMOUNT.match(value.strip())
        if not match or not (match[1] or match[2]):
            return None
        try:
            return Decimal((match[1] or "0").replace(",", "") + (match[2] or ""))
        except InvalidOperation:
            return None

    def score(self, answer: Decimal, key: AmountKey) -> Scored:
        """Compare with the key, within the tolerance."""
        right = abs(answer - key.key) <= self.tolerance
        return Scored(self.points if right else 0.0, right, ())

    def show(self, answer: Decimal) -> tuple[str, ...]:
        """Return the answer as pounds and pence."""
        return (show(answer),)

    def show_key(self, key: AmountKey) -> tuple[str, ...]:
        """Return the key as pounds and pence."""
        return self.show(key.key)

    def faults(self, key: AmountKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        return [] if key.reason else ["the amount has no reason; show how it is worked out."]


Item = ChooseOne | ChooseSeveral | PutInOrder | GiveAmount


@dataclass(frozen=True)
class OneKey:
    """The right option, and the reason of every option."""

    key: str
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class SeveralKey:
    """The right options, and the reason of every option."""

    key: tuple[str, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class OrderKey:
    """The right order, and why each entry stands where it does."""

    key: tuple[str, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class AmountKey:
    """The right amount in pounds, and how it is worked out."""

    key: Decimal
    reason: str


ItemKey = OneKey | SeveralKey | OrderKey | AmountKey


def longest_rising(places: Sequence[int]) -> int:
    """Return the length of the longest rising subsequence.

    Examples
    --------
    >>> longest_rising([0, 2, 1, 3])
    3
    """
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def _text(options: Sequence[Option], option_id: str) -> str:
    return next(o.text for o in options if o.id == option_id)


def _option_faults(options: Sequence[Option], chosen: Sequence[str], reasons: Mapping[str, str]) -> list[str]:
    ids = [o.id for o in options]
    faults = [f"'{key}' is the key but no option." for key in chosen if key not in ids]
    faults += [f"option '{option}' has no reason." for option in ids if not reasons.get(option)]
    faults += [f"there is a reason for '{option}', which is no option." for option in reasons if option not in ids]
    if len(ids) != len(set(ids)):
        faults.append("two options have the same id.")
    return faults
