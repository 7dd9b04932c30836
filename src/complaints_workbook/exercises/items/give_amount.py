"""Give an amount in pounds: all the points within the stated tolerance."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import OwnItem, Reason, Scored
from complaints_workbook.money import PENNY, show

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_AMOUNT = 20
"""Characters; nobody needs more to write pounds and pence."""

_TOO_MUCH = 10**10
_AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,2})?\Z", re.ASCII)


class AmountKey(Struct, frozen=True):
    """The right amount in pounds, and how it is worked out."""

    key: Decimal
    reason: str

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return how it is worked out."""
        return (("reason", self.reason),)


class GiveAmount(OwnItem, frozen=True, tag="give-amount"):
    """An amount, as people type it.

    Examples
    --------
    >>> field = GiveAmount("a", "How much?", 1, Decimal("0"))
    >>> field.accept("£1,250.5"), field.accept("about ten")
    (Decimal('1250.5'), None)
    """

    points: int | float
    tolerance: Decimal

    key_type: ClassVar[type[AmountKey]] = AmountKey

    def accept(self, value: object) -> Decimal | None:
        """Return the amount that a learner typed, or None."""
        if not isinstance(value, str) or len(value) > LONGEST_AMOUNT:
            return None
        match = _AMOUNT.match(value.strip())
        if not match or not (match[1] or match[2]):
            return None
        try:
            return Decimal((match[1] or "0").replace(",", "") + (match[2] or ""))
        except InvalidOperation:
            return None

    def legible(self, value: object) -> str | None:
        """Return what was typed, whether it is an amount or not yet."""
        return value if isinstance(value, str) and len(value) <= LONGEST_AMOUNT else None

    def show(self, answer: Decimal) -> tuple[str, ...]:
        """Return the answer as pounds and pence."""
        return (show(answer),)

    def score(self, answer: Decimal, key: AmountKey) -> Scored:
        """Compare with the key, within the tolerance."""
        right = abs(answer - key.key) <= self.tolerance
        return Scored(self.points if right else 0.0, right)

    def best(self, key: AmountKey) -> tuple[str, ...]:
        """Return the key as pounds and pence."""
        return self.show(key.key)

    def reasons(self, scored: Scored, key: AmountKey) -> tuple[Reason, ...]:
        """Return how the right amount is worked out, whatever was given."""
        return (Reason("How it is worked out", key.reason),)

    def faults(self, key: AmountKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = [] if key.reason else ["the amount has no reason; show how it is worked out."]
        if not 0 <= key.key < _TOO_MUCH or key.key % PENNY:
            faults.append("the key must be pounds and whole pence, zero or more.")
        return faults


FIELD = GiveAmount
