"""Times that a learner's file says, which can be any; those that no learner works at are damage."""

from __future__ import annotations

from datetime import UTC, datetime

from complaints_workbook.saving.damage import DamagedError

_YEARS = range(2000, 2100)
"""Beyond the calendar's ends no clock of another zone can be shown, and nobody works near them."""


def in_utc(time: datetime) -> datetime:
    """Return a time in UTC; one without a zone is in UTC already.

    Raises
    ------
    DamagedError
        If it is of no year in which anybody works with this.

    Examples
    --------
    >>> in_utc(datetime(2026, 11, 30, 10, 0))
    datetime.datetime(2026, 11, 30, 10, 0, tzinfo=datetime.timezone.utc)
    """
    if time.year not in _YEARS:
        msg = "says a time at which nobody works"
        raise DamagedError(msg)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
