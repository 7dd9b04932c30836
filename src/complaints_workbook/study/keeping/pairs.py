"""One answer as it is here and as a file brings it, and which of the two stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.times import in_utc

_WRONG_CLOCK = timedelta(days=1)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Wish(StrEnum):
    """What a learner wants where a file's answers of an assignment differ from those here."""

    BOTH = "both"
    FILE = "file"
    HERE = "here"


@dataclass(frozen=True)
class Side:
    """An answer on one side.

    Attributes
    ----------
    value : object
        As its document has it.
    words : str
        As people read it.
    saved : datetime or None
        When it was saved; None if that is not known, or cannot be.
    """

    value: Any
    words: str
    saved: datetime | None = None


@dataclass(frozen=True)
class Pair:
    """A question that the file has an answer to.

    Attributes
    ----------
    place : (str, str)
        The exercise and the field, or no exercise and the cell that is written in.
    question : str
        As people know it.
    here : Side or None
        What is answered here.
    file : Side
        What the file brings.
    """

    place: tuple[str, str]
    question: str
    here: Side | None
    file: Side

    @property
    def differs(self) -> bool:
        """Whether both sides have an answer, and not the same one."""
        return self.here is not None and self.here.value != self.file.value

    @property
    def file_is_newer(self) -> bool:
        """Whether the file's answer was saved later; one whose time is not known counts as old."""
        return self.here is not None and (self.file.saved or _EARLIEST) > (self.here.saved or _EARLIEST)

    @property
    def here_is_newer(self) -> bool:
        """Whether the answer here was saved later. As `file_is_newer`."""
        return self.here is not None and (self.here.saved or _EARLIEST) > (self.file.saved or _EARLIEST)

    def takes_file(self, wish: Wish) -> bool:
        """Say whether the file's answer is put in its place here: of both, the newer one stands."""
        if wish is Wish.HERE or (self.here is not None and not self.differs):
            return False
        return self.here is None or wish is Wish.FILE or self.file_is_newer


@dataclass(frozen=True)
class Unplaced:
    """What a file brings that has no place here; `why` is a sentence."""

    question: str
    why: str
    words: str = ""


def moment(saved: str, now: datetime) -> datetime | None:
    """Return when something was saved, or None if that is no time, or has not come yet.

    Examples
    --------
    >>> moment("2026-11-22T10:00:00+00:00", datetime(2026, 11, 30, tzinfo=UTC))
    datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.timezone.utc)
    >>> moment("9999-01-01T00:00:00+00:00", datetime(2026, 11, 30, tzinfo=UTC))
    """
    try:
        read = in_utc(datetime.fromisoformat(saved))
    except (ValueError, DamagedError):
        return None
    return read if read <= now + _WRONG_CLOCK else None
