"""The released notebook's cells, and which of them a cell that was handed in is. Pure."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.handed_notebook import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

_INVISIBLE = "".join(sign for sign in BLANK if not sign.isspace())
_SPARE = 20
_FORMS = tuple(product(("False", "True"), repeat=2))
"""Whether a cell is graded, and whether it is written in."""


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """What is known of a released cell.

    Attributes
    ----------
    name : str
        nbgrader's id.
    source : str
        Its text.
    stub : str or None
        The text that an answer takes the place of; None where no answer is asked for.
    identity : str or None
        The notebook format's id.
    """

    name: str
    source: str
    stub: str | None = None
    identity: str | None = None


class Outline:
    """The released cells, in order, and the ways to find one again.

    Parameters
    ----------
    cells : sequence of ReleasedCell
        In the order of the notebook.
    """

    def __init__(self, cells: Sequence[ReleasedCell]) -> None:
        self.cells = tuple(cells)
        self.places: dict[str | None, int] = {cell.name: place for place, cell in enumerate(self.cells)}
        self.answers = {cell.name: place for place, cell in enumerate(self.cells) if cell.stub is not None}

    def place_without_name(self, cell: HandedCell) -> int | None:
        """Return the place of the released cell that this one was; None if it was none.

        A cell whose name an editor dropped is known by the notebook's id for it, or by its text.
        """
        place = self._identities.get(cell.identity) if cell.identity is not None else None
        return self._texts.get(cell.source) if place is None else place

    @cached_property
    def _identities(self) -> dict[str, int]:
        return {cell.identity: place for place, cell in enumerate(self.cells) if cell.identity}

    @cached_property
    def _texts(self) -> dict[str, int]:
        return {cell.source: place for place, cell in enumerate(self.cells) if cell.stub is None}

    def asked_at(self, place: int) -> str | None:
        """Return the answer cell to which a place belongs: its own, or its question's, which stands before it."""
        for at in (place, place + 1):
            if 0 <= at < len(self.cells) and self.cells[at].stub is not None:
                return self.cells[at].name
        return None

    def heading(self, place: int) -> str:
        """Return the heading under which a place stands; nothing before the first."""
        return self._headings[place] if place >= 0 else ""

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        headings, latest = [], ""
        for cell in self.cells:
            first = cell.source.lstrip().partition("\n")[0]
            latest = first.lstrip("#").strip() if first.startswith("#") else latest
            headings.append(latest)
        return tuple(headings)


def same_words(one: str, other: str) -> bool:
    """Say whether two texts are the same but for what editors change: ends of lines, spaces, signs that nobody sees."""
    if one == other:
        return True
    # So that long answers are not taken apart for nothing.
    if abs(len(one) - len(other)) > _SPARE + len(one) // 2:
        return False
    return _words(one) == _words(other)


def added_words(released: str, handed: str) -> str | None:
    """Return what was put into a text in one place; None if the text has changed in another way.

    Examples
    --------
    >>> added_words("Why are records kept?", "Why are records kept? So that others know.")
    ' So that others know.'
    >>> added_words("Why are records kept?", "Why?")
    """
    before = len(os.path.commonprefix((released, handed)))  # noqa: RUF071 - signs are what is compared
    after = len(released) - before
    return handed[before : len(handed) - after] if handed.endswith(released[before:]) else None


def _words(text: str) -> str:
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return "".join(text.split())


def as_some_release(cell: HandedCell) -> bool:
    """Say whether a cell is as some release had it, by nbgrader's checksum.

    The checksum cannot be trusted, and need not be: it can only hide what the learner wrote.
    """
    if cell.checksum is None or cell.attachments:
        return False
    return any(_checksum(cell, graded, solution) == cell.checksum for graded, solution in _FORMS)


def _checksum(cell: HandedCell, graded: str, solution: str) -> str:
    """Return what nbgrader.utils.compute_checksum makes of a cell."""
    points = str(cell.points or 0.0) if graded == "True" else ""
    locked = str(solution == "False")
    parts = (cell.source, cell.kind, graded, solution, locked, cell.name or "", points)
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
