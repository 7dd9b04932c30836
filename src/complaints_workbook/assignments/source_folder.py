"""Find the course that a folder belongs to, as nbgrader lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import ASSIGNMENT

if TYPE_CHECKING:
    from pathlib import Path

CONFIG, OWN_SETTINGS = "nbgrader_config.py", "course_settings.py"


_STRANGERS = ("submitted", "downloaded", "autograded", "feedback")
"""Where nbgrader puts what learners handed in, and what is made of it."""


class NoCourseError(WorkbookError):
    """A folder lies in no course, or the course has no such assignment."""


def handed_in_to(folder: Path) -> Path | None:
    """Return the course that a folder was handed in to; None of any other folder.

    What a learner handed in may look like a course itself, and its settings are code.
    """
    for course in reversed(folder.parents):
        inside = folder.relative_to(course).parts[0] in _STRANGERS
        if inside and (course / CONFIG).is_file() and (course / "source").is_dir():
            return course
    return None


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
