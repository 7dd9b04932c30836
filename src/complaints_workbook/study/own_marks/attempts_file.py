"""What ``attempts.json`` holds, in the folder of an assignment, and how it is read and changed.

Version 1::

    {"version": 1,
     "attempts": [{"at": "<UTC time>",
                   "exercises": {"<exercise>": {"section": "<code>", "criteria": {"<code>": [2, 4]},
                                                "items": {"<item>": [1, 1]}, "answers": {"<field>": …}}},
                   "written": {"<answer's cell>": 143}}]}

Marks are those earned, and those to be had. An entry that cannot be read never costs the
good ones beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw

from complaints_workbook.errors import WorkbookError
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.documents import Codec, DocumentStore
from complaints_workbook.saving.entries import EntriesFile
from complaints_workbook.saving.plain_json import writable
from complaints_workbook.saving.times import in_utc
from complaints_workbook.study.own_marks.attempts import Attempt, Attempts, ExerciseMarks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ATTEMPTS = "attempts.json"
VERSION = 1
LIMIT = 5_000_000
"""Bytes; an attempt at an outcome has some 20,000."""

_LONGEST_NAME = 200
_MOST = 10_000
"""Marks that anything may be worth, words that an answer may have, and parts that anything may have."""


def parse(content: bytes) -> Attempts:
    """Read the content of a file of attempts.

    Raises
    ------
    DamagedError
        If nothing in it can be used.
    NewerVersionError
        If it is of a later version.
    """
    found, unread = _FILE.parse(content)
    return Attempts(Attempts().adding(*found).each, unread)


def write(attempts: Attempts) -> str:
    """Return the text of a file of attempts, an attempt on each line."""
    return _FILE.write(attempts.each)


CODEC = Codec(Attempts(), parse, write, LIMIT, lambda attempts: not attempts.unread)


def attempts_store(folder: Path) -> DocumentStore[Attempts]:
    """Return the attempts at an assignment, by its folder among the learner's own."""
    return DocumentStore(folder / ATTEMPTS, CODEC)


def attempts_in(folder: Path) -> Attempts:
    """Return the attempts at an assignment; none where they cannot be read, which the page of marks tells."""
    try:
        return attempts_store(folder).read().document
    except (WorkbookError, OSError):
        return Attempts()


def _attempt(entry: Raw) -> Attempt:
    read = msgspec.json.decode(entry, type=Attempt)
    at = in_utc(read.at)
    exercises = {_name(name): _exercise(each) for name, each in _bounded(read.exercises).items()}
    if not exercises:
        msg = "marks nothing"
        raise DamagedError(msg)
    written = {_name(name): _within(words) for name, words in _bounded(read.written).items()}
    return Attempt(at, exercises, written)


def _exercise(each: ExerciseMarks) -> ExerciseMarks:
    for marks in (*_bounded(each.criteria).values(), *_bounded(each.items).values()):
        _within(marks.score, marks.points)
    for name in (each.section, *each.criteria, *each.items, *_bounded(each.answers)):
        _name(name)
    return ExerciseMarks(each.section, each.criteria, each.items, writable(each.answers))


def _bounded(entries: Mapping[str, Any]) -> Mapping[str, Any]:
    _within(len(entries))
    return entries


def _name(name: str) -> str:
    _within(len(name), _LONGEST_NAME)
    return name


def _within(value: Any, most: float = _MOST) -> Any:
    if not 0 <= value <= most <= _MOST:
        msg = "says what no attempt does"
        raise DamagedError(msg)
    return value


_FILE = EntriesFile("attempts", VERSION, "Your attempts", "a file of attempts", _attempt)
