"""What is left to answer in a learner's notebook, told from its files: nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import PAGES, RESPONSES
from complaints_workbook.own_work.elsewhere import written_elsewhere
from complaints_workbook.own_work.left import summary, what_is_left
from complaints_workbook.own_work.work import work_done, written_in
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.responses.store import ResponseStore

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.own_work.left import Lists

NO_NOTEBOOK = "The notebook could not be read, so written questions are not counted."
REMINDER = "This says what you have answered, not whether it is right."


def told(notebook: Path) -> tuple[str, Lists]:
    """Return how much of a learner's notebook is answered, and what is left, by the words that lead to it."""
    folder = notebook.parent
    try:
        pages = load_pages(folder / PAGES)
        responses = ResponseStore(folder / RESPONSES, "").restore().responses
    except OSError as error:
        return f"Your saved answers cannot be read ({error.strerror}). Ask your tutor for help.", {}
    except WorkbookError as error:
        return str(error), {}
    work = work_done(pages.item_sets(), responses, written_in(folder, notebook))
    said = [NO_NOTEBOOK] if work.written is None else written_elsewhere(notebook, pages.assignment, work.written)
    return summary(work), what_is_left(work) | {sentence: [] for sentence in said}
