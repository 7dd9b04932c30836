"""What is told of the time at which something was handed in. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


def said(time: datetime, zone: tzinfo = UTC) -> str:
    """Return a time as tables have it, in a time zone.

    Parameters
    ----------
    time : datetime
        In UTC, without a zone.
    zone : tzinfo
        The course's.
    """
    return f"{_in(zone, time):%Y-%m-%d %H:%M %Z}"


def in_words(time: datetime, zone: tzinfo = UTC) -> str:
    """Return a time as people say it; parameters are those of `said`."""
    there = _in(zone, time)
    return f"{there.day} {there:%B %Y, %H:%M %Z}"


def _in(zone: tzinfo, time: datetime) -> datetime:
    return time.replace(tzinfo=UTC).astimezone(zone)


def time_remarks(
    own: datetime | None, why: str, earlier: datetime | None, due: datetime | None, zone: tzinfo = UTC
) -> tuple[str, ...]:
    """Return what a tutor should know if something does not say when it was handed in.

    Parameters
    ----------
    own : datetime or None
        What it says.
    why : str
        Why it says nothing, in words that follow nothing.
    earlier : datetime or None
        The time that the gradebook has from before.
    due : datetime or None
        When the assignment is due.
    zone : tzinfo
        The course's.
    """
    if own is not None or (earlier is None and due is None):
        return ()
    says_nothing = f"It does not say when it was handed in ({why})"
    if earlier is None:
        return (f"{says_nothing}; it may be late, and nothing was taken off for that.",)
    kept = f"The gradebook keeps the time of an earlier hand-in, {said(earlier, zone)}, and reckons lateness from that."
    return (f"{says_nothing}. {kept}",)


def late_remarks(
    handed_in: datetime | None, due: datetime | None, extension: timedelta | None, zone: tzinfo = UTC
) -> tuple[str, ...]:
    """Return that something was handed in late, if it was.

    Parameters
    ----------
    handed_in : datetime or None
        When, as far as is known.
    due : datetime or None
        When the assignment is due.
    extension : timedelta or None
        What the learner has beyond that.
    zone : tzinfo
        The course's.

    Examples
    --------
    >>> late_remarks(datetime(2026, 11, 30, 10), datetime(2026, 11, 27, 17), None)
    ('Late: handed in 30 November 2026, 10:00 UTC; due 27 November 2026, 17:00 UTC.',)
    >>> late_remarks(datetime(2026, 11, 30, 10), datetime(2026, 11, 27, 17), timedelta(days=7))
    ()
    """
    if handed_in is None or due is None:
        return ()
    own_due = due + (extension or timedelta())
    if handed_in <= own_due:
        return ()
    return (f"Late: handed in {in_words(handed_in, zone)}; due {in_words(own_due, zone)}.",)
