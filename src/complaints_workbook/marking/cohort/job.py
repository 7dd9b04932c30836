"""What a worker does with the submissions that it is given. It never sees the gradebook."""

from __future__ import annotations

import logging
import pickle
import time
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.folders import put_folder, unfinished
from complaints_workbook.marking.cohort.located import locate
from complaints_workbook.marking.cohort.unchanged import unchanged_cells
from complaints_workbook.marking.cohort.unopened import (
    COUNTED,
    COUNTED_ON_PAGE,
    NOT_UNOPENED,
    as_unanswered,
    how_to_count,
    is_unopened,
    perhaps_unopened,
)
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
    names : mapping of str to str
        First and last names by student, for feedback pages; those without one are left out.
    unanswered : frozenset of str
        Students whose work counts as unanswered if it was handed in unopened.
    seconds : float
        How long to work on a batch before giving back what is done, so that the marks of some need not
        wait for the slow work of others.
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
    names: Mapping[str, str] = field(default_factory=dict)
    unanswered: frozenset[str] = frozenset()
    seconds: float = float("inf")

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
    remarks : tuple of str
        Sentences about where it lies and what it counts as, which the gradebook does not keep.
    timestamp : datetime or None
        When it says that it was handed in, in UTC without a zone.
    no_time : str
        Why it says no time, in words that follow nothing.
    unopened : bool
        Whether it counts as unanswered because it was handed in unopened.
    """

    student: str
    entry: SubmissionMarks | None = None
    page: str | None = None
    page_waits: bool = False
    failure: str | None = None
    page_failure: str | None = None
    remarks: tuple[str, ...] = ()
    timestamp: datetime | None = None
    no_time: str = ""
    unopened: bool = False


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
        One for each, in their order, as far as the job's time allows: at least for the first.
    """
    end = time.monotonic() + job.seconds
    done = []
    for student, known in students:
        done.append(_mark_student(job, student, known))
        if time.monotonic() > end:
            break
    return done


def _mark_student(job: Job, student: str, known: Recorded | None) -> Marked:
    try:
        located = locate(job.places, student)
        top = job.places.top(job.places.submitted_stage)
        submission = read_submission(student, located.folder, top, job.places.assignment, job.material.released_files)
        counts = student in job.unanswered and _is_unopened(job.material, submission)
        if counts:
            submission = as_unanswered(submission)
        marked = _mark(job, submission, known) if job.marks else None
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the others
        return Marked(student, failure=_why(error))
    decided = (COUNTED if counts else NOT_UNOPENED,) if student in job.unanswered else ()
    done = Marked(
        student,
        marked.entry if marked is not None else None,
        remarks=(*decided, *located.remarks),
        timestamp=submission.timestamp,
        no_time=submission.no_time,
        unopened=counts,
    )
    return _with_page(job, submission, marked, known, done) if job.pages else done


def _with_page(
    job: Job, submission: Submission, marked: MarkedSubmission | None, known: Recorded | None, done: Marked
) -> Marked:
    """Make the feedback page too, and return what became of it all."""
    entry = done.entry
    if entry is None:
        if known is None or known.fingerprint != fingerprint(job.material, submission):
            return replace(done, page_failure="It has not been marked as it stands now; mark it first.")
        state = known
    elif job.due is not None and (entry.timestamp is None or entry.timestamp > job.due):
        return replace(done, page_waits=True)
    else:
        state = recorded_after(known, entry, job.tasks)
    try:
        note = COUNTED_ON_PAGE if done.unopened else ""
        return replace(done, page=_make_page(job, submission, marked, state, note))
    except Exception as error:  # noqa: BLE001 - as above
        return replace(done, page_failure=_why(error))


def _is_unopened(material: Material, submission: Submission) -> bool:
    return perhaps_unopened(submission) and is_unopened(material, submission, mark(material, submission))


def _mark(job: Job, submission: Submission, known: Recorded | None) -> MarkedSubmission | None:
    """Mark a submission and put the marked notebook in its place, unless all is as it was."""
    target = job.places.folder(job.places.autograded_stage, submission.student)
    notebook = f"{job.places.assignment}.ipynb"
    current = known is not None and known.fingerprint == fingerprint(job.material, submission)
    if not job.force and current and _stands(target, notebook):
        return None
    marked = _with_entry(job, submission, known, mark(job.material, submission))
    shared = job.places.groupshared
    # Until the new marks are saved, those of the last time speak of a notebook that is gone.
    unsaved = known is not None and known.fingerprint is not None and not current
    files = {notebook: marked.notebook, **submission.kept}
    put_folder(target, files, job.links, mode=0o664 if shared else 0o444, shared=shared, unsaved=unsaved)
    return marked


def _with_entry(job: Job, submission: Submission, known: Recorded | None, marked: MarkedSubmission) -> MarkedSubmission:
    """Return what was marked, with what the gradebook has to know of how it differs from before."""
    entry = marked.entry
    if is_unopened(job.material, submission, marked):
        entry = replace(entry, remarks=(how_to_count(job.places.assignment, submission.student),))
    if known is not None and known.tutored:
        entry = replace(entry, unchanged=_unchanged(job, marked))
    return marked if entry is marked.entry else replace(marked, entry=entry)


def _unchanged(job: Job, marked: MarkedSubmission) -> frozenset[str]:
    """Return the cells that are as they were, as far as the notebook of the last time still stands."""
    target = job.places.folder(job.places.autograded_stage, marked.entry.student)
    before = target / f"{job.places.assignment}.ipynb"
    if not _stands(target, before.name):
        return frozenset()
    return unchanged_cells(before.read_bytes(), marked.notebook, marked.entry.scores.keys())


def _make_page(
    job: Job, submission: Submission, marked: MarkedSubmission | None, known: Recorded, note: str
) -> str | None:
    """Make a feedback page and put it in its place; give its fingerprint, unless all is as it was."""
    name = job.names.get(submission.student, submission.student)
    wanted = feedback_fingerprint(known, name)
    target = job.places.folder(job.places.feedback_stage, submission.student)
    page = f"{job.places.assignment}.html"
    current = known.feedback == wanted
    if not job.force and current and _stands(target, page):
        return None
    html = make_feedback(job.material, marked or mark(job.material, submission), known, name, note)
    shared = job.places.groupshared
    unsaved = known.feedback is not None and not current
    files = {page: html, **submission.kept}
    put_folder(target, files, job.feedback_links, mode=0o664 if shared else 0o644, shared=shared, unsaved=unsaved)
    return wanted


def _stands(folder: Path, name: str) -> bool:
    """Return whether a finished folder with this file is in its place."""
    return (folder / name).is_file() and not unfinished(folder)


def _why(error: Exception) -> str:
    """Say in a sentence why one submission's work failed."""
    if isinstance(error, NotMarkableError):
        return str(error)
    if isinstance(error, OSError):
        return f"Its files could not be read or written ({error.strerror or error})."
    _log.error("Marking failed", exc_info=error)
    return f"The workbook met an error of its own ({type(error).__name__}); please tell its developers."
