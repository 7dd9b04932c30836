"""Days on which something is received, written or closed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from complaints_workbook.rules.calendar import bank_holidays, is_working_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from register_maker.dice import Dice
    from register_maker.settings import Single


def day_of(month: str, by_weekday: Sequence[float], as_at: date, dice: Dice) -> date:
    """Draw a day of a month, each weekday by its weight, Monday to Sunday."""
    year, number = int(month[:4]), int(month[5:])
    days = [date(year, number, day + 1) for day in range(monthrange(year, number)[1])]
    # Where nobody answers on a Sunday, nobody answers on a bank holiday either.
    return dice.weighted(
        {day: by_weekday[6 if day in bank_holidays() else day.weekday()] for day in days if day <= as_at}
    )


def after_working_days(start: date, days: int) -> date:
    """Return the day so many working days after `start`; with 0, `start` or the next working day."""
    day = start
    while days or not is_working_day(day):
        day += timedelta(days=1)
        days -= is_working_day(day) and days > 0
    return day


def working_day_before(day: date) -> date:
    """Return the last working day before a day."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def day_and_month(day: date) -> str:
    """Write a day as people do in a note, such as "3 March"."""
    return f"{day.day} {day:%B}"


def closing(single: Single, as_at: date) -> date | None:
    """Return the day on which a single entry was closed, None if it is open.

    Raises
    ------
    ValueError
        If that would be after the register was copied.
    """
    closed = None if single.days_to_close is None else after_working_days(single.received, single.days_to_close)
    if closed and closed > as_at:
        msg = f"'{single.summary}' would be closed after {as_at}; leave it open or date it earlier"
        raise ValueError(msg)
    return closed
