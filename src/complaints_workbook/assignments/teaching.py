"""The part of a notebook that teaches one criterion. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.coverage import number
from complaints_workbook.assignments.notebooks import is_written_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

_SECTION = "## "


def section_of(wanted: str, cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return the section of a criterion or of the foundations, or nothing if there is none.

    It runs from the cell that opens with the heading of its number to the next cell that
    opens with a heading of that level.

    Parameters
    ----------
    wanted : str
        The number that opens its heading, such as ``1.6``, or ``Foundations``.
    cells : iterable of NotebookNode
        The notebook's cells.
    """
    found, inside = [], False
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith(_SECTION):
            inside = number(cell.source.removeprefix(_SECTION)) == wanted
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
