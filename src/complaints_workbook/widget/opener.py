"""A button that stands in a cell for what is heavy, until the learner opens it. Stock ipywidgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import HTML, Button, Layout, VBox

from complaints_workbook.errors import WorkbookError
from complaints_workbook.rendering.html import tag, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipywidgets import Widget


def opener(label: str, hint: str, opened: Callable[[], Widget]) -> VBox:
    """Return a button with a hint beside it; pressed, what it opens takes its place.

    Parameters
    ----------
    label, hint : str
        What stands on the button, and what to expect.
    opened : callable
        Makes what is opened. What it raises is told, and the button stays.
    """
    button = Button(description=label, button_style="primary", layout=Layout(width="max-content", height="auto"))
    words = HTML(_section(tag("p", text(hint))))
    box = VBox([button, words])

    def open_it(_button: Button) -> None:
        button.disabled = True
        words.value = _section(tag("p", "Opening…", role="status"))
        try:
            box.children = [opened()]
        except (ImportError, OSError, WorkbookError) as error:
            button.disabled = False
            told = f"It could not be opened: {error}. Show this to your tutor."
            words.value = _section(tag("p", text(told), role="alert"))

    button.on_click(open_it)
    return box


def _section(html: str) -> str:
    return tag("section", html, class_="cw")
