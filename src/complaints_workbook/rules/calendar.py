"""Working days in England and Wales.

A working day is a day from Monday to Friday that is not a bank holiday. The bank
holidays are those that the library `holidays` knows of England: those of the Banking
and Financial Dealings Act 1971, Good Friday and Christmas Day, and those of royal
proclamation, which it learns of as they are made. Scotland and Northern Ireland differ.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from holidays import HolidayBase

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@cache
def _named_holidays() -> HolidayBase:
    from holidays import country_holidays

    return country_holidays("GB", subdiv="ENG")


def bank_holidays() -> Container[date]:
    """Return every bank holiday in England and Wales, of any year; some stand on a weekend, before their substitute."""
    return _named_holidays()


def holiday_name(day: date) -> str | None:
    """Return what a bank holiday from Monday to Friday is called, or None if the day is none.

    Examples
    --------
    >>> holiday_name(date(2026, 4, 6))
    'Easter Monday'
    """
    return _named_holidays().get(day) if day.weekday() < _SATURDAY else None


def is_working_day(day: date, holidays: Container[date] | None = None) -> bool:
    """Tell whether `day` is a working day.

    Parameters
    ----------
    day : date
        The day.
    holidays : container of date, optional
        The bank holidays; those of England and Wales if omitted.

    Examples
    --------
    >>> is_working_day(date(2026, 4, 6))  # Easter Monday
    False
    """
    return day.weekday() < _SATURDAY and day not in (bank_holidays() if holidays is None else holidays)


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

    Examples
    --------
    >>> add_working_days(date(2026, 12, 24), 1)
    datetime.date(2026, 12, 29)
    """
    if n < 0:
        msg = f"n: {n} is negative; give zero or more working days."
        raise ValueError(msg)
    return nth_day(start, n, is_working_day)


def nth_day(start: date, n: int, counts: Callable[[date], bool]) -> date:
    """Return the `n`-th day after `start` of those that count; with `n` 0 it is `start`."""
    while n:
        start += _DAY
        n -= counts(start)
    return start


def working_days_between(start: date, end: date, holidays: Container[date] | None = None) -> int:
    """Count the working days after `start`, up to and including `end`.

    It undoes :func:`add_working_days`: from `start` to the day `n` working days
    later there are `n`.

    Parameters
    ----------
    start, end : date
        The first and the last day; `start` itself is not counted.
    holidays : container of date, optional
        The bank holidays; those of England and Wales if omitted.

    Raises
    ------
    ValueError
        If `end` is before `start`.

    Examples
    --------
    >>> working_days_between(date(2026, 4, 2), date(2026, 4, 7))
    1
    """
    if end < start:
        msg = f"end: {end.isoformat()} is before {start.isoformat()}; give the earlier day first."
        raise ValueError(msg)
    return sum(is_working_day(start + past * _DAY, holidays) for past in range(1, (end - start).days + 1))
