"""What ``nbgrader generate_assignment`` does, for several assignments in one process and without a gradebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader.apps import GenerateAssignmentApp
from nbgrader.converters import GenerateAssignment, NbGraderException

from complaints_workbook.assignments.source_folder import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# A tutor's gradebook knows nothing of it: who marks generates the assignment by nbgrader's own command.
_OPTIONS = ("--force", "--no-db", "--log-level=ERROR")


def generate(course: Path, assignments: Iterable[str]) -> Iterator[str]:
    """Make the released folder of each assignment, and yield its id when that is done.

    Parameters
    ----------
    course : Path
        The folder with ``nbgrader_config.py`` and ``source/``.
    assignments : iterable of str
        Their ids.

    Raises
    ------
    NbGraderException
        If one cannot be made; nbgrader's log says why. If the course's settings cannot be read.
    """
    app = GenerateAssignmentApp()
    # nbgrader goes on without settings that it cannot read, and they are what keeps the keys back.
    app.raise_config_file_errors = True
    try:
        app.initialize(list(_OPTIONS), root=str(course))
    except Exception as error:
        msg = f"{course / CONFIG} cannot be read ({error}); correct it, or put back the workbook's own."
        raise NbGraderException(msg) from error
    for assignment in assignments:
        app.coursedir.assignment_id = assignment
        GenerateAssignment(coursedir=app.coursedir, parent=app).start()
        yield assignment
