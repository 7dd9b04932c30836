"""Options to choose from, and what the types that choose among them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from complaints_workbook.exercises.items.field import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Option(Struct, frozen=True):
    """One of the answers to choose from."""

    id: str
    text: str


class OptionsKey(Struct, frozen=True):
    """Base of keys that give a reason for every option."""

    reasons: dict[str, str]

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return the reason of each option, with the option's id."""
        return self.reasons.items()


def text_of(options: Sequence[Option], option_id: str) -> str:
    """Return an option's text."""
    return next(option.text for option in options if option.id == option_id)


def reasons_of(options: Sequence[Option], key: OptionsKey, names: Iterable[str]) -> tuple[Reason, ...]:
    """Return the reasons of the options named, each once, in the order in which they are named first."""
    texts = {option.id: option.text for option in options}
    return tuple(Reason(texts[name], key.reasons[name]) for name in dict.fromkeys(names))


def faults_of(options: Sequence[Option], chosen: Sequence[str], key: OptionsKey) -> list[str]:
    """Return what is wrong with options, with the key among them, and with their reasons."""
    ids = [option.id for option in options]
    faults = [f"'{name}' is the key but no option." for name in chosen if name not in ids]
    faults += [f"option '{option}' has no reason." for option in ids if not key.reasons.get(option)]
    faults += [f"there is a reason for '{option}', which is no option." for option in key.reasons if option not in ids]
    if len(ids) != len(set(ids)):
        faults.append("two options have the same id.")
    return faults
