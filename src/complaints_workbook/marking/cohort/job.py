"""What a worker does with the submissions that it is given. It never sees the gradebook."""

from __future__ import annotations

import logging
import pickle
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.folders import put_folder, unfinished
from complaints_workbook.marking.feedback.make_feedback import feedback_fingerprint, make_feedback
from complaints_workbook.marking.handed_in.submission import NotMarkableError, read_submission
from complaints_workbook.marking.one.mark_submission import fingerprint, mark
from complaints_workbook.marking.records import recorded_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.mark_submission import MarkedSubmission
    from complaints_workbook.marking.one.material import Material
    from complaints_workbook.marking.records import Recorded, SubmissionMarks

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and where.

    Attributes
    ----------
    places : CourseFolders
        The folders.
    links, feedback_links : mapping of str to str
        The files that stand beside every marked notebook and every feedback page.
    packed : bytes
        What to mark with, pickled: a worker unpacks it once and then remembers answers
        from batch to batch. So it needs none of what reading it takes, and no two
        workers can read it differently.
    force : bool
        Whether to do again what is up to date.
    marks, pages : bool
        Whether to mark, and whether to make feedback pages.
    due : datetime or None
        When the assignment is due, in UTC without a zone.
    tasks : tuple of str
        Grade ids of nbgrader's tasks.
    """

    places: CourseFolders
    links: Mapping[str, str]
    feedback_links: Mapping[str, str]
    packed: bytes
    force: bool
    marks: bool = True
    pages: bool = False
    due: datetime | None = None
    tasks: tuple[str, ...] = ()

    @property
    def material(self) -> Material:
        """What to mark with."""
        return _unpack(self.packed)


@lru_cache(maxsize=2)
def _unpack(packed: bytes) -> Material:
    material: Material = pickle.loads(packed)  # noqa: S301 - from the process that gives the work
    return material


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of a submission.

    Attributes
    ----------
    entry : SubmissionMarks or None
        For the gradebook; None if it is unchanged, or failed.
    page : str or None
        The fingerprint of its new feedback page; None if that is unchanged, or failed, or waits.
    page_waits : bool
        Whether the page can only be made when the gradebook has worked out what lateness costs.
    failure, page_failure : str or None
        Why it could not be marked, and why its page could not be made.
    """

    student: str
    entry: SubmissionMarks | None = None
    page: str | None = None
    page_waits: bool = False
    failure: str | None = None
    page_failure: str | None = None


def mark_students(job: Job, students: Sequence[tuple[str, Recorded | None]]) -> list[Marked]:
    """Mark submissions, make their feedback pages, and put both in their places.

    Parameters
    ----------
    job : Job
        What to do.
    students : sequence of (str, Recorded or None)
        Each with what the gradebook knows of the submission.

    Returns
    -------
    list of Marked
        One for each.
    """
    return [_mark_student(job, student, known) for student, known in students]


def _mark_student(job: Job, student: str, known: Recorded | None) -> Marked:
    material = job.material
    try:
        submission = _read(job, student)
        marked = _mark(job, submission, known) if job.marks else None
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the others
        return Marked(student, failure=_why(error))
    entry = marked.entry if marked is not None else None
    if not job.pages:
        return Marked(student, entry)
    if entry is None:
        if known is None or known.fingerprint != fingerprint(material, submission):
            return Marked(student, page_failure="It has not been marked as it stands now; mark it first.")
        state = known
    elif job.due is not None and (entry.timestamp is None or entry.timestamp > job.due):
        return Marked(student, entry, page_waits=True)
    else:
        state = recorded_after(known, entry, job.tasks)
    try:
        return Marked(student, entry, _make_page(job, submission, marked, state))
    except Exception as error:  # noqa: BLE001 - as above
        return Marked(student, entry, page_failure=_why(error))


def _mark(job: Job, submission: Submission, known: Recorded | None) -> MarkedSubmission | None:
    """Mark a submission and put the marked notebook in its place, unless all is as it was."""
    target = job.places.folder(job.places.autograded_stage, submission.student)
    notebook = f"{job.places.assignment}.ipynb"
    current = known is not None and known.fingerprint == fingerprint(job.material, submission)
    if not job.force and current and _stands(target, notebook):
        return None
    marked = mark(job.material, submission)
    shared = job.places.groupshared
    # Until the new marks are saved, those of the last time speak of a notebook that is gone.
    unsaved = known is not None and known.fingerprint is not None and not current
    files = {notebook: marked.notebook, **submission.kept}
    put_folder(target, files, job.links, mode=0o664 if shared else 0o444, shared=shared, unsaved=unsaved)
    return marked


def _make_page(job: Job, submission: Submission, marked: MarkedSubmission | None, known: Recorded) -> str | None:
    """Make a feedback page and put it in its place; give its fingerprint, unless all is as it was."""
    wanted = feedback_fingerprint(known)
    target = job.places.folder(job.places.feedback_stage, submission.student)
    page = f"{job.places.assignment}.html"
    current = known.feedback == wanted
    if not job.force and current and _stands(target, page):
        return None
    html = make_feedback(job.material, marked or mark(job.material, submission), known)
    shared = job.places.groupshared
    unsaved = known.feedback is not None and not current
    files = {page: html, **submission.kept}
    put_folder(target, files, job.feedback_links, mode=0o664 if shared else 0o644, shared=shared, unsaved=unsaved)
    return wanted


def _stands(folder: Path, name: str) -> bool:
    """Return whether a finished folder with this file is in its place."""
    return (folder / name).is_file() and not unfinished(folder)


def _read(job: Job, student: str) -> Submission:
    places = job.places
    folder = places.folder(places.submitted_stage, student)
    return read_submission(student, folder, places.top(places.submitted_stage), places.assignment)


def _why(error: Exception) -> str:
    """Say in a sentence why one submission's work failed."""
    if isinstance(error, NotMarkableError):
        return str(error)
    if isinstance(error, OSError):
        return f"Its files could not be read or written ({error.strerror or error})."
    _log.error("Marking failed", exc_info=error)
    return f"The workbook met an error of its own ({type(error).__name__}); please tell its developers."
