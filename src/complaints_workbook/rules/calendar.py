"""Working days in England and Wales, 2026 and 2027.

A working day is a day from Monday to Friday that is not a bank holiday. The
bank holidays are those of the Banking and Financial Dealings Act 1971 and of
royal proclamation, with Good Friday and Christmas Day, as GOV.UK lists them
(https://www.gov.uk/bank-holidays). Scotland and Northern Ireland differ.
"""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

BANK_HOLIDAYS: Final[Mapping[date, str]] = MappingProxyType(
    {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 3): "Good Friday",
        date(2026, 4, 6): "Easter Monday",
        date(2026, 5, 4): "Early May bank holiday",
        date(2026, 5, 25): "Spring bank holiday",
        date(2026, 8, 31): "Summer bank holiday",
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 28): "Boxing Day (substitute day)",
        date(2027, 1, 1): "New Year's Day",
        date(2027, 3, 26): "Good Friday",
        date(2027, 3, 29): "Easter Monday",
        date(2027, 5, 3): "Early May bank holiday",
        date(2027, 5, 31): "Spring bank holiday",
        date(2027, 8, 30): "Summer bank holiday",
        date(2027, 12, 27): "Christmas Day (substitute day)",
        date(2027, 12, 28): "Boxing Day (substitute day)",
    },
)
"""Each bank holiday and its name. A new year goes here, whole, and nowhere else."""

YEARS: Final = frozenset(day.year for day in BANK_HOLIDAYS)
"""The years that the calendar knows."""

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


class OutsideCalendarError(ValueError):
    """A date falls in a year whose bank holidays are not listed.

    Parameters
    ----------
    day : date
        The date at fault.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"{day.isoformat()} is outside the calendar, which knows {min(YEARS)} to {max(YEARS)}; "
            f"choose another date or add the bank holidays of {day.year}.",
        )


def is_working_day(day: date) -> bool:
    """Tell whether `day` is a working day in England and Wales.

    Raises
    ------
    OutsideCalendarError
        If the calendar does not know the year of `day`.

    Examples
    --------
    >>> is_working_day(date(2026, 4, 6))  # Easter Monday
    False
    """
    if day.year not in YEARS:
        raise OutsideCalendarError(day)
    return day.weekday() < _SATURDAY and day not in BANK_HOLIDAYS


def add_working_days(start: date, n: int) -> date:
    """Return the day that is `n` working days after `start`.

    Day 1 is the first working day after `start`, whether or not `start` is
    one itself. With `n` 0 it is `start`.

    Parameters
    ----------
    start : date
        The day that the count runs from, such as the day of receipt.
    n : int
        Working days, zero or more.

    Raises
    ------
    ValueError
        If `n` is negative.
    OutsideCalendarError
        If `start`, or a day that has to be counted, is in an unknown year.

    Examples
    --------
    >>> add_working_days(date(2026, 12, 24), 1)
    datetime.date(2026, 12, 29)
    """
    if n < 0:
        msg = f"n: {n} is negative; give zero or more working days."
        raise ValueError(msg)
    if start.year not in YEARS:
        raise OutsideCalendarError(start)
    day = start
    while n:
        day += _DAY
        n -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start`, up to and including `end`.

    It undoes :func:`add_working_days`: from `start` to the day `n` working days
    later there are `n`.

    Parameters
    ----------
    start, end : date
        The first and the last day; `start` itself is not counted.

    Raises
    ------
    ValueError
        If `end` is before `start`.
    OutsideCalendarError
        If either day is in an unknown year.

    Examples
    --------
    >>> working_days_between(date(2026, 4, 2), date(2026, 4, 7))
    1
    """
    if end < start:
        msg = f"end: {end.isoformat()} is before {start.isoformat()}; give the earlier day first."
        raise ValueError(msg)
    for day in (start, end):
        if day.year not in YEARS:
            raise OutsideCalendarError(day)
    return sum(is_working_day(start + past * _DAY) for past in range(1, (end - start).days + 1))
