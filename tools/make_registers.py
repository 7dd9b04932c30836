"""Make the complaint registers in ``datasets/registers/`` from ``tools/registers/``.

    python tools/make_registers.py [folder]

Each ``tools/registers/<id>.yaml`` says in plain words what goes into a register:
causes and how often, the sentences, the signals that are planted and the single
entries that prompt a review by themselves. Learners get none of it. The volumes
and the words of the columns come from ``datasets/registers/<id>.yaml``. The same
seed always writes the same bytes, on every system: only ``Random.random`` is drawn
from, whose sequence Python guarantees.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from bisect import bisect
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content, load
from complaints_workbook.content.quantities import Pounds
from complaints_workbook.content.registers import COLUMNS, ComplaintOutcome, Description, Entry, Known, Month
from complaints_workbook.rules.calendar import bank_holidays, is_working_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
SETTINGS = HERE / "registers"
DATASETS = HERE.parent / "datasets" / "registers"

Item = TypeVar("Item")
Weights = dict[str, float]


class Redress(Content):
    """What is paid on an upheld complaint, in pounds.

    `paid` is the share of upheld complaints that are paid; `fixed` the amounts of
    the policy, one of which is paid; `refund` the range of a charge given back.
    """

    paid: float = 1
    fixed: tuple[Pounds, ...] = ()
    refund: tuple[Pounds, Pounds] | None = None


class Cause(Content):
    """One cause: its share among complaints, what happens to them, and what is written.

    `weight` is the ordinary share in %. `first_contact`, `upheld` and `partly` are
    shares of its complaints. `amounts` is the range of the sums in dispute, where
    they are not refunds. `about` ends the sentence "came back about …".
    """

    cause: str
    category: str
    weight: float
    products: tuple[str, ...] = ()
    first_contact: float
    upheld: float
    partly: float
    redress: Redress = Redress()
    amounts: tuple[Pounds, Pounds] = (Decimal(9), Decimal(95))
    about: str
    says: tuple[str, ...] = Field(min_length=3)


class Signal(Content):
    """What is planted: `cause` becomes so many `times` as frequent, or takes these `shares`.

    "volume" plants nothing here: the volumes themselves rise, and the rate does not.
    """

    kind: Literal["level shift", "spike", "rising share", "volume"]
    story: str
    months: tuple[Month, ...] = Field(min_length=1)
    cause: str | None = None
    times: float = 1
    shares: tuple[float, ...] = ()

    @model_validator(mode="after")
    def _a_share_for_each_month(self) -> Signal:
        if self.kind == "rising share" and len(self.shares) != len(self.months):
            msg = "shares: give one for each month"
            raise ValueError(msg)
        return self


class Single(Content):
    """An entry that prompts a review although it is the only one of its kind."""

    why: Literal["safety", "data breach", "discrimination", "vulnerable customer"]
    received: date
    channel: str
    cause: str
    product_or_service: str
    area: str
    stage: int = 1
    days_to_close: int | None
    outcome: ComplaintOutcome | None
    redress_pounds: Pounds = Decimal(0)
    safety: bool = False
    vulnerable: Known = Known.NOT_KNOWN
    summary: str


class StageTwo(Content):
    """`share` of those closed at stage 1 go on, `after` so many days; it `takes` so many working days."""

    share: float
    after: tuple[int, int]
    takes: tuple[int, int]


class Settings(Content):
    """``tools/registers/<id>.yaml``, whole."""

    seed: int
    reference: str
    rate: float = Field(description="complaints for every `per` of the opportunity in an ordinary month")
    signals: tuple[Signal, ...] = ()
    channels: Weights
    weekdays: dict[str, tuple[float, ...]] = Field(description="per channel, Monday to Sunday")
    areas: Weights
    no_area: str | None = Field(default=None, description="the area of those without one; no sentence names it")
    products: dict[str, tuple[str, ...]] = Field(description="what a complaint about each is about")
    product_weights: Weights
    days_to_close: tuple[int, ...] = Field(description="working days at equal steps from the quickest to the slowest")
    stage_two: StageTwo
    vulnerable: Weights
    repeats: float
    causes: tuple[Cause, ...]
    details: dict[str, tuple[str, ...]]
    tails: tuple[str, ...]
    tails_share: float
    again: tuple[str, ...]
    singles: tuple[Single, ...] = Field(min_length=3)

    def cause(self, name: str) -> Cause:
        """Return the cause of this name; KeyError if there is none."""
        return {cause.cause: cause for cause in self.causes}[name]


_NUMBERS = ("two", "three", "four", "five", "six", "seven")


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


def expected(settings: Settings, description: Description) -> dict[str, dict[str, float]]:
    """Say how many complaints of each cause are to be expected in each month."""
    per, volumes = description.opportunity.per, description.opportunity.volumes
    whole = sum(cause.weight for cause in settings.causes)
    ordinary = {cause.cause: cause.weight / whole for cause in settings.causes}
    return {
        month: {
            cause: share * settings.rate * volume / per
            for cause, share in _with_signals(ordinary, settings.signals, month).items()
        }
        for month, volume in volumes.items()
    }


def _with_signals(ordinary: Weights, signals: Sequence[Signal], month: str) -> Weights:
    shares = dict(ordinary)
    for signal in signals:
        if month in signal.months and signal.cause:
            if signal.kind == "rising share":
                new = signal.shares[signal.months.index(month)]
                others = (1 - new) / (1 - shares[signal.cause])
                shares = {name: share * others for name, share in shares.items()} | {signal.cause: new}
            else:
                shares[signal.cause] *= signal.times
    return shares


def draw_counts(settings: Settings, description: Description) -> dict[str, dict[str, int]]:
    """Draw how many complaints of each cause come in each month, single entries apart."""
    dice = Dice(Random(f"{settings.seed} counts"))
    return {
        month: {cause: dice.poisson(mean) for cause, mean in causes.items()}
        for month, causes in expected(settings, description).items()
    }


def make_entries(settings: Settings, description: Description) -> list[Entry]:
    """Make a register's entries in order of receipt."""
    writer = _Writer(settings, description)
    entries = [writer.entry(month, cause) for month, cause in _each(draw_counts(settings, description))]
    entries += [_single(single, settings, description.as_at) for single in settings.singles]
    entries.sort(key=lambda entry: entry.received)
    return writer.finish(entries)


