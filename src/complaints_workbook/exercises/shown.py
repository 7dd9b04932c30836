"""What several kinds' views are given alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.exercises.items.options import Option


class ShownOption(TypedDict):
    """An option to choose, or an entry to put in its place."""

    id: str
    text: str


class ShownChoice(TypedDict):
    """A field whose options stand under its question."""

    id: str
    question: str
    options: list[ShownOption]


class ShownLabelledChoice(ShownChoice):
    """A choice with a name of its own."""

    label: str


def show_options(options: Iterable[Option]) -> list[ShownOption]:
    """Return options as the views want them."""
    return [{"id": option.id, "text": option.text} for option in options]
