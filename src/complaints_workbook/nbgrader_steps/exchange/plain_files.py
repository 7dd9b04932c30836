"""Copy the plain files of a folder that somebody else may change at any moment, and nothing else.

A folder of the exchange stays its owner's. So no name is trusted to be what it was when it
was looked at: each file is opened from the folder that it was found in, without following a
link, and what has been opened is looked at once more.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from fnmatch import fnmatch
from io import FileIO
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.safe_files import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_FILES, DEEPEST = 1_000, 10
"""Files of a submission that are taken, and folders in folders."""

MOST_FOLDERS, MOST_TOLD = 1_000, 20
"""Folders of a submission that are looked into, and what is told one by one of all that is left."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Bounds:
    """What is taken of a folder.

    Attributes
    ----------
    file, folder : int
        The most bytes of one file, and of all.
    left_out : sequence of str
        Patterns of names that nobody misses.
    modes : tuple of int
        The permissions of folders and of files that are made.
    """

    file: int
    folder: int
    left_out: Sequence[str] = ()
    modes: tuple[int, int] = (0o700, 0o600)


@dataclass(frozen=True)
class Copied:
    """What became of a folder.

    Attributes
    ----------
    left : list of str
        What was not taken and why, each in words that follow nothing.
    changed : float
        When a file that was taken was last changed, which no learner can set; in seconds since 1970, 0.0 of none.
    """

    left: list[str]
    changed: float


class _LeftError(WorkbookError):
    """A file is left where it is; the message follows its name."""


def copy_plain_files(source: Path, target: Path, bounds: Bounds, first: Sequence[str]) -> Copied:
    """Copy a folder's plain files.

    Parameters
    ----------
    source : Path
        The folder.
    target : Path
        A new folder, which is made.
    bounds : Bounds
        How much is taken.
    first : sequence of str
        Names of files that come first, if there are more than are taken.

    Returns
    -------
    Copied
        What was not taken, and when the rest was last changed.

    Raises
    ------
    OSError
        If the target cannot be written.
    WorkbookError
        If the source is no folder.
    """
    owner = _owner(source)
    target.mkdir(mode=bounds.modes[0])
    target.chmod(bounds.modes[0])
    left: list[str] = []
    size, changed = 0, 0.0
    for tried, (at, inner, name) in enumerate(_found(source, bounds, first, left)):
        shown = _shown(inner, name)
        if tried == MOST_FILES:
            left.append(f"more than {MOST_FILES:,} files: {shown} and what comes after it were not taken")
            break
        try:
            place = target / inner
            place.mkdir(mode=bounds.modes[0], parents=True, exist_ok=True)
            with _opened(at, name, owner, min(bounds.file, bounds.folder - size)) as file:
                size += _copy(file, place / name, min(bounds.file, bounds.folder - size), bounds.modes[1])
                changed = max(changed, os.fstat(file.fileno()).st_ctime)
        except _LeftError as error:
            left.append(f"{shown} {error}")
    more = len(left) - MOST_TOLD
    return Copied([*left[:MOST_TOLD], f"and {more:,} more of such"] if more > 0 else left, changed)


def _owner(source: Path) -> int:
    about = source.lstat()
    if not stat.S_ISDIR(about.st_mode):
        msg = "it is no folder"
        raise _LeftError(msg)
    return about.st_uid


def _found(source: Path, bounds: Bounds, first: Sequence[str], left: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the files of a folder: the open folder that each is in, its path, and the file's name."""

    def unreadable(error: OSError) -> None:
        left.append(f"{os.path.relpath(error.filename or source, source)} cannot be opened ({error.strerror})")

    walk = os.fwalk(source, onerror=unreadable, follow_symlinks=False)
    for looked_into, (place, folders, names, at) in enumerate(walk):
        if looked_into == MOST_FOLDERS:
            left.append(f"there are more than {MOST_FOLDERS:,} folders: what is in the others was not taken")
            return
        inner = os.path.relpath(place, source)
        inner = "" if inner == "." else inner
        ignored = {name for name in (*folders, *names) if any(fnmatch(name, each) for each in bounds.left_out)}
        kept = sorted(set(folders) - ignored)
        linked = [name for name in kept if stat.S_ISLNK(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode)]
        left += [f"{_shown(inner, name)} is a link to somewhere else" for name in linked]
        deep = inner.count("/") + 2 > DEEPEST
        if deep and kept:
            left.append(f"{_shown(inner, kept[0])} and others are too deep in folders")
        folders[:] = [] if deep else kept
        for name in sorted(set(names) - ignored, key=lambda name: (name not in first, name)):
            yield at, inner, name


def _shown(inner: str, name: str) -> str:
    return shown_name(f"{inner}/{name}".lstrip("/"))


def _opened(at: int, name: str, owner: int, limit: int) -> FileIO:
    try:
        _look(os.stat(name, dir_fd=at, follow_symlinks=False), owner, limit)
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
    except OSError as error:
        msg = f"cannot be opened ({error.strerror})"
        raise _LeftError(msg) from None
    opened = FileIO(file)
    try:
        _look(os.fstat(file), owner, limit)
    except _LeftError:
        opened.close()
        raise
    return opened


def _copy(file: FileIO, target: Path, limit: int, mode: int) -> int:
    """Copy an open file, and return its size; it may have grown since it was looked at."""
    size = 0
    with FileIO(target, "xb") as written:
        os.fchmod(written.fileno(), mode)
        while size <= limit and (more := file.read(_CHUNK)):
            size += written.write(more)
    if size > limit:
        target.unlink()
        _look_at_size(size, limit)
    return size


def _look(about: os.stat_result, owner: int, limit: int) -> None:
    if stat.S_ISLNK(about.st_mode):
        msg = "is a link to somewhere else"
        raise _LeftError(msg)
    if not stat.S_ISREG(about.st_mode):
        msg = "is no plain file"
        raise _LeftError(msg)
    if about.st_uid != owner:
        msg = "belongs to another account"
        raise _LeftError(msg)
    _look_at_size(about.st_size, limit)


def _look_at_size(size: int, limit: int) -> None:
    if size > limit:
        msg = f"is too large, by itself or with the others (at most {limit / MEGABYTE:,.0f} MB more are taken)"
        raise _LeftError(msg)
