"""``nbgrader release_feedback`` and formgrader's envelope: give back all the feedback that can be given.

A learner finds their page by a secret that they handed in with their work. nbgrader's own
stops at the first who has none, and all behind that one get nothing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.located import locate
from complaints_workbook.marking.cohort.old_pages import old_pages
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.notes import NOTE_LIMIT, SECRET, noted_in
from complaints_workbook.marking.handed_in.safe_files import MissingFileError, UnreadableError, read_file
from complaints_workbook.marking.handed_in.submission import NotMarkableError
from complaints_workbook.nbgrader_steps.exchange.no_exchange import require_exchange
from complaints_workbook.nbgrader_steps.settings import course_of
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from complaints_workbook.marking.cohort.course_folders import CourseFolders

_LARGEST = 100_000_000
_READABLE = 0o644
"""Nobody can list the folder, and a page's name is as secret as the secret; learners must be able to read theirs."""


class _StaysError(WorkbookError):
    """A page cannot be given back; the message says why."""


class ReleaseEveryPage(ExchangeReleaseFeedback):  # type: ignore[misc]
    """nbgrader's releasing: what can be given back is, and who gets nothing is named with the reason."""

    def ensure_root(self) -> None:
        """Refuse to give back where there is no exchange."""
        name = self.coursedir.assignment_id
        require_exchange(self, "nothing was given back", f"make one zip to hand over with 'workbook feedback {name}'")
        super().ensure_root()

    def copy_files(self) -> None:
        """Give back each learner's page."""
        directory = self.coursedir
        try:
            course = course_of(directory, directory.assignment_id, self.config)
            places = course.places
            excluded = directory.student_id_exclude.split(",")
            students = places.students(directory.student_id or "*", excluded, directory.feedback_directory)
            old = old_pages(course, students) if students else {}
        except WorkbookError as error:
            self.fail(str(error))
        secrets, stays = _secrets(places, students)
        stays |= old
        given: list[str] = []
        for student, secret in secrets.items():
            if student in old:
                continue
            try:
                self._give(places, student, secret)
                given.append(shown_name(student))
            except (_StaysError, OSError) as error:
                stays[student] = str(error)
        if given:
            self.log.info("Gave back for %s: %s (%d).", directory.assignment_id, ", ".join(given), len(given))
        if not students:
            self.log.warning("There is no feedback for %s yet; make it first.", directory.assignment_id)
        for student, why in sorted(stays.items()):
            folder = places.folder(places.feedback_stage, student)
            self.log.warning("%s: the feedback stays in %s. %s", shown_name(student), folder, why)
        if stays and not given:
            self.fail(f"Nothing was given back for {directory.assignment_id}.")

    def _give(self, places: CourseFolders, student: str, secret: str) -> None:
        pages = sorted(places.folder(places.feedback_stage, student).glob("*.html"))
        if not pages:
            msg = "There is no page in it; make the feedback again."
            raise _StaysError(msg)
        for page in pages:
            try:
                content = read_file(page, _LARGEST)
            except UnreadableError as error:
                msg = f"{page.name} {error}."
                raise _StaysError(msg) from None
            name = notebook_hash(secret=secret, notebook_id=page.stem)
            write_whole(Path(self.dest_path, f"{name}.html"), content, _READABLE)


def _secrets(places: CourseFolders, students: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return each learner's secret, and why the others have none that can be used."""
    secrets: dict[str, str] = {}
    stays: dict[str, str] = {}
    for student in students:
        try:
            secrets[student] = _secret(places, student)
        except _StaysError as error:
            stays[student] = str(error)
    times = Counter(secrets.values())
    for student in [student for student, secret in secrets.items() if times[secret] > 1]:
        others = ", ".join(
            shown_name(each) for each in secrets if each != student and secrets[each] == secrets[student]
        )
        stays[student] = f"It would be found by {others or 'another'} too: their work came with the same {SECRET}."
    return {student: secret for student, secret in secrets.items() if student not in stays}, stays


def _secret(places: CourseFolders, student: str) -> str:
    """Return the secret of what was marked, which stands beside the page."""
    try:
        content = read_file(places.folder(places.feedback_stage, student) / SECRET, NOTE_LIMIT)
        secret = content.decode("ascii").strip()
    except (UnreadableError, UnicodeDecodeError):
        secret = ""
    if secret:
        return secret
    try:
        folder = locate(places, student).folder
        read_file(noted_in(folder, places.top(places.submitted_stage)) / SECRET, NOTE_LIMIT)
    except MissingFileError:
        msg = "The work did not come through the exchange, so the page cannot go back through it; hand it over."
        raise _StaysError(msg) from None
    except (UnreadableError, NotMarkableError):
        pass
    msg = f"The {SECRET} that came with the work is empty or damaged, and nobody finds the page without; hand it over."
    raise _StaysError(msg)
