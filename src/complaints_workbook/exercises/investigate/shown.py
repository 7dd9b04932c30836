"""What the view of an investigation is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from complaints_workbook.exercises.investigate.times import minutes
from complaints_workbook.exercises.shown import ShownOption
from complaints_workbook.rendering.html import day
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from complaints_workbook.exercises.investigate.asked import Happening, InquiryPool, Source


class ShownInquiry(TypedDict):
    """Something that can be asked for, and what it brings."""

    id: str
    text: str
    source: str | None
    comes: str | None
    within: int
    late: str | None


class ShownInquiryPool(TypedDict):
    """The pool of inquiries; `rest` says who brings the rest of the file."""

    question: str
    most: int
    rest: str
    inquiries: list[ShownInquiry]


class ShownOnFile(TypedDict):
    """A source as it stands in the file; without a question its weight is not asked for."""

    id: str
    label: str
    origin: str
    html: str
    question: str | None


class ShownTime(ShownOption):
    """A time to choose, and its place among all times, in minutes."""

    at: int


class ShownAccount(TypedDict):
    """What a source says of an event."""

    source: str
    says: str


class ShownEvent(TypedDict):
    """An event of the chronology; `day` is empty where all are of one day."""

    id: str
    label: str
    day: str
    accounts: list[ShownAccount]
    times: list[ShownTime]


def show_plan(plan: InquiryPool) -> ShownInquiryPool:
    """Return the plan as the view wants it."""
    return {
        "question": plan.question,
        "most": plan.most,
        "rest": plan.rest,
        "inquiries": [
            {
                "id": each.id,
                "text": each.text,
                "source": each.source,
                "comes": each.comes,
                "within": each.within,
                "late": each.late,
            }
            for each in plan.inquiries
        ],
    }


def show_source(source: Source) -> ShownOnFile:
    """Return a source as the view wants it."""
    return {
        "id": source.id,
        "label": source.label,
        "origin": source.origin,
        "html": to_html(source.text),
        "question": source.question,
    }


def show_event(event: Happening, days: Collection[date]) -> ShownEvent:
    """Return an event as the view wants it; `days` are those of all events."""
    return {
        "id": event.id,
        "label": event.label,
        "day": day(event.date) if len(days) > 1 else "",
        "accounts": [{"source": each.source, "says": each.says} for each in event.accounts],
        "times": [{"id": at, "text": at, "at": minutes(event.date, at)} for at in event.times],
    }
