"""Deadlines as people here write them: the day before the month, in the course's time zone, and said back.

nbgrader reads ``04/12/2026`` as the twelfth of April and a time without a zone as UTC, says
neither, and ends in a traceback where it reads nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.apps.dbapp import DbAssignmentAddApp, DbAssignmentImportApp

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.times import in_words
from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.times import read_time
from complaints_workbook.nbgrader_steps.settings import time_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from nbgrader.api import Assignment
    from traitlets.config import Config

_CLOCK, _YEAR = re.compile(r"\d:\d\d"), re.compile(r"\b\d{4}\b")
_HOUR = re.compile(r"(?<![:\d])(\d\d?) ?([ap]m)\b", re.IGNORECASE)

_update, _add, _import = Gradebook.update_or_create_assignment, DbAssignmentAddApp.start, DbAssignmentImportApp.start


class DeadlineError(WorkbookError):
    """A deadline cannot be read, or is one of nothing; the message says what to write."""


def read_deadline(text: str, zone: ZoneInfo) -> datetime:
    """Return a deadline in UTC, without zone, as the gradebook keeps it.

    Parameters
    ----------
    text : str
        Day and time; the year first, or the day.
    zone : ZoneInfo
        What it is in if it names none.

    Raises
    ------
    DeadlineError
        If it is no whole time, or in a zone that is not known for certain.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> read_deadline("Friday 3 July 2026, 17:00", ZoneInfo("Europe/London"))
    datetime.datetime(2026, 7, 3, 16, 0)
    """
    try:
        return read_time(_HOUR.sub(r"\1:00 \2", text), zone.key, day_first=True)
    except UnreadableError as error:
        msg = (
            f"The deadline {text!r} {_fault(text) or error}. Write day and time, such as '2026-12-04 17:00' or "
            f"'4 December 2026 17:00'; without a zone behind it, it is in {zone.key}."
        )
        raise DeadlineError(msg) from None


def _fault(text: str) -> str:
    """Return what is wrong with a deadline that cannot be read, if it can be told more closely."""
    from dateutil.parser import parse

    try:
        parse(text, dayfirst=True)
    except (ValueError, OverflowError) as error:
        return "names a day that does not exist" if str(error).startswith("day ") else ""
    return "" if _CLOCK.search(text) or not _YEAR.search(text) else "says no time of day"


def read_deadlines(config: Config) -> None:
    """Let nbgrader's commands and formgrader read deadlines so, and the commands say what they have read."""

    def update(gradebook: Gradebook, name: str, **about: Any) -> Assignment:
        if isinstance(due := about.get("duedate"), str):
            about["duedate"] = read_deadline(due, time_zone(config))
        return _update(gradebook, name, **about)

    Gradebook.update_or_create_assignment = update
    DbAssignmentAddApp.start, DbAssignmentImportApp.start = _add_and_tell, _import_and_tell


def _add_and_tell(app: DbAssignmentAddApp) -> None:
    _plainly(_check, app)
    _plainly(_add, app)
    if app.extra_args:
        _tell(app, app.extra_args)


def _import_and_tell(app: DbAssignmentImportApp) -> None:
    known = _known(app)
    _plainly(_import, app)
    names = _in_gradebook(app)
    _tell(app, names)
    for name in names:
        if name not in known:
            app.log.warning("%s If that is a slip, run: nbgrader db assignment remove %s", _no_such(app, name), name)


def _check(app: DbAssignmentAddApp) -> None:
    """Refuse what cannot be read, and what would be a second assignment by a slip of the hand."""
    if app.duedate:
        read_deadline(app.duedate, time_zone(app.config))
    known = _known(app)
    for name in app.extra_args:
        if name not in known:
            msg = f"{_no_such(app, name)} Nothing was added."
            raise DeadlineError(msg)


def _known(app: Any) -> set[str]:
    """Return the assignments that authors or the gradebook know."""
    return {*_in_source(app), *_in_gradebook(app)}


def _in_gradebook(app: Any) -> list[str]:
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        return [assignment.name for assignment in gradebook.assignments]


def _in_source(app: Any) -> list[str]:
    source = Path(app.coursedir.format_path(app.coursedir.source_directory, ".", "."))
    return sorted(place.name for place in source.iterdir() if place.is_dir()) if source.is_dir() else []


def _no_such(app: Any, name: str) -> str:
    there = _in_source(app)
    near = get_close_matches(name, there, n=3) or there
    return f"There is no assignment {name} in source/; it has {', '.join(near) or 'none'}."


def _plainly(start: Any, app: Any) -> None:
    try:
        start(app)
    except WorkbookError as error:
        app.fail("%s", error)


def _tell(app: Any, names: list[str]) -> None:
    zone = time_zone(app.config)
    with Gradebook(app.coursedir.db_url, app.course_id) as gradebook:
        due = {name: gradebook.find_assignment(name).duedate for name in names}
    for name, time in due.items():
        if time is None:
            app.log.info("%s has no deadline now.", name)
        else:
            past = ", which is past" if time.replace(tzinfo=UTC) < datetime.now(UTC) else ""
            day = time.replace(tzinfo=UTC).astimezone(zone)
            app.log.info("%s is due on %s, %s%s.", name, f"{day:%A}", in_words(time, zone), past)
