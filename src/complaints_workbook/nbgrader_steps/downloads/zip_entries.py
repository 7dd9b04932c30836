"""What a zip says of one of its files: what it is, where it belongs, and when it was handed in. Pure."""

from __future__ import annotations

import re
import struct
import time
from typing import TYPE_CHECKING

from complaints_workbook.saving.zips import name_of, why_not_opened

if TYPE_CHECKING:
    import zipfile

DEEPEST = 12
"""Folders in folders that are unpacked."""

_TIMES = 0x5455
_NO_TIME = 1980
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]')


class LeftError(Exception):
    """A file is left where it is; the message follows its name."""


def look_at(entry: zipfile.ZipInfo, parts: tuple[str, ...], depth: int) -> None:
    """Refuse a file that is none, is named for somewhere else, or cannot be unpacked within bounds.

    Raises
    ------
    LeftError
        Saying why.
    """
    if not parts or ".." in parts:
        msg = "is named for somewhere else, and was left out"
    elif why := why_not_opened(entry):
        msg = f"{why}, and was left out"
    elif depth > DEEPEST:
        msg = "is too deep in folders, and was left out"
    else:
        return
    raise LeftError(msg)


def parts_of(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the path of a file in a zip, in names that every system can have."""
    parts = (_NOT_IN_NAMES.sub("_", part) for part in name_of(entry).split("/"))
    return tuple(part for part in (part if part == ".." else part.rstrip(". ") for part in parts) if part)


def moment_of(entry: zipfile.ZipInfo) -> float | None:
    """Return when a file was handed in, which is its time in the download; without a zone, it is in this machine's."""
    at, extra = 0, entry.extra
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _TIMES and size >= 5 and at + 9 <= len(extra) and extra[at + 4] & 1:  # noqa: PLR2004 - flags and one time
            return float(struct.unpack_from("<i", extra, at + 5)[0])
        at += 4 + size
    if entry.date_time[0] <= _NO_TIME:
        return None
    try:
        return time.mktime((*entry.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return None
