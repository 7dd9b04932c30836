"""The sections of a notebook, as it says itself: what each is about, how long it takes, and what it asks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from complaints_workbook.own_work.notebook import Cell

_HEADING = re.compile(r"## (Foundations|\d+\.\d+)\b.*")
_ROW = re.compile(r"^\| *(Foundations|\d+\.\d+) *\| *[^ |\n][^|\n]*\| *(\d{1,4}) minutes *\|", re.MULTILINE)
"""A row of what there is to do. Each of its signs has one place alone, so that no text takes long to look through."""


@dataclass(frozen=True)
class NotebookSection:
    """A part of a notebook.

    Attributes
    ----------
    number : str
        Of its criterion, such as ``1.6``; or ``Foundations``.
    heading : str
        Its heading in the notebook, whole: it is called the same in every list.
    minutes : int
        How long it takes; 0 where the notebook does not say.
    exercises, written : tuple of str
        The ids of its exercises, and nbgrader's names of its written answers.
    """

    number: str
    heading: str
    minutes: int
    exercises: tuple[str, ...]
    written: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """What JupyterLab calls the heading in an address."""
        return self.heading.replace(" ", "-")


def sections_of(cells: Iterable[Cell], exercises: Collection[str]) -> tuple[NotebookSection, ...]:
    """Return the sections that ask something, in the order of the notebook.

    Parameters
    ----------
    cells : iterable of Cell
        The notebook's.
    exercises : collection of str
        The ids of the exercises that are marked.
    """
    told: dict[str, int] = {}
    parts: list[tuple[re.Match[str], list[Cell]]] = []
    inside: list[Cell] = []
    for cell in cells:
        if cell.kind == "markdown" and cell.source.startswith("## "):
            inside = []
            if heading := _HEADING.match(cell.source):
                parts.append((heading, inside))
        elif not parts:
            told |= {row[1]: int(row[2]) for row in _ROW.finditer(cell.source)}
        inside.append(cell)
    return tuple(section for heading, part in parts if (section := _section(heading, part, told, exercises)))


def _section(
    heading: re.Match[str], cells: Iterable[Cell], told: dict[str, int], exercises: Collection[str]
) -> NotebookSection | None:
    number, whole = heading[1], heading[0].removeprefix("## ").strip()
    asked = [cell.name for cell in cells if cell.name and cell.name in exercises]
    written = [cell.name for cell in cells if cell.name and cell.is_for_writing]
    if not asked and not written:
        return None
    return NotebookSection(number, whole, told.get(number, 0), _once(asked), _once(written))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without those that stand there again, as in a cell that was copied."""
    return tuple(dict.fromkeys(names))
