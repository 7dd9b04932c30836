"""Mark a course with the real command, and say what that left."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from nbgrader import api
from sqlalchemy import create_engine, select

from complaints_workbook.marking.gradebook.tables import RECORDS

if TYPE_CHECKING:
    from pathlib import Path

    from support.courses import Course

STAGES = ("autograded", "feedback")
LONGEST = 120
"""Seconds after which a command is ended."""

Files = dict[str, tuple[int, bytes]]


def command(course: Course, *options: str) -> list[str]:
    """Return the command that marks the course's assignment."""
    return [sys.executable, "-m", "complaints_workbook.command_line", "mark", course.assignment, *options]


def mark(course: Course, *options: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Mark the course as a tutor does; it must end with this exit code."""
    done = subprocess.run(
        command(course, *options),
        cwd=course.folder,
        env=course.environment(COLUMNS="200"),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done


def report(course: Course) -> dict[str, dict[str, str]]:
    """Return the report of the last marking, by learner."""
    path = course.folder / "reports" / f"{course.assignment}-marking.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["learner"]: row for row in csv.DictReader(file)}


def outcomes(course: Course) -> dict[str, str]:
    """Return what became of each submission."""
    return {learner: row["outcome"] for learner, row in report(course).items()}


def files(course: Course, *stages: str) -> Files:
    """Return everything that stands at these stages: its permissions and, of a file, what it holds.

    The copies that marked folders link to are left out.
    """
    found: Files = {}
    for stage in stages or STAGES:
        for place, folders, names in os.walk(course.folder / stage):
            folders[:] = [name for name in folders if name != ".workbook"]
            for name in (*folders, *names):
                path = os.path.join(place, name)  # noqa: PTH118 - faster, and there are thousands
                content = b"" if name in folders else _content(path)
                found[os.path.relpath(path, course.folder)] = (os.lstat(path).st_mode, content)
    return found


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return file.read()


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Return which file each is, and when it was written; a file that is made anew differs."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def marks(course: Course, url: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """Return what the gradebook holds of submissions, without ids, the same for any kind of database."""
    assignment, notebook, cell, grade, comment = (
        kind.__table__
        for kind in (api.SubmittedAssignment, api.SubmittedNotebook, api.BaseCell, api.Grade, api.Comment)
    )
    submissions = (
        select(
            assignment.c.student_id,
            assignment.c.timestamp,
            notebook.c.flagged,
            notebook.c.late_submission_penalty,
            *(column for column in RECORDS.c if column is not RECORDS.c.submission_id),
        )
        .join_from(assignment, notebook, notebook.c.assignment_id == assignment.c.id)
        .outerjoin(RECORDS, RECORDS.c.submission_id == assignment.c.id)
    )
    queries = {"student": select(api.Student.__table__), "submission": submissions}
    for table in (grade, comment):
        queries[table.name] = (
            select(assignment.c.student_id, cell.c.name, *(c for c in table.c if not c.name.endswith("id")))
            .join_from(table, cell, table.c.cell_id == cell.c.id)
            .join(notebook, table.c.notebook_id == notebook.c.id)
            .join(assignment, notebook.c.assignment_id == assignment.c.id)
        )
    engine = create_engine(url or f"sqlite:///{course.folder / 'gradebook.db'}")
    with engine.connect() as connection:
        found = {
            table: sorted((tuple(row) for row in connection.execute(query)), key=repr)
            for table, query in queries.items()
        }
    engine.dispose()
    return found
