"""What ``review.json`` holds, among what the workbook keeps for itself in a learner's folder.

Version 1::

    {"version": 1,
     "items": [{"name": ["<assignment>", "<exercise>", "<item>"], "missed": "<UTC time>",
                "due": "2026-12-01", "wait": 0, "asked": 0, "last": null}]}

An entry that cannot be read never costs the good ones beside it: what it stood for comes
back as it was missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.documents import Codec, DocumentStore
from complaints_workbook.saving.entries import EntriesFile
from complaints_workbook.saving.times import in_utc
from complaints_workbook.study.review.schedule import WAITS, Returning, Schedule

if TYPE_CHECKING:
    from complaints_workbook.study.study import Study

REVIEW = "review.json"
VERSION = 1
LIMIT = 5_000_000
"""Bytes; an item has some 150."""

_LONGEST_NAME = 200
_MOST = 10_000
"""Times that anything may have been asked."""


@dataclass(frozen=True)
class Review:
    """All that comes back.

    Attributes
    ----------
    unread : int
        Entries of the file that could not be read.
    """

    schedule: Schedule = ()
    unread: int = field(default=0, compare=False)


def parse(content: bytes) -> Review:
    """Read the content of a review file.

    Raises
    ------
    DamagedError
        If nothing in it can be used.
    NewerVersionError
        If it is of a later version.
    """
    read, unread = _FILE.parse(content)
    return Review(tuple({each.name: each for each in read}.values()), unread)


def write(review: Review) -> str:
    """Return the text of a review file, an item on each line."""
    return _FILE.write(review.schedule)


CODEC = Codec(Review(), parse, write, LIMIT, lambda review: not review.unread)


def review_of(study: Study) -> DocumentStore[Review]:
    """Return the document of what comes back to a learner. Its folder is made."""
    study.hidden.mkdir(exist_ok=True)
    return DocumentStore(study.hidden / REVIEW, CODEC)


def _returning(entry: Raw) -> Returning:
    """Return an entry; a DamagedError says that it holds what the workbook never writes."""
    read = msgspec.json.decode(entry, type=Returning)
    is_likely = 0 <= read.wait < len(WAITS) and 0 <= read.asked <= _MOST
    is_named = all(0 < len(part) <= _LONGEST_NAME for part in read.name)
    if not (is_likely and is_named):
        msg = "says what never comes back"
        raise DamagedError(msg)
    return msgspec.structs.replace(read, missed=in_utc(read.missed))


_FILE = EntriesFile("items", VERSION, "The questions that come back", "a file of what comes back", _returning)
