"""Errors as the person in front of a notebook meets them: one sentence, no traceback."""

from __future__ import annotations

from complaints_workbook.rendering.html import tag, text


class CellError(Exception):
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
