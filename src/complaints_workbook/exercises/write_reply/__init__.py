"""Write the reply: an acknowledgement, an update or a final response, put together out of passages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.items.write_letter import Demand, LetterSlot, WriteLetter
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.exercises.write_reply.checks import faults_of
from complaints_workbook.exercises.write_reply.merging import merged, values_of
from complaints_workbook.rendering.html import day
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding

REPLY = "reply"
"""The id of the one field, by which its key is found."""

_FORMS = {"letter": "Your letter", "email": "Your email", "message": "Your message"}

Value = str | date | Decimal
"""What is merged into a letter: a text, a day or an amount in pounds."""


class Stationery(Content):
    """What stands around the passages. `fill` gives what is merged into them, by the name between the braces.

    The names of the customer and of the organisation need no value where there is a case.
    """

    form: Literal["letter", "email", "message"]
    sender: str
    to: str
    date: date
    subject: str | None = None
    fill: dict[str, Value] = Field(default={})


class ToFill(Content):
    """A slot of the letter: a part such as the apology, and its alternative passages.

    One passage is chosen, or with `several` all that belong. One that is not `required` may be left empty.
    """

    id: Id
    label: str
    required: bool = True
    several: bool = False
    passages: tuple[AuthoredOption, ...] = Field(min_length=1, max_length=8)


class Demanded(AskedLine):
    """What the letter has to do: a line of marks."""

    label: str
    points: int = Field(default=1, ge=1)


class ShownSlot(TypedDict):
    """A slot to fill."""

    id: str
    label: str
    required: bool
    several: bool
    passages: list[ShownOption]


class ShownStationery(TypedDict):
    """What stands around the passages."""

    form: str
    sender: str
    to: str
    date: str
    subject: str | None


class ShownReply(TypedDict):
    """What ``view.js`` reads."""

    case: str | None
    html: str | None
    field: str
    label: str
    letter: ShownStationery
    slots: list[ShownSlot]


class WriteReply(Specification):
    """One case or situation, and the reply to it: slots with passages, and what the whole is marked for."""

    kind: Literal["write-reply"]
    case: Id | None = None
    text: str | None = None
    letter: Stationery
    slots: tuple[ToFill, ...] = Field(min_length=2)
    demands: tuple[Demanded, ...] = Field(alias="items", min_length=2)

    @model_validator(mode="after")
    def _can_be_written(self) -> WriteReply:
        if not (self.case or self.text):
            msg = "give it a case or a text to reply to"
            raise ValueError(msg)
        for twice in _twice(slot.id for slot in self.slots):
            raise MisfitError(entry=f"slots > {twice}", message="two slots have this id; give one another")
        for twice in _twice(passage.id for slot in self.slots for passage in slot.passages):
            raise MisfitError(
                entry=f"slots > {twice}",
                message="two passages of the letter have this id; give one another, even in another slot",
            )
        for slot in self.slots:
            if slot.required and len(slot.passages) == 1:
                message = "nothing is to choose here; add a passage, or write required: false"
                raise MisfitError(entry=f"slots > {slot.id}", message=message)
        return self

    def fields(self, datasets: Datasets) -> Fields:
        """One letter, which every item reads."""
        slots = tuple(
            LetterSlot(slot.id, slot.label, slot.required, slot.several, passages)
            for slot, passages in zip(self.slots, self._passages(datasets), strict=True)
        )
        demands = tuple(Demand(each.id, each.label, each.points) for each in self.demands)
        return (WriteLetter(REPLY, _FORMS[self.letter.form], slots, demands),)

    def show(self, datasets: Datasets) -> ShownReply:
        """The case, what stands around the passages, and the slots."""
        values, around = values_of(self, datasets), self.letter
        return {
            "case": self.case,
            "html": to_html(self.text) if self.text else None,
            "field": REPLY,
            "label": _FORMS[around.form],
            "letter": {
                "form": around.form,
                "sender": merged(around.sender, values),
                "to": merged(around.to, values),
                "date": day(around.date),
                "subject": merged(around.subject, values) if around.subject else None,
            },
            "slots": [
                {
                    "id": slot.id,
                    "label": slot.label,
                    "required": slot.required,
                    "several": slot.several,
                    "passages": show_options(passages),
                }
                for slot, passages in zip(self.slots, self._passages(datasets), strict=True)
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one case, if there is one."""
        return (self.case,) if self.case else ()

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterable[Finding]:
        """Return the values that are missing or not used, and keys that chance or one passage meets."""
        return faults_of(self, keys.get(REPLY), datasets)

    def _passages(self, datasets: Datasets) -> list[tuple[Option, ...]]:
        values = values_of(self, datasets)
        return [tuple(Option(each.id, merged(each.text, values)) for each in slot.passages) for slot in self.slots]


def _twice(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


SPECIFICATION = WriteReply
