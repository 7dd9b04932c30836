"""``nbgrader db student import`` for a class list as spreadsheets save it.

nbgrader's own takes the sign that Excel puts before UTF-8 for a part of the first column's
name, reads the rest in whatever encoding the machine has, and stops half-way.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from nbgrader.apps.dbapp import DbBaseApp, DbStudentImportApp, DbStudentListApp

from complaints_workbook.content.registers.csv_files import OddFileError, read_rows
from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.handed_in.submission import check_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


_TITLES = 10
"""Rows among which the names of the columns are looked for, to say where they are."""

_list = DbStudentListApp.start


class ClassListError(WorkbookError):
    """A class list cannot be read; the message says where, why and what to do."""


def read_class_list(content: bytes) -> dict[str, dict[str, str | None]]:
    """Return what a class list says of each learner, by id.

    Parameters
    ----------
    content : bytes
        The CSV file, with any of `COLUMNS` in any order, ``id`` among them; others are passed over.

    Raises
    ------
    ClassListError
        If there is anything wrong with it; nobody is to be imported then.
    """
    try:
        rows = read_rows(content, COLUMNS)
    except OddFileError as error:
        said = (f"{fault.entry}: {fault.message}".removeprefix(": ") for fault in error.faults)
        raise ClassListError("\n".join(said)) from None
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    if "id" not in header:
        raise ClassListError(_why_no_id(rows))
    learners: dict[str, dict[str, str | None]] = {}
    faults = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        about = {name: cell.strip() or None for name, cell in zip(header, row, strict=False) if name in COLUMNS}
        learner = about.pop("id", None) or ""
        if fault := _fault(learner, learners):
            faults.append(f"row {number}: {fault}")
        learners[learner] = about
    if faults:
        raise ClassListError("\n".join(faults))
    return learners


def _why_no_id(rows: Sequence[Sequence[str]]) -> str:
    """Say what a table is whose first row does not name the columns."""
    first = rows[0][0] if rows and rows[0] else ""
    if "\t" in first:
        return "Its columns stand between tabs; save it as CSV, with commas."
    if first.casefold().startswith("sep="):
        return f"Its first row is '{first}', which only Excel reads; take that row out, and save it with commas."
    for number, row in enumerate(rows[:_TITLES], 1):
        if "id" in (name.strip().casefold() for name in row):
            return f"The names of the columns stand in row {number}; take out the rows above it."
    return f"There is no column 'id'; write the names of the columns into the first row: {', '.join(COLUMNS)}."


def _fault(learner: str, others: Collection[str]) -> str:
    if not learner:
        return "it has no id; give the learner one."
    if learner in others:
        return f"the id {learner} is there twice; give one another."
    try:
        check_name(learner)
    except WorkbookError:
        return "the id holds signs that no folder's name should have, or is too long; give another."
    return ""


def import_class_lists() -> None:
    """Let nbgrader's command read them so."""
    DbStudentImportApp.start = _import
    DbStudentListApp.start = _list_anywhere


def _list_anywhere(app: DbStudentListApp) -> None:
    """List learners on any console: what it has no signs for is written in others."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    _list(app)


def _import(app: DbStudentImportApp) -> None:
    DbBaseApp.start(app)
    if len(app.extra_args) != 1:
        app.fail("Name the class list, such as class.csv.")
    try:
        learners = read_class_list(Path(app.extra_args[0]).read_bytes())
    except OSError as error:
        app.fail("%s cannot be read (%s).", app.extra_args[0], error.strerror)
    except ClassListError as error:
        app.fail("%s was not imported. %s", app.extra_args[0], error)
    with Gradebook(app.coursedir.db_url, app.course_id, app.authenticator) as gradebook:
        for learner, about in learners.items():
            gradebook.update_or_create_student(learner, **about)
    app.log.info("Imported %d learners", len(learners))
