"""Choose several options: right choices less wrong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from complaints_workbook.exercises.items.field import OwnItem, Scored
from complaints_workbook.exercises.items.options import Option, OptionsKey, faults_of, reasons_of, text_of

if TYPE_CHECKING:
    from complaints_workbook.exercises.items.field import Reason


class SeveralKey(OptionsKey, frozen=True):
    """The right options, and the reason of every option."""

    key: tuple[str, ...]


class ChooseSeveral(OwnItem, frozen=True, tag="choose-several"):
    """Several of many: `net` = max(0, (right chosen - wrong chosen) / right).

    A set that is wholly right earns all the points; choosing everything earns
    no more than guessing deserves.
    """

    points: int | float
    options: tuple[Option, ...]

    key_type: ClassVar[type[SeveralKey]] = SeveralKey

    def accept(self, value: object) -> tuple[str, ...] | None:
        """Return the ids chosen, in the order of the options, or None if none is."""
        if not isinstance(value, list | tuple):
            return None
        chosen = {one for one in value if isinstance(one, str)}
        return tuple(option.id for option in self.options if option.id in chosen) or None

    def show(self, answer: tuple[str, ...]) -> tuple[str, ...]:
        """Return the answer in words."""
        return tuple(text_of(self.options, chosen) for chosen in answer)

    def score(self, answer: tuple[str, ...], key: SeveralKey) -> Scored:
        """Count right choices less wrong ones."""
        wanted = set(key.key)
        hits = len(wanted & set(answer))
        net = max(0.0, (hits - (len(answer) - hits)) / len(wanted))
        return Scored(round(self.points * net, 2), set(answer) == wanted, answer)

    def best(self, key: SeveralKey) -> tuple[str, ...]:
        """Return the key in words, in the order of the options."""
        return tuple(option.text for option in self.options if option.id in key.key)

    def reasons(self, scored: Scored, key: SeveralKey) -> tuple[Reason, ...]:
        """Return the reasons of what was chosen, then of what should have been."""
        return reasons_of(self.options, key, (*scored.chosen, *key.key))

    def faults(self, key: SeveralKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = faults_of(self.options, key.key, key)
        if not key.key:
            faults.append("the key names no option; name each that is right.")
        if len(set(key.key)) == len(self.options):
            faults.append("every option is right, so there is nothing to choose; add an option that is not right.")
        return faults


FIELD = ChooseSeveral
