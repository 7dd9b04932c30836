"""Put in order: steps of a procedure, moved by keyboard or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.put_in_order import PutInOrder
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields


class ToOrder(AskedLine):
    """One list. The entries stand mixed in the file and are shown as they stand."""

    label: str
    question: str
    entries: tuple[AuthoredOption, ...] = Field(min_length=4, max_length=10)


class ShownList(TypedDict):
    """A list as it stands, mixed."""

    id: str
    label: str
    question: str
    entries: list[ShownOption]


class ShownLists(TypedDict):
    """What ``view.js`` reads."""

    case: str | None
    lists: list[ShownList]


class PutStepsInOrder(Specification):
    """One or more lists to put in order."""

    kind: Literal["put-in-order"]
    case: Id | None = None
    lists: tuple[ToOrder, ...] = Field(min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """One order for each list."""
        return tuple(PutInOrder(entry.id, entry.label, entry.entries) for entry in self.lists)

    def show(self, datasets: Datasets) -> ShownLists:
        """The lists as they stand, mixed."""
        return {
            "case": self.case,
            "lists": [
                {"id": e.id, "label": e.label, "question": e.question, "entries": show_options(e.entries)}
                for e in self.lists
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one case, if there is one."""
        return (self.case,) if self.case else ()


SPECIFICATION = PutStepsInOrder
