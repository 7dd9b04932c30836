"""Times that a learner's file says, which can be any; those at which no learner can have worked are damage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from complaints_workbook.saving.damage import DamagedError

_YEARS = range(2000, 2100)
"""Beyond the calendar's ends no clock of another zone can be shown, and nobody works near them."""
_WRONG_CLOCK = timedelta(days=1)
"""What has not come yet was written by a clock that is wrong by no more than this, or never happened."""


def in_utc(time: datetime) -> datetime:
    """Return a time in UTC; one without a zone is in UTC already.

    Raises
    ------
    DamagedError
        If it is of no year in which anybody works with this, or has not come yet.

    Examples
    --------
    >>> in_utc(datetime(2026, 11, 30, 10, 0))
    datetime.datetime(2026, 11, 30, 10, 0, tzinfo=datetime.timezone.utc)
    """
    if time.year not in _YEARS:
        msg = "says a time at which nobody works"
        raise DamagedError(msg)
    read = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    if read > datetime.now(UTC) + _WRONG_CLOCK:
        msg = "says a time that has not come yet"
        raise DamagedError(msg)
    return read
