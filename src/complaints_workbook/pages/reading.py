"""Read a learner's ``pages.json``: once, and again when it has changed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.pages.file_format import MISSING, parse

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.pages.page import Pages


def load_pages(path: Path) -> Pages:
    """Read a pages file.

    Raises
    ------
    ContentError
        If it is missing, cannot be read, or is not what the workbook wrote.
    """
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError:
        raise ContentError(path, [MISSING]) from None


@lru_cache(maxsize=1)
def _load(path: Path, stamp: int) -> Pages:  # noqa: ARG001 - the stamp makes it fresh
    return parse(path, path.read_bytes())
