"""What stands in the exchange: folders that are named for a learner, an assignment and a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.times import read_timestamp
from complaints_workbook.nbgrader_steps.exchange.owners import Claim

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HandIn:
    """A folder that was handed in.

    `said` is its time as the folder's name has it, and `time` the same in UTC, without zone;
    `changed` is when the folder was last changed, which no learner can set.
    """

    path: Path
    student: str
    assignment: str
    said: str
    time: datetime
    changed: datetime
    owner: int

    @property
    def claim(self) -> Claim:
        """Whose it says that it is."""
        return Claim(self.student, self.owner)


def read_hand_in(path: Path) -> HandIn | None:
    """Return what a folder of the exchange says that it is; None if it is gone, or its name is none of these."""
    read = _read_name(path.name)
    if read is None:
        return None
    try:
        about = path.lstat()
    except FileNotFoundError:
        return None
    return HandIn(path, *read, in_utc(about.st_ctime), about.st_uid)


def in_utc(seconds: float) -> datetime:
    """Return a moment, in seconds since 1970, in UTC and without zone."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _read_name(name: str) -> tuple[str, str, str, datetime] | None:
    """Return the learner, the assignment and the time, as written and read, of a folder of the exchange.

    It is named so, with or without a random word behind, and a learner's name may hold a ``+``.
    """
    parts = name.split("+")
    for behind in (1, 0):
        before = parts[: len(parts) - behind]
        if len(before) >= len(("learner", "assignment", "time")):
            try:
                return "+".join(before[:-2]), before[-2], before[-1], read_timestamp(before[-1].encode())
            except (UnreadableError, UnicodeEncodeError):
                continue
    return None


def account_name(account: int) -> str | None:
    """Return the name of an account of this machine, if it has one."""
    import pwd

    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return None


def account_number(name: str) -> int | None:
    """Return the number of the account of a name, if there is one."""
    import pwd

    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError, UnicodeEncodeError):
        return None
