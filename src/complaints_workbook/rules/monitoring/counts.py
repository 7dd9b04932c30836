"""Check the numbers that charts and measures are made of."""

from __future__ import annotations

import operator

from complaints_workbook.errors import WorkbookError


class MonitoringError(WorkbookError, ValueError):
    """Numbers that no chart or measure can be made of; one sentence says why."""


def whole_count(number: int, what: str) -> int:
    """Return a whole number, zero or more; MonitoringError says what `what` is instead."""
    try:
        whole = operator.index(number)
    except TypeError:
        msg = f"{what} is {number}; give a whole number."
        raise MonitoringError(msg) from None
    if whole < 0:
        msg = f"{what} is {whole}; give 0 or more."
        raise MonitoringError(msg)
    return whole
