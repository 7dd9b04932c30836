"""The database under a gradebook: how it is opened, and how its failures are told."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from nbgrader import api
from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from complaints_workbook.marking.gradebook.tables import OURS
from complaints_workbook.marking.marking_error import MarkingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

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
        self.place = url.render_as_string(hide_password=True)
        self.engine = _engine(url, self.place, patience)
        self._local = url.get_backend_name() == "sqlite"

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
        OURS.create_all(database.engine)


def _address(db_url: str) -> URL:
    try:
        url = make_url(db_url)
    except ArgumentError:
        msg = "The setting CourseDirectory.db_url is not the address of a database; write one like sqlite:///gradebook.db."
        raise GradebookError(msg) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        msg = (
            f"The gradebook {url.render_as_string()} is neither SQLite nor PostgreSQL; "
            "name one of these in CourseDirectory.db_url."
        )
        raise GradebookError(msg)
    return url


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
