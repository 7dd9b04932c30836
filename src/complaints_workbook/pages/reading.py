"""Read a learner's ``pages.json``: once, and again when it has changed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.pages.file_format import parse

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
    except UnicodeDecodeError:
        fault = "the file is damaged; delete it and start the workbook again, or ask your tutor for a new copy."
    except OSError:
        fault = "the file is missing; start the workbook again, or ask your tutor for a new copy."
    raise ContentError(path, [fault])


@lru_cache(maxsize=1)
def _load(path: Path, stamp: int) -> Pages:  # noqa: ARG001 - the stamp makes it fresh
    return parse(path, path.read_text(encoding="utf-8"))
