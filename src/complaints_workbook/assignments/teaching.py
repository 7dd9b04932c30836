"""The part of a notebook that teaches one criterion. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.coverage import number
from complaints_workbook.assignments.notebooks import is_written_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

    from complaints_workbook.content.syllabus import Criterion

_SECTION = "## "


def section_of(criterion: Criterion, cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return a criterion's section, or nothing if there is none.

    It runs from the cell that opens with the heading of its number to the next cell that
    opens with a heading of that level.

    Parameters
    ----------
    criterion : Criterion
        One of the notebook's outcome.
    cells : iterable of NotebookNode
        The notebook's cells.
    """
    found, inside = [], False
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith(_SECTION):
            inside = number(cell.source.removeprefix(_SECTION)) == criterion.number
        if inside:
            found.append(cell)
    return found


def own_text(section: Iterable[NotebookNode]) -> str:
    """Return what a section says itself: without the awarding bodies' lists, the code and the answers."""
    return "\n\n".join(
        cell.source
        for cell in section
        if cell.cell_type == "markdown"
        and not is_written_answer(cell)
        and "guidance" not in cell.metadata.get("workbook", {})
    )
