"""The summary at the end of a notebook: what is answered and written, what is left, and all of it to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from traitlets import Bool, List

from complaints_workbook.own_work.elsewhere import written_elsewhere
from complaints_workbook.own_work.notebook import own_notebook
from complaints_workbook.own_work.work import work_done, written_in
from complaints_workbook.responses.file_format import Responses
from complaints_workbook.saving.damage import NewerVersionError
from complaints_workbook.widget.assessed_widget import listen
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.responses.store import ResponseStore


@dataclass(frozen=True)
class Own:
    """A learner's folder.

    Attributes
    ----------
    folder : Path
        Where the notebook stands.
    assignment, title : str
        The assignment's id, and what the learner knows it by.
    store : ResponseStore
        The saved answers.
    """

    folder: Path
    assignment: str
    title: str
    store: ResponseStore


class ProgressWidget(ShownWidget):
    """A table of exercises with how much of each is answered; it keeps itself up to date.

    Parameters
    ----------
    item_sets : iterable of ItemSet
        What each exercise asks.
    own : Own or None
        The learner's folder; None in the author's preview.

    Attributes
    ----------
    rows : list of dict
        For each exercise its id and title, its criteria, and how much of it is answered.
    written : list of dict
        For each written question its title, its criteria, and whether there is an answer, as the
        notebook was saved last; empty if there is no notebook to be read.
    elsewhere : list of str
        What to tell of other notebooks in the folder that the learner wrote in.
    prints : bool
        Whether there is something to print.
    """

    rows: List[dict[str, Any]] = List().tag(sync=True)
    written: List[dict[str, Any]] = List().tag(sync=True)
    elsewhere: List[str] = List().tag(sync=True)
    prints = Bool().tag(sync=True)

    def __init__(self, item_sets: Iterable[ItemSet], own: Own | None) -> None:
        self._item_sets = tuple(item_sets)
        self._own = own
        super().__init__("widget/progress.js", rows=self._rows(self._restored()), prints=own is not None)
        self._look()
        listen(self)

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return "Choose Run, then Run All Cells, to show your progress."

    def refresh(self, responses: Responses) -> None:
        """Show what the disk holds now; what is written is looked at when the learner comes to see it."""
        self.rows = self._rows(responses)

    def receive(self, message: dict[str, Any]) -> None:
        """Look again at what is written when the page comes into view, or send all of it to print."""
        if message.get("type") == "look":
            self._look()
        elif message.get("type") == "print" and self._own is not None:
            self.send({"type": "printed", "html": self._printed(self._own)})

    def _printed(self, own: Own) -> str:
        # Few ever print, so no kernel waits for this.
        from complaints_workbook.own_work.given_marks import given_marks
        from complaints_workbook.own_work.printed import printed

        work = work_done(self._item_sets, self._restored(), written_in(own.folder))
        return printed(own.title, work, given_marks(own.folder), datetime.now().astimezone())

    def _rows(self, responses: Responses) -> list[dict[str, Any]]:
        return [
            {
                "exercise": item_set.id,
                "title": item_set.title,
                "criteria": item_set.numbers,
                "total": len(item_set.fields),
                "answered": len(item_set.complete(responses.answers(item_set.id))),
            }
            for item_set in self._item_sets
        ]

    def _look(self) -> None:
        """Read what is written, as the notebook was saved last."""
        notebook = own_notebook(self._own.folder) if self._own else None
        if self._own is None or notebook is None:
            return
        questions = written_in(self._own.folder, notebook) or ()
        self.written = [
            {"title": each.title, "criteria": each.numbers, "answered": bool(each.answer)} for each in questions
        ]
        self.elsewhere = written_elsewhere(notebook, self._own.assignment, questions)

    def _restored(self) -> Responses:
        try:
            return self._own.store.restore().responses if self._own else Responses()
        except (OSError, NewerVersionError):
            return Responses()
