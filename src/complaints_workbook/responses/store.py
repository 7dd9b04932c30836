"""Save and restore a learner's answers.

Each change is written at once, into whatever the file holds then: another
window's answers to other questions are kept, and where two windows answer the
same question the later one stands and is told what it replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from complaints_workbook.responses.file_format import LIMIT, Responses, Saved, parse, write
from complaints_workbook.saving.documents import Codec, DocumentStore
from complaints_workbook.saving.plain_json import writable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CODEC = Codec(Responses(), parse, write, LIMIT, lambda responses: responses.is_whole)
"""How answers stand in ``responses.json``."""


@dataclass(frozen=True)
class Restored:
    """What was found on disk; `set_aside` is where a damaged file went."""

    responses: Responses
    set_aside: Path | None = None


@dataclass(frozen=True)
class SaveResult:
    """What a save did.

    Attributes
    ----------
    responses : Responses
        Every answer as it stands on disk now.
    replaced : object or None
        Another window's different answer that this one took the place of.
    set_aside : Path or None
        Where a damaged file went, or a copy of one of which something could not be read.
    """

    responses: Responses
    replaced: Any | None = None
    set_aside: Path | None = None


class ResponseStore:
    """The answers in one folder.

    Parameters
    ----------
    path : Path
        The ``responses.json``; it need not exist.
    writer : str
        A mark of this window, different for every kernel.
    """

    def __init__(self, path: Path, writer: str) -> None:
        self.path = path
        self.writer = writer
        self._documents = DocumentStore(path, CODEC)

    def restore(self) -> Restored:
        """Read the saved answers; a damaged file is set aside, never overwritten.

        Raises
        ------
        NewerVersionError
            If a later version of the workbook wrote the file.
        OSError
            If the file cannot be read.
        """
        found = self._documents.read()
        return Restored(found.document, found.set_aside)

    def save(self, exercise: str, field_id: str, answer: Any, seen: Mapping[str, Any]) -> SaveResult:
        """Write one answer to disk.

        Parameters
        ----------
        exercise, field_id : str
            Where it was answered.
        answer : object
            Plain JSON data; None takes the answer back. Half a character in it becomes a sign that stands for one.
        seen : mapping
            The exercise's answers as this window last knew them.

        Raises
        ------
        NewerVersionError, DamagedError, OSError
            If it could not be saved; the file is as it was.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        saved = None if answer is None else Saved(writable(answer), now, self.writer)
        changed = self._documents.change(lambda responses: responses.replacing(exercise, field_id, saved))
        before = changed.before.exercises.get(exercise, {}).get(field_id)
        foreign = before is not None and before.by != self.writer
        replaced = before.answer if before and foreign and before.answer not in (seen.get(field_id), answer) else None
        return SaveResult(changed.after, replaced, changed.set_aside)
