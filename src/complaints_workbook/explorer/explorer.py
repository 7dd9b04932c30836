"""The explorer on the page: what is chosen above, and below it what the register then shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import VBox
from traitlets import Dict

from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.registers import frame
from complaints_workbook.exercises.read_register.charts import shown_chart, shown_pareto, unit
from complaints_workbook.explorer.controls import RANKED, Controls, controls_for, dropdown
from complaints_workbook.explorer.findings import chart, measures, ranking
from complaints_workbook.money import show as pounds
from complaints_workbook.rendering.html import day, month_name
from complaints_workbook.rules.monitoring import MonitoringError
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers import Register

LISTED = 25
"""So many complaints are listed at most; who wants to see others chooses fewer."""

_COLUMNS = ("Number", "Received", "Channel", "Cause", "Branch or area", "Outcome", "Redress", "What it says")


class Explored(ShownWidget):
    """What is found, drawn by ``widget/explored.js``."""

    found: Dict[str, Any] = Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__("widget/explored.js")


def explore(name: str) -> VBox:
    """Return the register explorer.

    Parameters
    ----------
    name : str
        The id of the register that is shown first.

    Raises
    ------
    ContentError
        If there is no such register, or the datasets are not here.
    """
    datasets = shared_datasets()
    titles = [(datasets.register_description(each).title, each) for each in datasets.register_ids()]
    which = dropdown("Register", titles, datasets.register(name).description.id)
    place = VBox()

    def show() -> None:
        place.children = _panel(datasets.register(which.value))

    which.observe(lambda _change: show(), "value")
    show()
    return VBox([which, place])


def _panel(register: Register) -> tuple[VBox, Explored]:
    """Return the controls for a register, and what it shows."""
    table, explored = frame(register), Explored()

    def show() -> None:
        explored.found = found(register, table, controls)

    controls = controls_for(register, show)
    show()
    return controls.box(), explored


def found(register: Register, table: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    """Return all that is shown of what the controls say."""
    selection = controls.selection
    rows = selection.of(table)
    months = selection.months(register.months)
    month = controls.listed.value
    listed = rows[rows["month"] == month] if month else rows
    of_month = f" of {month_name(month)}" if month else ""
    return {
        "register": register.description.title,
        "summary": f"{_complaints(len(rows))} from {month_name(months[0])} to {month_name(months[-1])}: "
        f"{', '.join(selection.wanted.values()) or 'all of them'}.",
        **_chart(register, table, controls),
        **_pareto(rows, controls),
        "measures": [list(finding) for finding in measures(register, table, selection)],
        "listed": f"{_complaints(len(listed))}{of_month}{_first_of(len(listed))}",
        "columns": list(_COLUMNS),
        "rows": [_row(register, at) for at in listed.index[:LISTED]],
    }


def _chart(register: Register, table: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    selection, plotted = controls.selection, controls.plotted.value
    try:
        drawn = chart(register, table, selection, plotted)
    except MonitoringError as error:
        return {"chart": str(error), "cautions": []}
    of = ", ".join(selection.wanted.values())
    title = {"count": "The number of complaints", "rate": "The rate of complaints", "share": "The share"}[plotted]
    shown = shown_chart(f"{title}: {of}" if of else title, unit(register, drawn.kind, f"that are “{of}”"), [drawn])
    shown["months"] = [month_name(month) for month in shown["months"]]
    return {"chart": shown, "cautions": list(drawn.cautions)}


def _pareto(rows: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    column, by_redress = controls.ranked.value, controls.weighed.value
    try:
        ranked = ranking(rows, column, by_redress=by_redress)
    except MonitoringError as error:
        return {"pareto": str(error), "paid": None}
    paid = [f"£{row.weight / 100:,.2f}" for row in ranked] if by_redress else None
    return {"pareto": shown_pareto(RANKED[column], ranked), "paid": paid}


def _row(register: Register, at: int) -> list[str]:
    entry = register.entries[at]
    return [
        entry.reference,
        day(entry.received),
        entry.channel,
        entry.cause,
        entry.area,
        entry.outcome.value if entry.outcome else "open",
        pounds(entry.redress_pounds),
        entry.summary,
    ]


def _complaints(number: int) -> str:
    return "1 complaint" if number == 1 else f"{number:,} complaints"


def _first_of(number: int) -> str:
    return f": the first {LISTED}. To see others, choose a month, or less of all." if number > LISTED else ""
