"""The summary at the end of a notebook: what is answered and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from complaints_workbook.responses.file_format import NewerVersionError, Responses
from complaints_workbook.widget.exercise_widget import listen
from complaints_workbook.widget.scripts import module

if TYPE_CHECKING:
    from complaints_workbook.assignments import Assignment
    from complaints_workbook.responses.store import ResponseStore


class ProgressWidget(anywidget.AnyWidget):
    """A table of exercises with how much of each is answered; it keeps itself up to date.

    Parameters
    ----------
    assignment : Assignment
        Whose exercises to list.
    store : ResponseStore or None
        The saved answers; None in the author's preview.
    """

    _esm = module("progress.js")
    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, assignment: Assignment, store: ResponseStore | None) -> None:
        self._assignment = assignment
        self._store = store
        super().__init__(rows=self._rows())
        listen(self)

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return "Choose Run, then Run All Cells, to show your progress."

    def refresh(self) -> None:
        """Read the saved answers again."""
        self.rows = self._rows()

    def _rows(self) -> list[dict[str, Any]]:
        responses = self._responses()
        return [
            {
                "title": exercise.specification.title,
                "criteria": ", ".join(code.split("/")[1] for code in exercise.specification.criteria),
                "total": len(exercise.items),
                "answered": len(exercise.items) - len(exercise.unanswered(responses.answers(name))),
            }
            for name, exercise in self._assignment.exercises.items()
        ]

    def _responses(self) -> Responses:
        try:
            return self._store.restore().responses if self._store else Responses()
        except (OSError, NewerVersionError):
            return Responses()
