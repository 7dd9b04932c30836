"""The sections of every assignment's notebook: one for each criterion of its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.assignments.teaching import own_text, section_of
from support.assignments import ASSIGNMENTS

if TYPE_CHECKING:
    from complaints_workbook.content.syllabus import Criterion
    from support.assignments import Authored


@dataclass(frozen=True)
class Section:
    """What a notebook says and asks about one criterion.

    Parameters
    ----------
    authored : Authored
        The assignment.
    criterion : Criterion
        One of its outcome's.
    """

    authored: Authored
    criterion: Criterion

    @cached_property
    def cells(self) -> list[Any]:
        """The notebook's cells from the heading that opens with the criterion's number to the next one's."""
        return section_of(self.criterion, self.authored.notebook.cells)

    @cached_property
    def text(self) -> str:
        """What it teaches: its own text, without the awarding bodies' lists and the answers."""
        return own_text(self.cells)

    def __str__(self) -> str:
        return f"{self.authored.name}-{self.criterion.number}"


SECTIONS = tuple(Section(authored, criterion) for authored in ASSIGNMENTS for criterion in authored.criteria)
each_section = pytest.mark.parametrize("section", SECTIONS, ids=str)
