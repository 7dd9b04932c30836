"""Tables that are counted from a register, so that what they say is always what the register says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.registers import Month
from complaints_workbook.exercises.work_out_figures.counts import HEADINGS, counted, heading
from complaints_workbook.rendering.html import month_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaints_workbook.content.registers import Entry, Register
    from complaints_workbook.exercises.work_out_figures.tables import ShownTable

Column = Literal["cause", "category", "channel", "product_or_service", "area"]


class Period(Content):
    """Months, both included; `last` is the same month if it is left out."""

    first: Month
    last: Month | None = None
    label: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last of them."""
        return self.first, self.last or self.first

    def months(self, register: Register) -> tuple[str, ...]:
        """Return them, in order."""
        first, last = self.ends
        return tuple(month for month in register.months if first <= month <= last)

    @property
    def called(self) -> str:
        """What stands before its row."""
        if self.label:
            return self.label
        return " to ".join(month_name(month) for month in dict.fromkeys(self.ends))


class RegisterTable(Content):
    """Counts of what is chosen of a register: a row for each period, or for each value of a column.

    Attributes
    ----------
    cause, channel, area : str or None
        What an entry must have to be counted.
    periods : tuple of Period
        The rows; or else `by`, with the months from `first` to `last`, or all.
    values : tuple of str
        Only these values of the column, in this order.
    """

    register_id: Id = Field(alias="register")
    caption: str
    cause: str | None = None
    channel: str | None = None
    area: str | None = None
    periods: tuple[Period, ...] = ()
    by: Column | None = None
    values: tuple[str, ...] = ()
    first: Month | None = None
    last: Month | None = None
    counts: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_rows(self) -> RegisterTable:
        if bool(self.periods) == bool(self.by):
            raise MisfitError(entry="periods", message="give periods, or by, whose values are the rows")
        known = dict.fromkeys(name for headings in HEADINGS.values() for name in headings)
        if unknown := [name for name in self.counts if name not in known]:
            raise MisfitError(entry="counts", message=f"'{unknown[0]}' is not counted; choose from {', '.join(known)}")
        return self

    @property
    def wanted(self) -> dict[str, str]:
        """What an entry must have, by its column."""
        columns = {"cause": self.cause, "channel": self.channel, "area": self.area}
        return {column: value for column, value in columns.items() if value is not None}

    def span(self, register: Register) -> Period:
        """Return the months from `first` to `last`, or all."""
        return Period(first=self.first or register.months[0], last=self.last or register.months[-1])

    def show(self, register: Register) -> ShownTable:
        """Return the table, counted."""
        description = register.description
        rows = "Months" if self.periods else description.wording.ranked[self.by or "cause"].capitalize()
        chosen = [entry for entry in register.entries if _has(entry, self.wanted)]
        spans = self._rows(chosen, register)
        return {
            "caption": self.caption,
            "columns": [rows, *(heading(name, description) for name in self.counts)],
            "rows": [self._row(called, counted(found, register, months)) for called, found, months in spans],
        }

    def _row(self, called: str, numbers: Mapping[str, str]) -> list[str]:
        return [called, *(numbers[name] for name in self.counts)]

    def _rows(self, chosen: Sequence[Entry], register: Register) -> Iterator[tuple[str, list[Entry], Sequence[str]]]:
        for period in self.periods:
            months = period.months(register)
            yield period.called, [entry for entry in chosen if entry.month in months], months
        if self.by:
            months = self.span(register).months(register)
            within = [entry for entry in chosen if entry.month in months]
            for value in self.values or dict(register.description.words)[self.by]:
                yield value, [entry for entry in within if getattr(entry, self.by) == value], months


def _has(entry: Entry, wanted: dict[str, str]) -> bool:
    return all(getattr(entry, column) == value for column, value in wanted.items())
