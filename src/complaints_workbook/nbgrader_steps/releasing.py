"""What ``nbgrader generate_assignment`` does, for several assignments in one process and without a gradebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader.apps import GenerateAssignmentApp

from complaints_workbook.nbgrader_steps.generating import GenerateNamed
from complaints_workbook.nbgrader_steps.settings import initialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# A tutor's gradebook knows nothing of it: who marks generates the assignment by nbgrader's own command.
_OPTIONS = ("--no-db", "--log-level=ERROR")


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
        If one cannot be made; nbgrader's log says why.
    SettingsError
        If the course's settings cannot be read.
    """
    app = GenerateAssignmentApp()
    initialise(app, course, *_OPTIONS)
    for assignment in assignments:
        app.coursedir.assignment_id = assignment
        GenerateNamed(coursedir=app.coursedir, parent=app).start()
        yield assignment
