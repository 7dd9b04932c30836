"""Secrets that are made once and kept in the learner's folder, for the learner's own eyes."""

from __future__ import annotations

import os
import re
import secrets
import stat
from typing import TYPE_CHECKING

from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody takes for another one when they type it."""

_FORM = re.compile(rf"[{_LETTERS}]{{4}}(-[{_LETTERS}]{{4}}){{4}}")
_MINE_ALONE = 0o600


def kept_secret(path: Path) -> str:
    """Return the secret that a file keeps; one is made where there is none that is the learner's own.

    A file that others may read, or that came from somebody else, such as with a folder that was
    copied or unpacked, keeps no secret. So each says where on its disk it was made, which no copy is.
    """
    known = _read(path)
    if known is None:
        known = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(5))
        write_whole(path, known.encode(), _MINE_ALONE)
        write_whole(_made(path), str(path.lstat().st_ino).encode(), _MINE_ALONE)
    return known


def _made(path: Path) -> Path:
    return path.with_name(f"{path.name}-made-at")


def _read(path: Path) -> str | None:
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or not _is_mine_alone(about):
            return None
        known = path.read_text(encoding="ascii")
        if _made(path).read_text(encoding="ascii") != str(about.st_ino):
            return None
    except (OSError, UnicodeDecodeError):
        return None
    return known if _FORM.fullmatch(known) else None


def _is_mine_alone(about: os.stat_result) -> bool:
    # Windows keeps a user's own folders from others, and its files have no such bits.
    return os.name != "posix" or (about.st_uid == os.geteuid() and stat.S_IMODE(about.st_mode) & ~_MINE_ALONE == 0)
