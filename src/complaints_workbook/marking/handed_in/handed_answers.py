"""``responses.json`` as it was handed in, for marking: read as the learner's own page reads it (`responses`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.responses.file_format import LIMIT, parse
from complaints_workbook.saving.damage import DamagedError, NewerVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LIMIT", "HandedAnswers", "read_answers"]


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
    try:
        responses = parse(content)
    except NewerVersionError as error:
        msg = f"was written by a newer version of the workbook ({error.version})"
        raise UnreadableError(msg) from None
    except DamagedError as error:
        raise UnreadableError(str(error)) from None
    return HandedAnswers({name: responses.answers(name) for name in responses.exercises}, len(responses.unread))
