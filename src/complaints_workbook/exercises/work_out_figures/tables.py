"""Tables of an author's own."""

from __future__ import annotations

from typing import TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError


class ShownTable(TypedDict):
    """A table; the first cell of each row is its name."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


class OwnTable(Content):
    """A table as its author writes it."""

    caption: str
    columns: tuple[str, ...] = Field(min_length=2)
    rows: tuple[tuple[str | int, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_even(self) -> OwnTable:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                message = f"row {number} has {len(row)} cells for {len(self.columns)} columns; give one for each"
                raise MisfitError(entry="rows", message=message)
        return self

    def show(self) -> ShownTable:
        """Return it; a bare number gets its thousands' commas."""
        rows = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in self.rows]
        return {"caption": self.caption, "columns": list(self.columns), "rows": rows}
