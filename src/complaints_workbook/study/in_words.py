"""What is wrong, for a learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError

if TYPE_CHECKING:
    from complaints_workbook.errors import WorkbookError


def in_words(error: WorkbookError) -> str:
    """Return what is wrong in sentences, without the files, which say nothing to a learner."""
    messages = [fault.message for fault in error.faults] if isinstance(error, ContentError) else [str(error)]
    return " ".join(f"{message[:1].upper()}{message[1:]}" for message in messages)
