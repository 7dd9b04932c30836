"""What a notebook's cells call.

One cell serves three occasions, told apart by nbgrader's own environment
variable: the learner's screen, nbgrader's Validate button, and marking.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import ContentError, UnknownExerciseError
from complaints_workbook.file_names import ASSIGNMENT, PAGES, RESPONSES
from complaints_workbook.notices import CellError, Notice, ShownMark
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.pages.sector_page import sector_page
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.saving.damage import NewerVersionError

if TYPE_CHECKING:
    from complaints_workbook.authors_side import Preview
    from complaints_workbook.pages.page import Pages

OCCASION = "NBGRADER_EXECUTION"


def exercise(name: str) -> Any:
    """Show an assessed exercise, check it, or mark it, as the occasion demands.

    Parameters
    ----------
    name : str
        The exercise's id in ``exercises.yaml``.

    Returns
    -------
    widget, ShownMark or None
        A widget for the learner; a `ShownMark` when nbgrader marks; None when
        nbgrader validates and everything is answered.

    Raises
    ------
    CellError
        When nbgrader validates and something is unanswered.
    """
    occasion = os.environ.get(OCCASION)
    if occasion == "autograde":
        return _mark(name)
    if occasion == "validate":
        _validate(name)
        return None
    return _show(name)


def practice(name: str) -> Any:
    """Show a practice, which is never marked; nothing when nbgrader runs the cell.

    Parameters
    ----------
    name : str
        The practice's id in ``practices.yaml``.
    """
    if os.environ.get(OCCASION):
        return None
    try:
        pages = pages_here()
        page = pages.practice(name)
    except (ContentError, UnknownExerciseError) as error:
        return Notice(str(error))
    from complaints_workbook.widget.practice_widget import PracticeWidget

    return PracticeWidget(page, pages.paper)


def explorer(register: str) -> Any:
    """Show a button that opens the register explorer; nothing when nbgrader runs the cell.

    Parameters
    ----------
    register : str
        The id of the register that it opens with; the others can be chosen in it.
    """
    if os.environ.get(OCCASION):
        return None
    if sys.platform == "emscripten":
        return Notice(
            "The register explorer needs more than a browser has. It opens where the workbook is installed, on your "
            "own computer or your college’s server. You can go on here without it."
        )
    from complaints_workbook.widget.opener import opener

    def opened() -> Any:
        # What it stands on, pandas above all, is heavy: no kernel has it before it is asked for.
        from complaints_workbook.explorer.explorer import explore

        return explore(register)

    return opener("The register explorer", "Choose what you want to see of a register, and it is counted.", opened)


def own_sector(place: str) -> Any:
    """Show what a criterion needs of the learner's own sector; nothing when nbgrader runs the cell.

    Parameters
    ----------
    place : str
        The number of the criterion, as ``own_sector`` in ``assignment.yaml`` has it.
    """
    if os.environ.get(OCCASION):
        return None
    try:
        page = sector_page(pages_here().own_sector, place)
    except (ContentError, UnknownExerciseError) as error:
        return Notice(str(error))
    from complaints_workbook.widget.sector_widget import SectorWidget

    return SectorWidget(page, _store(Path.cwd()))


def progress() -> Any:
    """Show what is answered and what is left; nothing when nbgrader runs the cell."""
    if os.environ.get(OCCASION):
        return None
    folder = Path.cwd()
    try:
        pages = pages_here()
        item_sets = pages.item_sets()
    except ContentError as error:
        return Notice(str(error))
    from complaints_workbook.widget.progress_widget import Own, ProgressWidget

    store = _store(folder)
    return ProgressWidget(item_sets, Own(folder, pages.assignment, pages.title, store) if store else None)


def pages_here() -> Pages | Preview:
    """Return the pages of this folder: a learner's as they were released, an author's made anew.

    Raises
    ------
    ContentError
        If they cannot be read.
    """
    folder = Path.cwd()
    if not _is_authors(folder):
        return load_pages(folder / PAGES)
    # Nothing of what these import is needed in a learner's kernel.
    from complaints_workbook.authors_side import preview

    return preview(folder)


def _is_authors(folder: Path) -> bool:
    """Say whether this is the source folder, where answers must not be saved."""
    return (folder / ASSIGNMENT).exists()


def _store(folder: Path) -> ResponseStore | None:
    if _is_authors(folder):
        return None
    from complaints_workbook.widget.assessed_widget import WRITER

    return ResponseStore(folder / RESPONSES, WRITER)


def _show(name: str) -> Any:
    try:
        pages = pages_here()
        page = pages.exercise(name)
    except (ContentError, UnknownExerciseError) as error:
        return Notice(str(error))
    from complaints_workbook.widget.assessed_widget import AssessedWidget

    return AssessedWidget(page, pages.paper, _store(Path.cwd()))


def _answers(folder: Path, name: str) -> dict[str, Any]:
    try:
        return ResponseStore(folder / RESPONSES, "").restore().responses.answers(name)
    except (OSError, NewerVersionError) as error:
        raise CellError(str(error)) from None


def _validate(name: str) -> None:
    try:
        asked = pages_here().exercise(name).item_set
    except (ContentError, UnknownExerciseError) as error:
        raise CellError(str(error)) from None
    missing = asked.unanswered(_answers(Path.cwd(), name))
    if missing:
        left = f"{len(missing)} of {len(asked.fields)} not answered yet"
        # One to a line: nbgrader shows the message in a box that breaks no lines.
        raise CellError("\n".join((f"{asked.title}: {left}:", *(f"- {name}" for name in missing))))


def _mark(name: str) -> ShownMark:
    """Mark from the course's source folder; of the submission, only the answers are read."""
    from complaints_workbook.authors_side import asked_and_key

    folder = Path.cwd()
    asked, key = asked_and_key(folder, name)
    return ShownMark(asked.mark(key, _answers(folder, name)))
