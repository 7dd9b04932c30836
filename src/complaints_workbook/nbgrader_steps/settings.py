"""Read a course's nbgrader settings as nbgrader's own commands do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nbgrader.apps.baseapp import NbGrader

from complaints_workbook.assignments.source_folder import CONFIG, OWN_SETTINGS
from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.course_folders import places_of
from complaints_workbook.marking.cohort.mark_cohort import CourseSettings
from complaints_workbook.marking.gradebook import configured_penalty

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config


_LEARNER = "\0learner"


class SettingsError(WorkbookError):
    """A course's settings cannot be read."""


def initialise(app: NbGrader, course: Path, *options: str) -> None:
    """Let one of nbgrader's applications read a course's settings.

    Parameters
    ----------
    app : NbGrader
        The application.
    course : Path
        The folder with ``nbgrader_config.py``.
    *options : str
        As after the application's command.

    Raises
    ------
    SettingsError
        If they cannot be read. nbgrader would go on without them, and they are what keeps keys back.
    """
    app.raise_config_file_errors = True
    try:
        app.initialize(list(options), root=str(course))
    except Exception as error:
        msg = (
            f"{course / CONFIG}, or {OWN_SETTINGS} beside it, cannot be read ({error}); correct it, or put back the "
            "workbook's own."
        )
        raise SettingsError(msg) from error


def course_in(folder: Path, assignment: str) -> tuple[CourseSettings, list[str]]:
    """Return the course in a folder, and the students that its settings leave out.

    Raises
    ------
    SettingsError
        If its settings cannot be read.
    LayoutError
        If students have no folders of their own in it.
    """
    app = NbGrader()
    initialise(app, folder)
    course = course_of(app.coursedir, assignment, app.config)
    return course, [name for name in app.coursedir.student_id_exclude.split(",") if name]


def top_of(coursedir: CourseDirectory, stage: str) -> Path:
    """Return the folder that holds a folder for every learner, such as ``submitted``; of the course, if none does."""
    some = Path(coursedir.format_path(stage, _LEARNER, coursedir.assignment_id or "."))
    return next((folder.parent for folder in (some, *some.parents) if folder.name == _LEARNER), Path(coursedir.root))


def size_bounds(coursedir: CourseDirectory) -> tuple[int, int]:
    """Return how many bytes are taken of one file, and of all that a learner hands in; nbgrader counts in kilobytes."""
    return coursedir.max_file_size * 1_000, coursedir.max_dir_size * 1_000


def course_of(coursedir: CourseDirectory, assignment: str, config: Config) -> CourseSettings:
    """Return the course that nbgrader's own objects describe."""
    places = places_of(coursedir, assignment)
    adds_students = bool(config.Autograde.get("create_student", True))
    zone = time_zone(config)
    return CourseSettings(
        places, coursedir.db_url, coursedir.course_id, configured_penalty(config), adds_students, zone
    )


def time_zone(config: Config) -> ZoneInfo:
    """Return the time zone in which a course's times are told: nbgrader's setting for what formgrader shows.

    Raises
    ------
    SettingsError
        If it is none.
    """
    name = str(config.NbGraderAPI.get("timezone", "UTC"))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        msg = f"The setting NbGraderAPI.timezone ({name}) is no time zone; write one such as Europe/London."
        raise SettingsError(msg) from None
