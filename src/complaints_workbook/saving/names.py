"""Names that no other file has."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def free_name(path: Path) -> Path:
    """Return a path if nothing stands there, or else the first of ``<name>-2``, ``<name>-3`` … where nothing does."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(name for name in chain((path,), numbered) if not name.exists())
