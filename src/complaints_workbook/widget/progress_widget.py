"""The summary at the end of a notebook: what is answered and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import List

from complaints_workbook.responses.file_format import Responses
from complaints_workbook.saving.damage import NewerVersionError
from complaints_workbook.widget.assessed_widget import listen
from complaints_workbook.widget.library import ShownWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.responses.store import ResponseStore


class ProgressWidget(ShownWidget):
    """A table of exercises with how much of each is answered; it keeps itself up to date.

    Parameters
    ----------
    item_sets : iterable of ItemSet
        What each exercise asks.
    store : ResponseStore or None
        The saved answers; None in the author's preview.

    Attributes
    ----------
    rows : list of dict
        For each exercise its id and title, its criteria, and how much of it is answered.
    """

    rows: List[dict[str, Any]] = List().tag(sync=True)

    def __init__(self, item_sets: Iterable[ItemSet], store: ResponseStore | None) -> None:
        self._item_sets = tuple(item_sets)
        super().__init__("widget/progress.js", rows=self._rows(_restored(store)))
        listen(self)

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return "Choose Run, then Run All Cells, to show your progress."

    def refresh(self, responses: Responses) -> None:
        """Show what the disk holds now."""
        self.rows = self._rows(responses)

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


def _restored(store: ResponseStore | None) -> Responses:
    try:
        return store.restore().responses if store else Responses()
    except (OSError, NewerVersionError):
        return Responses()
