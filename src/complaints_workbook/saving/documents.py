"""Documents that a learner's windows read and change, such as their answers: one file each.

A change is made to whatever the file holds then, so that no window undoes what
another one has saved.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from complaints_workbook.errors import WorkbookError
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.names import free_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_PATIENCE = 5.0
"""Seconds to wait for another window's change, which takes milliseconds."""

Document = TypeVar("Document")


class DamagedError(WorkbookError):
    """A file does not hold what the workbook writes there."""


class NewerVersionError(WorkbookError):
    """A file was written by a later version of the workbook.

    Parameters
    ----------
    version : object
        The version that it says it is of.
    what : str
        What it holds, as its reader knows it, such as "Your saved answers".
    """

    def __init__(self, version: object, what: str) -> None:
        self.version = version
        super().__init__(
            f"{what} come from a newer version of the workbook ({version}). Update the workbook to open them."
        )


@dataclass(frozen=True)
class Codec(Generic[Document]):
    """How a document stands in a file.

    Attributes
    ----------
    empty : Document
        What a file holds that is not there yet.
    parse : callable
        Makes a document of a file's text; raises DamagedError or NewerVersionError.
    write : callable
        Makes a file's text of a document.
    """

    empty: Document
    parse: Callable[[str], Document]
    write: Callable[[Document], str]


@dataclass(frozen=True)
class Found(Generic[Document]):
    """What a file held; `set_aside` is where a damaged one went."""

    document: Document
    set_aside: Path | None = None


@dataclass(frozen=True)
class Changed(Generic[Document]):
    """A document before and after a change; `set_aside` is where a damaged file went."""

    before: Document
    after: Document
    set_aside: Path | None = None


class DocumentStore(Generic[Document]):
    """One document, and the file that keeps it.

    Parameters
    ----------
    path : Path
        The file; it need not exist.
    codec : Codec
        How the document stands in it.
    """

    def __init__(self, path: Path, codec: Codec[Document]) -> None:
        self.path = path
        self._codec = codec

    @cached_property
    def _lock(self) -> AbstractContextManager[Any]:
        # Made when something is saved first: exercises that are only shown wait for no import.
        return _lock(self.path)

    def read(self) -> Found[Document]:
        """Read the document; a damaged file is set aside under another name, never overwritten.

        Raises
        ------
        NewerVersionError
            If a later version of the workbook wrote the file.
        OSError
            If the file cannot be read.
        """
        try:
            return Found(self._codec.parse(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Found(self._codec.empty)
        except (UnicodeDecodeError, DamagedError):
            return Found(self._codec.empty, self._set_aside())

    def change(self, function: Callable[[Document], Document]) -> Changed[Document]:
        """Put what a function makes of the document in its place; on the disk when this returns.

        Raises
        ------
        NewerVersionError, OSError, TimeoutError
            If it could not be saved; the file is as it was.
        """
        with self._lock:
            found = self.read()
            after = function(found.document)
            write_whole(self.path, self._codec.write(after).encode())
        return Changed(found.document, after, found.set_aside)

    def _set_aside(self) -> Path:
        """Give a damaged file another name, beside its old place."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        target = free_name(self.path.with_stem(f"{self.path.stem}-damaged-{stamp}"))
        self.path.rename(target)
        return target


def _lock(path: Path) -> AbstractContextManager[Any]:
    """Return what keeps other processes from changing a file."""
    # In the browser's own Python there is one kernel for a file, and nothing to lock with.
    if sys.platform == "emscripten":
        return contextlib.nullcontext()
    from filelock import FileLock

    # It stands elsewhere: the learner's folder is what is submitted.
    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
    return FileLock(Path(tempfile.gettempdir()) / f"workbook-{name}.lock", timeout=_PATIENCE)
