"""When a promise or a duty falls due: clocks that run in days, weeks or hours, and may stop and start again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Literal

from complaints_workbook.rules.calendar import is_working_day, nth_day

Unit = Literal["working days", "days", "weeks", "hours"]


@dataclass(frozen=True)
class Pause:
    """A clock stands still: the days after `stopped`, up to and including `started`, are not counted."""

    stopped: date
    started: date


@dataclass(frozen=True)
class Clock:
    """So many days, weeks or hours from a start.

    Attributes
    ----------
    start : date
        The day that it runs from, such as the day of receipt; day 1 is the next one that counts.
    number : int
        How many of the unit, one or more.
    unit : {"working days", "days", "weeks", "hours"}
        Working days are those of England and Wales. Weeks are seven days each. Hours run day and night.
    at : time
        The time of the start; it matters for hours alone.
    pauses : tuple of Pause
        When it stood still. A clock of hours has none.
    """

    start: date
    number: int
    unit: Unit
    at: time = time()
    pauses: tuple[Pause, ...] = ()


def due(clock: Clock) -> date:
    """Return the last day on which the promise is kept.

    Examples
    --------
    >>> due(Clock(date(2026, 12, 24), 2, "working days"))
    datetime.date(2026, 12, 30)
    >>> due(Clock(date(2026, 4, 2), 8, "weeks"))
    datetime.date(2026, 5, 28)
    >>> due(Clock(date(2026, 4, 2), 48, "hours", at=time(16, 30)))
    datetime.date(2026, 4, 4)
    >>> due(Clock(date(2026, 6, 1), 3, "days", pauses=(Pause(date(2026, 6, 2), date(2026, 6, 5)),)))
    datetime.date(2026, 6, 7)
    """
    if clock.unit == "hours":
        return (datetime.combine(clock.start, clock.at) + timedelta(hours=clock.number)).date()
    return nth_day(clock.start, clock.number * (7 if clock.unit == "weeks" else 1), partial(_counts, clock))


def _counts(clock: Clock, day: date) -> bool:
    if any(pause.stopped < day <= pause.started for pause in clock.pauses):
        return False
    return clock.unit != "working days" or is_working_day(day)
