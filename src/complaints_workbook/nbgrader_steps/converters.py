"""nbgrader's converters for marking and feedback, by the one path that marks a submission and makes its page."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.converters.generate_feedback import GenerateFeedback

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.mark_cohort import make_feedback_pages, mark_cohort
from complaints_workbook.marking.cohort.pool import ThisProcess
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.nbgrader_steps.settings import course_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class UnansweredAsData(AutogradeAsData):
    """Marks what was handed in unopened as a notebook in which nothing was answered."""

    def _work(self, course: CourseSettings, students: list[str]) -> Iterator[ReportLine]:
        return mark_cohort(course, students, ThisProcess(), unanswered=students)
