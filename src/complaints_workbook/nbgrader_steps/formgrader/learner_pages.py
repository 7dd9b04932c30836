"""The pages of the learners: the class list, and what one of them handed in."""

from __future__ import annotations

from nbgrader.api import Student
from sqlalchemy import select
from tornado.web import HTTPError

from complaints_workbook.nbgrader_steps.formgrader.page import FormgraderPage, shown
from complaints_workbook.nbgrader_steps.formgrader.summaries import summarised
from complaints_workbook.nbgrader_steps.formgrader.titles import learner_name, sorted_by


class Learners(FormgraderPage):
    """Everybody on the class list, or who has handed something in."""

    @shown
    def get(self) -> None:
        """Show them."""
        rows = [(each, learner_name(each, each["id"]), sorted_by(each, each["id"])) for each in self.api.get_students()]
        self.show("learners.html.j2", rows=rows)


class OneLearner(FormgraderPage):
    """What one learner has handed in."""

    @shown
    def get(self, student: str) -> None:
        """Show it."""
        api = self.api
        about = api.get_student(student)
        if about is None:
            raise HTTPError(404)
        submissions = [each for each in api.get_student_submissions(student) if each]
        self.show(
            "learner.html.j2",
            student=student,
            name=learner_name(about, student),
            rows=[(each, summarised(each, None)) for each in submissions],
        )


class LearnersSubmission(FormgraderPage):
    """One learner's submission of an assignment."""

    @shown
    def get(self, student: str, assignment: str) -> None:
        """Lead to the only notebook of it, or show them all."""
        notebooks = self.api.get_student_notebook_submissions(student, assignment)
        if not notebooks:
            raise HTTPError(404)
        if len(notebooks) == 1 and notebooks[0]["id"]:
            self.redirect(f"{self.top}/formgrader/submissions/{notebooks[0]['id']}/")
            return
        with self.gradebook_now() as gradebook:
            row = (
                gradebook.db.execute(select(Student.first_name, Student.last_name).where(Student.id == student))
                .one()
                ._asdict()
            )
        self.show(
            "learners_submission.html.j2",
            student=student,
            name=learner_name(row, student),
            assignment=assignment,
            notebooks=notebooks,
        )
