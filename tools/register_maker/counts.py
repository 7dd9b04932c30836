"""How many entries of each cause come in each month: what is expected, with its signals, and what is drawn."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from register_maker.dice import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.content.registers import Description
    from register_maker.settings import Settings, Signal, Weights


def expected(settings: Settings, description: Description) -> dict[str, dict[str, float]]:
    """Say how many entries of each cause are to be expected in each month."""
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
    """Draw how many entries of each cause come in each month, single entries apart."""
    dice = Dice(Random(f"{settings.seed} counts"))
    return {
        month: {cause: dice.poisson(mean) for cause, mean in causes.items()}
        for month, causes in expected(settings, description).items()
    }


def each(counts: dict[str, dict[str, int]]) -> Iterator[tuple[str, str]]:
    """Yield a month and a cause for each entry that is to be made."""
    for month, causes in counts.items():
        for cause, count in causes.items():
            for _ in range(count):
                yield month, cause
