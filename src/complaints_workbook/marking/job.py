"""What a worker does with the submissions that it is given. It never sees the gradebook."""

from __future__ import annotations

import logging
import pickle
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.marking.feedback import feedback_fingerprint, make_feedback
from complaints_workbook.marking.folders import put_folder, unfinished
from complaints_workbook.marking.mark_submission import fingerprint, mark
from complaints_workbook.marking.submission import NotMarkableError, read_submission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from complaints_workbook.marking.entries import Entry, Known
    from complaints_workbook.marking.material import Material
    from complaints_workbook.marking.places import Places
    from complaints_workbook.marking.submission import Submission

_log = logging.getLogger(__name__)

Given = TypeVar("Given")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and where.

    Attributes
    ----------
    places : Places
        The folders.
    links, feedback_links : mapping of str to str
        The files that stand beside every marked notebook and every feedback page.
    packed : bytes
        What to mark with, pickled: a worker unpacks it once and then remembers answers
        from batch to batch. So it needs none of what reading it takes, and no two
        workers can read it differently.
    force : bool
        Whether to do again what is up to date.
    """

    places: Places
    links: Mapping[str, str]
    feedback_links: Mapping[str, str]
    packed: bytes
    force: bool

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
    """What became of a submission: `entry` for the gradebook, a `failure`, or neither when it is unchanged."""

    student: str
    entry: Entry | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What became of a feedback page: its new `fingerprint`, a `failure`, or neither when it is unchanged."""

    student: str
    fingerprint: str | None = None
    failure: str | None = None


def mark_students(job: Job, students: Sequence[tuple[str, str | None]]) -> list[Marked]:
    """Mark submissions and put the marked notebooks in their places.

    Parameters
    ----------
    job : Job
        What to do.
    students : sequence of (str, str or None)
        Each with the fingerprint of what was marked last.

    Returns
    -------
    list of Marked
        One for each.
    """
    material = job.material

    def one(student: str, last: str | None) -> Marked:
        submission = _read(job, student)
        target = job.places.folder(job.places.autograded_stage, student)
        notebook = f"{job.places.assignment}.ipynb"
        current = last == fingerprint(material, submission)
        if not job.force and current and (target / notebook).is_file() and not unfinished(target):
            return Marked(student)
        marked = mark(material, submission)
        shared = job.places.groupshared
        files = {notebook: marked.notebook, **submission.kept}
        # Until the new marks are saved, those of the last time speak of a notebook that is gone.
        unsaved = last is not None and not current
        put_folder(target, files, job.links, mode=0o664 if shared else 0o444, shared=shared, unsaved=unsaved)
        return Marked(student, marked.entry)

    return [_telling(one, Marked, student, last) for student, last in students]


def make_pages(job: Job, students: Sequence[tuple[str, Known]]) -> list[Page]:
    """Make feedback pages and put them in their places.

    Parameters
    ----------
    job : Job
        What to do.
    students : sequence of (str, Known)
        Each with what the gradebook knows of the marked submission.

    Returns
    -------
    list of Page
        One for each.
    """
    material = job.material

    def one(student: str, known: Known) -> Page:
        submission = _read(job, student)
        now = fingerprint(material, submission)
        if now != known.fingerprint:
            return Page(student, failure="It has not been marked as it stands now; mark it first.")
        wanted = feedback_fingerprint(now, known)
        target = job.places.folder(job.places.feedback_stage, student)
        page = f"{job.places.assignment}.html"
        current = known.feedback == wanted
        if not job.force and current and (target / page).is_file() and not unfinished(target):
            return Page(student)
        html = make_feedback(material, mark(material, submission), known)
        shared = job.places.groupshared
        files = {page: html, **submission.kept}
        unsaved = known.feedback is not None and not current
        put_folder(target, files, job.feedback_links, mode=0o664 if shared else 0o644, shared=shared, unsaved=unsaved)
        return Page(student, wanted)

    return [_telling(one, Page, student, known) for student, known in students]


def _read(job: Job, student: str) -> Submission:
    places = job.places
    folder = places.folder(places.submitted_stage, student)
    return read_submission(student, folder, places.top(places.submitted_stage), places.assignment)


def _telling(
    one: Callable[[str, Given], Outcome], outcome: Callable[..., Outcome], student: str, given: Given
) -> Outcome:
    """Do one submission's work, and tell in a sentence why it failed; the others go on."""
    try:
        return one(student, given)
    except NotMarkableError as error:
        return outcome(student, failure=str(error))
    except OSError as error:
        return outcome(student, failure=f"Its files could not be read or written ({error.strerror or error}).")
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the others
        _log.exception("Marking failed")
        name = type(error).__name__
        return outcome(student, failure=f"The workbook met an error of its own ({name}); please tell its developers.")
