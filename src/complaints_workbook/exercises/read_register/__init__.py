"""Read the register: a control chart and a Pareto of one register, then judge.

The numbers are worked out here by the rules layer, from the register's rows and
without pandas; the view draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.registers import complaints_by_month, opportunities_by_month
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items import ChooseOne, ChooseSeveral, Option
from complaints_workbook.exercises.parts import show_options
from complaints_workbook.exercises.specification import Specification
from complaints_workbook.rendering.html import day
from complaints_workbook.rules.monitoring import ControlChart, c_chart, p_chart, pareto, u_chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.registers import Description, Entry, Register
    from complaints_workbook.exercises.items import Item

FEWEST_MONTHS = 12
"""The slider never shows a chart of fewer months; its limits would mean little."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Chart(Content):
    """A control chart of the register.

    `kind` c counts complaints, u counts them for each unit of the register's
    opportunity, p is the share of one `cause` among all. The centre line rests on
    the first `baseline` months, or on all.
    """

    kind: Literal["c", "u", "p"]
    title: str
    cause: str | None = None
    baseline: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _share_of_a_cause(self) -> Chart:
        if (self.kind == "p") != (self.cause is not None):
            msg = "cause: give the cause for a p-chart, and for no other"
            raise ValueError(msg)
        return self


class MonthQuestion(Content):
    """A question whose answer is one or more months of the register.

    `months` limits the choice to some of them; without it every month stands.
    """

    id: Id
    label: str
    question: str
    points: int = Field(ge=1)
    months: tuple[str, ...] = ()


class ChartQuestion(Content):
    """A question on the chart or the Pareto with options of its own."""

    id: Id
    label: str
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=2)
    points: int = Field(default=1, ge=1)


class EntryQuestion(Content):
    """A single complaint of the register to judge by itself."""

    id: Id
    reference: str
    points: int = Field(default=1, ge=1)


class ReadRegister(Specification):
    """Charts, a Pareto, and questions on months, on reading, and on single entries."""

    kind: Literal["read-register"]
    register_id: Id = Field(alias="register")
    charts: tuple[Chart, ...] = ()
    pareto: Literal["cause", "category"] | None = None
    months: tuple[MonthQuestion, ...] = ()
    reading: tuple[ChartQuestion, ...] = ()
    entry_question: str = "Does this complaint prompt a review by itself?"
    entry_options: tuple[AuthoredOption, ...] = ()
    entries: tuple[EntryQuestion, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> ReadRegister:
        if not (self.months or self.reading or self.entries):
            msg = "ask something: give months, reading or entries"
            raise ValueError(msg)
        if self.entries and len(self.entry_options) < 2:  # noqa: PLR2004 - a choice needs two
            msg = "entry_options: give at least two for the entries"
            raise ValueError(msg)
        return self

    def items(self, datasets: Datasets) -> tuple[Item, ...]:
        """Months, then the reading of charts, then single entries."""
        description = datasets.register_description(self.register_id)
        months = [ChooseSeveral(q.id, q.label, q.points, _month_options(q, description)) for q in self.months]
        reading = [ChooseOne(q.id, q.label, q.points, q.options) for q in self.reading]
        entries = [ChooseOne(q.id, f"Complaint {q.reference}", q.points, self.entry_options) for q in self.entries]
        return (*months, *reading, *entries)

    def show(self, datasets: Datasets) -> dict[str, Any]:
        """The charts with their numbers, and the questions."""
        register = datasets.register(self.register_id)
        return {
            "register": register.description.title,
            "charts": [_show_chart(chart, register) for chart in self.charts],
            "pareto": self.pareto and _show_pareto(self.pareto, register),
            "months": [
                {
                    "id": q.id,
                    "label": q.label,
                    "question": q.question,
                    "options": show_options(_month_options(q, register.description)),
                }
                for q in self.months
            ],
            "reading": [
                {"id": q.id, "label": q.label, "question": q.question, "options": show_options(q.options)}
                for q in self.reading
            ],
            "entryQuestion": self.entry_question,
            "entryOptions": show_options(self.entry_options),
            "entries": [{"id": q.id, **_show_entry(register.entry(q.reference))} for q in self.entries],
        }

    def case_ids(self) -> tuple[str, ...]:
        """No dossiers: the register is the case."""
        return ()


def month_name(month: str) -> str:
    """Write a month in words.

    Examples
    --------
    >>> month_name("2026-03")
    'March 2026'
    """
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def _month_options(question: MonthQuestion, description: Description) -> tuple[Option, ...]:
    months = question.months or description.opportunity.volumes
    return tuple(Option(id=month, text=month_name(month)) for month in months)


def control_charts(chart: Chart, register: Register, months: Iterable[int]) -> list[ControlChart]:
    """Return a chart as it stood at the end of each of `months`, counted from the register's first."""
    periods = [month_name(month) for month in register.months]
    counts = complaints_by_month(register)
    part = counts if chart.cause is None else complaints_by_month(register, chart.cause)
    volumes = opportunities_by_month(register)

    def as_it_stood(last: int) -> ControlChart:
        baseline = chart.baseline and min(chart.baseline, last)
        if chart.kind == "p":
            return p_chart(part[:last], counts[:last], periods[:last], baseline)
        if chart.kind == "u":
            return u_chart(counts[:last], volumes[:last], periods[:last], baseline)
        return c_chart(counts[:last], periods[:last], baseline)

    return [as_it_stood(last) for last in months]


def _show_chart(chart: Chart, register: Register) -> dict[str, Any]:
    """Return a chart as it stood at the end of each month, for the slider."""
    months = len(register.months)
    fewest = min(FEWEST_MONTHS, months)
    opportunity = register.description.opportunity
    unit = {
        "c": "complaints in the month",
        "u": f"complaints for every {opportunity.per:,} {opportunity.measure}",
        "p": f"share of complaints caused by “{chart.cause}”",
    }[chart.kind]
    states = control_charts(chart, register, range(fewest, months + 1))
    whole = states[-1]
    return {
        "kind": chart.kind,
        "title": chart.title,
        "unit": unit,
        "months": whole.periods,
        "values": [round(value, 4) for value in whole.values],
        "sizes": [round(size, 4) for size in whole.sizes],
        "fewest": fewest,
        "states": [_state(state) for state in states],
    }


def _state(chart: ControlChart) -> dict[str, Any]:
    return {
        "centre": round(chart.centre, 4),
        "lower": [round(limit, 4) for limit in chart.lower],
        "upper": [round(limit, 4) for limit in chart.upper],
        "beyond": list(chart.beyond),
        "runs": [[run.first, run.last] for run in chart.runs],
    }


def _show_pareto(column: str, register: Register) -> dict[str, Any]:
    rows = pareto([getattr(entry, column) for entry in register.entries])
    return {
        "by": column,
        "rows": [
            {
                "name": row.category,
                "count": int(row.weight),
                "share": round(row.share, 4),
                "cumulative": round(row.cumulative, 4),
            }
            for row in rows
        ],
    }


def _show_entry(entry: Entry) -> dict[str, str]:
    received = f"Received {day(entry.received)}, {entry.channel}."
    concerns = f"{entry.category}: {entry.cause}. {entry.product_or_service}, {entry.area}."
    return {
        "reference": entry.reference,
        "facts": f"{received} {concerns}",
        "summary": entry.summary,
    }


SPECIFICATION = ReadRegister
