"""The entries of a form as authors write them, each with the type of answer that fills it in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.quantities import Pounds, Quantity
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.items.give_amount import GiveAmount
from complaints_workbook.exercises.items.give_date import GiveDate
from complaints_workbook.exercises.items.give_number import MOST_PLACES, GiveNumber, exactness
from complaints_workbook.exercises.items.give_text import GiveText
from complaints_workbook.exercises.items.units import COUNT, POUNDS, UNITS, behind, forms
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine

if TYPE_CHECKING:
    RecordField = ChooseOne | ChooseSeveral | GiveAmount | GiveDate | GiveNumber | GiveText


class ShownUnit(TypedDict):
    """A unit of a number: what stands before or behind its box, and what may be written behind the number."""

    id: str
    before: str
    behind: str
    forms: list[str]


class ShownEntry(TypedDict):
    """An entry to fill in; `options` is empty where there is nothing to choose, and only a number has `units`."""

    id: str
    type: str
    label: str
    hint: str | None
    options: list[ShownOption]
    units: NotRequired[list[ShownUnit]]


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


class NumberToGive(_Entry):
    """A number in a unit, or in one of several `units` that the learner chooses from.

    Attributes
    ----------
    of : str
        What is counted, or what it is a share of.
    places : int
        The decimals that are asked for.
    tolerance : Decimal
        What is right as well, on both sides of the key: half of the last place if nothing else is
        said, and nothing where a whole number is asked for.
    """

    type: Literal["give-number"]
    unit: str | None = None
    units: tuple[str, ...] = ()
    of: str = ""
    places: int = Field(default=0, ge=0, le=MOST_PLACES)
    tolerance: Quantity | None = None

    @model_validator(mode="after")
    def _has_units(self) -> NumberToGive:
        if (self.unit is None) == (not self.units):
            raise MisfitError(entry="unit", message="give the unit, or several units that the learner chooses from")
        if len(self.units) == 1 or len(set(self.units)) < len(self.units):
            raise MisfitError(entry="units", message="give two or more, each once")
        for name in self.asked:
            if name not in UNITS:
                raise MisfitError(entry="unit", message=f"'{name}' is no unit; choose one of {', '.join(UNITS)}")
        if COUNT in self.asked and not self.of:
            raise MisfitError(entry="of", message="say what is counted, such as contacts")
        if self.unit == COUNT and self.places:
            raise MisfitError(entry="places", message="what is counted is a whole number; leave the places out")
        if self.unit == POUNDS:
            raise MisfitError(entry="unit", message="an amount of money alone is of the type give-amount")
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        """The unit, or those to choose from."""
        return self.units or (self.unit or "",)

    def field(self, name: str, label: str) -> GiveNumber:
        """Return what is answered."""
        last = Decimal(5).scaleb(-self.places - 1) if self.places else Decimal(0)
        tolerance = last if self.tolerance is None else self.tolerance
        return GiveNumber(name, label, self.points, self.asked, self.of, self.places, tolerance)


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
    OneToChoose | SeveralToChoose | AmountToGive | DateToGive | NumberToGive | TextToGive, Field(discriminator="type")
]


def show_entry(name: str, entry: ToFillIn) -> ShownEntry:
    """Return an entry as the view wants it."""
    options = entry.options if isinstance(entry, OneToChoose | SeveralToChoose) else ()
    shown: ShownEntry = {
        "id": name,
        "type": entry.type,
        "label": entry.label,
        "hint": entry.hint,
        "options": show_options(options),
    }
    if isinstance(entry, NumberToGive):
        shown["hint"] = " ".join(
            part for part in (entry.hint, exactness(entry.asked, entry.places, entry.tolerance)) if part
        )
        shown["units"] = [_show_unit(unit, entry.of) for unit in entry.asked]
    return shown


def _show_unit(name: str, of: str) -> ShownUnit:
    before = UNITS[name].before
    after = behind(name, of).removeprefix(before).strip()
    return {"id": name, "before": before, "behind": after, "forms": list(forms(name, of))}
