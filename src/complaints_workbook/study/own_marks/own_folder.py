"""Mark the work in a learner's folder, and keep the attempt. What stands there is believed no more than a hand-in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import criterion_number
from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import PAGES, RESPONSES
from complaints_workbook.marking.handed_in.handed_answers import LIMIT, read_answers
from complaints_workbook.marking.handed_in.safe_files import MissingFileError, UnreadableError, read_file
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.pages.keys_reading import load_keys
from complaints_workbook.study.own_marks.attempts_file import ATTEMPTS, attempts_store
from complaints_workbook.study.own_marks.marking import OwnWork, mark_work, sections_asked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from complaints_workbook.pages.keys_format import Keys
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.own_marks.attempts import Attempt
    from complaints_workbook.study.study import Study


class NotMarkedError(WorkbookError):
    """One's own work was not marked; the message is for the learner."""


def keys_for(study: Study, here: Here) -> Keys:
    """Return the keys of an assignment in the learner's folder; ContentError if there are none that fit."""
    return load_keys(study.keys(here.name), here.folder / PAGES)


def own_work(here: Here) -> OwnWork:
    """Read what a learner has done.

    Raises
    ------
    NotMarkedError
        If their answers cannot be read.
    """
    written = {each.name: len(each.answer.split()) for each in written_questions(here.cells)}
    return OwnWork(_answers(here), written)


def mark_own_work(study: Study, here: Here, section: str = "", now: datetime | None = None) -> Attempt:
    """Mark an assignment in the learner's folder, and keep the attempt.

    Parameters
    ----------
    study : Study
        The learner's folder.
    here : Here
        The assignment.
    section : str
        The code or the number of the only section to mark; empty for all.
    now : datetime, optional
        In UTC.

    Raises
    ------
    ContentError
        If there are no keys here that fit the exercises.
    NotMarkedError
        If there is no such section, nothing is answered yet, or something cannot be read or written.
    """
    keys = keys_for(study, here)
    code = _code(section, here) if section else None
    attempt = mark_work(here.pages, keys, own_work(here), now or datetime.now(UTC), code)
    if not any(each.answers for each in attempt.exercises.values()):
        where = f"section {criterion_number(code)}" if code else "the exercises"
        msg = f"Nothing is answered in {where} yet. Answer something first, then mark it."
        raise NotMarkedError(msg)
    try:
        attempts_store(here.folder).change(lambda attempts: attempts.adding(attempt))
    except (OSError, TimeoutError) as error:
        msg = f"Your work was not marked, because {ATTEMPTS} cannot be written ({error}). Try again."
        raise NotMarkedError(msg) from None
    return attempt


def _code(section: str, here: Here) -> str:
    codes = sections_asked(here.pages)
    found = next((code for code in codes if section.casefold() in {code, criterion_number(code).casefold()}), None)
    if found is None:
        numbers = ", ".join(map(criterion_number, codes))
        msg = f"There is no such section; it has: {numbers}."
        raise NotMarkedError(msg)
    return found


def _answers(here: Here) -> Mapping[str, Mapping[str, Any]]:
    try:
        return read_answers(read_file(here.folder / RESPONSES, LIMIT)).exercises
    except MissingFileError:
        return {}
    except UnreadableError as error:
        msg = f"Your work was not marked: {RESPONSES}, which holds your answers, {error}. Open the notebook first."
        raise NotMarkedError(msg) from None
