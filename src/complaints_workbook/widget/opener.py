"""What stands in a cell for something heavy, until the learner opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import VBox
from traitlets import Unicode

from complaints_workbook.errors import WorkbookError
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipywidgets import Widget


class Opener(ShownWidget):
    """A button with a hint beside it; it calls a function when it is pressed.

    Attributes
    ----------
    title, hint, problem : str
        What is opened; what it is; and why it could not be opened, if it could not.
    """

    title = Unicode().tag(sync=True)
    hint = Unicode().tag(sync=True)
    problem = Unicode().tag(sync=True)

    def __init__(self, title: str, hint: str, pressed: Callable[[], None]) -> None:
        super().__init__("widget/opener.js", title=title, hint=hint)
        self._pressed = pressed

    def receive(self, message: dict[str, Any]) -> None:
        """Call the function when the button was pressed, and say what goes wrong."""
        if message.get("type") != "open":
            return
        self.problem = ""
        try:
            self._pressed()
        except (ImportError, OSError, WorkbookError) as error:
            self.problem = f"It could not be opened: {error}. Show this to your tutor."


def opener(title: str, hint: str, opened: Callable[[], Widget]) -> VBox:
    """Return a button; pressed, what it opens takes its place.

    Parameters
    ----------
    title, hint : str
        What is opened, and what it is.
    opened : callable
        Makes what is opened. What it raises is told, and the button stays.
    """
    box = VBox()

    def pressed() -> None:
        box.children = [opened()]

    box.children = [Opener(title, hint, pressed)]
    return box
