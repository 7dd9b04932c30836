"""Read the time at which something was handed in, or say why it cannot be read.

nbgrader writes ``2026-11-27 10:00:00.000000 UTC``, or another zone if its exchange is
set to one; people and other programs write what they like. A time that could be two
times is none: lateness is not decided by a guess.
"""

from __future__ import annotations

import codecs
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import product
from zoneinfo import ZoneInfo

from complaints_workbook.marking.handed_in.safe_files import UnreadableError

TIMESTAMP = "timestamp.txt"
"""What nbgrader's exchange puts beside a submission."""

NO_TIME = "does not hold a time"
"""Why there is no time, to follow the file's name; more words may follow."""

_YEARS = range(2000, 2100)
_HOURS = {"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
"""Hours before UTC of zones whose short names mean one thing to a British or European reader."""

_ZONE = r"(?:[+-]\d\d(?::?\d\d)?|(?![AaPp][Mm]\b)[A-Za-z][A-Za-z_]*(?:/[\w+-]+)*)"
_YEAR_FIRST = re.compile(
    r"(\d{4})([-/.])(\d\d?)\2(\d\d?)[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(" + _ZONE + "))?", re.ASCII
)
_OTHER = re.compile(
    r"(?=.*\b\d{4}\b)(?=.*\b\d\d?:\d\d)([\w ,./:-]*?\d(?: ?[AaPp][Mm])?)(?: ?(" + _ZONE + "))?", re.ASCII
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?", re.ASCII)
_FURTHEST = timedelta(hours=14)
_ANY_TIMES = (datetime(2000, 1, 1, 1, 1), datetime(2001, 2, 2, 2, 2))  # noqa: DTZ001 - to be compared alone
"""They differ in all that a time must say; of seconds, few write any."""


def read_timestamp(content: bytes) -> datetime:
    """Read a time; without a zone it is in UTC, as nbgrader takes it.

    Returns
    -------
    datetime
        In UTC, without zone, as the gradebook keeps it.

    Raises
    ------
    UnreadableError
        If it is no whole time, could be two times, or is in a zone that is not known.

    Examples
    --------
    >>> read_timestamp(b"2026-07-22 11:30:00 BST")
    datetime.datetime(2026, 7, 22, 10, 30)
    """
    try:
        text = _text(content)
    except UnicodeError:
        raise UnreadableError(NO_TIME) from None
    return read_time(text)


def read_time(text: str, zone: str = "UTC", *, day_first: bool = False) -> datetime:
    """Read a time that somebody has written.

    Parameters
    ----------
    text : str
        The time.
    zone : str
        What zone it is in if it names none.
    day_first : bool
        Whether the day is known to stand before the month where the year does not come first.

    Returns
    -------
    datetime
        In UTC, without zone.

    Raises
    ------
    UnreadableError
        As of `read_timestamp`.

    Examples
    --------
    >>> read_time("04/07/2026 17:00", "Europe/London", day_first=True)
    datetime.datetime(2026, 7, 4, 16, 0)
    """
    try:
        time = _read(" ".join(text.split()), zone, day_first=day_first)
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - dateutil has errors of many kinds
        time = None
    if time is None or time.year not in _YEARS:
        raise UnreadableError(NO_TIME)
    return time


def _text(content: bytes) -> str:
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16")
    return content.removeprefix(codecs.BOM_UTF8).decode()


def _read(text: str, default: str, *, day_first: bool) -> datetime | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, hour, minute, second, fraction, zone = match.groups()
        microseconds = int((fraction or "0").ljust(6, "0")[:6])
        said = datetime(*map(int, (year, month, day, hour, minute, second or 0, microseconds)))  # type: ignore[arg-type]  # noqa: DTZ001 - below
    elif match := _OTHER.fullmatch(text):
        said, zone = _in_another_order(match[1], day_first=day_first), match[2]
    else:
        return None
    zone = zone or default
    return said if zone == "UTC" else _in_utc(said, zone)


def _in_another_order(text: str, *, day_first: bool) -> datetime:
    """Read a date that does not start with its year, if it can be only one date."""
    from dateutil.parser import parse

    orders = product((True, day_first), _ANY_TIMES)
    found: list[datetime] = [parse(text, dayfirst=first, default=default) for first, default in orders]
    # What a text leaves out is taken from the default; so it would be another time at every reading.
    if found[0] != found[1] or found[0].tzinfo is not None:
        raise UnreadableError(NO_TIME)
    if found[0] != found[2]:
        msg = f"{NO_TIME} that can be only one; write it as {found[0]:%Y-%m-%d %H:%M:%S} UTC, if that is the day"
        raise UnreadableError(msg)
    return found[0]


def _in_utc(said: datetime, zone: str) -> datetime:
    known = _zone(zone, said)
    if known is None or said.replace(tzinfo=known).utcoffset() != said.replace(tzinfo=known, fold=1).utcoffset():
        msg = f"{NO_TIME} in a zone that is known for certain ({zone[:30]}); write it in UTC"
        raise UnreadableError(msg)
    return said.replace(tzinfo=known).astimezone(UTC).replace(tzinfo=None)


def _zone(name: str, said: datetime) -> tzinfo | None:
    """Return what a name means at a time, or None if that is not known."""
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-offset if match[1] == "-" else offset) if offset <= _FURTHEST else None
    try:
        named = ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        named = None
    if "/" in name:
        return named
    if name.upper() not in _HOURS:
        return None
    fixed = timezone(timedelta(hours=_HOURS[name.upper()]))
    # In summer some write CET and mean CEST, as the database of zones does.
    unlike = named is not None and said.replace(tzinfo=named).utcoffset() != fixed.utcoffset(None)
    return None if unlike else fixed
