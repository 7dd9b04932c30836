"""Choose one of several options: all the points or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from complaints_workbook.exercises.items.field import OwnItem, Scored
from complaints_workbook.exercises.items.options import Option, OptionsKey, faults_of, reasons_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.exercises.items.field import AmongOptions, Reason


class OneKey(OptionsKey, frozen=True):
    """The right option, and the reason of every option."""

    key: str


class ChooseOne(OwnItem, frozen=True, tag="choose-one", omit_defaults=True):
    """One of several options.

    `own` says that an author made the options for it; those that follow from elsewhere,
    such as an organisation's ladder, are not the author's to balance.

    Examples
    --------
    >>> field = ChooseOne("a", "Which?", 1, (Option(id="x", text="X"), Option(id="y", text="Y")))
    >>> field.score("x", OneKey(key="x", reasons={"x": "Yes.", "y": "No."})).score
    1
    """

    points: int | float
    options: tuple[Option, ...]
    own: bool = True

    key_type: ClassVar[type[OneKey]] = OneKey

    def accept(self, value: object) -> str | None:
        """Return the id of the option that `value` chooses, or None."""
        return value if isinstance(value, str) and any(option.id == value for option in self.options) else None

    def show(self, answer: str) -> tuple[str, ...]:
        """Return the answer in words."""
        return (text_of(self.options, answer),)

    def score(self, answer: str, key: OneKey) -> Scored:
        """Compare with the key."""
        right = answer == key.key
        return Scored(self.points if right else 0.0, right, (answer,))

    def best(self, key: OneKey) -> tuple[str, ...]:
        """Return the key in words."""
        return self.show(key.key)

    def reasons(self, scored: Scored, key: OneKey) -> tuple[Reason, ...]:
        """Return the reason of what was chosen, then of what should have been."""
        return reasons_of(self.options, key, (*scored.chosen, key.key))

    def faults(self, key: OneKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        return faults_of(self.options, [key.key], key)

    def keys_among_options(self, key: OneKey) -> Iterable[AmongOptions]:
        """Return the options' texts and the key's place among them, if the options are an author's own."""
        if self.own:
            place = [option.id for option in self.options].index(key.key)
            yield tuple(option.text for option in self.options), place


FIELD = ChooseOne
