"""The pages of the assignments: all of them, what was handed in for one, and what is to be marked by hand."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from complaints_workbook.nbgrader_steps.formgrader.page import FormgraderPage, segment, shown
from complaints_workbook.nbgrader_steps.formgrader.submitted_notebooks import submitted_notebooks
from complaints_workbook.nbgrader_steps.formgrader.summaries import Average, average_of, not_handed_in, summarised
from complaints_workbook.nbgrader_steps.formgrader.unopened import unopened

if TYPE_CHECKING:
    from collections.abc import Mapping


class Start(FormgraderPage):
    """Formgrader's own address. It names no course: the one that JupyterLab was started in is shown."""

    @shown
    def get(self) -> None:
        """Lead to the assignments."""
        self.redirect(f"{self.top}/formgrader/manage_assignments")


class NotThere(FormgraderPage):
    """Every other address of formgrader's."""

    @shown
    def get(self) -> None:
        """Say that there is no such page."""
        raise HTTPError(404)


class Assignments(FormgraderPage):
    """All assignments, and the steps of each."""

    @shown
    def get(self) -> None:
        """Show them."""
        api = self.api
        self.show(
            "assignments.html.j2",
            assignments=api.get_assignments(),
            folder_prefix=self.url_prefix,
            exchange=None if sys.platform == "win32" else str(api.exchange_root),
            exchange_missing=api.exchange_missing,
            zone=api.timezone,
        )


class Submissions(FormgraderPage):
    """What was handed in for an assignment, and the steps of each submission."""

    @shown
    def get(self, assignment: str) -> None:
        """Show it."""
        api = self.api
        about = _assignment(api, assignment)
        submissions = api.get_submissions(assignment)
        with self.gradebook_now() as gradebook:
            waiting = unopened(gradebook, assignment)
        duedate = datetime.fromisoformat(about["duedate"]) if about["duedate"] else None
        self.show(
            "submissions.html.j2",
            assignment=assignment,
            rows=[summarised(submission, duedate) for submission in submissions],
            unopened=waiting,
            missing=not_handed_in(api.get_students(), submissions),
            due=about["display_duedate"],
        )


class ToMark(FormgraderPage):
    """The assignments of which something is to be marked by hand, or was."""

    @shown
    def get(self) -> None:
        """Show them."""
        api = self.api
        rows = [(about, _average(api, about)) for about in api.get_assignments()]
        self.show("gradebook.html.j2", rows=[row for row in rows if row[0]["num_submissions"] or row[1].count])


class Notebooks(FormgraderPage):
    """The notebooks of an assignment; there is hardly ever more than one."""

    @shown
    def get(self, assignment: str) -> None:
        """Show them, or the submissions of the only one."""
        api = self.api
        _assignment(api, assignment)
        notebooks = [notebook["name"] for notebook in api.get_notebooks(assignment)]
        if len(notebooks) == 1:
            self.redirect(f"{self.top}/formgrader/gradebook/{segment(assignment)}/{segment(notebooks[0])}")
            return
        self.show("notebooks.html.j2", assignment=assignment, notebooks=notebooks)


class NotebookSubmissions(FormgraderPage):
    """The submissions of a notebook, by number and not by name."""

    @shown
    def get(self, assignment: str, notebook: str) -> None:
        """Show them."""
        with self.gradebook_now() as gradebook:
            gradebook.find_notebook(notebook, assignment)
            order = submitted_notebooks(gradebook, self.coursedir, assignment, notebook)
            marks = {row["id"]: row for row in gradebook.notebook_submission_dicts(notebook, assignment)}
        rows = [(number, marks[each.id]) for number, each in enumerate(order, 1)]
        self.show("notebook.html.j2", assignment=assignment, notebook=notebook, rows=rows)


def _assignment(api: Any, assignment: str) -> Mapping[str, Any]:
    # What an address names is looked up before it is made a folder's name.
    if assignment not in api.get_source_assignments():
        raise HTTPError(404)
    found: Mapping[str, Any] = api.get_assignment(assignment)
    return found


def _average(api: Any, about: Mapping[str, Any]) -> Average:
    with api.gradebook as gradebook:
        return average_of(gradebook.submission_dicts(about["name"]) if about["id"] else ())
