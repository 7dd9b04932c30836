"""The entries of a record as authors write them, each with the type of answer that fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.quantities import Pounds
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.items.give_amount import GiveAmount
from complaints_workbook.exercises.items.give_date import GiveDate
from complaints_workbook.exercises.items.give_text import GiveText
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine

if TYPE_CHECKING:
    RecordField = ChooseOne | ChooseSeveral | GiveAmount | GiveDate | GiveText


class ShownEntry(TypedDict):
    """An entry to fill in; `options` is empty where there is nothing to choose."""

    id: str
    type: str
    label: str
    hint: str | None
    options: list[ShownOption]


class _Entry(AskedLine):
    """`label` is what stands on the screen, `hint` what belongs there."""

    label: str
    hint: str | None = None
    points: int = Field(default=1, ge=1)


class OneToChoose(_Entry):
    """One of several options: a list to pick from where there are more than seven."""

    type: Literal["choose-one"]
    options: tuple[AuthoredOption, ...] = Field(min_length=2)

    def field(self, name: str, label: str) -> ChooseOne:
        """Return what is answered."""
        return ChooseOne(name, label, self.points, self.options)


class SeveralToChoose(_Entry):
    """Several options, such as the statements that belong in a note."""

    type: Literal["choose-several"]
    options: tuple[AuthoredOption, ...] = Field(min_length=3)

    def field(self, name: str, label: str) -> ChooseSeveral:
        """Return what is answered."""
        return ChooseSeveral(name, label, self.points, self.options)


class AmountToGive(_Entry):
    """Pounds and pence."""

    type: Literal["give-amount"]
    tolerance: Pounds = Field(default=0, validate_default=True)

    def field(self, name: str, label: str) -> GiveAmount:
        """Return what is answered."""
        return GiveAmount(name, label, self.points, self.tolerance)


class DateToGive(_Entry):
    """A day."""

    type: Literal["give-date"]

    def field(self, name: str, label: str) -> GiveDate:
        """Return what is answered."""
        return GiveDate(name, label, self.points)


class TextToGive(_Entry):
    """A few words or figures that stand in the dossier."""

    type: Literal["give-text"]

    def field(self, name: str, label: str) -> GiveText:
        """Return what is answered."""
        return GiveText(name, label, self.points)


ToFillIn = Annotated[
    OneToChoose | SeveralToChoose | AmountToGive | DateToGive | TextToGive, Field(discriminator="type")
]


def show_entry(name: str, entry: ToFillIn) -> ShownEntry:
    """Return an entry as the view wants it."""
    options = entry.options if isinstance(entry, OneToChoose | SeveralToChoose) else ()
    return {
        "id": name,
        "type": entry.type,
        "label": entry.label,
        "hint": entry.hint,
        "options": show_options(options),
    }
