"""Put many rows into a table in one statement: new ones inserted, those that are there updated.

SQLAlchemy writes no SQL here, because for fifty rows a submission its cost for each row would be
most of the work. SQLite runs a prepared statement for each row; PostgreSQL gets each column as an array.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection


@dataclass(frozen=True)
class Upsert:
    """How rows get into one table.

    Parameters
    ----------
    table : str
        Its name.
    columns : mapping of str to str
        Names of the columns of a row, in order, with PostgreSQL's type of each.
    key : tuple of str
        Columns with a unique constraint: a row that agrees in them is the same row.
    update : str
        What is set in a row that is there, as in ``SET``; nothing if empty.
    """

    table: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    update: str = ""

    def run(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert or update the rows.

        Parameters
        ----------
        connection : Connection
            To SQLite or PostgreSQL, in a transaction.
        rows : sequence of tuple
            No two with the same key.
        """
        if not rows:
            return
        if connection.dialect.name == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in self.columns.values())
            columns = tuple(list(column) for column in zip(*rows, strict=True))
            connection.exec_driver_sql(self._statement(f"SELECT * FROM unnest({arrays})"), columns)  # noqa: S608
        else:
            places = ", ".join("?" * len(self.columns))
            connection.exec_driver_sql(self._statement(f"VALUES ({places})"), list(rows))

    def _statement(self, values: str) -> str:
        then = f"UPDATE SET {self.update}" if self.update else "NOTHING"
        # Only names written in this package get into the text.
        return (
            f"INSERT INTO {self.table} ({', '.join(self.columns)}) {values} "
            f"ON CONFLICT ({', '.join(self.key)}) DO {then}"
        )
