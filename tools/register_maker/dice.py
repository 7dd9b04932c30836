"""Chance, always the same for the same seed, on every system."""

from __future__ import annotations

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

Item = TypeVar("Item")


@dataclass(frozen=True)
class Dice:
    """Chance, drawn from ``Random.random`` alone."""

    random: Random

    def chance(self, share: float) -> bool:
        """Say yes in this share of throws."""
        return self.random.random() < share

    def whole(self, lowest: int, highest: int) -> int:
        """Draw a whole number, both ends included."""
        return lowest + int(self.random.random() * (highest - lowest + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one of the items."""
        return items[int(self.random.random() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """Draw one of the keys by its weight."""
        sums = list(accumulate(weights.values()))
        return list(weights)[bisect(sums, self.random.random() * sums[-1])]

    def poisson(self, mean: float) -> int:
        """Draw a count (Knuth's way: multiply until below e to the -mean)."""
        limit, product, count = math.exp(-mean), self.random.random(), 0
        while product > limit:
            product *= self.random.random()
            count += 1
        return count

    def on_curve(self, steps: Sequence[int]) -> int:
        """Draw from a distribution given by its values at equal steps."""
        place = self.random.random() * (len(steps) - 1)
        first = int(place)
        return round(steps[first] + (steps[first + 1] - steps[first]) * (place - first))
