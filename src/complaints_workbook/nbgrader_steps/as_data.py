"""``nbgrader autograde`` and ``nbgrader generate_feedback``, and formgrader's buttons, working from data.

nbgrader lets settings choose the steps that a notebook goes through. It does not let
them choose what happens before: it copies every file that was handed in, following
links wherever they lead, and reads the notebook whole. So its converters are replaced
by the one path that marks a submission and makes its feedback page.
"""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generatefeedbackapp
import nbgrader.converters
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.converters.generate_feedback import GenerateFeedback

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.mark_cohort import make_feedback_pages, mark_cohort
from complaints_workbook.marking.cohort.pool import ThisProcess
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.marking.handed_in.submission import NOTE_LIMIT, TIMESTAMP, read_timestamp
from complaints_workbook.nbgrader_steps.formgrader.hooks import make_formgrader_ours
from complaints_workbook.nbgrader_steps.settings import course_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from nbgrader.apps.api import NbGraderAPI

    from complaints_workbook.marking.cohort.mark_cohort import CourseSettings
    from complaints_workbook.marking.cohort.report import ReportLine


class _AsData(BaseConverter):  # type: ignore[misc]
    """A converter of nbgrader's that converts nothing; it is told what becomes of each submission."""

    def start(self) -> None:
        """Work on what the course directory's student and assignment name."""
        directory = self.coursedir
        if directory.notebook_id not in ("*", directory.assignment_id):
            self._fail(f"An assignment's only notebook has its name; there is no {directory.notebook_id!r}.")
        try:
            course = course_of(directory, directory.assignment_id, self.config)
            excluded = directory.student_id_exclude.split(",")
            students = course.places.students(directory.student_id, excluded, self._input_directory)
            if not students:
                self._fail(f"There is nothing at {course.places.folder(self._input_directory, directory.student_id)}.")
            failed = [line for line in self._work(course, students) if self._tell(line)]
        except WorkbookError as error:
            self._fail(str(error))
        if failed:
            self._fail("; ".join(f"{shown_name(line.student)}: {' '.join(line.remarks)}" for line in failed))

    @abstractmethod
    def _work(self, course: CourseSettings, students: list[str]) -> Iterator[ReportLine]:
        """Do what the converter is for, and yield what becomes of each submission."""

    def _tell(self, line: ReportLine) -> bool:
        """Log what became of a submission, and say whether it failed."""
        level = self.log.error if line.outcome == "failed" else self.log.warning if line.remarks else self.log.info
        level("%s: %s. %s", shown_name(line.student), line.outcome, " ".join(line.remarks))
        return line.outcome == "failed"

    def _fail(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)


class AutogradeAsData(_AsData, Autograde):  # type: ignore[misc]
    """nbgrader's converter, with the one path that marks a submission in place of kernels."""

    def _work(self, course: CourseSettings, students: list[str]) -> Iterator[ReportLine]:
        everybody = self.coursedir.student_id == "*"
        return mark_cohort(course, students, ThisProcess(), force=self.force, everybody=everybody)


class GenerateFeedbackAsData(_AsData, GenerateFeedback):  # type: ignore[misc]
    """nbgrader's converter, with the same pages that ``workbook mark --feedback`` makes."""

    def _work(self, course: CourseSettings, students: list[str]) -> Iterator[ReportLine]:
        return make_feedback_pages(course, students, ThisProcess(), force=self.force)


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
    """Put these where nbgrader's commands and formgrader look for their own."""
    nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp = handed_in_at
    for place in (nbgrader.apps.api, nbgrader.apps.autogradeapp, nbgrader.converters):
        place.Autograde = AutogradeAsData
    for place in (nbgrader.apps.api, nbgrader.apps.generatefeedbackapp, nbgrader.converters):
        place.GenerateFeedback = GenerateFeedbackAsData
    make_formgrader_ours()
