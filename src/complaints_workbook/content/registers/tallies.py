"""Count a register's entries for charts and measures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints_workbook.content.registers.entries import ComplaintOutcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from complaints_workbook.content.registers.entries import Complaint, Contact, Entry
    from complaints_workbook.content.registers.register import Register


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers that the measures of every register are made of.

    `kept` counts those settled at first contact about which nobody came back.
    """

    received: int
    closed: int
    first_contact: int
    kept: int
    repeats: int


@dataclass(frozen=True, slots=True)
class ComplaintTally:
    """The numbers that only complaints have.

    `upheld` counts partly upheld too. `stage_one_closed` counts those that went on
    to stage 2, for their stage 1 is over. `paid` counts entries with redress.
    """

    upheld: int
    stage_one_closed: int
    stage_two: int
    paid: int
    redress: Decimal


@dataclass(frozen=True, slots=True)
class ContactTally:
    """The numbers that only contacts have; `answered` counts those with a score."""

    reopened: int
    minutes: int
    cost: Decimal
    answered: int
    score: int


def entries_by_month(register: Register, cause: str | None = None) -> tuple[int, ...]:
    """Count the entries received in each month, of one cause if it is given."""
    counts = Counter(entry.month for entry in register.entries if cause in (None, entry.cause))
    return tuple(counts[month] for month in register.months)


def opportunities_by_month(register: Register) -> tuple[float, ...]:
    """Give each month's volume in units of `per`: thousands of orders where rates are per 1,000."""
    opportunity = register.description.opportunity
    return tuple(volume / opportunity.per for volume in opportunity.volumes.values())


def tally(entries: Iterable[Entry], came_back: Collection[str]) -> Tally:
    """Count what every register's measures need; choose the entries (a month, an area) first.

    Parameters
    ----------
    entries : iterable of Entry
    came_back : collection of str
        The references about which somebody came back, in the whole register.
    """
    chosen = list(entries)
    settled = [entry for entry in chosen if entry.first_contact_resolved]
    return Tally(
        received=len(chosen),
        closed=sum(entry.closed is not None for entry in chosen),
        first_contact=len(settled),
        kept=sum(entry.reference not in came_back for entry in settled),
        repeats=sum(entry.repeat_of is not None for entry in chosen),
    )


def complaint_tally(entries: Iterable[Complaint]) -> ComplaintTally:
    """Count what the measures of complaints need."""
    chosen = list(entries)
    return ComplaintTally(
        upheld=sum(entry.outcome in {ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY_UPHELD} for entry in chosen),
        stage_one_closed=sum(entry.stage > 1 or entry.closed is not None for entry in chosen),
        stage_two=sum(entry.stage > 1 for entry in chosen),
        paid=sum(entry.redress_pounds > 0 for entry in chosen),
        redress=sum((entry.redress_pounds for entry in chosen), Decimal(0)),
    )


def contact_tally(entries: Iterable[Contact]) -> ContactTally:
    """Count what the measures of contacts need."""
    chosen = list(entries)
    scores = [entry.satisfaction for entry in chosen if entry.satisfaction is not None]
    return ContactTally(
        reopened=sum(entry.reopened for entry in chosen),
        minutes=sum(entry.minutes for entry in chosen),
        cost=sum((entry.cost_pounds for entry in chosen), Decimal(0)),
        answered=len(scores),
        score=sum(scores),
    )
