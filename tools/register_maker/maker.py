"""Make a register: what is the same whatever it is of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

from complaints_workbook.content.registers import Entry
from register_maker.counts import draw_counts, each
from register_maker.days import day_of
from register_maker.dice import Dice
from register_maker.linking import earlier_one, numbered
from register_maker.sentences import Sentences
from register_maker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaints_workbook.content.registers import Description
    from register_maker.settings import Cause

AnySettings = TypeVar("AnySettings", bound=Settings)
AnyEntry = TypeVar("AnyEntry", bound=Entry)


class Maker(ABC, Generic[AnySettings, AnyEntry]):
    """Makes the entries of one register, one after the other.

    Each draw from the dice decides all that come after it; in another order, a seed makes another register.
    """

    causes: Mapping[str, Cause]

    def __init__(self, settings: AnySettings, description: Description) -> None:
        self.settings = settings
        self.description = description
        self.causes = {cause.cause: cause for cause in settings.causes}
        self.as_at = description.as_at
        self.dice = Dice(Random(f"{settings.seed} entries"))
        self.sentences = Sentences(settings, self.dice)

    def make(self) -> list[AnyEntry]:
        """Make the register's entries in order of receipt, each with its reference, its link and its sentence."""
        counts = draw_counts(self.settings, self.description)
        entries = [self.ordinary(month, cause) for month, cause in each(counts)]
        entries += self.singles()
        entries.sort(key=lambda entry: entry.received)
        finished: list[AnyEntry] = []
        for entry in numbered(entries, self.settings.reference, self.dice):
            finished.append(entry if entry.summary else self.told(self._linked(entry, finished)))
        return finished

    @abstractmethod
    def ordinary(self, month: str, cause_name: str) -> AnyEntry:
        """Make one entry, without its reference, its link and its sentence."""

    @abstractmethod
    def singles(self) -> Iterable[AnyEntry]:
        """Make the entries that are written by hand."""

    @abstractmethod
    def returns(self, entry: AnyEntry) -> tuple[float, tuple[int, int]]:
        """Say what share of such entries are about an earlier one, and within how many days of it."""

    @abstractmethod
    def told(self, entry: AnyEntry) -> AnyEntry:
        """Write the sentence of an entry."""

    def again(self, entry: AnyEntry, first: AnyEntry) -> AnyEntry:
        """Make an entry the return of whoever brought the first."""
        return replace(entry, repeat_of=first.reference, product_or_service=first.product_or_service, area=first.area)

    def day(self, month: str, channel: str) -> date:
        """Draw the day of a month on which something comes by a channel."""
        return day_of(month, self.settings.weekdays[channel], self.as_at, self.dice)

    def product(self, cause: Cause) -> str:
        """Draw what an entry of a cause is about."""
        weights = self.settings.product_weights
        return self.dice.weighted({name: weights[name] for name in cause.products or weights})

    def _linked(self, entry: AnyEntry, earlier: Sequence[AnyEntry]) -> AnyEntry:
        share, within = self.returns(entry)
        if not self.dice.chance(share):
            return entry
        first = earlier_one(entry, earlier, within, self.settings, self.dice)
        return entry if first is None else self.again(entry, first)
