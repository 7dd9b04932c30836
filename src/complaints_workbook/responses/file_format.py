"""What ``responses.json`` holds, and how to read anything that stands there.

Version 1::

    {"version": 1,
     "exercises": {"<exercise>": {"<field>": {"answer": …, "saved": "<UTC time>", "by": "<writer>"}}}}

`by` is a mark of the window that saved it, so that two windows can tell each
other's answers from their own.

The learner's page and the marking read it alike: a bad entry never costs the good
ones beside it, and is named in `Responses.unread`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.saving.plain_json import read_loosely, whole_text, writable

VERSION = 1

LIMIT = 5_000_000
"""Bytes; a full file of an outcome has some 30,000."""

_LONGEST_NOTE = 100
"""Characters of what an entry says of its time and its window."""


AnswerT = TypeVar("AnswerT")


class Saved(msgspec.Struct, Generic[AnswerT], frozen=True, gc=False):
    """One saved answer: plain data, and when and by which window it was saved."""

    answer: AnswerT
    saved: str
    by: str


@dataclass(frozen=True)
class Responses:
    """Every saved answer, by exercise and field.

    Attributes
    ----------
    unread : tuple of (str, str)
        The exercise and the field of each entry that holds no answer; no field where the
        exercise's entries are none.
    """

    exercises: dict[str, dict[str, Saved[Any]]] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything in the file could be read."""
        return not self.unread

    def answers(self, exercise: str) -> dict[str, Any]:
        """Return an exercise's answers by field."""
        return {name: saved.answer for name, saved in self.exercises.get(exercise, {}).items()}

    def replacing(self, exercise: str, field_id: str, saved: Saved[Any] | None) -> Responses:
        """Return these answers with another one in a field; with none, if `saved` is None."""
        others = {name: each for name, each in self.exercises.get(exercise, {}).items() if name != field_id}
        return Responses(self.exercises | {exercise: others | ({field_id: saved} if saved else {})})


class _File(msgspec.Struct, gc=False):
    version: int
    exercises: dict[str, dict[str, Saved[str | list[str] | bool | int | float]]]


_DECODER = msgspec.json.Decoder(_File)


def parse(content: bytes) -> Responses:
    """Read the content of a responses file.

    Raises
    ------
    DamagedError
        If nothing in it can be used; the message says why.
    NewerVersionError
        If it is of a later version.
    """
    if len(content) > LIMIT:
        msg = "is too large"
        raise DamagedError(msg)
    try:
        # As the workbook itself writes it, which is read ten times as fast as anything else.
        file = _DECODER.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return _loosely(read_loosely(content))
    _check(file.version)
    return Responses(file.exercises)


def _loosely(data: Any) -> Responses:
    if not isinstance(data, dict) or not isinstance(data.get("exercises"), dict):
        msg = "is not a file of answers"
        raise DamagedError(msg)
    _check(data.get("version"))
    exercises: dict[str, dict[str, Saved[Any]]] = {}
    unread: list[tuple[str, str]] = []
    for name, entries in data["exercises"].items():
        exercise = whole_text(name)
        if not isinstance(entries, dict):
            unread.append((exercise, ""))
            continue
        exercises[exercise] = answers = {}
        for field_name, entry in entries.items():
            field_id = whole_text(field_name)
            try:
                answers[field_id] = _saved(entry)
            except DamagedError:
                unread.append((exercise, field_id))
    return Responses(exercises, tuple(unread))


def _check(version: object) -> None:
    if isinstance(version, int) and version > VERSION:
        raise NewerVersionError(version, "Your saved answers")
    if version != VERSION:
        msg = "does not say which version of the workbook wrote it"
        raise DamagedError(msg)


def _saved(entry: object) -> Saved[Any]:
    if not isinstance(entry, dict) or entry.get("answer") is None:
        raise DamagedError
    return Saved(writable(entry["answer"]), _note(entry.get("saved")), _note(entry.get("by")))


def _note(value: object) -> str:
    return whole_text(value)[:_LONGEST_NOTE] if isinstance(value, str) else ""


def write(responses: Responses) -> str:
    """Return the text of a responses file, in a stable order."""
    exercises = {
        exercise: {name: {"answer": s.answer, "saved": s.saved, "by": s.by} for name, s in sorted(answers.items())}
        for exercise, answers in sorted(responses.exercises.items())
    }
    return json.dumps({"version": VERSION, "exercises": exercises}, ensure_ascii=False, indent=1) + "\n"