def _each(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    return [(month, cause) for month, causes in counts.items() for cause, count in causes.items() for _ in range(count)]


def _single(single: Single, settings: Settings, as_at: date) -> Entry:
    closed = None if single.days_to_close is None else after_working_days(single.received, single.days_to_close)
    if closed and closed > as_at:
        msg = f"'{single.summary}' would be closed after {as_at}; leave it open or date it earlier"
        raise ValueError(msg)
    return Entry(
        reference="",
        category=settings.cause(single.cause).category,
        first_contact_resolved=False,
        closed=closed,
        repeat_of=None,
        **single.model_dump(exclude={"why", "days_to_close"}),
    )


class _Writer:
    """Makes the entries of one register, one after the other."""

    def __init__(self, settings: Settings, description: Description) -> None:
        self.settings = settings
        self.as_at = description.as_at
        self.dice = Dice(Random(f"{settings.seed} entries"))
        self.written: set[str] = set()

    def entry(self, month: str, cause_name: str) -> Entry:
        """Make one entry, without its reference and its sentence."""
        cause = self.settings.cause(cause_name)
        channel = self.dice.weighted(self.settings.channels)
        received = self._day(month, channel)
        entry = Entry(
            reference="",
            received=received,
            channel=channel,
            category=cause.category,
            cause=cause.cause,
            product_or_service=self._product(cause),
            area=self.dice.weighted(self.settings.areas),
            first_contact_resolved=channel != "letter" and self.dice.chance(cause.first_contact),
            stage=1,
            closed=None,
            outcome=None,
            redress_pounds=Decimal("0.00"),
            repeat_of=None,
            safety=False,
            vulnerable=Known(self.dice.weighted(self.settings.vulnerable)),
            summary="",
        )
        return self._closed(entry)

    def _product(self, cause: Cause) -> str:
        weights = self.settings.product_weights
        return self.dice.weighted({name: weights[name] for name in cause.products or weights})

    def _day(self, month: str, channel: str) -> date:
        year, number = int(month[:4]), int(month[5:])
        by_weekday = self.settings.weekdays[channel]
        days = [date(year, number, day + 1) for day in range(monthrange(year, number)[1])]
        # Where nobody answers on a Sunday, nobody answers on a bank holiday either.
        return self.dice.weighted(
            {day: by_weekday[6 if day in bank_holidays() else day.weekday()] for day in days if day <= self.as_at}
        )

    def _closed(self, entry: Entry) -> Entry:
        """Let the entry run its course up to the day of the copy."""
        if entry.first_contact_resolved:
            return self._with_outcome(entry, after_working_days(entry.received, self.dice.whole(0, 3) // 3))
        stage_one = after_working_days(entry.received, self.dice.on_curve(self.settings.days_to_close))
        if not self.dice.chance(self.settings.stage_two.share):
            return self._with_outcome(entry, stage_one)
        again = stage_one + timedelta(days=self.dice.whole(*self.settings.stage_two.after))
        if again > self.as_at:
            return self._with_outcome(entry, stage_one)
        stage_two = after_working_days(again, self.dice.whole(*self.settings.stage_two.takes))
        return self._with_outcome(replace(entry, stage=2), stage_two)

    def _with_outcome(self, entry: Entry, closed: date) -> Entry:
        cause = self.settings.cause(entry.cause)
        drawn = self.dice.random.random()
        if closed > self.as_at:
            return entry
        if drawn < cause.upheld:
            outcome = ComplaintOutcome.UPHELD
        else:
            outcome = (
                ComplaintOutcome.PARTLY_UPHELD if drawn < cause.upheld + cause.partly else ComplaintOutcome.NOT_UPHELD
            )
        return replace(entry, closed=closed, outcome=outcome)

    def finish(self, entries: Sequence[Entry]) -> list[Entry]:
        """Give every entry its reference, its link to an earlier one, its redress and its sentence."""
        numbers: dict[int, int] = {}
        finished: list[Entry] = []
        for bare in entries:
            year = bare.received.year
            numbers[year] = numbers.get(year, self.dice.whole(3, 60)) + self.dice.whole(1, 4)
            entry = replace(bare, reference=f"{self.settings.reference}-{year % 100}-{numbers[year]:05d}")
            finished.append(entry if entry.summary else self._told(self._repeat(entry, finished)))
        return finished

    def _repeat(self, entry: Entry, earlier: Sequence[Entry]) -> Entry:
        """Make some entries the return of a customer who complained of the same lately."""
        if not self.dice.chance(self.settings.repeats):
            return entry
        singles = {single.summary for single in self.settings.singles}
        taken = {other.repeat_of for other in earlier}
        near = [
            other
            for other in earlier
            if other.cause == entry.cause
            and timedelta(days=3) <= entry.received - other.received <= timedelta(days=40)
            and other.summary not in singles
            and other.reference not in taken
        ]
        if not near:
            return entry
        first = self.dice.pick(near)
        return replace(
            entry,
            repeat_of=first.reference,
            product_or_service=first.product_or_service,
            area=first.area,
            vulnerable=first.vulnerable,
        )

    def _told(self, entry: Entry) -> Entry:
        """Write the sentence, differently each time, and pay what it says."""
        cause = self.settings.cause(entry.cause)
        refund = self._refund(cause)
        for _ in range(50):
            summary = self._sentence(entry, cause, refund)
            if summary not in self.written:
                break
        self.written.add(summary)
        return replace(entry, summary=summary, redress_pounds=self._redress(entry, cause, refund))

    def _refund(self, cause: Cause) -> Decimal:
        lowest, highest = cause.redress.refund or cause.amounts
        pence = self.dice.whole(int(lowest * 100), int(highest * 100))
        return Decimal(pence // 100 * 100 if self.dice.chance(0.3) else pence).scaleb(-2)

    def _redress(self, entry: Entry, cause: Cause, refund: Decimal) -> Decimal:
        nothing = Decimal("0.00")
        if entry.outcome in {None, ComplaintOutcome.NOT_UPHELD} or not self.dice.chance(cause.redress.paid):
            return nothing
        fixed = self.dice.pick(cause.redress.fixed) if cause.redress.fixed else nothing
        back = refund if cause.redress.refund else nothing
        if entry.outcome == ComplaintOutcome.PARTLY_UPHELD:
            fixed = min(cause.redress.fixed, default=nothing)
            back = (back / 2).quantize(nothing)
        return (fixed + back).quantize(nothing)

    def _sentence(self, entry: Entry, cause: Cause, refund: Decimal) -> str:
        fitting = [text for text in (self.settings.again if entry.repeat_of else cause.says) if self._fits(text, entry)]
        text = self.dice.pick(fitting)
        if not entry.repeat_of and self.dice.chance(self.settings.tails_share):
            text = f"{text} {self.dice.pick(self.settings.tails)}"
        text = re.sub(r"\[([^\]]*)\]", lambda found: self.dice.pick(found[1].split("|")), text)
        details = self._details(entry, cause, refund)
        if details["thing"][0] in "aeiou":
            text = text.replace(" a {thing}", " an {thing}")
        text = re.sub(r"\{([a-z]+)\}", lambda found: details[found[1]], text)
        return re.sub(r"(?:^|[.?!]'? )[a-z]", lambda found: found[0].upper(), text)

    def _fits(self, text: str, entry: Entry) -> bool:
        return "{area}" not in text or entry.area != self.settings.no_area

    def _details(self, entry: Entry, cause: Cause, refund: Decimal) -> dict[str, str]:
        """Draw what may stand in a sentence; a detail that stands there twice is the same."""
        weeks = self.dice.whole(2, 7)
        before = _working_day_before(entry.received - timedelta(days=self.dice.whole(1, 18)))
        long_before = entry.received - timedelta(weeks=weeks)
        return {
            "thing": self.dice.pick(self.settings.products[entry.product_or_service]),
            "area": entry.area,
            "about": cause.about,
            "first": entry.repeat_of or "",
            "amount": f"£{refund:,}".removesuffix(".00"),
            "date": _day_and_month(before),
            "since": _day_and_month(long_before),
            "weeks": _NUMBERS[weeks - 2],
            "weekday": f"{before:%A}",
            "month": f"{entry.received - timedelta(days=35):%B}",
            "few": _NUMBERS[self.dice.whole(0, 3)],
            "days": str(self.dice.whole(3, 16)),
            "minutes": str(self.dice.whole(4, 15) * 5),
            "hour": str(self.dice.whole(8, 11)),
            "percent": str(self.dice.whole(6, 35)),
            **{name: self.dice.pick(words) for name, words in self.settings.details.items()},
        }


def _day_and_month(day: date) -> str:
    return f"{day.day} {day:%B}"


def _working_day_before(day: date) -> date:
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def after_working_days(start: date, days: int) -> date:
    """Return the day so many working days after `start`; with 0, `start` or the next working day."""
    day = start
    while days or not is_working_day(day):
        day += timedelta(days=1)
        days -= is_working_day(day) and days > 0
    return day


def write(entries: Sequence[Entry], path: Path) -> None:
    """Write a register as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(getattr(entry, name)) for name in COLUMNS] for entry in entries)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def read_settings(register_id: str) -> tuple[Settings, Description]:
    """Read what a register is made from."""
    return load(SETTINGS / f"{register_id}.yaml", Settings), load(DATASETS / f"{register_id}.yaml", Description)


def main(folder: Path = DATASETS) -> None:
    """Write every register to `folder`."""
    for path in sorted(SETTINGS.glob("*.yaml")):
        entries = make_entries(*read_settings(path.stem))
        write(entries, folder / f"{path.stem}.csv")
        sys.stdout.write(f"{path.stem}: {len(entries)} entries\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
