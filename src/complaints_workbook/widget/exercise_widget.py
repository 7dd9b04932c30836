"""What shows any kind of exercise, whether it is saved or marked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Dict, List, Unicode

from complaints_workbook.exercises.kinds import view_name
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.pages.page import Page


class ExerciseWidget(ShownWidget):
    """Base of the widgets that show an exercise.

    Parameters
    ----------
    page : Page
        What to show.
    paper : callable
        Returns an organisation's papers as HTML.

    Attributes
    ----------
    view : str
        The module that shows its kind.
    page : dict
        What the view is given.
    preview : str
        What to tell an author; empty for learners.
    answers : dict
        The answers on disk by field.
    complete : list of str
        The fields that are answered whole. Nothing else says what is answered.
    status : dict of str to str
        A ``text`` beside the progress, and an ``alert`` or a ``notice`` if there is one.
    """

    view = Unicode().tag(sync=True)
    page = Dict().tag(sync=True)
    preview = Unicode().tag(sync=True)
    answers = Dict().tag(sync=True)
    complete: List[str] = List().tag(sync=True)
    status = Dict().tag(sync=True)

    def __init__(self, page: Page, paper: Callable[[str], str], **traits: Any) -> None:
        self._page = page
        self._paper = paper
        super().__init__("widget/exercise.js", view=self._view(), page=dict(page.shown), **traits)

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return f"{self._page.item_set.title}: choose Run, then Run All Cells, to show this exercise."

    def receive(self, message: dict[str, Any]) -> None:
        """Answer a message from the page; papers are sent when they are opened, since most never are."""
        organisation = str(message.get("organisation"))
        if message.get("type") == "papers" and organisation in self._page.shown["organisations"]:
            self.send({"type": "papers", "organisation": organisation, "html": self._paper(organisation)})
        else:
            self._handle(message)

    def _view(self) -> str:
        """Return the module that arranges what is asked; an exercise's is its kind's."""
        return view_name(self._page.kind)

    def _handle(self, message: dict[str, Any]) -> None:
        """Answer a message that is a widget's own."""
