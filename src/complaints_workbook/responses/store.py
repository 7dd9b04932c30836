"""Save and restore a learner's answers.

Each change is written at once, into whatever the file holds then: another
window's answers to other questions are kept, and where two windows answer the
same question the later one stands and is told what it replaced.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from complaints_workbook.responses.file_format import DamagedError, Responses, Saved, parse, write
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE = 5.0
"""Seconds to wait for another window's save, which takes milliseconds."""


@dataclass(frozen=True)
class Restored:
    """What was found on disk; `set_aside` is where a damaged file went."""

    responses: Responses
    set_aside: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What a save did.

    Attributes
    ----------
    responses : Responses
        Every answer as it stands on disk now.
    replaced : object or None
        Another window's different answer that this one took the place of.
    set_aside : Path or None
        Where a damaged file went, if one was found.
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
        # The lock stands elsewhere: the learner's folder is what is submitted.
        name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        self._lock = FileLock(Path(tempfile.gettempdir()) / f"workbook-{name}.lock", timeout=_PATIENCE)

    def restore(self) -> Restored:
        """Read the saved answers; a damaged file is set aside, never overwritten.

        Raises
        ------
        NewerVersionError
            If a later version of the workbook wrote the file.
        OSError
            If the file cannot be read.
        """
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Restored(Responses())
        except UnicodeDecodeError:
            return Restored(Responses(), self._set_aside())
        try:
            return Restored(parse(text))
        except DamagedError:
            return Restored(Responses(), self._set_aside())

    def save(self, exercise: str, item: str, answer: Any, seen: Mapping[str, Any]) -> Outcome:
        """Write one answer to disk.

        Parameters
        ----------
        exercise, item : str
            What was answered.
        answer : object
            Plain JSON data; None takes the answer back.
        seen : mapping
            The exercise's answers as this window last knew them.

        Raises
        ------
        NewerVersionError, OSError, TimeoutError
            If it could not be saved; the file is as it was.
        """
        with self._lock:
            found = self.restore()
            exercises = {name: dict(items) for name, items in found.responses.exercises.items()}
            items = exercises.setdefault(exercise, {})
            before = items.get(item)
            if answer is None:
                items.pop(item, None)
            else:
                now = datetime.now(UTC).isoformat(timespec="milliseconds")
                items[item] = Saved(answer, now, self.writer)
            responses = Responses(exercises)
            write_whole(self.path, write(responses))
        foreign = before is not None and before.by != self.writer
        replaced = before.answer if before and foreign and before.answer not in (seen.get(item), answer) else None
        return Outcome(responses, replaced, found.set_aside)

    def _set_aside(self) -> Path:
        """Give a damaged file another name, beside its old place."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        names = (
            f"{self.path.stem}-damaged-{stamp}{extra}{self.path.suffix}"
            for extra in ("", *map("-{}".format, range(2, 1000)))
        )
        target = next(path for path in map(self.path.with_name, names) if not path.exists())
        self.path.rename(target)
        return target
