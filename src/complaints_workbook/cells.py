"""What a notebook's cells call.

One cell serves three occasions, told apart by nbgrader's own environment
variable: the learner's screen, nbgrader's Validate button, and marking.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments import (
    ANSWERS,
    RESPONSES,
    Assignment,
    UnknownExerciseError,
    load_assignment,
    load_keys,
)
from complaints_workbook.course import source_folder
from complaints_workbook.data_files import ContentError
from complaints_workbook.datasets import shared_datasets
from complaints_workbook.notices import CellError, Notice
from complaints_workbook.responses.file_format import NewerVersionError
from complaints_workbook.responses.store import ResponseStore

if TYPE_CHECKING:
    from complaints_workbook.exercises.marking import Mark

OCCASION = "NBGRADER_EXECUTION"


def exercise(name: str) -> Any:
    """Show an assessed exercise, check it, or mark it, as the occasion demands.

    Parameters
    ----------
    name : str
        The exercise's id in the ``exercises.yaml`` beside the notebook.

    Returns
    -------
    widget, Mark or None
        A widget for the learner; a `Mark` when nbgrader marks; None when
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
        The practice's id in the ``practices.yaml`` beside the notebook.
    """
    if os.environ.get(OCCASION):
        return None
    try:
        assignment = _here()
        content, key = assignment.practice(name), assignment.practice_keys[name]
    except (ContentError, UnknownExerciseError) as error:
        return Notice(str(error))
    from complaints_workbook.widget.exercise_widget import PracticeWidget, widget_type  # noqa: PLC0415 - screen only

    return widget_type(PracticeWidget, content.specification.kind)(content, key)


def progress() -> Any:
    """Show what is answered and what is left; nothing when nbgrader runs the cell."""
    if os.environ.get(OCCASION):
        return None
    try:
        assignment = _here()
    except ContentError as error:
        return Notice(str(error))
    from complaints_workbook.widget.progress_widget import ProgressWidget  # noqa: PLC0415 - screen only

    return ProgressWidget(assignment, None if _is_authors(Path.cwd()) else _store(Path.cwd()))


def _here() -> Assignment:
    return load_assignment(Path.cwd(), shared_datasets())


def _is_authors(folder: Path) -> bool:
    """Say whether this is the source folder, where answers must not be saved."""
    return (folder / ANSWERS).exists()


def _store(folder: Path) -> ResponseStore:
    from complaints_workbook.widget.exercise_widget import WRITER  # noqa: PLC0415 - screen only

    return ResponseStore(folder / RESPONSES, WRITER)


def _show(name: str) -> Any:
    try:
        content = _here().exercise(name)
    except (ContentError, UnknownExerciseError) as error:
        return Notice(str(error))
    from complaints_workbook.widget.exercise_widget import AssessedWidget, widget_type  # noqa: PLC0415 - screen only

    folder = Path.cwd()
    store = None if _is_authors(folder) else _store(folder)
    return widget_type(AssessedWidget, content.specification.kind)(content, store)


def _answers(folder: Path, name: str) -> dict[str, Any]:
    try:
        return ResponseStore(folder / RESPONSES, "").restore().responses.answers(name)
    except (OSError, NewerVersionError) as error:
        raise CellError(str(error)) from None


def _validate(name: str) -> None:
    folder = Path.cwd()
    try:
        content = _here().exercise(name)
    except (ContentError, UnknownExerciseError) as error:
        raise CellError(str(error)) from None
    missing = content.unanswered(_answers(folder, name))
    if missing:
        left = f"{len(missing)} of {len(content.items)} not answered yet"
        msg = f"{content.specification.title}: {left}: {'; '.join(missing)}."
        raise CellError(msg)


def _mark(name: str) -> Mark:
    folder = Path.cwd()
    assignment = _here()
    source = source_folder(folder, assignment.id)
    return assignment.exercise(name).mark(load_keys(source, assignment)[name], _answers(folder, name))
