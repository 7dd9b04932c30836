"""Sort what a learner wrote: answers where they belong, and everything else where it stood. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

MOST = 100
"""Cells of a learner's own that are shown; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """What is known of a released cell: `stub` is the text that an answer takes the place of."""

    name: str
    source: str
    stub: str | None = None


@dataclass(frozen=True, slots=True)
class OwnCell:
    """Text that a learner put where none was asked for; `changed` says that it was the workbook's before."""

    text: str
    code: bool
    changed: bool


@dataclass(slots=True)
class LearnersWork:
    """What a learner wrote.

    Attributes
    ----------
    answers : dict of str to str
        By the name of the answer cell; unchanged ones are left out.
    own : dict of int to list of OwnCell
        By the place of the released cell that they follow; -1 is before all.
    left_out : int
        Cells of their own beyond `MOST`.
    """

    answers: dict[str, str] = field(default_factory=dict)
    own: dict[int, list[OwnCell]] = field(default_factory=dict)
    left_out: int = 0


def sort_out(released: Sequence[ReleasedCell], places: Mapping[str, int], handed: Iterable[HandedCell]) -> LearnersWork:
    """Compare the cells that were handed in with those that were released.

    Parameters
    ----------
    released : sequence of ReleasedCell
        In the order of the notebook.
    places : mapping of str to int
        The place of each released cell, by its name.
    handed : iterable of HandedCell
        What came back. Of several cells that claim one answer's name the first
        that was changed is the answer, and the others are the learner's own.
    """
    written = LearnersWork()
    seen: set[int] = set()
    place, kept = -1, 0
    for cell in handed:
        at = places.get(cell.name) if cell.name is not None else None
        original = released[at] if at is not None else None
        if at is not None and at not in seen:
            seen.add(at)
            place = at
        text = cell.source.rstrip()
        if not text or (original is not None and text == original.source.rstrip()):
            continue
        if original is not None and original.stub is not None and original.name not in written.answers:
            written.answers[original.name] = cell.source
        elif original is None or not _as_released(cell):
            if kept < MOST:
                written.own.setdefault(place, []).append(OwnCell(text, cell.kind == "code", original is not None))
            written.left_out += kept >= MOST
            kept += 1
    return written


def _as_released(cell: HandedCell) -> bool:
    """Say whether a cell is as some earlier release had it, by nbgrader's checksum of a locked cell.

    The checksum cannot be trusted, and need not be: it can only hide what the learner wrote.
    """
    if cell.checksum is None:
        return False
    # What nbgrader.utils.compute_checksum makes of a locked cell that is not graded.
    parts = (cell.source, cell.kind, "False", "False", "True", cell.name or "")
    digest = hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False)
    return digest.hexdigest() == cell.checksum
