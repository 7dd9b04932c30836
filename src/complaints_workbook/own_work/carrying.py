"""What a learner put into a notebook, taken out of one and put into another, such as a newer release. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.own_work.notebook import cell_of, cells_of
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.plain_json import read_loosely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.own_work.notebook import Cell


@dataclass(frozen=True)
class Put:
    """What a learner put into a cell: words, and pictures that they pasted.

    Attributes
    ----------
    text : str
        As it was typed.
    pictures : mapping
        What is attached to the cell, as notebooks have it.
    """

    text: str
    pictures: Mapping[str, Any]


@dataclass(frozen=True)
class Theirs:
    """All that a learner put into a notebook.

    Attributes
    ----------
    answers : dict of str to Put
        What they wrote in answers, by nbgrader's names of the cells. Parts of one that was split stand together.
    others : tuple of Put
        What stands in cells that they added or changed.
    is_split : bool
        Whether a cell is there more than once.
    """

    answers: dict[str, Put]
    others: tuple[Put, ...] = ()
    is_split: bool = False


def carried(own: bytes, newer: bytes) -> bytes | None:
    """Return the newer notebook with everything in it that a learner wrote in their own.

    Returns
    -------
    bytes or None
        None if something would stay behind: cells that they added, changed or copied, or an answer to
        a question that is gone.
    """
    try:
        found = theirs(own)
        if found.others or found.is_split or not found.answers.keys() <= answer_cells(newer).keys():
            return None
        return with_answers(newer, found.answers)
    except DamagedError:
        return None


def theirs(notebook: bytes) -> Theirs:
    """Return what a learner put into a notebook; DamagedError if it is none."""
    answers: dict[str, Put] = {}
    others: list[Put] = []
    seen: set[str] = set()
    is_split = False
    for raw in cells_of(read_loosely(notebook)):
        cell = cell_of(raw)
        is_split = is_split or cell.name in seen
        if cell.name is None:
            others += [_put(raw, cell)] if cell.source.strip() or raw.get("attachments") else []
            continue
        seen.add(cell.name)
        if cell.is_as_released:
            continue
        if cell.is_for_writing:
            answers[cell.name] = _together(answers.get(cell.name), _put(raw, cell))
        else:
            others.append(_put(raw, cell))
    return Theirs(answers, tuple(others), is_split)


def answer_cells(notebook: bytes) -> dict[str, Cell]:
    """Return the cells of a notebook to write answers in, by their names; DamagedError if it is none."""
    cells = map(cell_of, cells_of(read_loosely(notebook)))
    return {cell.name: cell for cell in cells if cell.name is not None and cell.is_for_writing}


def with_answers(notebook: bytes, answers: Mapping[str, Put]) -> bytes:
    """Return a notebook with answers in the cells of these names; DamagedError if it is none.

    Where there are several cells of a name, the first gets the answer and the others are emptied of theirs.
    """
    read = read_loosely(notebook)
    left = dict(answers)
    for raw in cells_of(read):
        cell = cell_of(raw)
        if cell.name is None or cell.name not in answers or not cell.is_for_writing:
            continue
        answer = left.pop(cell.name, Put("", {}))
        raw["source"] = answer.text
        if answer.pictures:
            raw["attachments"] = dict(answer.pictures)
        else:
            raw.pop("attachments", None)
    return (json.dumps(read, indent=1, ensure_ascii=False) + "\n").encode(errors="replace")


def _put(raw: Mapping[str, Any], cell: Cell) -> Put:
    pictures = raw.get("attachments")
    return Put(cell.source, pictures if isinstance(pictures, dict) else {})


def _together(first: Put | None, second: Put) -> Put:
    if first is None:
        return second
    return Put(f"{first.text.strip()}\n\n{second.text.strip()}".strip(), {**first.pictures, **second.pictures})
