"""What the pages of one's own marks show of sections, attempts and written answers. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import FOUNDATIONS, criterion_number
from complaints_workbook.own_work.written import CAPTION
from complaints_workbook.study.checklist.checklist import tallies
from complaints_workbook.study.own_marks.marking import sections_asked
from complaints_workbook.study.own_marks.standing import standings

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from complaints_workbook.pages.keys_format import Keys
    from complaints_workbook.study.checklist.checklist import Ticked
    from complaints_workbook.study.checklist.ticks import Ticks
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.own_marks.attempts import Attempt, Attempts
    from complaints_workbook.study.own_marks.standing import SectionStanding

_FEW = 3
"""Sections that are named one by one."""


@dataclass(frozen=True)
class SectionShown:
    """A section, and how it stands.

    Attributes
    ----------
    code, number : str
        Its code, and the number that stands in the notebook.
    statement : str
        Its criterion's words; empty where there are no keys, which have them.
    points : float
        The marks to be had.
    standing : SectionStanding or None
        None where it was not marked yet.
    """

    code: str
    number: str
    statement: str
    points: float
    standing: SectionStanding | None


@dataclass(frozen=True)
class WrittenShown:
    """A written question, which nobody marks here.

    Attributes
    ----------
    name, title : str
        nbgrader's name of the answer's cell, and the question's heading.
    words : int
        How many were written; 0 if none.
    tally : Ticked or None
        What the learner ticked against its mark scheme; None if nothing.
    """

    name: str
    title: str
    words: int
    tally: Ticked | None


def sections_shown(here: Here, keys: Keys | None, attempts: Attempts) -> list[SectionShown]:
    """Return the sections of an assignment, in the order of the notebook."""
    stands = standings(attempts)
    return [
        SectionShown(
            code,
            criterion_number(code),
            keys.statements.get(code, "") if keys else "",
            sum(here.pages.exercises[name].item_set.points for name in names),
            stands.get(code),
        )
        for code, names in sections_asked(here.pages).items()
    ]


def name_of(attempt: Attempt, here: Here) -> str:
    """Return what an attempt marked, in words, such as ``Section 1.6`` or ``All sections``."""
    marked = attempt.sections
    if marked.keys() >= sections_asked(here.pages).keys():
        return "All sections"
    numbers = [criterion_number(code) for code in marked]
    if len(numbers) > _FEW:
        return f"{len(numbers)} sections"
    if list(marked) == [FOUNDATIONS]:
        return "Foundations"
    return f"Section{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"


def written_shown(keys: Keys, words: Mapping[str, int], ticks: Ticks, sections: Container[str]) -> list[WrittenShown]:
    """Return the written questions of some sections, in the order of the notebook.

    Parameters
    ----------
    keys : Keys
        They hold the questions.
    words : mapping of str to int
        How many were written, by the answer's cell.
    ticks : Ticks
        What is ticked.
    sections : container of str
        Codes.
    """
    ticked = tallies(keys.written, ticks)
    return [
        WrittenShown(name, each.title.removeprefix(CAPTION), words.get(name, 0), ticked.get(name))
        for name, each in keys.written.items()
        if each.criteria and each.criteria[0] in sections
    ]
