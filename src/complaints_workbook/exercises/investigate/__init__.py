"""Investigate: plan what to ask for, weigh what comes, line it up, and find on each point of a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.investigate.asked import (
    AsAWhole,
    Happening,
    InquiryPool,
    Source,
    ToFind,
    ToServe,
    misnamed,
)
from complaints_workbook.exercises.investigate.shown import (
    ShownEvent,
    ShownInquiryPool,
    ShownOnFile,
    show_event,
    show_plan,
    show_source,
)
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.items.make_inquiries import Aim, Inquiry, MakeInquiries
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.shown import ShownChoice, ShownOption, show_options
from complaints_workbook.exercises.specification import Specification
from complaints_workbook.exercises.whole import Whole
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields

PLAN = "plan"
"""The id of the plan, by which its key is found."""

NONE = Option("none", "None of them")
"""What settles a point where no source does."""


class ShownPoint(TypedDict):
    """A point of the complaint; `next` is what follows, where that is asked."""

    id: str
    label: str
    text: str
    sources: list[ShownOption]
    next: NotRequired[ShownChoice]


class ShownInvestigation(TypedDict):
    """What ``view.js`` reads."""

    case: str | None
    html: str | None
    plan: ShownInquiryPool
    sources: list[ShownOnFile]
    weights: list[ShownOption]
    grounds: list[ShownOption]
    events: list[ShownEvent]
    findings: list[ShownOption]
    points: list[ShownPoint]
    whole: ShownChoice


class Investigate(Specification):
    """One complaint, investigated.

    Attributes
    ----------
    plan : InquiryPool
        The inquiries of which so many can be made, and what they bring.
    aims : tuple of ToServe
        What the plan is marked for.
    sources : tuple of Source
        All that there is to know. For those with a question, one of `weights` and one of `grounds` is chosen.
    events : tuple of Happening
        What is placed in the chronology, by a time and by the source that is relied on.
    to_find : tuple of ToFind
        The points of the complaint. For each, one of `findings` is chosen, and the sources that settle it.
    """

    kind: Literal["investigate"]
    case: Id | None = None
    text: str | None = None
    plan: InquiryPool
    aims: tuple[ToServe, ...] = Field(min_length=2)
    sources: tuple[Source, ...] = Field(min_length=3)
    weights: tuple[AuthoredOption, ...] = Field(min_length=2)
    grounds: tuple[AuthoredOption, ...] = Field(min_length=2)
    events: tuple[Happening, ...] = Field(min_length=2)
    findings: tuple[AuthoredOption, ...] = Field(min_length=3)
    to_find: tuple[ToFind, ...] = Field(alias="items", min_length=2)
    whole: AsAWhole

    @model_validator(mode="after")
    def _can_be_investigated(self) -> Investigate:
        if not (self.case or self.text):
            msg = "give it a case or a text that says what is complained of"
            raise ValueError(msg)
        for place, message in misnamed(self.plan.inquiries, self.sources, self.events, self.to_find):
            raise MisfitError(entry=place, message=message)
        names = [line.id for line in (*self.sources, *self.events, *self.to_find)]
        for name in names:
            if names.count(name) > 1 or name in {PLAN, self.whole.id}:
                message = f"'{name}' is the id of something else too; give one of them another"
                raise MisfitError(entry=name, message=message)
        return self

    def fields(self, datasets: Datasets) -> Fields:
        """The plan, the weight of sources, the chronology, and the findings."""
        return (self._plan(), *self._weighing(), *self._lining_up(), *self._finding())

    def wholes(self, datasets: Datasets) -> tuple[Whole, ...]:
        """The chronology and the findings."""
        return (
            Whole("The chronology", (), _entries(self._lining_up())),
            Whole("The findings", (), _entries(self._finding())),
        )

    def show(self, datasets: Datasets) -> ShownInvestigation:
        """All that can be asked for and what it brings, and the questions on it."""
        days = {event.date for event in self.events}
        return {
            "case": self.case,
            "html": to_html(self.text) if self.text else None,
            "plan": show_plan(self.plan),
            "sources": [show_source(source) for source in self.sources],
            "weights": show_options(self.weights),
            "grounds": show_options(self.grounds),
            "events": [show_event(event, days) for event in self.events],
            "findings": show_options(self.findings),
            "points": [self._show_point(point) for point in self.to_find],
            "whole": {
                "id": self.whole.id,
                "question": self.whole.question,
                "options": show_options(self.whole.options),
            },
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one case, if there is one."""
        return (self.case,) if self.case else ()

    def _plan(self) -> MakeInquiries:
        inquiries = tuple(Inquiry(each.id, each.text, each.within) for each in self.plan.inquiries)
        aims = tuple(Aim(each.id, each.label, each.points) for each in self.aims)
        return MakeInquiries(PLAN, "Your plan", self.plan.most, inquiries, aims)

    def _weighing(self) -> Iterator[ChooseOne]:
        for source in self.sources:
            if source.question:
                yield ChooseOne(f"{source.id}.weight", f"{source.label}: weight", 1, self.weights)
                yield ChooseOne(f"{source.id}.ground", f"{source.label}: why", 1, self.grounds)

    def _lining_up(self) -> Iterator[ChooseOne]:
        for event in self.events:
            times = tuple(Option(at, at) for at in event.times)
            sources = self._named(account.source for account in event.accounts)
            yield ChooseOne(f"{event.id}.time", f"{event.label}: when", 1, times, own=False)
            yield ChooseOne(f"{event.id}.source", f"{event.label}: relied on", 1, sources, own=False)

    def _finding(self) -> Iterator[ChooseOne | ChooseSeveral]:
        for point in self.to_find:
            yield ChooseOne(f"{point.id}.finding", f"{point.label}: finding", 1, self.findings)
            yield ChooseSeveral(f"{point.id}.settled", f"{point.label}: settled by", 1, self._settling(point))
            if following := point.next:
                yield ChooseOne(f"{point.id}.{following.id}", f"{point.label}: what follows", 1, following.options)
        yield ChooseOne(self.whole.id, "The whole complaint", 1, self.whole.options)

    def _show_point(self, point: ToFind) -> ShownPoint:
        shown: ShownPoint = {
            "id": point.id,
            "label": point.label,
            "text": point.text,
            "sources": show_options(self._settling(point)),
        }
        if following := point.next:
            shown["next"] = {
                "id": f"{point.id}.{following.id}",
                "question": following.question,
                "options": show_options(following.options),
            }
        return shown

    def _settling(self, point: ToFind) -> tuple[Option, ...]:
        return (*self._named(point.sources), NONE)

    def _named(self, sources: Iterable[str]) -> tuple[Option, ...]:
        labels = {source.id: source.label for source in self.sources}
        return tuple(Option(source, labels[source]) for source in sources)


def _entries(fields: Iterable[ChooseOne | ChooseSeveral]) -> tuple[tuple[str, str], ...]:
    return tuple((field.id, field.label) for field in fields)


SPECIFICATION = Investigate
