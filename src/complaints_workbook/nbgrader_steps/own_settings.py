"""Nothing is made of the workbook's assignments unless the course's own settings were read.

nbgrader goes on without settings that it cannot read. But they are what keeps keys out of
what learners are given, and learners' code from being run. So the environment's settings,
which are read before any course's, see to it that those of the course were.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.converters.base import BaseConverter, NbGraderException

from complaints_workbook.assignments.released_files import is_workbooks
from complaints_workbook.assignments.source_folder import CONFIG, handed_in_to

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

SIGN = "complaints_workbook.nbgrader_steps.pages_writer.WritePages"
"""The step that the course's settings name, and no others."""

_start = BaseConverter.start


def were_read(config: Config) -> bool:
    """Say whether the settings of a course of the workbook's are among these."""
    steps = config.GenerateAssignment.get("preprocessors")
    return isinstance(steps, list) and SIGN in steps


def refuse_strangers_settings() -> None:
    """End a program that was started in what a learner handed in: nbgrader would run the settings that lie there."""
    if course := handed_in_to(Path.cwd().resolve()):
        msg = (
            f"This folder is a learner's. Go to {course}, and give the command there. Here nbgrader would run settings "
            "that the learner may have put into it, so nothing was done."
        )
        raise SystemExit(msg)


def require_own_settings() -> None:
    """Let nbgrader's converters refuse to start on a course of the workbook's without its settings."""
    BaseConverter.start = _start_with_settings


def _start_with_settings(converter: BaseConverter) -> None:
    if not were_read(converter.config) and _has_the_workbooks(converter.coursedir):
        msg = (
            f"The settings in {Path(converter.coursedir.root) / CONFIG} were not read, and they are what keeps "
            "keys back. Nothing was made. Put back the workbook's own file, or correct what was told above."
        )
        converter.log.error(msg)
        raise NbGraderException(msg)
    _start(converter)


def _has_the_workbooks(directory: CourseDirectory) -> bool:
    source = Path(directory.format_path(directory.source_directory, ".", "."))
    return source.is_dir() and any(is_workbooks(path) for path in source.iterdir())
