"""What a learner handed in, shown as it came; and the pictures of marked notebooks."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from tornado.web import HTTPError

from complaints_workbook.marking.cohort.course_folders import LayoutError, places_of
from complaints_workbook.nbgrader_steps.formgrader.handed_in import read_folder
from complaints_workbook.nbgrader_steps.formgrader.page import FormgraderPage, shown
from complaints_workbook.nbgrader_steps.formgrader.titles import learner_name

_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"}


class HandedIn(FormgraderPage):
    """All that a learner's folder holds, as text and pictures. Nothing of it is run or followed."""

    @shown
    def get(self, assignment: str, student: str) -> None:
        """Show it to somebody who knows whose it is."""
        api = self.api
        # An address is believed only as far as it names what stands there.
        if assignment not in api.get_source_assignments():
            raise HTTPError(404)
        name = next((learner_name(each, student) for each in api.get_students() if each["id"] == student), student)
        self._show(assignment, student, name)

    def _show(self, assignment: str, student: str, name: str) -> None:
        try:
            places = places_of(self.coursedir, assignment)
        except LayoutError:
            raise HTTPError(404) from None
        top = places.top(places.submitted_stage)
        home = places.home(student)
        if home.parent != top or home.name not in _names_in(top):
            raise HTTPError(404)
        released = places.release / f"{assignment}.ipynb"
        folder = home / places.folder(places.submitted_stage, student).name
        self.show(
            "handed_in.html.j2",
            assignment=assignment,
            name=name,
            # What was put at another place is seen too.
            entries=read_folder(folder if folder.is_dir() else home, top, released),
        )


class HandedInById(HandedIn):
    """The same of a marked submission, which does not tell whose it is."""

    @shown
    def get(self, submission: str) -> None:
        """Show it under the submission's number."""
        with self.gradebook_now() as gradebook:
            found = gradebook.find_submission_notebook_by_id(submission)
            assignment, student = found.assignment.assignment.name, found.student.id
        self._show(assignment, student, "")


class Pictures(FormgraderPage):
    """The pictures that a marked notebook shows, which the assignment's authors put beside it."""

    @shown
    def get(self, submission: str, path: str) -> None:
        """Send one."""
        with self.gradebook_now() as gradebook:
            found = gradebook.find_submission_notebook_by_id(submission)
            folder = self.folder("autograded_directory", found.student.id, found.assignment.assignment.name)
        # Links are followed: marked folders share their pictures, which stand elsewhere in autograded/.
        picture, shared = folder / path, Path(self.coursedir.root, self.coursedir.autograded_directory).resolve()
        kind = mimetypes.guess_type(picture.name)[0]
        inside = ".." not in picture.parts and picture.resolve().is_relative_to(shared)
        if kind not in _PICTURES or not inside or not picture.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", kind)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(picture.read_bytes())

    @property
    def content_security_policy(self) -> str:
        """A drawing that is opened by itself may do nothing."""
        return "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []
