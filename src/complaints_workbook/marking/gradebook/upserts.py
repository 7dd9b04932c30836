"""Put many rows into a table in one statement: new ones inserted, those that are there updated.

SQLAlchemy writes the statement, once, and does not see the rows: for fifty of them a
submission its cost for each would be most of the work. SQLite runs the prepared statement
for each row; PostgreSQL gets each column as an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, Text, bindparam, cast, column, func, select, table
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Table
    from sqlalchemy.sql.base import ReadOnlyColumnCollection
    from sqlalchemy.types import TypeEngine

    Columns = ReadOnlyColumnCollection[str, ColumnElement[Any]]
    Update = Callable[[Columns, Columns], Mapping[str, ColumnElement[Any]]]


class Upsert:
    """How rows get into one table.

    Parameters
    ----------
    into : Table
        The table, for its names and types.
    columns : tuple of str
        The columns of a row, in order.
    key : tuple of str
        Columns with a unique constraint: a row that agrees in them is the same row.
    update : callable, optional
        What is set in a row that is there, by column, from its own columns and the new row's; nothing if omitted.
    """

    def __init__(
        self, into: Table, columns: tuple[str, ...], key: tuple[str, ...], update: Update | None = None
    ) -> None:
        # Names and types alone, for nbgrader's own tables bring defaults, which would be columns of every row;
        # those of a row first, for SQLAlchemy writes them in the table's order.
        names = dict.fromkeys((*columns, *into.columns.keys()))
        self._table = table(into.name, *(column(name, into.columns[name].type) for name in names))
        self._columns = columns
        self._key = key
        self._update = update
        self._statements: dict[str, str] = {}

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
        arrays = connection.dialect.name == "postgresql"
        driver = connection.dialect.driver
        if driver not in self._statements:
            insert = self._of_arrays() if arrays else self._of_a_row()
            self._statements[driver] = str(self._or_update(insert).compile(dialect=connection.dialect))
        given = dict(zip(self._columns, map(list, zip(*rows, strict=True)), strict=True)) if arrays else list(rows)
        connection.exec_driver_sql(self._statements[driver], given)

    def _of_a_row(self) -> sqlite.Insert:
        return sqlite.insert(self._table).values({name: bindparam(name) for name in self._columns})

    def _of_arrays(self) -> postgresql.Insert:
        arrays = (cast(bindparam(name), postgresql.ARRAY(_whole(self._table.c[name].type))) for name in self._columns)
        rows = func.unnest(*arrays).table_valued(*self._columns).render_derived()
        return postgresql.insert(self._table).from_select(self._columns, select(rows))

    def _or_update(self, insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
        if self._update is None:
            return insert.on_conflict_do_nothing(index_elements=self._key)
        then = self._update(self._table.c, insert.excluded)
        return insert.on_conflict_do_update(index_elements=self._key, set_=then)


def _whole(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a column's type without its length: PostgreSQL cuts in silence what is cast to a shorter one."""
    return Text() if isinstance(kind, String) else kind
