"""The written questions of a notebook, and what a learner wrote to each. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import criterion_numbers
from complaints_workbook.own_work.plain_text import as_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.own_work.notebook import Cell

_QUESTION = "-question"
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(<?attachment:[^)>\[\s]+>?\)")
"""No part of it goes on past the sign that the next one begins with, so that no text takes long to look through."""

CAPTION = "Written question: "
"""Before the title of a written question, where it stands among others."""


@dataclass(frozen=True)
class WrittenQuestion:
    """A written question and its answer.

    Attributes
    ----------
    name : str
        nbgrader's name of the answer.
    title, numbers : str
        The question's heading, and the numbers of its criteria.
    question : str
        The rest of the question.
    answer : str
        What the learner wrote, in the words that they typed; empty if nothing.
    """

    name: str
    title: str
    numbers: str
    question: str
    answer: str


def written_questions(cells: Sequence[Cell]) -> tuple[WrittenQuestion, ...]:
    """Return the written questions of a notebook in its order, whatever an editor has done to the cells.

    An answer that was split or copied stands in several cells of one name, and one whose cell has lost
    its name follows its question.
    """
    answers = {cell.name: place for place, cell in reversed([*enumerate(cells)]) if cell.name and cell.is_for_writing}
    questions = {
        cell.name.removesuffix(_QUESTION): place
        for place, cell in enumerate(cells)
        if cell.name and cell.name.endswith(_QUESTION) and cell.kind == "markdown"
    }
    at = {name: _question_before(cells, place) for name, place in answers.items()} | questions
    names = sorted(at, key=lambda name: (at[name], name))
    return tuple(_written(name, cells, at[name], answers.get(name)) for name in names)


def _question_before(cells: Sequence[Cell], answer_at: int) -> int:
    """Return the place of the last cell of the workbook's own before an answer; the answer's own if there is none."""
    before = (place for place in range(answer_at - 1, -1, -1) if cells[place].name and not cells[place].is_for_writing)
    return next(before, answer_at)


def _written(name: str, cells: Sequence[Cell], question_at: int, answer_at: int | None) -> WrittenQuestion:
    heading, _, question = (cells[question_at].source if question_at != answer_at else "").partition("\n")
    title = heading.lstrip("# ").removeprefix(CAPTION) or name
    numbers = criterion_numbers(cells[answer_at].criteria) if answer_at is not None else ""
    if answer_at is not None:
        parts = [cell for cell in cells if cell.name == name and cell.is_for_writing]
    else:
        parts = list(takewhile(lambda cell: cell.name is None and cell.kind == "markdown", cells[question_at + 1 :]))
    answer = "\n\n".join(_words(part.source) for part in parts if not part.is_as_released)
    return WrittenQuestion(name, f"{title[:1].upper()}{title[1:]}", numbers, question.strip(), answer.strip())


def _words(source: str) -> str:
    """Return what was typed, whether into the box or as Markdown, and after it a word for each picture."""
    pictures = len(_PICTURE.findall(source))
    text = _PICTURE.sub("", source).strip() if pictures else source.strip()
    typed = as_typed(text)
    return "\n\n".join((text if typed is None else typed, *["[picture]"] * pictures))
