"""The usual measures of the entries chosen, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from complaints_workbook.content.registers import Complaint, Contact, complaint_tally, contact_tally, tally
from complaints_workbook.explorer.findings import refuse_rate_of_an_area, volumes
from complaints_workbook.money import show as pounds
from complaints_workbook.rendering.html import day, month_name
from complaints_workbook.rules.monitoring import (
    MonitoringError,
    average_score,
    backlog_ageing,
    complaint_rate,
    cost_per_contact,
    escalation_rate,
    first_contact_resolution,
    redress_per_case,
    repeat_contact,
    resolution_times,
    response_rate,
    upheld_rate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers import Entry, Register
    from complaints_workbook.explorer.selection import Selection


class Measure(NamedTuple):
    """A measure: its name, its value in words, how it is counted, and whether before and after can be compared."""

    name: str
    value: str
    counted: str
    compares: bool = True


def measures(register: Register, table: pd.DataFrame, selection: Selection) -> tuple[Measure, ...]:
    """Return the usual measures of the entries chosen; where one cannot be worked out, its value says why."""
    entries = [register.entries[at] for at in selection.of(table).index]
    numbers, of = tally(entries, register.came_back), register.description.of
    months, opportunity = selection.months(register.months), register.description.opportunity

    def rate() -> str:
        refuse_rate_of_an_area(register, selection)
        return f"{complaint_rate(numbers.received, sum(volumes(register, months)), opportunity.per):.2f}"

    def times() -> str:
        found = resolution_times((entry.closed - entry.received).days for entry in entries if entry.closed)
        return f"{found.median:g} and {found.ninetieth:g}"

    received = f"of {of} received"
    return (
        Measure(of.capitalize(), f"{numbers.received:,}", "received in these months"),
        Measure("A month, on average", f"{numbers.received / len(months):.1f}", f"over {_months(len(months))}"),
        Measure("Rate", _told(rate), f"for every {opportunity.per:,} {opportunity.measure}"),
        _share("Settled at first contact", first_contact_resolution, numbers.first_contact, numbers.received, received),
        _share(
            "Settled at first contact, and nobody came back",
            first_contact_resolution,
            numbers.kept,
            numbers.received,
            received,
        ),
        _share("Came back about the same", repeat_contact, numbers.repeats, numbers.received, received),
        *(_of_complaints(entries, numbers.closed) if of == "complaints" else _of_contacts(entries)),
        Measure("Time to resolve: median and 90th percentile", _told(times), f"in calendar days, of closed {of}"),
        *_open(register, entries),
    )


def compared(register: Register, table: pd.DataFrame, selection: Selection, since: str) -> list[list[str]]:
    """Return the measures of the entries chosen before a month, and from that month on: rows of name and both values.

    Raises
    ------
    MonitoringError
        If the months chosen are all on one side of it.
    """
    parts = selection.parted(since, register.months)
    if parts is None:
        msg = f"The months chosen are all before {month_name(since)}, or all after it. Choose more months to compare."
        raise MonitoringError(msg)
    before, after = (measures(register, table, part) for part in parts)
    # Open ones say how things stand on the day of the copy, which is not before and after.
    return [[one.name, one.value, other.value] for one, other in zip(before, after, strict=True) if one.compares]


def _of_complaints(entries: Sequence[Entry], closed: int) -> tuple[Measure, ...]:
    complaints = [entry for entry in entries if isinstance(entry, Complaint)]
    numbers = complaint_tally(complaints)
    over = "of those whose stage 1 is over"
    return (
        _share("Upheld or partly upheld", upheld_rate, numbers.upheld, closed, "of those closed"),
        _share("Went on to stage 2", escalation_rate, numbers.stage_two, numbers.stage_one_closed, over),
        Measure(
            "Redress for each case paid",
            _told(lambda: pounds(redress_per_case(complaint.redress_pounds for complaint in complaints))),
            f"{numbers.paid:,} paid, {pounds(numbers.redress)} in all",
        ),
    )


def _of_contacts(entries: Sequence[Entry]) -> tuple[Measure, ...]:
    contacts = [entry for entry in entries if isinstance(entry, Contact)]
    numbers, received = contact_tally(contacts), len(contacts)
    return (
        _share("Opened again", repeat_contact, numbers.reopened, received, "of contacts received, by the same number"),
        Measure(
            "Cost for each contact",
            _told(lambda: pounds(cost_per_contact(numbers.cost, received))),
            f"{pounds(numbers.cost)} and {numbers.minutes:,} minutes in all",
        ),
        Measure(
            "Satisfaction, 1 to 5, on average",
            _told(lambda: f"{average_score(numbers.score, numbers.answered):.2f}"),
            f"of the {numbers.answered:,} who answered",
        ),
        _share("Answered how satisfied they were", response_rate, numbers.answered, received, "of contacts received"),
    )


def _open(register: Register, entries: Sequence[Entry]) -> tuple[Measure, ...]:
    as_at = register.description.as_at
    waiting = [entry.received for entry in entries if entry.closed is None]
    return tuple(
        Measure(f"Open for {band.label}", f"{band.open:,}", f"on {day(as_at)}", compares=False)
        for band in backlog_ageing(waiting, as_at)
    )


def _share(name: str, function: Callable[[int, int], float], part: int, whole: int, counted: str) -> Measure:
    return Measure(name, _told(lambda: f"{function(part, whole):.1f}%"), counted)


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _told(measure: Callable[[], str]) -> str:
    try:
        return measure()
    except MonitoringError as error:
        return str(error)
