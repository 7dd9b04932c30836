"""``nbgrader autograde`` and formgrader's button, marking as data.

nbgrader lets settings choose the steps that a notebook goes through. It does not let
them choose what happens before: it copies every file that was handed in, following
links wherever they lead, and reads the notebook whole. So its converter is replaced.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.converters
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException

from complaints_workbook.errors import ContentError
from complaints_workbook.marking.cohort.course_folders import LayoutError
from complaints_workbook.marking.cohort.mark_cohort import CellsDifferError, Line, mark_cohort
from complaints_workbook.marking.cohort.pool import ThisProcess
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.gradebook import GradebookError
from complaints_workbook.marking.handed_in.files import UnreadableError, read_file
from complaints_workbook.marking.handed_in.submission import NOTE_LIMIT, TIMESTAMP, read_timestamp
from complaints_workbook.marking.one.material import NotReleasedError
from complaints_workbook.nbgrader_steps.settings import course_of

if TYPE_CHECKING:
    from datetime import datetime

    from nbgrader.apps.api import NbGraderAPI


class AutogradeAsData(Autograde):  # type: ignore[misc]
    """nbgrader's converter, with the one path that marks a submission in place of kernels."""

    def start(self) -> None:
        """Mark what the course directory's student and assignment name."""
        directory = self.coursedir
        if directory.notebook_id not in ("*", directory.assignment_id):
            self._fail(f"An assignment's only notebook has its name; there is no {directory.notebook_id!r}.")
        try:
            course = course_of(directory, directory.assignment_id, self.config)
            students = course.places.students(directory.student_id, directory.student_id_exclude.split(","))
            if not students:
                self._fail(f"Nothing was handed in at {course.places.folder('submitted', directory.student_id)}.")
            failed = [
                line for line in mark_cohort(course, students, ThisProcess(), force=self.force) if self._tell(line)
            ]
        except (CellsDifferError, ContentError, GradebookError, LayoutError, NotReleasedError) as error:
            self._fail(str(error))
        if failed:
            self._fail("; ".join(f"{shown_name(line.student)}: {' '.join(line.remarks)}" for line in failed))

    def _tell(self, line: Line) -> bool:
        """Log what became of a submission, and say whether it failed."""
        level = self.log.error if line.outcome == "failed" else self.log.warning if line.remarks else self.log.info
        level("%s: %s. %s", shown_name(line.student), line.outcome, " ".join(line.remarks))
        return line.outcome == "failed"

    def _fail(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)


def handed_in_at(api: NbGraderAPI, assignment_id: str, student_id: str) -> datetime | None:
    """Return when something was handed in, as marking reads it.

    Formgrader asks for everybody's before it lists anybody, and nbgrader's own way
    ends at the first file that holds no time.
    """
    directory = api.coursedir
    folder = Path(directory.format_path(directory.submitted_directory, student_id, assignment_id))
    try:
        return read_timestamp(read_file(folder / TIMESTAMP, NOTE_LIMIT))
    except UnreadableError:
        return None


def mark_as_data() -> None:
    """Put these where nbgrader's command and formgrader look for their own."""
    nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp = handed_in_at
    for place in (nbgrader.apps.api, nbgrader.apps.autogradeapp, nbgrader.converters):
        place.Autograde = AutogradeAsData
