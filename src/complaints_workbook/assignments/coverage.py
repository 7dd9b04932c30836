"""Where the workbook serves each criterion. Pure.

A criterion is *taught* under a heading that opens with its number, *practised* in
``practices.yaml``, *marked* in ``exercises.yaml``, *written about* in a written
question whose metadata names it, and *evidenced* in a cell that asks for evidence
from the workplace and names it. Where something is still to be written, none of it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from complaints_workbook.assignments.notebooks import grade_id, is_written_answer, to_be_written
from complaints_workbook.criterion_codes import FOUNDATIONS, criterion_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nbformat import NotebookNode


_NUMBER = re.compile(rf"([0-9]\.[0-9]{{1,2}}|{criterion_number(FOUNDATIONS)})\b(?!\.[0-9])")


class Heading(NamedTuple):
    """A heading of a notebook, and the position of its cell."""

    cell: int
    text: str


@dataclass(frozen=True)
class Served:
    """Where one criterion is served; each part names places, and is empty where there is none."""

    taught: tuple[str, ...]
    practised: tuple[str, ...]
    marked: tuple[str, ...]
    written: tuple[str, ...]
    evidenced: tuple[str, ...]

    def lacks(self) -> list[str]:
        """Return what there is none of, in words."""
        return [WORDS[part.name] for part in fields(self) if not getattr(self, part.name)]


WORDS = {
    "taught": "taught",
    "practised": "practised",
    "marked": "marked",
    "written": "written about",
    "evidenced": "evidenced",
}
"""The parts of `Served` as people say them."""

NOWHERE = Served((), (), (), (), ())


def served(
    code: str,
    cells: Sequence[NotebookNode],
    practices: Mapping[str, Iterable[str]],
    exercises: Mapping[str, Iterable[str]],
) -> Served:
    """Find where an assignment serves a criterion.

    Parameters
    ----------
    code : str
        That of a criterion of the assignment's outcome, or ``foundations``.
    cells : sequence of NotebookNode
        The cells of its source notebook.
    practices, exercises : mapping of str to iterable of str
        The criteria of each, by id.
    """
    return Served(
        taught=_taught(criterion_number(code), cells),
        practised=_naming(code, practices),
        marked=_naming(code, exercises),
        written=tuple(
            grade_id(cell) or ""
            for cell in cells
            if is_written_answer(cell) and code in _said(cell, "criteria") and not to_be_written(cell)
        ),
        evidenced=tuple(
            _heading_of(position, cells)
            for position, cell in enumerate(cells)
            if cell.cell_type == "markdown" and code in _said(cell, "evidence") and not to_be_written(cell)
        ),
    )


def headings(cells: Sequence[NotebookNode]) -> Iterator[Heading]:
    """Yield every heading of a notebook as its readers see it."""
    reader = MarkdownIt("commonmark")
    for position, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        tokens = reader.parse(cell.source)
        for opening, inline in pairwise(tokens):
            if opening.type == "heading_open":
                yield Heading(position, "".join(child.content for child in inline.children or ()))


def number(heading: str) -> str | None:
    """Return the criterion's number that a heading opens with, or ``Foundations``, or None.

    Examples
    --------
    >>> number("1.6 When to escalate"), number("Escalate by 1.6"), number("Foundations: what counts")
    ('1.6', None, 'Foundations')
    """
    match = _NUMBER.match(heading)
    return match[1] if match else None


def _taught(wanted: str, cells: Sequence[NotebookNode]) -> tuple[str, ...]:
    """Return the headings that open with the number, unless something under one is still to be written."""
    numbered = [heading for heading in headings(cells) if number(heading.text)]
    taught = []
    for heading, following in pairwise([*numbered, Heading(len(cells), "")]):
        if number(heading.text) == wanted:
            if any(map(to_be_written, cells[heading.cell : following.cell])):
                return ()
            taught.append(heading.text)
    return tuple(taught)


def _naming(code: str, named: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(name for name, codes in named.items() if code in codes)


def _said(cell: NotebookNode, use: str) -> Iterable[str]:
    """Return the criteria that a cell's metadata names for a use."""
    codes: Iterable[str] = cell.metadata.get("workbook", {}).get(use, ())
    return codes


def _heading_of(position: int, cells: Sequence[NotebookNode]) -> str:
    """Return the last heading up to and in a cell."""
    above = [heading.text for heading in headings(cells[: position + 1])]
    return above[-1] if above else "(before the first heading)"
