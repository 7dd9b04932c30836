"""Deadlines as people here write them: the day before the month, in the course's time zone, and said back.

nbgrader reads ``04/12/2026`` as the twelfth of April and a time without a zone as UTC, says
neither, and ends in a traceback where it reads nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
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

_update, _add, _import = Gradebook.update_or_create_assignment, DbAssignmentAddApp.start, DbAssignmentImportApp.start


class DeadlineError(WorkbookError):
    """A deadline cannot be read; the message says what to write."""


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
        return read_time(text, zone.key, day_first=True)
    except UnreadableError as error:
        msg = (
            f"The deadline {text!r} {error}. Write day and time, such as '2026-12-04 17:00' or "
            f"'4 December 2026 17:00'; without a zone behind it, it is in {zone.key}."
        )
        raise DeadlineError(msg) from None


def read_deadlines(config: Config) -> None:
    """Let nbgrader's commands and formgrader read deadlines so, and the commands say what they have read."""

    def update(gradebook: Gradebook, name: str, **about: Any) -> Assignment:
        if isinstance(due := about.get("duedate"), str):
            about["duedate"] = read_deadline(due, time_zone(config))
        return _update(gradebook, name, **about)

    Gradebook.update_or_create_assignment = update
    DbAssignmentAddApp.start, DbAssignmentImportApp.start = _add_and_tell, _import_and_tell


def _add_and_tell(app: DbAssignmentAddApp) -> None:
    _plainly(_add, app)
    if app.extra_args:
        _tell(app, app.extra_args)


def _import_and_tell(app: DbAssignmentImportApp) -> None:
    _plainly(_import, app)
    with Gradebook(app.coursedir.db_url, app.course_id) as gradebook:
        names = [assignment.name for assignment in gradebook.assignments]
    _tell(app, names)


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
