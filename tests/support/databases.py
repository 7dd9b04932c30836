"""nbgrader's gradebook in the databases that it can stand in, for tests."""

from __future__ import annotations

import shutil
import sqlite3
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from nbgrader import api
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from pathlib import Path

    from support.postgresql import Server

THEIRS = ("alembic_version", *sorted(api.Base.metadata.tables))
"""nbgrader's tables."""


class Databases(Protocol):
    """Databases of one kind."""

    def new(self) -> str:
        """Return the address of a new one."""

    def copy(self, url: str) -> str:
        """Return the address of a copy that nothing else uses."""

    def connect(self, url: str) -> Any:
        """Connect with the driver alone; each statement takes effect by itself."""


class SQLite:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def new(self) -> str:
        return f"sqlite:///{self.folder}/gradebook{next(self._numbers)}.db"

    def copy(self, url: str) -> str:
        copied = self.new()
        shutil.copy(make_url(url).database or "", make_url(copied).database or "")
        return copied

    def connect(self, url: str) -> sqlite3.Connection:
        return sqlite3.connect(make_url(url).database or "", isolation_level=None)


class PostgreSQL:
    """Databases of a server."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def new(self) -> str:
        return self.server.url(self.server.create())

    def copy(self, url: str) -> str:
        return self.server.url(self.server.create(make_url(url).database or ""))

    def connect(self, url: str) -> Any:
        return self.server.connect(make_url(url).database or "")


Rows = dict[str, list[dict[str, Any]]]


def rows(url: str) -> Rows:
    """Return all that stands in nbgrader's tables, as the driver gives it, without the ids that differ between runs.

    A submission's id, wherever it stands, is replaced by the student's name; a grade's and a
    comment's are left out.
    """
    engine = create_engine(url)
    with engine.connect() as connection:
        found: Rows = {
            table: [dict(row) for row in connection.exec_driver_sql(f"select * from {table}").mappings()]  # noqa: S608
            for table in THEIRS
        }
    engine.dispose()
    students = {row["id"]: f"submission of {row['student_id']}" for row in found["submitted_assignment"]}
    students |= {row["id"]: f"notebook, {students[row['assignment_id']]}" for row in found["submitted_notebook"]}
    for table, content in found.items():
        for row in content:
            if table in ("grade", "comment"):
                del row["id"]
            row.update({column: students[value] for column, value in row.items() if value in students})
        content.sort(key=lambda row: [str(value) for value in row.values()])
    return found
