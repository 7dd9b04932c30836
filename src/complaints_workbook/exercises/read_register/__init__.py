"""Read the register: a control chart and a Pareto of one register, then judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.read_register.charts import (
    ShownChart,
    ShownPareto,
    show_chart,
    show_pareto,
)
from complaints_workbook.exercises.read_register.checks import against_the_register
from complaints_workbook.exercises.shown import ShownLabelledChoice, ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.rendering.html import day, month_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.registers import Description, Entry
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding


class Chart(Content):
    """A control chart of the register.

    `kind` c counts what was received, u counts it for each unit of the register's
    opportunity, p is the share of one `cause` among all. With a `cause`, c and u
    count that one alone. The centre line rests on the first `baseline` months, or on all.
    """

    kind: Literal["c", "u", "p"]
    title: str
    cause: str | None = None
    baseline: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _share_of_a_cause(self) -> Chart:
        if self.kind == "p" and self.cause is None:
            raise MisfitError(entry="cause", message="a p-chart is of one cause among all; name it")
        return self


class MonthQuestion(AskedLine):
    """A question whose answer is one or more months of the register.

    `months` limits the choice to some of them; without it every month stands.
    """

    label: str
    question: str
    points: int = Field(ge=1)
    months: tuple[str, ...] = ()


class ChartQuestion(AskedLine):
    """A question on the chart or the Pareto with options of its own."""

    label: str
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=2)
    points: int = Field(default=1, ge=1)


class EntryQuestion(AskedLine):
    """A single entry of the register to judge by itself."""

    reference: str
    points: int = Field(default=1, ge=1)


class ShownLogEntry(TypedDict):
    """A single entry of the register; `about` is what it is called."""

    id: str
    about: str
    facts: str
    summary: str


class ShownRegister(TypedDict):
    """What ``view.js`` reads."""

    register: str
    charts: list[ShownChart]
    pareto: ShownPareto | None
    months: list[ShownLabelledChoice]
    reading: list[ShownLabelledChoice]
    entryQuestion: str
    entryOptions: list[ShownOption]
    entries: list[ShownLogEntry]


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
            raise MisfitError(entry="entry_options", message="give at least two for the entries")
        return self

    def fields(self, datasets: Datasets) -> Fields:
        """Months, then the reading of charts, then single entries."""
        description = datasets.register_description(self.register_id)
        months = [ChooseSeveral(q.id, q.label, q.points, _month_options(q, description)) for q in self.months]
        reading = [ChooseOne(q.id, q.label, q.points, q.options) for q in self.reading]
        entries = [
            ChooseOne(q.id, _called(q.reference, description), q.points, self.entry_options) for q in self.entries
        ]
        return (*months, *reading, *entries)

    def show(self, datasets: Datasets) -> ShownRegister:
        """The charts with their numbers, and the questions."""
        register = datasets.register(self.register_id)
        return {
            "register": register.description.title,
            "charts": [show_chart(chart, register) for chart in self.charts],
            "pareto": self.pareto and show_pareto(self.pareto, register),
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
            "entries": [_show_entry(q.id, register.entry(q.reference), register.description) for q in self.entries],
        }

    def case_ids(self) -> tuple[str, ...]:
        """No dossiers: the register is the case."""
        return ()

    def registers(self) -> tuple[str, ...]:
        """The one register."""
        return (self.register_id,)

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Return what is looked for in the register and is not there."""
        return against_the_register(self, datasets)


def _month_options(question: MonthQuestion, description: Description) -> tuple[Option, ...]:
    months = question.months or description.opportunity.volumes
    return tuple(Option(id=month, text=month_name(month)) for month in months)


def _called(reference: str, description: Description) -> str:
    return f"{description.one.capitalize()} {reference}"


def _show_entry(name: str, entry: Entry, description: Description) -> ShownLogEntry:
    received = f"Received {day(entry.received)}, {entry.channel}."
    concerns = f"{entry.category}: {entry.cause}. {entry.product_or_service}, {entry.area}."
    return {
        "id": name,
        "about": _called(entry.reference, description),
        "facts": f"{received} {concerns}",
        "summary": entry.summary,
    }


SPECIFICATION = ReadRegister
