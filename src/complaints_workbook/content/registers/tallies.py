"""Count a register's complaints for charts and measures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints_workbook.content.registers.entries import ComplaintOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.content.registers.entries import Entry
    from complaints_workbook.content.registers.register import Register


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers that the measures of complaints are made of.

    `upheld` counts partly upheld too. `stage_one_closed` counts those that went on
    to stage 2, for their stage 1 is over. `paid` counts entries with redress.
    """

    received: int
    closed: int
    upheld: int
    stage_one_closed: int
    stage_two: int
    first_contact: int
    repeats: int
    paid: int
    redress: Decimal


def complaints_by_month(register: Register, cause: str | None = None) -> tuple[int, ...]:
    """Count the complaints received in each month, of one cause if it is given."""
    counts = Counter(entry.month for entry in register.entries if cause in (None, entry.cause))
    return tuple(counts[month] for month in register.months)


def opportunities_by_month(register: Register) -> tuple[float, ...]:
    """Give each month's volume in units of `per`: thousands of orders where rates are per 1,000."""
    opportunity = register.description.opportunity
    return tuple(volume / opportunity.per for volume in opportunity.volumes.values())


def tally(entries: Iterable[Entry]) -> Tally:
    """Count what the measures need; choose the entries (a month, an area) first."""
    chosen = list(entries)
    return Tally(
        received=len(chosen),
        closed=sum(entry.closed is not None for entry in chosen),
        upheld=sum(entry.outcome in {ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY_UPHELD} for entry in chosen),
        stage_one_closed=sum(entry.stage > 1 or entry.closed is not None for entry in chosen),
        stage_two=sum(entry.stage > 1 for entry in chosen),
        first_contact=sum(entry.first_contact_resolved for entry in chosen),
        repeats=sum(entry.repeat_of is not None for entry in chosen),
        paid=sum(entry.redress_pounds > 0 for entry in chosen),
        redress=sum((entry.redress_pounds for entry in chosen), Decimal(0)),
    )
