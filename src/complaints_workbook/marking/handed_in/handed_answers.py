"""Read ``responses.json`` as it was handed in, for marking.

The learner's own page reads the file strictly and sets a damaged one aside
(`responses.store`). Marking takes what can be taken: a bad entry never costs
the good ones beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from complaints_workbook.marking.handed_in.safe_files import MEGABYTE, UnreadableError, decode, decode_loosely
from complaints_workbook.responses.file_format import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 5 * MEGABYTE
"""Bytes; a full file of an outcome has some 30,000."""


class _SavedAnswer(msgspec.Struct, gc=False):
    answer: Any


class _File(msgspec.Struct, gc=False):
    version: int
    exercises: dict[str, dict[str, _SavedAnswer]]


_DECODER = msgspec.json.Decoder(_File)


@dataclass(frozen=True, slots=True)
class HandedAnswers:
    """The answers that were handed in, by exercise and field; `bad` counts the entries that could not be read."""

    exercises: Mapping[str, Mapping[str, Any]]
    bad: int = 0

    def of(self, exercise: str) -> Mapping[str, Any]:
        """Return an exercise's answers by field."""
        return self.exercises.get(exercise, {})


def read_answers(content: bytes) -> HandedAnswers:
    """Read the content of a responses file.

    Raises
    ------
    UnreadableError
        If nothing in it can be used.
    """
    file = decode(content, _DECODER)
    if file is not None and file.version == VERSION:
        return HandedAnswers(
            {name: {field: saved.answer for field, saved in given.items()} for name, given in file.exercises.items()}
        )
    return _loosely(decode_loosely(content))


def _loosely(data: Any) -> HandedAnswers:
    if not isinstance(data, dict) or not isinstance(data.get("exercises"), dict):
        msg = "is not a file of answers"
        raise UnreadableError(msg)
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        msg = f"was written by a newer version of the workbook ({version})"
        raise UnreadableError(msg)
    if version != VERSION:
        msg = "does not say which version of the workbook wrote it"
        raise UnreadableError(msg)
    bad = 0
    exercises: dict[str, dict[str, Any]] = {}
    for name, given in data["exercises"].items():
        if not isinstance(given, dict):
            bad += 1
            continue
        answers = {field: saved["answer"] for field, saved in given.items() if _is_saved(saved)}
        bad += len(given) - len(answers)
        exercises[name] = answers
    return HandedAnswers(exercises, bad)


def _is_saved(entry: object) -> bool:
    return isinstance(entry, dict) and "answer" in entry
