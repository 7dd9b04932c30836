"""What a cell shows in place of an exercise: an error as one sentence and no traceback, or a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.rendering.html import tag, text

if TYPE_CHECKING:
    from complaints_workbook.exercises.marking import Mark


class CellError(WorkbookError):
    """Stops a cell with a sentence; IPython and nbgrader show only that."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Notice:
    """A sentence shown in place of an exercise that cannot be shown.

    Parameters
    ----------
    message : str
        What is wrong, where, and what to do.
    """

    def __init__(self, message: str) -> None:
        self.message = message

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.message

    def _repr_html_(self) -> str:
        return tag("div", tag("strong", "This exercise cannot be shown. "), text(self.message), role="alert")


class ShownMark:
    """A mark as nbgrader wants it of a cell: the score as text, and the feedback as HTML.

    Parameters
    ----------
    mark : Mark
        What an exercise earned.
    """

    def __init__(self, mark: Mark) -> None:
        self.mark = mark

    def __repr__(self) -> str:
        """Return the score alone: nbgrader takes it from the cell's output."""
        return repr(float(self.mark.score))

    def _repr_html_(self) -> str:
        return mark_html(self.mark)
