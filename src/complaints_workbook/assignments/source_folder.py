"""Find the course that a folder belongs to, as nbgrader lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import ASSIGNMENT

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "nbgrader_config.py"


class NoCourseError(WorkbookError):
    """A folder lies in no course, or the course has no such assignment."""


def source_folder(folder: Path, assignment_id: str) -> Path:
    """Return an assignment's folder in the ``source/`` of the course around `folder`.

    Raises
    ------
    NoCourseError
        If no folder above holds ``nbgrader_config.py`` and the assignment.
    """
    for parent in (folder, *folder.parents):
        source = parent / "source" / assignment_id
        if (parent / CONFIG).is_file() and (source / ASSIGNMENT).is_file():
            return source
    msg = (
        f"There is no course with source/{assignment_id}/{ASSIGNMENT} around {folder}; mark inside the course's folder."
    )
    raise NoCourseError(msg)
