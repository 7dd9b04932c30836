"""What a choice of a register's entries comes to: a chart and a ranking. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from complaints_workbook.content.registers import MONEY
from complaints_workbook.rules.monitoring import MonitoringError, c_chart, p_chart, pareto, u_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers import Register
    from complaints_workbook.explorer.selection import Selection
    from complaints_workbook.rules.monitoring import ControlChart, ParetoRow

FEWEST_MONTHS = 2
"""A line needs two points."""

Plotted = Literal["count", "rate", "share"]
"""What a chart plots: how many, how many for so many orders or the like, or the part of all."""


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
            words = register.description.wording
            choose = f"Choose a {words.cause}, a channel or a {words.place} to see its share."
            msg = f"All {register.description.of} are 100% of themselves. {choose}"
            raise MonitoringError(msg)
        return p_chart(counts, _by_month(selection.in_months(table), months), months)
    refuse_rate_of_an_area(register, selection)
    per = register.description.opportunity.per
    return u_chart(counts, [volume / per for volume in volumes(register, months)], months)


def ranking(register: Register, table: pd.DataFrame, column: str, *, by_money: bool = False) -> tuple[ParetoRow, ...]:
    """Rank the values of a column among the entries chosen: by how many, or by the money.

    Raises
    ------
    MonitoringError
        If there is nothing to rank.
    """
    weights = [round(value * 100) for value in table[MONEY[register.description.of]]] if by_money else None
    return pareto(table[column].tolist(), weights)


def volumes(register: Register, months: Sequence[str]) -> list[int]:
    """Return what could have led to an entry in each of the months."""
    return [register.description.opportunity.volumes[month] for month in months]


def refuse_rate_of_an_area(register: Register, selection: Selection) -> None:
    """Refuse a rate of one area, for which no volumes are known.

    Raises
    ------
    MonitoringError
        If an area is chosen.
    """
    if selection.area is not None:
        measure = register.description.opportunity.measure
        words = register.description.wording
        msg = f"The register knows “{measure}” for all {words.places} together only, so one {words.place} has no rate."
        raise MonitoringError(msg)


def _by_month(rows: pd.DataFrame, months: Sequence[str]) -> list[int]:
    return [int(number) for number in rows.groupby("month").size().reindex(months, fill_value=0)]
