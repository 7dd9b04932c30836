"""Documents that a learner's windows read and change, such as their answers: one file each.

A change is made to whatever the file holds then, so that no window undoes what
another one has saved.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from complaints_workbook.saving.alone import Alone
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.names import free_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Document = TypeVar("Document")


@dataclass(frozen=True)
class Codec(Generic[Document]):
    """How a document stands in a file.

    Attributes
    ----------
    empty : Document
        What a file holds that is not there yet.
    parse : callable
        Makes a document of a file's content; raises DamagedError or NewerVersionError.
    write : callable
        Makes a file's text of a document.
    limit : int
        The most bytes that a file may have; a larger one is damaged.
    is_whole : callable
        Says whether all that a file held is in the document; if not, a copy of the file is kept
        before it is changed.
    """

    empty: Document
    parse: Callable[[bytes], Document]
    write: Callable[[Document], str]
    limit: int = 5_000_000
    is_whole: Callable[[Document], bool] = lambda _document: True


@dataclass(frozen=True)
class Found(Generic[Document]):
    """What a file held; `set_aside` is where a damaged one went."""

    document: Document
    set_aside: Path | None = None


@dataclass(frozen=True)
class Changed(Generic[Document]):
    """A document before and after a change; `set_aside` is where a damaged file went, or its copy."""

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
        self._alone = Alone(path)

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
            return Found(self._codec.parse(self._content()))
        except FileNotFoundError:
            return Found(self._codec.empty)
        except DamagedError:
            return Found(self._codec.empty, self._set_aside())

    def change(self, function: Callable[[Document], Document]) -> Changed[Document]:
        """Put what a function makes of the document in its place; on the disk when this returns.

        Raises
        ------
        NewerVersionError, OSError, TimeoutError
            If it could not be saved; the file is as it was.
        """
        with self._alone.changing():
            found = self.read()
            after = function(found.document)
            text = self._codec.write(after).encode()
            kept = found.set_aside if self._codec.is_whole(found.document) else self._keep_copy()
            write_whole(self.path, text)
        return Changed(found.document, after, kept)

    def _content(self) -> bytes:
        if not stat.S_ISREG(self.path.stat().st_mode):
            msg = "is not a file"  # a pipe would be waited for, for ever
            raise DamagedError(msg)
        with self.path.open("rb") as file:
            content = file.read(self._codec.limit + 1)
        if len(content) > self._codec.limit:
            msg = "is too large"
            raise DamagedError(msg)
        return content

    def _set_aside(self) -> Path:
        """Give a damaged file another name, beside its old place."""
        target = self._free_name()
        self.path.rename(target)
        return target

    def _keep_copy(self) -> Path:
        """Keep a file as it is under another name, beside its place."""
        target = self._free_name()
        write_whole(target, self._content())
        return target

    def _free_name(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        return free_name(self.path.with_stem(f"{self.path.stem}-damaged-{stamp}"))
