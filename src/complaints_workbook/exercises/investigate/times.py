"""Times as people write them, and their place in a chronology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from complaints_workbook.content.misfits import written

if TYPE_CHECKING:
    from datetime import date

_PATTERN = r"(1[0-2]|[1-9])\.([0-5][0-9]) ([ap])m"

TimeOfDay = Annotated[str, written(_PATTERN, "a time, such as 7.16 am")]
"""A time as it stands in letters and records."""


def minutes(on: date, at: str) -> int:
    """Return the minutes from the first day of the calendar to a time of a day.

    Examples
    --------
    >>> from datetime import date
    >>> midnight = minutes(date(2026, 3, 4), "12.00 am")
    >>> minutes(date(2026, 3, 4), "7.16 am") - midnight, minutes(date(2026, 3, 4), "12.05 pm") - midnight
    (436, 725)
    """
    found = re.fullmatch(_PATTERN, at)
    if found is None:
        msg = f"'{at}' is no time"
        raise ValueError(msg)
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return (on.toordinal() * 24 + hour) * 60 + int(found[2])
