"""Read a learner's ``pages.json``: once, and again when it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.remembering import depend_on, remembered
from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.pages.file_format import MISSING, parse

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.pages.page import Pages


# One at a time: a hosted class pays for every kernel's memory.
@remembered(most=1)
def load_pages(path: Path) -> Pages:
    """Read a pages file.

    Raises
    ------
    ContentError
        If it is missing, cannot be read, or is not what the workbook wrote.
    """
    depend_on(path)
    try:
        content = path.read_bytes()
    except OSError:
        raise ContentError(Fault(path, "", MISSING)) from None
    return parse(path, content)
