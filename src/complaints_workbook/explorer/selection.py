"""What is chosen of a register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]


@dataclass(frozen=True)
class Selection:
    """Months, and what else an entry must have.

    Attributes
    ----------
    first, last : str
        The months, such as "2026-03", both included; in either order.
    cause, channel, area : str or None
        What stands in these columns; None is anything.
    """

    first: str
    last: str
    cause: str | None = None
    channel: str | None = None
    area: str | None = None

    @property
    def wanted(self) -> dict[str, str]:
        """What is chosen, by its column."""
        columns = {"cause": self.cause, "channel": self.channel, "area": self.area}
        return {column: value for column, value in columns.items() if value is not None}

    def months(self, all_months: tuple[str, ...]) -> tuple[str, ...]:
        """Return the months that are chosen, in order."""
        first, last = sorted((self.first, self.last))
        return tuple(month for month in all_months if first <= month <= last)

    def parted(self, since: str, all_months: tuple[str, ...]) -> tuple[Selection, Selection] | None:
        """Return what is chosen before a month, and from that month on; None if one of them has no month."""
        months = self.months(all_months)
        before, after = [month for month in months if month < since], [month for month in months if month >= since]
        if not before or not after:
            return None
        return replace(self, first=before[0], last=before[-1]), replace(self, first=after[0], last=after[-1])

    def in_months(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the entries of the chosen months, whatever they are about."""
        first, last = sorted((self.first, self.last))
        return table[table["month"].between(first, last)]

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the entries that are chosen.

        Parameters
        ----------
        table : DataFrame
            As `complaints_workbook.content.registers.frame` makes it.
        """
        rows = self.in_months(table)
        for column, value in self.wanted.items():
            rows = rows[rows[column] == value]
        return rows
