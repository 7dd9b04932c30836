"""Mark a whole cohort: many workers, one writer.

The order makes a run that is killed at any moment safe. A worker puts a finished
folder in its place; then the writer saves its marks, and of what they were made, in
one transaction. What has no such record, or a record of other work than stands in the
folder, is marked again by the next run, to the same folder and the same marks.
"""

from __future__ import annotations

import pickle
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.marking.folders import finish, stage
from complaints_workbook.marking.gradebook import open_gradebook
from complaints_workbook.marking.job import Job, Marked, Page, make_pages, mark_students
from complaints_workbook.marking.material import load_material
from complaints_workbook.marking.pool import Lost
from complaints_workbook.marking.submission import NotMarkableError, check_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from complaints_workbook.marking.entries import Known
    from complaints_workbook.marking.gradebook import CohortGradebook
    from complaints_workbook.marking.gradebook.late_penalty import LatePenalty
    from complaints_workbook.marking.places import Places
    from complaints_workbook.marking.pool import Pool

BATCH = 50
"""Submissions that a worker gets at a time: a fraction of a second's work."""

_STAGE = ".workbook"
"""Where the files that every folder links to are kept; nbgrader passes hidden folders over."""

Given = TypeVar("Given")
Outcome = TypeVar("Outcome")

_POISON = "Marking it ended the process that marked; it may need more memory than there is."


class CellsDifferError(Exception):
    """The gradebook knows other cells than the released notebook has."""


@dataclass(frozen=True)
class Course:
    """A course as nbgrader's settings describe it, for one assignment."""

    places: Places
    db_url: str
    course_id: str
    late_penalty: LatePenalty | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a submission, as the report tells it.

    Attributes
    ----------
    outcome : str
        ``marked``, ``unchanged`` or ``failed``.
    waits : int
        Cells that wait for the tutor.
    remarks : tuple of str
        Sentences: why it failed, or what the tutor should know.
    """

    student: str
    outcome: str
    waits: int
    remarks: tuple[str, ...]


@dataclass
class Tally:
    """How many submissions became what."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("marked", "unchanged", "failed"), 0))
    waiting: int = 0

    def add(self, line: Line) -> None:
        """Count a submission."""
        self.counts[line.outcome] += 1
        self.waiting += line.waits > 0


def mark_cohort(course: Course, students: Sequence[str], pool: Pool, *, force: bool = False) -> Iterator[Line]:
    """Mark submissions.

    Parameters
    ----------
    course : Course
        Where they are.
    students : sequence of str
        Whose.
    pool : Pool
        Who does the work.
    force : bool
        Whether to mark again what is marked already.

    Yields
    ------
    Line
        For each submission, in any order, once its marks are saved.

    Raises
    ------
    GradebookError, PoolError, CellsDifferError, NotReleasedError, ContentError
        If the work cannot go on. What was given until then is saved.
    """
    job = _job(course.places, force=force)
    good, refused = _by_name(students)
    yield from refused
    with _gradebook(course) as gradebook:
        _check_cells(job, gradebook)
        known: dict[str, Known] = {}

        def batches() -> Iterator[list[tuple[str, str | None]]]:
            for names in _batched(good):
                found = gradebook.known(names)
                known.update(found)
                yield [(name, found[name].fingerprint if name in found else None) for name in names]

        for done in _run(pool, partial(mark_students, job), batches(), Marked):
            gradebook.write([marked.entry for marked in done if marked.entry is not None])
            _finish(course.places, course.places.autograded_stage, [m.student for m in done if m.entry is not None])
            for marked in done:
                yield _line(marked, known.pop(marked.student, None))


def make_feedback_pages(course: Course, students: Sequence[str], pool: Pool, *, force: bool = False) -> Iterator[Line]:
    """Make the feedback pages of marked submissions.

    Parameters, what is given and what is raised are those of `mark_cohort`; a
    submission that is not in the gradebook is passed over.
    """
    job = _job(course.places, force=force)
    good, _ = _by_name(students)
    with _gradebook(course) as gradebook:

        def batches() -> Iterator[list[tuple[str, Known]]]:
            for names in _batched(good):
                found = gradebook.known(names)
                if wanted := [(name, found[name]) for name in names if name in found and found[name].fingerprint]:
                    yield wanted

        for done in _run(pool, partial(make_pages, job), batches(), Page):
            made = {page.student: page.fingerprint for page in done if page.fingerprint is not None}
            gradebook.write_feedback(made)
            _finish(course.places, course.places.feedback_stage, made)
            for page in done:
                failed = page.failure is not None
                outcome = "failed" if failed else "marked" if page.fingerprint else "unchanged"
                yield Line(page.student, outcome, 0, (page.failure,) if page.failure else ())


def _finish(places: Places, stage_name: str, students: Iterable[str]) -> None:
    for student in students:
        finish(places.folder(stage_name, student))


def _run(
    pool: Pool,
    work: Callable[[list[tuple[str, Given]]], list[Outcome]],
    batches: Iterable[list[tuple[str, Given]]],
    outcome: Callable[..., Outcome],
) -> Iterator[list[Outcome]]:
    """Do the work, and one by one what no worker survived, until the one that ends them is found."""
    alone: deque[tuple[str, Given]] = deque()
    for batch, done in pool.run(work, batches):
        if isinstance(done, Lost):
            alone.extend(batch)
        else:
            yield done
    for batch, done in pool.run(work, ([one] for one in alone), singly=True):
        yield [outcome(batch[0][0], failure=_POISON)] if isinstance(done, Lost) else done


def _job(places: Places, *, force: bool) -> Job:
    shared = places.groupshared
    links, feedback_links = (
        stage(places.top(step) / _STAGE / places.assignment, places.source, places.extras, mode)
        for step, mode in (
            (places.autograded_stage, 0o664 if shared else 0o444),
            (places.feedback_stage, 0o664 if shared else 0o644),
        )
    )
    return Job(places, links, feedback_links, pickle.dumps(load_material(places.source, places.release)), force)


def _gradebook(course: Course) -> AbstractContextManager[CohortGradebook]:
    return open_gradebook(course.db_url, course.course_id, course.places.assignment, late_penalty=course.late_penalty)


def _check_cells(job: Job, gradebook: CohortGradebook) -> None:
    """Refuse to mark with a released notebook that the gradebook does not know."""
    released = {cell.name: cell.points for cell in job.material.graded}
    if released != {name: cell.max_score for name, cell in gradebook.cells.graded.items()}:
        name = job.places.assignment
        msg = (
            f"The gradebook knows other exercises or points than {job.places.release} has. "
            f"Run 'nbgrader generate_assignment {name} --force', then mark again."
        )
        raise CellsDifferError(msg)


def _by_name(students: Iterable[str]) -> tuple[list[str], list[Line]]:
    """Tell names that can be learners' from those that cannot."""
    good, refused = [], []
    for student in students:
        try:
            check_name(student)
            good.append(student)
        except NotMarkableError as error:
            refused.append(Line(student, "failed", 0, (str(error),)))
    return good, refused


def _batched(names: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(names)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _line(marked: Marked, known: Known | None) -> Line:
    if marked.failure is not None:
        return Line(marked.student, "failed", 0, (marked.failure,))
    if marked.entry is not None:
        waits = sum(score is None for score in marked.entry.scores.values())
        return Line(marked.student, "marked", waits, marked.entry.remarks)
    return Line(marked.student, "unchanged", len(known.waiting) if known else 0, known.remarks if known else ())
