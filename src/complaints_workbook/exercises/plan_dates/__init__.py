"""Plan the dates: by when each promise and duty of a case falls due, with a calendar beside it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.items.give_date import GiveDate
from complaints_workbook.exercises.plan_dates.checks import against_the_clocks
from complaints_workbook.exercises.plan_dates.months import ShownMonth, show_months
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.rendering.markdown import to_html
from complaints_workbook.rules.clocks import Clock, Pause, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding

LONGEST_PLAN = 12
"""Months; a longer calendar is no help."""


class Stopped(Content):
    """The clock stands still: days after `stopped`, up to and including `started`, are not counted."""

    stopped: date
    started: date


class Counted(Content):
    """How a date is worked out, for `workbook check`; the learner reads it in the case and the policy."""

    start: date
    number: int = Field(ge=1, le=400)
    unit: Unit
    at: time = time()
    pauses: tuple[Stopped, ...] = ()

    def clock(self) -> Clock:
        """Return it as the rules know it."""
        pauses = tuple(Pause(each.stopped, each.started) for each in self.pauses)
        return Clock(self.start, self.number, self.unit, self.at, pauses)


class ToPlan(AskedLine):
    """A date to work out."""

    label: str
    question: str
    counted: Counted
    points: int = Field(default=1, ge=1)


class ShownDate(TypedDict):
    """A date to give."""

    id: str
    label: str
    question: str


class ShownPlan(TypedDict):
    """What ``view.js`` reads."""

    case: str | None
    html: str | None
    months: list[ShownMonth]
    dates: list[ShownDate]


class PlanDates(Specification):
    """One case or situation, a calendar of the months from `first` to `last`, and dates to give."""

    kind: Literal["plan-dates"]
    case: Id | None = None
    text: str | None = None
    first: date
    last: date
    dates: tuple[ToPlan, ...] = Field(alias="items", min_length=2)

    @model_validator(mode="after")
    def _can_be_worked_out(self) -> PlanDates:
        if not (self.case or self.text):
            msg = "give it a case or a text to read the dates from"
            raise ValueError(msg)
        if not 0 <= (self.last.year - self.first.year) * 12 + self.last.month - self.first.month < LONGEST_PLAN:
            raise MisfitError(entry="last", message=f"give a day after the first, at most {LONGEST_PLAN} months in all")
        return self

    def fields(self, datasets: Datasets) -> Fields:
        """A date for each line."""
        return tuple(GiveDate(each.id, each.label, each.points) for each in self.dates)

    def show(self, datasets: Datasets) -> ShownPlan:
        """The case, the calendar and the questions."""
        return {
            "case": self.case,
            "html": to_html(self.text) if self.text else None,
            "months": show_months(self.first, self.last),
            "dates": [{"id": each.id, "label": each.label, "question": each.question} for each in self.dates],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The case, if there is one."""
        return (self.case,) if self.case else ()

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterable[Finding]:
        """Return the keys that differ from what the clocks say, and those that the calendar does not show."""
        return against_the_clocks(self.dates, keys, self.first, self.last)


SPECIFICATION = PlanDates
