"""Put entries in order: a point for each that follows on in the right order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from complaints_workbook.exercises.items.field import OwnItem, Scored
from complaints_workbook.exercises.items.options import Option, OptionsKey, faults_of, reasons_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.exercises.items.field import Reason


class OrderKey(OptionsKey, frozen=True):
    """The right order, and why each entry stands where it does."""

    key: tuple[str, ...]


class PutInOrder(OwnItem, frozen=True, tag="put-in-order"):
    """Entries in the right order.

    With n entries it is worth n - 1 points and earns L - 1, where L is the length of
    the longest run of entries (not necessarily neighbours) that stand in the right
    order to each other.
    """

    entries: tuple[Option, ...]

    key_type: ClassVar[type[OrderKey]] = OrderKey

    @property
    def points(self) -> float:
        """One fewer than there are entries."""
        return float(len(self.entries) - 1)

    def accept(self, value: object) -> tuple[str, ...] | None:
        """Return the order if it holds each entry once, or None."""
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            return None
        return tuple(value) if sorted(value) == self._sorted_ids() else None

    def show(self, answer: tuple[str, ...]) -> tuple[str, ...]:
        """Return the answer in words, one line an entry."""
        return tuple(f"{number}. {text_of(self.entries, entry)}" for number, entry in enumerate(answer, 1))

    def score(self, answer: tuple[str, ...], key: OrderKey) -> Scored:
        """Score by the longest correct order."""
        places = [key.key.index(entry) for entry in answer]
        length = longest_rising(places)
        return Scored(float(length - 1), length == len(places), answer)

    def best(self, key: OrderKey) -> tuple[str, ...]:
        """Return the key in words, one line an entry."""
        return self.show(key.key)

    def reasons(self, scored: Scored, key: OrderKey) -> tuple[Reason, ...]:
        """Return the reason of each entry, in the order that was given."""
        return reasons_of(self.entries, key, scored.chosen)

    def faults(self, key: OrderKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = faults_of(self.entries, key.key, key)
        if sorted(key.key) != self._sorted_ids():
            faults.append("the key must hold each entry once.")
        if key.key == tuple(entry.id for entry in self.entries):
            faults.append("the entries stand in the right order already; mix them.")
        return faults

    def _sorted_ids(self) -> list[str]:
        return sorted(entry.id for entry in self.entries)


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


FIELD = PutInOrder
