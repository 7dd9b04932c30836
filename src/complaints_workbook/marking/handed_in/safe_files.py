"""Read a file that a learner handed in, and nothing else.

What was handed in can be anything: a link to somewhere else, a pipe that never
ends, half a gigabyte. Each fault is an `UnreadableError` whose words fit behind the
file's name, such as "is a link".
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from complaints_workbook.errors import WorkbookError
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.plain_json import read_loosely

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

MEGABYTE = 1_000_000
LOOSE_LIMIT = 5 * MEGABYTE
"""Bytes of JSON that are read with Python's own reader, which takes far more memory than the file."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

LOOSE_PARTS = 250_000

Shape = TypeVar("Shape")


class UnreadableError(WorkbookError):
    """A file cannot be read; the message says why, to follow its name."""


class MissingFileError(UnreadableError):
    """There is no such file."""


def read_file(path: Path, limit: int) -> bytes:
    """Return the content of a regular file, never following a link.

    Parameters
    ----------
    path : Path
        The file.
    limit : int
        The most bytes that it may have.

    Raises
    ------
    MissingFileError
        If there is none.
    UnreadableError
        If it is a link, no regular file, too large, or not to be opened.
    """
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        msg = "is missing"
        raise MissingFileError(msg) from None
    except OSError as error:
        linked = error.errno == errno.ELOOP or path.is_symlink()
        msg = "is a link to somewhere else" if linked else f"cannot be opened ({os.strerror(error.errno or 0)})"
        raise UnreadableError(msg) from None
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        msg = "is not a file"
        raise UnreadableError(msg)
    with os.fdopen(handle, "rb", buffering=0) as file:
        if found.st_size > limit:
            msg = f"is too large ({found.st_size / MEGABYTE:,.0f} MB; at most {limit / MEGABYTE:.0f} MB are read)"
            raise UnreadableError(msg)
        try:
            return _read(file, found.st_size)
        except OSError as error:
            msg = f"cannot be read ({os.strerror(error.errno or 0)})"
            raise UnreadableError(msg) from None


def _read(file: FileIO, size: int) -> bytes:
    """Read that many bytes, or fewer if the file has become shorter; it is not believed that it stays the same."""
    content = file.read(size) or b""
    while len(content) < size and (more := file.read(size - len(content))):
        content += more
    return content


def decode(content: bytes, shape: msgspec.json.Decoder[Shape]) -> Shape | None:
    """Return JSON as the workbook itself writes it; None if it is anything else."""
    try:
        return shape.decode(content)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeError):
        return None


def check_parts(content: bytes, most: int = LOOSE_PARTS) -> None:
    """Refuse JSON of more lists and entries than anybody means: each takes far more memory than it has bytes.

    Raises
    ------
    UnreadableError
        If there are more than `most`.
    """
    if len(content) > most and sum(map(content.count, (b",", b"[", b"{"))) > most:
        msg = "is made of more parts than are read"
        raise UnreadableError(msg)


def decode_loosely(content: bytes) -> Any:
    """Return JSON of any shape, as forgivingly as Python reads it.

    Numbers that nobody can have meant (not a number, infinity, hundreds of digits)
    become None.

    Raises
    ------
    UnreadableError
        If it is not JSON, is nested too deeply, or is too large to be read in this way.
    """
    if len(content) > LOOSE_LIMIT:
        msg = "is not written as JupyterLab and the workbook write it, and is too large to look further"
        raise UnreadableError(msg)
    check_parts(content)
    try:
        return read_loosely(content)
    except DamagedError as error:
        raise UnreadableError(str(error)) from None
