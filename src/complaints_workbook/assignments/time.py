"""How long a section takes: to read, to do and to write. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import exercise_name, is_written_answer, practice_name
from complaints_workbook.assignments.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode

WORDS_A_MINUTE = 200
MINUTES_TO_WRITE = 10
"""For each written answer."""

_STEP = 5


def minutes_to_read(words: int) -> int:
    """Return the minutes that so many words take, begun ones counted."""
    return math.ceil(words / WORDS_A_MINUTE)


def minutes_of(section: Iterable[NotebookNode], asked: Mapping[str, int]) -> int:
    """Return about how many minutes a section takes, to the next five.

    Parameters
    ----------
    section : iterable of NotebookNode
        Its cells.
    asked : mapping of str to int
        The minutes of each exercise and practice.
    """
    words, doing = 0, 0
    for cell in section:
        if is_written_answer(cell):
            doing += MINUTES_TO_WRITE
        elif cell.cell_type == "markdown":
            words += sum(len(sentence.split()) for sentence in sentences(cell.source))
        elif name := exercise_name(cell.source) or practice_name(cell.source):
            doing += asked.get(name, 0)
    return _STEP * math.ceil((minutes_to_read(words) + doing) / _STEP)
