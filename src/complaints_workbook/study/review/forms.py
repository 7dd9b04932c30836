"""The types of answer that a form without script can ask for, and what such a form sends. Pure.

A type that is not among them is answered in the notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.items.give_amount import GiveAmount
from complaints_workbook.exercises.items.give_date import GiveDate
from complaints_workbook.exercises.items.give_text import GiveText
from complaints_workbook.exercises.items.put_in_order import PutInOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from complaints_workbook.exercises.items.field import Field

ANSWER = "answer"
"""The name of the form's field, or what the names of several begin with; an option's id follows, or a part's name."""

DATE = ("day", "month", "year")


@dataclass(frozen=True)
class Form:
    """How a type of answer is asked for.

    Attributes
    ----------
    name : str
        Of the form's template.
    read : callable
        Returns what was sent as the field accepts it.
    lacking : str
        What to say where no answer was sent, or none that is whole.
    """

    name: str
    read: Callable[[Any, Mapping[str, str]], Any]
    lacking: str


def form_of(field: Field[Any, Any]) -> Form | None:
    """Return the form of a field, or None if it is answered in the notebook."""
    return _FORMS.get(type(field))


def _one(_field: ChooseOne | GiveAmount | GiveText, sent: Mapping[str, str]) -> str | None:
    return sent.get(ANSWER)


def _several(field: ChooseSeveral, sent: Mapping[str, str]) -> list[str]:
    return [option.id for option in field.options if f"{ANSWER}-{option.id}" in sent]


def _date(_field: GiveDate, sent: Mapping[str, str]) -> str:
    return "/".join(sent.get(f"{ANSWER}-{part}", "") for part in DATE)


def _order(field: PutInOrder, sent: Mapping[str, str]) -> list[str] | None:
    """Return the entries by the places that were given them, if each has one of its own."""
    by_place = {sent.get(f"{ANSWER}-{entry.id}"): entry.id for entry in field.entries}
    places = [str(number) for number in range(1, len(field.entries) + 1)]
    return [by_place[place] for place in places] if by_place.keys() == set(places) else None


_FORMS: Mapping[type, Form] = {
    ChooseOne: Form("one", _one, "Choose one of these first."),
    ChooseSeveral: Form("several", _several, "Choose one or more of these first."),
    GiveAmount: Form("amount", _one, "Give an amount in pounds and pence, such as 12.50."),
    GiveDate: Form("date", _date, "Give a day that there is, such as 6 5 2026."),
    GiveText: Form("text", _one, "Write a few letters or figures first."),
    PutInOrder: Form("order", _order, "Give each of these a place of its own."),
}
