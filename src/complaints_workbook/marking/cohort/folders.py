"""Put a finished folder in its place, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHARED = 0o2770


_ATTEMPTS = 5
_MEDDLED = (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST)
"""What is said when another process puts the same folder in its place at the same moment."""

_UNSAVED = "unsaved"


def put_folder(  # noqa: PLR0913 - all of them say what to put
    target: Path,
    files: Mapping[str, bytes],
    links: Mapping[str, str],
    *,
    mode: int,
    shared: bool,
    unsaved: bool = False,
) -> None:
    """Make a folder with these files, in place of what stood there.

    It is made under another name first. So no file is ever seen half-written, and
    what a killed process left is removed by the next one.

    Parameters
    ----------
    target : Path
        The folder.
    files : mapping of str to bytes
        Contents by name.
    links : mapping of str to str
        Files that are the same for everybody, by their path in the folder, with ``/``. They share their disk space.
    mode : int
        The permissions of `files`.
    shared : bool
        Whether the group may write into the folder.
    unsaved : bool
        Whether the folder is `unfinished` until `finish` is called, because what is known of it is not true any more.

    Raises
    ------
    OSError
        If it cannot be written; what stood there stays.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            _put(target, files, links, mode=mode, shared=shared, unsaved=unsaved)
        except OSError as error:
            if not left or error.errno not in _MEDDLED:
                raise
        else:
            return


def unfinished(target: Path) -> bool:
    """Return whether a process that put a folder in its place was killed, or is still at it."""
    try:
        return any(_remains(target.parent, target.name))
    except FileNotFoundError:
        return False


def finish(target: Path) -> None:
    """Say that what is known of a folder is true again."""
    (target.parent / f".{target.name}.{_UNSAVED}.tmp").unlink(missing_ok=True)


def _put(  # noqa: PLR0913 - as above
    target: Path, files: Mapping[str, bytes], links: Mapping[str, str], *, mode: int, shared: bool, unsaved: bool
) -> None:
    # Text, not paths: making those takes longer than making the files.
    parent = os.fspath(target.parent)
    if not _make_folder(parent):
        _remove_remains(target.parent, target.name)
    new = f"{parent}/.{target.name}.{_random()}.tmp"
    try:
        os.mkdir(new)
        for name, content in files.items():
            _write(f"{new}/{name}", content, mode)
        for inner in {name.rpartition("/")[0] for name in links} - {""}:
            os.makedirs(f"{new}/{inner}", exist_ok=True)
        for name, original in links.items():
            _link(original, f"{new}/{name}")
        if shared:
            for folder, *_ in os.walk(new):
                os.chmod(folder, os.stat(folder).st_mode & 0o7777 | _SHARED)
        if unsaved:
            (target.parent / f".{target.name}.{_UNSAVED}.tmp").touch()
        swap(new, os.fspath(target))
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _make_folder(path: str) -> bool:
    """Make a folder and those above it, and return whether it is new."""
    try:
        os.mkdir(path)
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)
    return True


def _random() -> str:
    return os.urandom(16).hex()


def stage(target: Path, source: Path, names: tuple[str, ...], mode: int) -> dict[str, str]:
    """Keep copies of files that every folder will link to.

    Parameters
    ----------
    target : Path
        Where the copies are kept, on the disk of the folders.
    source : Path
        Where the files come from.
    names : tuple of str
        Their paths in it.
    mode : int
        The copies' permissions.

    Returns
    -------
    dict of str to str
        The paths of the copies, by name.
    """
    staged = {}
    for name in names:
        content, copy = (source / name).read_bytes(), target / name
        staged[name] = os.fspath(copy)
        if copy.is_file() and copy.read_bytes() == content and copy.stat().st_mode & 0o777 == mode:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_whole(copy, content, mode, lasting=False)
    return staged


def _write(path: str, content: bytes, mode: int) -> None:
    with open(path, "xb", buffering=0) as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)


def _link(original: str, path: str) -> None:
    try:
        os.link(original, path)
    except OSError:
        # Another disk, no links there, or more of them than the disk allows.
        shutil.copy(original, path)


def swap(new: str, target: str) -> None:
    """Let a finished folder take the place of what stands at its target, which is removed."""
    try:
        os.rename(new, target)
    except OSError:
        # Something stands there: on some systems a folder cannot take the place of one that is not empty.
        if not os.path.lexists(target):
            raise
        old = f"{new.removesuffix('.tmp')}.old.tmp"
        os.rename(target, old)
        os.rename(new, target)
        _remove(Path(old))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _remove_remains(parent: Path, name: str) -> None:
    """Remove what a killed process left.

    It is renamed first: should its maker be alive, that can no longer put it in its place half removed.
    """
    for found in list(_remains(parent, name)):
        dead = parent / f".{name}.{_random()}.tmp"
        with contextlib.suppress(FileNotFoundError):
            found.rename(dead)
            _remove(dead)


def _remains(parent: Path, name: str) -> Iterator[Path]:
    with os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.startswith(f".{name}.") and entry.name.endswith(".tmp"):
                yield parent / entry.name
