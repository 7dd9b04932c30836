"""The page on which a tutor marks a submission, and the way from one submission to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from complaints_workbook.nbgrader_steps.formgrader.marked_work import InGradebook, arranged
from complaints_workbook.nbgrader_steps.formgrader.page import FormgraderPage, segment, shown
from complaints_workbook.nbgrader_steps.formgrader.submitted_notebooks import (
    another,
    marked_notebook,
    submitted_notebooks,
)
from complaints_workbook.nbgrader_steps.formgrader.titles import learner_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbgrader.api import SubmittedNotebook


class WithSlash(FormgraderPage):
    """The address without its last stroke, which pictures are looked up from."""

    @shown
    def get(self, submission: str) -> None:
        """Lead to the page itself."""
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(f"{self.top}/formgrader/submissions/{segment(submission)}/{query}")


class Marking(FormgraderPage):
    """A submission with everything that it is marked by: question, mark scheme, answer, marks and comment."""

    @shown
    def get(self, submission: str) -> None:
        """Show it."""
        with self.gradebook_now() as gradebook:
            found = gradebook.find_submission_notebook_by_id(submission)
            assignment, notebook = found.assignment.assignment.name, found.notebook.name
            order = submitted_notebooks(gradebook, self.coursedir, assignment, notebook)
            path = marked_notebook(self.coursedir, found.student.id, assignment, notebook)
            ids = [each.id for each in order]
            if found.id not in ids:
                self.set_status(404)
                words = "The marked notebook is gone from autograded/. Mark the submission again, under Assignments."
                self.show("error.html.j2", words=words, code=404)
                return
            asked = _asked(found)
            self.show(
                "marking.html.j2",
                submission=found.id,
                assignment=assignment,
                notebook=notebook,
                number=ids.index(found.id) + 1,
                total=len(ids),
                name=learner_name(vars(found.student), found.student.id),
                flagged=found.flagged,
                score=found.score,
                points=found.max_score,
                penalty=found.late_submission_penalty,
                blocks=arranged(json.loads(path.read_bytes())["cells"], asked),
            )


def _asked(found: SubmittedNotebook) -> Mapping[str, InGradebook]:
    """Return what the gradebook has of each cell that marks are given for, or comments."""
    grades: dict[str, Any] = {grade.name: grade for grade in found.grades}
    comments: dict[str, Any] = {comment.name: comment for comment in found.comments}
    return {name: InGradebook(grades[name], comments.get(name)) for name in grades}


class Another(FormgraderPage):
    """The way to the next or previous submission: any, or one that waits for marks."""

    @shown
    def get(self, submission: str, way: str) -> None:
        """Lead there, to the same place on the page, or back to the list at the end."""
        with self.gradebook_now() as gradebook:
            found = gradebook.find_submission_notebook_by_id(submission)
            assignment, notebook = found.assignment.assignment.name, found.notebook.name
            order = submitted_notebooks(gradebook, self.coursedir, assignment, notebook)
        if submission not in [each.id for each in order]:
            raise HTTPError(404)
        direction, _, only = way.partition("_")
        step = 1 if direction == "next" else -1
        to = another(order, submission, step, (lambda each: each.waits) if only else (lambda _each: True))
        if to is None:
            self.redirect(f"{self.top}/formgrader/gradebook/{segment(assignment)}/{segment(notebook)}")
            return
        place = self.get_query_argument("index", "")
        self.redirect(f"{self.top}/formgrader/submissions/{to}/{f'?index={segment(place)}' if place else ''}")
