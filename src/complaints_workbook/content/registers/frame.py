"""A register as a table of pandas."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]

    from complaints_workbook.content.registers.register import Register


def frame(register: Register) -> pd.DataFrame:
    """Return a register as a pandas frame, one row for each entry.

    Dates are datetimes (NaT while open), yes and no are booleans, money is float
    pounds; a `month` column is added.
    """
    import pandas as pd

    table = pd.DataFrame([asdict(entry) | {"month": entry.month} for entry in register.entries])
    return table.assign(
        received=pd.to_datetime(table["received"]),
        closed=pd.to_datetime(table["closed"]),
        redress_pounds=table["redress_pounds"].astype(float),
    )
