"""Carry what a learner wrote from one release of a notebook into the next. Pure."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from complaints_workbook.own_work.notebook import cell_of, cells_of
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.plain_json import read_loosely

if TYPE_CHECKING:
    from collections.abc import Mapping

_CARRIED = ("source", "attachments")
"""What a learner puts into an answer: words, and pictures that they paste."""


def carried(own: bytes, newer: bytes) -> bytes | None:
    """Return the newer notebook with everything in it that a learner wrote in their own.

    Returns
    -------
    bytes or None
        None if something would stay behind: cells that they added, changed or copied, or an answer to
        a question that is gone.
    """
    try:
        answers = _answers(own)
        notebook = read_loosely(newer)
        places = {cell_of(cell).name: cell for cell in cells_of(notebook) if cell_of(cell).is_for_writing}
    except DamagedError:
        return None
    if answers is None or not answers.keys() <= places.keys():
        return None
    for name, answer in answers.items():
        places[name].update(answer)
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode(errors="replace")


def _answers(own: bytes) -> dict[str | None, Mapping[str, Any]] | None:
    """Return what is written in each answer of a notebook; None if anything else in it is a learner's."""
    read = [(cell, cell_of(cell)) for cell in cells_of(read_loosely(own))]
    counted = Counter(cell.name for _, cell in read)
    answers: dict[str | None, Mapping[str, Any]] = {}
    for raw, cell in read:
        if cell.name is None:
            if cell.source.strip() or raw.get("attachments"):
                return None
        elif counted[cell.name] > 1:
            return None
        elif not cell.is_as_released:
            if not cell.is_for_writing:
                return None
            answers[cell.name] = {part: raw[part] for part in _CARRIED if part in raw}
    return answers
