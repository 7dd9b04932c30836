"""The sections of every assignment's notebook: one for each criterion of its outcome, and the foundations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.assignments.teaching import own_text, section_of
from complaints_workbook.criterion_codes import FOUNDATIONS, criterion_number
from support.assignments import ASSIGNMENTS

if TYPE_CHECKING:
    from support.assignments import Authored


@dataclass(frozen=True)
class Section:
    """What a notebook says and asks about one criterion.

    Parameters
    ----------
    authored : Authored
        The assignment.
    code : str
        One of its outcome's criteria, or ``foundations``.
    """

    authored: Authored
    code: str

    @cached_property
    def cells(self) -> list[Any]:
        """The notebook's cells from the heading that opens with its number to the next one's."""
        return section_of(criterion_number(self.code), self.authored.notebook.cells)

    @cached_property
    def text(self) -> str:
        """What it teaches: its own text, without the awarding bodies' lists and the answers."""
        return own_text(self.cells)

    def __str__(self) -> str:
        return f"{self.authored.name}-{criterion_number(self.code)}"


CRITERIA = tuple(Section(authored, criterion.code) for authored in ASSIGNMENTS for criterion in authored.criteria)
FOUNDED = tuple(found for authored in ASSIGNMENTS if (found := Section(authored, FOUNDATIONS)).cells)
each_criterion = pytest.mark.parametrize("section", CRITERIA, ids=str)
each_section = pytest.mark.parametrize("section", [*FOUNDED, *CRITERIA], ids=str)
