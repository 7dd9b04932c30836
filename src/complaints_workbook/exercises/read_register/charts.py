"""The control charts and the Pareto of a register, in numbers that a view draws.

They are worked out by the rules layer, from the register's rows and without pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from complaints_workbook.content.registers import entries_by_month, opportunities_by_month
from complaints_workbook.rendering.html import month_name
from complaints_workbook.rules.monitoring import ControlChart, Kind, ParetoRow, c_chart, p_chart, pareto, u_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaints_workbook.content.registers import Description, Register
    from complaints_workbook.exercises.read_register import Chart

FEWEST_MONTHS = 12
"""The slider never shows a chart of fewer months; its limits would mean little."""


class ShownState(TypedDict):
    """A chart's limits as they stood at the end of a month. Months count from the first, which is 0."""

    centre: float
    lower: list[float]
    upper: list[float]
    beyond: list[int]
    runs: list[tuple[int, int]]


class ShownChart(TypedDict):
    """A control chart at the end of each month from the `fewest` on."""

    kind: Literal["c", "u", "p"]
    title: str
    unit: str
    months: list[str]
    values: list[float]
    fewest: int
    states: list[ShownState]


class ShownShare(TypedDict):
    """A row of a Pareto; shares are between 0 and 1."""

    name: str
    count: int
    share: float
    cumulative: float


class ShownPareto(TypedDict):
    """A Pareto of complaints or contacts, most frequent first; `spent` is what their money is."""

    of: str
    by: str
    spent: str
    rows: list[ShownShare]


def control_charts(chart: Chart, register: Register, months: Iterable[int]) -> list[ControlChart]:
    """Return a chart as it stood at the end of each of `months`, counted from the register's first."""
    periods = [month_name(month) for month in register.months]
    counts = entries_by_month(register)
    part = counts if chart.cause is None else entries_by_month(register, chart.cause)
    volumes = opportunities_by_month(register)

    def as_it_stood(last: int) -> ControlChart:
        baseline = chart.baseline and min(chart.baseline, last)
        if chart.kind == "p":
            return p_chart(part[:last], counts[:last], periods[:last], baseline)
        if chart.kind == "u":
            return u_chart(part[:last], volumes[:last], periods[:last], baseline)
        return c_chart(part[:last], periods[:last], baseline)

    return [as_it_stood(last) for last in months]


def show_chart(chart: Chart, register: Register) -> ShownChart:
    """Return a chart as it stood at the end of each month, for the slider."""
    months = len(register.months)
    states = control_charts(chart, register, range(min(FEWEST_MONTHS, months), months + 1))
    return shown_chart(chart.title, unit(register, chart.kind, f"caused by “{chart.cause}”"), states)


def unit(register: Register, kind: Kind, of_what: str = "") -> str:
    """Say what a point of a chart counts; the share is one `of_what`."""
    of, opportunity = register.description.of, register.description.opportunity
    return {
        "c": f"{of} in the month",
        "u": f"{of} for every {opportunity.per:,} {opportunity.measure}",
        "p": f"share of {of} {of_what}",
    }[kind]


def shown_chart(title: str, unit: str, states: Sequence[ControlChart]) -> ShownChart:
    """Return a chart as it stood at the end of one month after another; the last one has them all."""
    whole = states[-1]
    return {
        "kind": whole.kind,
        "title": title,
        "unit": unit,
        "months": list(whole.periods),
        "values": _rounded(whole.values),
        "fewest": len(states[0].periods),
        "states": [_state(state) for state in states],
    }


def show_pareto(column: str, register: Register) -> ShownPareto:
    """Return the register's entries by one of its columns."""
    return shown_pareto(column, pareto([getattr(entry, column) for entry in register.entries]), register.description)


def shown_pareto(column: str, rows: Iterable[ParetoRow], description: Description) -> ShownPareto:
    """Return a ranking of a register's entries by what they have in common."""
    return {
        "of": description.of,
        "by": description.wording.ranked[column],
        "spent": description.wording.spent,
        "rows": [
            {
                "name": row.category,
                "count": row.count,
                "share": round(row.share, 4),
                "cumulative": round(row.cumulative, 4),
            }
            for row in rows
        ],
    }


def _state(chart: ControlChart) -> ShownState:
    return {
        "centre": round(chart.centre, 4),
        "lower": _rounded(chart.lower),
        "upper": _rounded(chart.upper),
        "beyond": list(chart.beyond),
        "runs": [(run.first, run.last) for run in chart.runs],
    }


def _rounded(numbers: Iterable[float]) -> list[float]:
    return [round(number, 4) for number in numbers]
