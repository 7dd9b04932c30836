"""Read a learner's ``pages.json``: once, and again when it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.remembering import depend_on, remembered
from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.exercises.kinds import kinds
from complaints_workbook.pages.file_format import DAMAGED, MISSING, parse

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.pages.page import Pages

LIMIT = 25_000_000
"""Bytes; those of an outcome are under a megabyte."""


# One at a time: a hosted class pays for every kernel's memory.
@remembered(most=1)
def load_pages(path: Path) -> Pages:
    """Read a pages file.

    Raises
    ------
    ContentError
        If it is missing, cannot be read, or is not what the workbook wrote.
    """
    pages = parse(path, content_of(path, MISSING, DAMAGED))
    if any(page.kind not in kinds() for page in (*pages.exercises.values(), *pages.practices.values())):
        raise ContentError(Fault(path, "", DAMAGED))
    return pages


def content_of(path: Path, missing: str, damaged: str) -> bytes:
    """Return what stands in a file; of one that is larger than any that the workbook makes, nothing.

    Raises
    ------
    ContentError
        With one of the two messages, if it is missing or no file.
    """
    depend_on(path)
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for, for ever
            raise ContentError(Fault(path, "", damaged))
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError:
        raise ContentError(Fault(path, "", missing)) from None
    return content if len(content) <= LIMIT else b""
