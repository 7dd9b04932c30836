"""Numbers of entries, and who came back about what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.content.registers import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from register_maker.dice import Dice
    from register_maker.settings import Settings

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def numbered(entries: Sequence[AnyEntry], prefix: str, dice: Dice) -> Iterator[AnyEntry]:
    """Give each entry its number when it is asked for, with the year in the middle."""
    numbers: dict[int, int] = {}
    for entry in entries:
        year = entry.received.year
        numbers[year] = numbers.get(year, dice.whole(3, 60)) + dice.whole(1, 4)
        yield replace(entry, reference=f"{prefix}-{year % 100}-{numbers[year]:05d}")


def earlier_one(
    entry: Entry, earlier: Sequence[AnyEntry], within: tuple[int, int], settings: Settings, dice: Dice
) -> AnyEntry | None:
    """Draw one of the same cause, received so many days before, about which nobody has come back yet."""
    least, most = (timedelta(days=days) for days in within)
    singles = {single.summary for single in settings.singles}
    taken = {other.repeat_of for other in earlier}
    near = [
        other
        for other in earlier
        if other.cause == entry.cause
        and least <= entry.received - other.received <= most
        and other.summary not in singles
        and other.reference not in taken
    ]
    return dice.pick(near) if near else None
