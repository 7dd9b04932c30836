"""What an investigation is made of, as authors write it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.investigate.times import TimeOfDay
from complaints_workbook.exercises.specification import AskedLine

if TYPE_CHECKING:
    from collections.abc import Iterator


class ToAskFor(Content):
    """Something that can be asked for. It brings a `source` to the file, or what `comes` of it is said.

    What will soon be gone is brought only by one of the first `within` inquiries; after that, it is `late`.
    """

    id: Id
    text: str
    source: Id | None = None
    comes: str | None = None
    within: int = Field(default=0, ge=0)
    late: str | None = None

    @model_validator(mode="after")
    def _something_comes_of_it(self) -> ToAskFor:
        if (self.source is None) == (self.comes is None):
            raise MisfitError(entry="source", message="name the source that it brings, or say what comes of it")
        if (self.within > 0) != (self.late is not None):
            raise MisfitError(
                entry="late", message="say what is told who asks too late, if it is gone `within` so many"
            )
        if self.late and not self.source:
            raise MisfitError(entry="late", message="only a source can be gone; leave out `within` and `late`")
        return self


class InquiryPool(Content):
    """A pool of inquiries, of which `most` can be made.

    Who makes the plan is given the rest of the file when it is made; `rest` says by whom.
    """

    question: str = "What do you ask for next?"
    most: int = Field(ge=2, le=8)
    rest: str
    inquiries: tuple[ToAskFor, ...] = Field(min_length=4, max_length=14)


class ToServe(AskedLine):
    """An aim of the plan: a line of marks."""

    label: str
    points: int = Field(default=1, ge=1)


class Source(AskedLine):
    """A source: who it is from, when and how they know, and what it says.

    It is in the file from the start, if no inquiry brings it. Its weight is asked for if there is a `question`.
    """

    label: str
    origin: str
    text: str
    question: str | None = None


class Account(Content):
    """What one source says of an event, in a few words."""

    source: Id
    says: str


class Happening(AskedLine):
    """An event of the chronology: what the sources say of it, and the times that it may have had."""

    label: str
    date: date
    accounts: tuple[Account, ...] = Field(min_length=2)
    times: tuple[TimeOfDay, ...] = Field(min_length=2)


class Following(AskedLine):
    """A question on what follows from a finding."""

    id: Id = "next"
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=2)


class ToFind(AskedLine):
    """A point of the complaint to find on. `sources` are those of which some may settle it."""

    label: str
    text: str
    sources: tuple[Id, ...] = Field(min_length=2)
    next: Following | None = None


class AsAWhole(AskedLine):
    """The finding on the whole complaint."""

    id: Id = "whole"
    question: str = "What do you find on the whole?"
    options: tuple[AuthoredOption, ...] = Field(min_length=2)


def misnamed(
    inquiries: tuple[ToAskFor, ...],
    sources: tuple[Source, ...],
    events: tuple[Happening, ...],
    to_find: tuple[ToFind, ...],
) -> Iterator[tuple[str, str]]:
    """Yield each place where a source is named that is not there, or is there for nothing, with what to do."""
    named = [(f"plan > inquiries > {each.id}", each.source) for each in inquiries if each.source]
    named += [(f"events > {each.id}", account.source) for each in events for account in each.accounts]
    named += [(f"items > {each.id} > sources", source) for each in to_find for source in each.sources]
    known = {source.id for source in sources}
    for place, name in named:
        if name not in known:
            yield place, f"there is no source '{name}'; check its id"
    used = {name for _, name in named} | {source.id for source in sources if source.question}
    for source in sources:
        if source.id not in used:
            yield f"sources > {source.id}", "nothing asks about it and no inquiry brings it; use it, or take it out"
