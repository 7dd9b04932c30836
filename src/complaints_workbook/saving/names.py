"""Names that no other file has."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def own_folder(path: Path) -> Path:
    """Return a folder to write in, made if it is missing: this, or the first of its numbered names that is no link.

    Whoever hands somebody a folder can have put a link into it, which leads anywhere.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    folder = next(name for name in _numbered(path) if not name.is_symlink() and (name.is_dir() or not name.exists()))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_name(path: Path) -> Path:
    """Return a path if nothing stands there, or else the first of ``<name>-2``, ``<name>-3`` … where nothing does."""
    return next(name for name in _numbered(path) if not name.exists() and not name.is_symlink())


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))
