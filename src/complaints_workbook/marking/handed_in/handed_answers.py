"""``responses.json`` as it was handed in, for marking: read as the learner's own page reads it (`responses`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from complaints_workbook.marking.handed_in.safe_files import UnreadableError, check_parts, decode
from complaints_workbook.responses.file_format import LIMIT, Responses, parse
from complaints_workbook.saving.damage import DamagedError, NewerVersionError

__all__ = ["LIMIT", "HandedAnswers", "read_answers"]

_LARGE = 300_000
"""Bytes, ten times a full file of an outcome; a larger one is read exercise by exercise, those alone that are asked."""

_PARTS = 320_000


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
    if len(content) > _LARGE:
        check_parts(content, _PARTS)
        if (file := decode(content, _DECODER)) is not None:
            _parsed(msgspec.json.encode(_File(file.version, {})))
            return HandedAnswers(_OneByOne(file.exercises))
        check_parts(content)
    responses = _parsed(content)
    return HandedAnswers({name: responses.answers(name) for name in responses.exercises}, len(responses.unread))


def _parsed(content: bytes) -> Responses:
    try:
        return parse(content)
    except NewerVersionError as error:
        msg = f"was written by a newer version of the workbook ({error.version})"
        raise UnreadableError(msg) from None
    except DamagedError as error:
        raise UnreadableError(str(error)) from None


class _File(msgspec.Struct, gc=False):
    version: int
    exercises: dict[str, msgspec.Raw]


_DECODER = msgspec.json.Decoder(_File)


class _OneByOne(Mapping[str, Mapping[str, Any]]):
    """Answers by exercise, each read when it is asked for."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw

    def __getitem__(self, exercise: str) -> Mapping[str, Any]:
        one = msgspec.json.encode(_File(1, {exercise: self._raw[exercise]}))
        try:
            return parse(one).answers(exercise)
        except DamagedError:
            return {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)
