"""Restore from a file that is named, and tell in sentences what was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.study.keeping.file_format import MOST_BYTES
from complaints_workbook.study.keeping.opening import NoWorkError, opened
from complaints_workbook.study.keeping.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaints_workbook.study.keeping.restoring import Restoration
    from complaints_workbook.study.study import Study

_MOST_TOLD = 20


def restore_from(study: Study, path: Path) -> list[str]:
    """Take work back from a file; of two different answers the newer stands, and both are kept.

    Returns
    -------
    list of str
        What was done, and what could not be.

    Raises
    ------
    NoWorkError, NewerVersionError
        If nothing can be taken from the file.
    OSError
        If nothing can be written to the learner's folder.
    """
    try:
        content = read_file(path, MOST_BYTES)
    except UnreadableError as error:
        msg = f"{path} {error}. Name the file that “Download my work” gave you."
        raise NoWorkError(msg) from None
    return list(_told(restore(study, opened(content), {}, datetime.now(UTC))))


def _told(done: Restoration) -> Iterator[str]:
    yield from (f"{placed.title}: {placed.sentence}" for placed in done.placed)
    for each in done.unplaced[:_MOST_TOLD]:
        yield f"Not restored: {shown_name(each.question)}. {each.why}"
    if len(done.unplaced) > _MOST_TOLD:
        yield f"Not restored: {len(done.unplaced) - _MOST_TOLD} more."
    yield from done.left
    if done.before:
        yield f"Your work as it was before is kept as {done.before.as_posix()}."
    if done.brought:
        yield f"The file that you restored is kept as {done.brought.as_posix()}."
