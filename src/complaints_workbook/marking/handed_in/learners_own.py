"""Sort what a learner wrote: answers where they belong, and everything else where it stood. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from complaints_workbook.marking.handed_in.handed_notebook import UNREADABLE
from complaints_workbook.marking.handed_in.outline import added_words, as_some_release, same_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell
    from complaints_workbook.marking.handed_in.outline import Outline, ReleasedCell

MOST = 100
"""Cells of a learner's own that are shown; the rest are counted."""

_SHORT = 400
"""Characters of an answer that might be the words of an earlier release in place of one."""


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell in which a learner put something where nothing was asked for.

    Attributes
    ----------
    cell : HandedCell
        The cell; of one that was the workbook's and still holds its text, what was added to that.
    changed : bool
        Whether it was the workbook's before.
    added : bool
        Whether it still holds the workbook's text.
    answer : str or None
        The name of an answer that it claims to be, which has one already.
    file : str
        The notebook in which it stood; empty if that is the one that is marked.
    """

    cell: HandedCell
    changed: bool = False
    added: bool = False
    answer: str | None = None
    file: str = ""


@dataclass(slots=True)
class LearnersWork:
    """What a learner wrote in a notebook.

    Attributes
    ----------
    answers : dict of str to HandedCell
        By the name of the answer cell; unchanged ones are left out.
    own : dict of int to list of OwnCell
        By the place of the released cell that they follow; -1 is before all.
    left_out : int
        Cells of their own beyond `MOST`.
    seen : set of int
        Places of the released cells that came back.
    same : int
        Cells of the workbook's own words that came back as they were released.
    unreadable : int
        Cells that are none, or whose text is none.
    """

    answers: dict[str, HandedCell] = field(default_factory=dict)
    own: dict[int, list[OwnCell]] = field(default_factory=dict)
    left_out: int = 0
    seen: set[int] = field(default_factory=set)
    same: int = 0
    unreadable: int = 0
    _kept: int = 0

    def add(self, place: int, own: OwnCell) -> None:
        """Keep a cell of the learner's own, if there is room for it."""
        if self._kept < MOST:
            self._kept += 1
            self.own.setdefault(place, []).append(own)
        else:
            self.left_out += 1


def sort_out(outline: Outline, handed: Iterable[HandedCell]) -> LearnersWork:
    """Compare the cells that were handed in with those that were released.

    Parameters
    ----------
    outline : Outline
        The released cells.
    handed : iterable of HandedCell
        What came back. Of several cells that claim one answer's name the first
        that was changed is the answer, and the others are the learner's own.
    """
    written = LearnersWork()
    seen, cells, places = written.seen, outline.cells, outline.places
    place = -1
    for cell in handed:
        at = places.get(cell.name)
        if at is None:
            at = outline.place_without_name(cell)
        original = cells[at] if at is not None else None
        if at is not None and at not in seen:
            seen.add(at)
            place = at
        if original is not None and cell.source == original.source and not cell.attachments:
            written.same += original.stub is None
        elif cell.says:
            _sort(written, place, cell, original)
        else:
            written.unreadable += cell.kind == UNREADABLE
    return written


def _sort(written: LearnersWork, place: int, cell: HandedCell, original: ReleasedCell | None) -> None:
    """Put a cell in which something stands that is not exactly as it was released where it belongs."""
    stub = original.stub if original is not None else None
    if original is not None and not cell.attachments and same_words(cell.source, original.source):
        written.same += stub is None
    elif (stub is None or len(cell.source) < _SHORT) and as_some_release(cell):
        pass
    elif original is None:
        written.add(place, OwnCell(cell))
    elif stub is None:
        added = added_words(original.source, cell.source)
        ours = cell if added is None else replace(cell, source=added)
        written.add(place, OwnCell(ours, changed=True, added=added is not None))
    elif original.name in written.answers:
        written.add(place, OwnCell(cell, changed=True, answer=original.name))
    else:
        written.answers[original.name] = cell
