"""Work that was handed in unopened: whose it is, and the step that counts it as unanswered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nbgrader.api import Assignment, SubmittedAssignment
from nbgrader.server_extensions.formgrader.apihandlers import BaseApiHandler
from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
from nbgrader.utils import capture_log, temp_attrs
from sqlalchemy import inspect, select
from tornado.web import HTTPError, authenticated

from complaints_workbook.marking.cohort.unopened import how_to_count
from complaints_workbook.marking.gradebook.tables import RECORDS
from complaints_workbook.nbgrader_steps.converters import UnansweredAsData
from complaints_workbook.nbgrader_steps.formgrader.data_answers import say_what_it_is

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


def unopened(gradebook: Gradebook, assignment: str) -> frozenset[str]:
    """Return whose work was handed in unopened and waits to be counted, as its marking noted."""
    if not inspect(gradebook.db.get_bind()).has_table(RECORDS.name):
        return frozenset()
    query = (
        select(SubmittedAssignment.student_id, RECORDS.c.remarks)
        .join(RECORDS, RECORDS.c.submission_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(Assignment.name == assignment)
    )
    return frozenset(
        student
        for student, remarks in gradebook.db.execute(query)
        if how_to_count(assignment, student) in json.loads(remarks or "[]")
    )


class CountAsUnanswered(BaseApiHandler):  # type: ignore[misc]
    """The step behind the button, as ``workbook mark --unanswered`` does it."""

    set_default_headers = say_what_it_is

    @authenticated
    @check_xsrf  # type: ignore[untyped-decorator]  # nbgrader's say no types
    @check_notebook_dir  # type: ignore[untyped-decorator]
    def post(self, assignment: str, student: str) -> None:
        """Do it, for work that is known to be unopened."""
        if student not in unopened(self.gradebook, assignment):
            raise HTTPError(404)
        with temp_attrs(self.coursedir, assignment_id=assignment, student_id=student):
            self.write(json.dumps(capture_log(UnansweredAsData(coursedir=self.coursedir, parent=self.api))))
