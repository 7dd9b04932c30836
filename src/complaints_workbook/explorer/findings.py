"""What a choice of a register's complaints comes to: a chart, a ranking, measures. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from complaints_workbook.content.registers import tally
from complaints_workbook.money import show as pounds
from complaints_workbook.rendering.html import day
from complaints_workbook.rules.monitoring import (
    MonitoringError,
    backlog_ageing,
    c_chart,
    complaint_rate,
    escalation_rate,
    first_contact_resolution,
    p_chart,
    pareto,
    redress_per_case,
    repeat_contact,
    resolution_times,
    u_chart,
    upheld_rate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers import Entry, Register
    from complaints_workbook.explorer.selection import Selection
    from complaints_workbook.rules.monitoring import ControlChart, ParetoRow

FEWEST_MONTHS = 2
"""A line needs two points."""

Plotted = Literal["count", "rate", "share"]
"""What a chart plots: complaints, complaints for so many orders or the like, or the part of all complaints."""


class Measure(NamedTuple):
    """A measure: its name, its value in words, and how it is counted."""

    name: str
    value: str
    counted: str


def chart(register: Register, table: pd.DataFrame, selection: Selection, plotted: Plotted) -> ControlChart:
    """Chart what is chosen, month by month.

    Parameters
    ----------
    register : Register
    table : DataFrame
        The same register, as `complaints_workbook.content.registers.frame` makes it.
    selection : Selection
    plotted : {"count", "rate", "share"}

    Raises
    ------
    MonitoringError
        If it cannot be charted; the sentence says why, and what to choose.
    """
    months = selection.months(register.months)
    if len(months) < FEWEST_MONTHS:
        msg = "One month makes no chart. Choose a later last month, or an earlier first one."
        raise MonitoringError(msg)
    counts = _by_month(selection.of(table), months)
    if plotted == "count":
        return c_chart(counts, months)
    if plotted == "share":
        if not selection.wanted:
            msg = "All complaints are 100% of themselves. Choose a cause, a channel or a branch to see its share."
            raise MonitoringError(msg)
        return p_chart(counts, _by_month(selection.in_months(table), months), months)
    _refuse_rate_of_an_area(register, selection)
    per = register.description.opportunity.per
    return u_chart(counts, [volume / per for volume in _volumes(register, months)], months)


def ranking(table: pd.DataFrame, column: str, *, by_redress: bool = False) -> tuple[ParetoRow, ...]:
    """Rank the values of a column among the complaints chosen: by how many, or by pounds paid.

    Raises
    ------
    MonitoringError
        If there is nothing to rank.
    """
    weights = [round(value * 100) for value in table["redress_pounds"]] if by_redress else None
    return pareto(table[column].tolist(), weights)


def measures(register: Register, table: pd.DataFrame, selection: Selection) -> tuple[Measure, ...]:
    """Return the usual measures of the complaints chosen; where one cannot be worked out, its value says why."""
    entries = [register.entries[at] for at in selection.of(table).index]
    numbers = tally(entries)
    days = "in calendar days, of closed complaints"

    def rate() -> str:
        _refuse_rate_of_an_area(register, selection)
        opportunity = register.description.opportunity
        volume = sum(_volumes(register, selection.months(register.months)))
        return f"{complaint_rate(numbers.received, volume, opportunity.per):.2f}"

    def percent(function: Callable[[int, int], float], part: int, whole: int) -> Callable[[], str]:
        return lambda: f"{function(part, whole):.1f}%"

    def times() -> str:
        found = resolution_times((entry.closed - entry.received).days for entry in entries if entry.closed)
        return f"{found.median:g} and {found.ninetieth:g}"

    opportunity = register.description.opportunity
    return (
        Measure("Complaints", f"{numbers.received:,}", "received in these months"),
        Measure("Rate", _told(rate), f"for every {opportunity.per:,} {opportunity.measure}"),
        Measure(
            "Settled at first contact",
            _told(percent(first_contact_resolution, numbers.first_contact, numbers.received)),
            "of complaints received",
        ),
        Measure(
            "Came back about the same",
            _told(percent(repeat_contact, numbers.repeats, numbers.received)),
            "of complaints received",
        ),
        Measure(
            "Upheld or partly upheld", _told(percent(upheld_rate, numbers.upheld, numbers.closed)), "of those closed"
        ),
        Measure(
            "Went on to stage 2",
            _told(percent(escalation_rate, numbers.stage_two, numbers.stage_one_closed)),
            "of those whose stage 1 is over",
        ),
        Measure("Time to resolve: median and 90th percentile", _told(times), days),
        Measure(
            "Redress for each case paid",
            _told(lambda: pounds(redress_per_case(entry.redress_pounds for entry in entries))),
            f"{numbers.paid:,} paid, {pounds(numbers.redress)} in all",
        ),
        *_open(register, entries),
    )


def _open(register: Register, entries: Sequence[Entry]) -> tuple[Measure, ...]:
    as_at = register.description.as_at
    waiting = [entry.received for entry in entries if entry.closed is None]
    return tuple(
        Measure(f"Open for {band.label}", f"{band.open:,}", f"on {day(as_at)}")
        for band in backlog_ageing(waiting, as_at)
    )


def _by_month(rows: pd.DataFrame, months: Sequence[str]) -> list[int]:
    return [int(number) for number in rows.groupby("month").size().reindex(months, fill_value=0)]


def _volumes(register: Register, months: Sequence[str]) -> list[int]:
    return [register.description.opportunity.volumes[month] for month in months]


def _refuse_rate_of_an_area(register: Register, selection: Selection) -> None:
    if selection.area is not None:
        measure = register.description.opportunity.measure
        msg = f"The register knows “{measure}” for all branches together only, so one branch has no rate."
        raise MonitoringError(msg)


def _told(measure: Callable[[], str]) -> str:
    try:
        return measure()
    except MonitoringError as error:
        return str(error)
