"""The database under a gradebook: how it is opened, and how its failures are told."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from nbgrader import api
from sqlalchemy import create_engine, event, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from complaints_workbook.marking.gradebook.tables import ADDED, OURS, RECORDS
from complaints_workbook.marking.marking_error import MarkingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine, Select

_CACHE = 64 * 1024  # KiB
_TIME_TO_CONNECT = 20  # seconds
_LOCKED = "55P03"  # PostgreSQL's code for waiting longer than lock_timeout


class GradebookError(MarkingError):
    """The gradebook cannot be used."""


class Database:
    """A SQLite or PostgreSQL database.

    Parameters
    ----------
    db_url : str
        Its address as in nbgrader's settings, such as ``sqlite:///gradebook.db``
        or ``postgresql+psycopg://user:password@host/name``.
    patience : float
        Seconds to wait while another program keeps it busy.

    Raises
    ------
    GradebookError
        If this is no address of such a database, or its driver is missing.
    """

    def __init__(self, db_url: str, patience: float) -> None:
        self.patience = patience
        url = _address(db_url)
        self.place = _shown(url)
        self._secrets = _secrets(url)
        self.engine = _engine(url, self.place, patience)
        self._local = url.get_backend_name() == "sqlite"
        if self._local and url.database:
            _keep_private(Path(url.database))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for queries."""
        with self.telling("nothing was read"), self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, what: str) -> Iterator[Connection]:
        """Give a connection for one transaction: all of it is saved, or nothing."""
        nothing = f"nothing of {what} was saved"
        uncertain = f"it is not certain whether {what} was saved"
        with (
            self.telling(nothing),
            self.engine.connect() as connection,
            connection.execution_options(writes=True).begin() as transaction,
        ):
            yield connection
            # A server that goes away now may have saved it just before.
            with self.telling(nothing if self._local else uncertain):
                transaction.commit()

    @contextlib.contextmanager
    def telling(self, consequence: str) -> Iterator[None]:
        """Tell failures of the database in a sentence that ends with their consequence."""
        try:
            yield
        except SQLAlchemyError as error:
            msg = f"{self._reason(error)}; {consequence}; put that right and run the command again."
            raise GradebookError(msg) from error

    def _reason(self, error: SQLAlchemyError) -> str:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = (str(cause).strip() or type(cause).__name__).splitlines()[0]
        for secret in self._secrets:
            said = said.replace(secret, "***")
        if said == "database is locked" or getattr(cause, "sqlstate", None) == _LOCKED:
            return f"Another program has kept the gradebook {self.place} busy for {self.patience:g} seconds"
        return f"The gradebook {self.place} failed ({said})"


def prepare(database: Database, db_url: str, course_id: str) -> None:
    """Make the tables and the course that a new or an older gradebook lacks.

    Raises
    ------
    GradebookError
        If the database cannot be opened.
    """
    with database.telling("nothing was read"):
        api.Gradebook(db_url, course_id).close()
        older = not inspect(database.engine).has_table(ADDED.name)
        OURS.create_all(database.engine)
    if older:
        with database.writing("the list of learners") as connection:
            connection.execute(insert(ADDED).from_select(["student_id"], _added_before()))


def _keep_private(file: Path) -> None:
    """Make a gradebook that only its owner can read, or close one that is there to the machine's other users.

    In a folder that a group writes to, the group keeps its part, and writes to the gradebook if it reads it:
    the database's own programs make it for one to write to.
    """
    if os.name != "posix":
        return
    # What cannot be done here is told when the database is opened.
    with contextlib.suppress(OSError):
        shared = file.parent.stat().st_mode & stat.S_IWGRP
        if not file.exists():
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            if shared:
                file.chmod(0o660)
            return
        mode = stat.S_IMODE(file.stat().st_mode)
        wanted = mode & ~stat.S_IRWXO
        if shared and mode & stat.S_IRGRP:
            wanted |= stat.S_IWGRP
        if wanted != mode:
            file.chmod(wanted)


def _added_before() -> Select[tuple[str]]:
    """Return whom marking had added before there was a note of it: those with work that it marked, and no name."""
    submitted = api.SubmittedAssignment
    marked = select(submitted.student_id).join(RECORDS, RECORDS.c.submission_id == submitted.id)
    nameless = (column.is_(None) for column in (api.Student.first_name, api.Student.last_name, api.Student.email))
    return select(api.Student.id).where(api.Student.id.in_(marked), *nameless)


def _address(db_url: str) -> URL:
    try:
        url = make_url(db_url)
    except (ArgumentError, ValueError):
        msg = "The setting CourseDirectory.db_url is not the address of a database; write one like sqlite:///gradebook.db."
        raise GradebookError(msg) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        msg = (
            f"The gradebook {_shown(url)} is neither SQLite nor PostgreSQL; "
            "name one of these in CourseDirectory.db_url."
        )
        raise GradebookError(msg)
    return url


def _shown(url: URL) -> str:
    """Return an address without its password, wherever that stands in it."""
    return url.set(query={}).render_as_string(hide_password=True)


def _names_a_secret(name: str) -> bool:
    return "pass" in name.casefold()


def _secrets(url: URL) -> list[str]:
    """Return passwords in all the forms in which a message could repeat them, the longest first."""
    given: list[str] = [str(url.password or ""), os.environ.get("PGPASSWORD", "")]
    for name, value in url.query.items():
        if _names_a_secret(name):
            given += [value] if isinstance(value, str) else value
    forms = {form for secret in given if secret for form in (secret, quote(secret, safe=""), quote_plus(secret))}
    return sorted(forms, key=len, reverse=True)


def _engine(url: URL, place: str, patience: float) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(
            url,
            connect_args={"timeout": patience} if sqlite else {"connect_timeout": _TIME_TO_CONNECT},
            pool_pre_ping=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        msg = (
            f"The driver of the gradebook {place} is not installed ({error}); install complaints-workbook[postgresql]."
        )
        raise GradebookError(msg) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", lambda connection: _begin_postgresql(connection, patience))
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # This module begins transactions itself. The journal stays as it is: nbgrader's own
    # programs open the file too, maybe over a network, where WAL does not work.
    connection.isolation_level = None
    # Room for a whole batch. SQLite shuts readers out while it writes, so let that be at the end.
    connection.execute(f"PRAGMA cache_size = -{_CACHE}").close()


def _begin_sqlite(connection: Connection) -> None:
    # Whoever reads first and writes later can fail at once where another program writes.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection, patience: float) -> None:
    # All that is looked up has an index, and thousands of look-ups look dearer to the
    # planner than reading the whole table, which costs more with every submission.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(patience * 1000)}; SET LOCAL enable_seqscan = off")
