"""Small pieces that several kinds show alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.exercises.items import Option


def show_options(options: Iterable[Option]) -> list[dict[str, str]]:
    """Return options as the views want them."""
    return [{"id": option.id, "text": option.text} for option in options]
