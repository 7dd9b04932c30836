"""What is told of the time at which something was handed in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def said(time: datetime) -> str:
    """Return a time as people read it.

    Parameters
    ----------
    time : datetime
        In UTC, without a zone.
    """
    return f"{time:%Y-%m-%d %H:%M} UTC"


def time_remarks(own: datetime | None, why: str, earlier: datetime | None, due: datetime | None) -> tuple[str, ...]:
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
    """
    if own is not None or (earlier is None and due is None):
        return ()
    says_nothing = f"It does not say when it was handed in ({why})"
    if earlier is None:
        return (f"{says_nothing}; it may be late, and nothing was taken off for that.",)
    kept = f"The gradebook keeps the time of an earlier hand-in, {said(earlier)}, and reckons lateness from that."
    return (f"{says_nothing}. {kept}",)
