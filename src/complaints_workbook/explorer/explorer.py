"""The explorer on the page: what is chosen above, and below it what the register then shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import VBox
from traitlets import Dict

from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.registers import frame
from complaints_workbook.exercises.read_register.charts import shown_chart, shown_pareto, unit
from complaints_workbook.explorer.controls import Controls, controls_for, dropdown
from complaints_workbook.explorer.findings import chart, ranking
from complaints_workbook.explorer.measures import compared, measures
from complaints_workbook.explorer.rows import columns, row
from complaints_workbook.rendering.html import day, month_name
from complaints_workbook.rules.monitoring import MonitoringError
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers import Description, Register

LISTED = 25
"""So many entries are listed at most; who wants to see others chooses fewer."""


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
    return controls.box(register.description.of), explored


def found(register: Register, table: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    """Return all that is shown of what the controls say."""
    description, selection = register.description, controls.selection
    rows = selection.of(table)
    months = selection.months(register.months)
    month = controls.listed.value
    listed = rows[rows["month"] == month] if month else rows
    of_month = f" of {month_name(month)}" if month else ""
    return {
        "register": description.title,
        "of": description.of,
        "changes": [f"{day(change.day)}: {change.what}" for change in description.changes],
        "summary": f"{_counted(len(rows), description)} from {month_name(months[0])} to {month_name(months[-1])}: "
        f"{', '.join(selection.wanted.values()) or 'all of them'}.",
        **_chart(register, table, controls),
        **_pareto(register, rows, controls),
        **_measures(register, table, controls),
        "listed": f"{_counted(len(listed), description)}{of_month}{_first_of(len(listed))}",
        "columns": list(columns(description)),
        "rows": [row(register.entries[at]) for at in listed.index[:LISTED]],
    }


def _chart(register: Register, table: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    selection, plotted = controls.selection, controls.plotted.value
    try:
        drawn = chart(register, table, selection, plotted)
    except MonitoringError as error:
        return {"chart": str(error), "cautions": []}
    of, entries = ", ".join(selection.wanted.values()), register.description.of
    title = {"count": f"The number of {entries}", "rate": f"The rate of {entries}", "share": "The share"}[plotted]
    shown = shown_chart(f"{title}: {of}" if of else title, unit(register, drawn.kind, f"that are “{of}”"), [drawn])
    shown["months"] = [month_name(month) for month in shown["months"]]
    return {"chart": shown, "cautions": list(drawn.cautions)}


def _pareto(register: Register, rows: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    column, by_money = controls.ranked.value, controls.weighed.value
    try:
        ranked = ranking(register, rows, column, by_money=by_money)
    except MonitoringError as error:
        return {"pareto": str(error), "paid": None}
    paid = [f"£{each.weight / 100:,.2f}" for each in ranked] if by_money else None
    return {"pareto": shown_pareto(column, ranked, register.description), "paid": paid}


def _measures(register: Register, table: pd.DataFrame, controls: Controls) -> dict[str, Any]:
    since = controls.since.value
    if not since:
        found = [list(measure[:3]) for measure in measures(register, table, controls.selection)]
        return {"measured": ["Measure", "Value", "Counted"], "measures": found}
    try:
        rows = compared(register, table, controls.selection, since)
    except MonitoringError as error:
        return {"measured": [], "measures": str(error)}
    return {"measured": ["Measure", f"Before {month_name(since)}", f"From {month_name(since)} on"], "measures": rows}


def _counted(number: int, description: Description) -> str:
    return f"1 {description.one}" if number == 1 else f"{number:,} {description.of}"


def _first_of(number: int) -> str:
    return f": the first {LISTED}. To see others, choose a month, or less of all." if number > LISTED else ""
