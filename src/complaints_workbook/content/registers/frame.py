"""A register as a table of pandas."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from complaints_workbook.content.registers.entries import COLUMNS, MONEY

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers.register import Register


def frame(register: Register) -> pd.DataFrame:
    """Return a register as a pandas frame, one row for each entry.

    Dates are datetimes (NaT while open), yes and no are booleans, money is float
    pounds, a score that nobody gave is NaN; a `month` column is added.
    """
    import pandas as pd

    of = register.description.of
    rows = [asdict(entry) | {"month": entry.month} for entry in register.entries]
    table = pd.DataFrame(rows, columns=[*COLUMNS[of], "month"])
    money = MONEY[of]
    return table.assign(
        received=pd.to_datetime(table["received"]),
        closed=pd.to_datetime(table["closed"]),
        **{money: table[money].astype(float)},
    )
