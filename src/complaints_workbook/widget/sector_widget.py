"""What a criterion needs of the learner's own sector; the choice is saved like an answer, and is never marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.widget.assessed_widget import AssessedWidget

if TYPE_CHECKING:
    from complaints_workbook.pages.page import Page
    from complaints_workbook.responses.store import ResponseStore


class SectorWidget(AssessedWidget):
    """Shows a place of the learner's own sector. Every place of a kernel has the same choice.

    Parameters
    ----------
    page : Page
        What `sector_page` makes.
    store : ResponseStore or None
        Where the choice goes; None in the author's preview.
    """

    saves = "Your choice is kept with your answers."

    def __init__(self, page: Page, store: ResponseStore | None) -> None:
        super().__init__(page, _no_papers, store)

    def _view(self) -> str:
        return "widget/own_sector.js"


def _no_papers(_organisation: str) -> str:
    return ""
