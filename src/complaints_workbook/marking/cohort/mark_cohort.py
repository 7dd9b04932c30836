"""Mark a whole cohort: many workers, one writer.

The order makes a run that is killed at any moment safe. A worker puts a finished
folder in its place; then the writer saves its marks, and of what they were made, in
one transaction. What has no such record, or a record of other work than stands in the
folder, is marked again by the next run, to the same folder and the same marks.
"""

from __future__ import annotations

import pickle
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.folders import finish, stage
from complaints_workbook.marking.cohort.job import Job, Marked, mark_students
from complaints_workbook.marking.cohort.pool import Lost
from complaints_workbook.marking.gradebook import open_gradebook
from complaints_workbook.marking.handed_in.submission import NotMarkableError, check_name
from complaints_workbook.marking.marking_error import MarkingError
from complaints_workbook.marking.one.material import load_material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.cohort.pool import Pool
    from complaints_workbook.marking.gradebook import CohortGradebook
    from complaints_workbook.marking.gradebook.late_penalty import LatePenalty
    from complaints_workbook.marking.records import Recorded

BATCH = 100
"""Submissions that a worker gets at a time: a fraction of a second's work."""

_STAGE = ".workbook"
"""Where the files that every folder links to are kept; nbgrader passes hidden folders over."""

_STRANGER = "The gradebook has no such learner, and this course's settings let marking add none; add the learner first."
_POISON = "Marking it ended the process that marked; it may need more memory than there is."


class CellsDifferError(MarkingError):
    """The gradebook knows other cells than the released notebook has."""


@dataclass(frozen=True)
class CourseSettings:
    """A course as nbgrader's settings describe it, for one assignment.

    `adds_students` says whether marking puts learners into the gradebook who are not there.
    """

    places: CourseFolders
    db_url: str
    course_id: str
    late_penalty: LatePenalty | None = None
    adds_students: bool = True


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of a submission, as the report tells it.

    Attributes
    ----------
    outcome : str
        ``marked``, ``unchanged`` or ``failed``.
    waits : int
        Cells that wait for the tutor.
    remarks : tuple of str
        Sentences: why it failed, or what the tutor should know.
    page_waits : bool
        Whether `make_feedback_pages` is to make its page, now that its marks are saved.
    """

    student: str
    outcome: str
    waits: int
    remarks: tuple[str, ...]
    page_waits: bool = False


@dataclass
class CohortCounts:
    """How many submissions became what."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("marked", "unchanged", "failed"), 0))
    waiting: int = 0

    def add(self, line: ReportLine) -> None:
        """Count a submission."""
        self.counts[line.outcome] += 1
        self.waiting += line.waits > 0


def mark_cohort(
    course: CourseSettings, students: Sequence[str], pool: Pool, *, force: bool = False, feedback: bool = False
) -> Iterator[ReportLine]:
    """Mark submissions.

    Parameters
    ----------
    course : CourseSettings
        Where they are.
    students : sequence of str
        Whose.
    pool : Pool
        Who does the work.
    force : bool
        Whether to mark again what is marked already.
    feedback : bool
        Whether to make the feedback pages too, but for those that are late.

    Yields
    ------
    ReportLine
        For each submission, in any order, once its marks are saved; and another for a page that cannot be made.

    Raises
    ------
    MarkingError, ContentError
        If the work cannot go on. What was given until then is saved.
    """
    job = _job(course.places, force=force)
    good, refused = _by_name(students)
    yield from refused
    with _gradebook(course) as gradebook:
        _check_cells(job, gradebook)
        if not course.adds_students:
            strangers = set(good) - gradebook.students()
            good = [student for student in good if student not in strangers]
            yield from (ReportLine(student, "failed", 0, (_STRANGER,)) for student in sorted(strangers))
        cells = gradebook.cells
        tasks = tuple(name for name, cell in cells.graded.items() if cell.task)
        yield from _work(replace(job, pages=feedback, due=cells.duedate, tasks=tasks), good, pool, gradebook)


def make_feedback_pages(
    course: CourseSettings, students: Sequence[str], pool: Pool, *, force: bool = False
) -> Iterator[ReportLine]:
    """Make the feedback pages of submissions that are marked; parameters and errors are those of `mark_cohort`.

    Yields
    ------
    ReportLine
        For each submission, in any order, and another for a page that cannot be made.
    """
    job = replace(_job(course.places, force=force), marks=False, pages=True)
    with _gradebook(course) as gradebook:
        yield from _work(job, students, pool, gradebook)


def _work(job: Job, students: Iterable[str], pool: Pool, gradebook: CohortGradebook) -> Iterator[ReportLine]:
    known: dict[str, Recorded] = {}

    def batches() -> Iterator[list[tuple[str, Recorded | None]]]:
        for names in _batched(students):
            found = gradebook.known(names)
            known.update(found)
            yield [(name, found.get(name)) for name in names]

    places = job.places
    for done in _run(pool, mark_students, job, batches()):
        entries = [marked.entry for marked in done if marked.entry is not None]
        pages = {marked.student: marked.page for marked in done if marked.page is not None}
        gradebook.write(entries, pages)
        _finish(places, places.autograded_stage, [entry.student for entry in entries])
        _finish(places, places.feedback_stage, pages)
        for marked in done:
            yield from _lines(marked, known.pop(marked.student, None))


def _finish(places: CourseFolders, stage_name: str, students: Iterable[str]) -> None:
    for student in students:
        finish(places.folder(stage_name, student))


def _run(
    pool: Pool,
    work: Callable[[Job, list[tuple[str, Recorded | None]]], list[Marked]],
    job: Job,
    batches: Iterable[list[tuple[str, Recorded | None]]],
) -> Iterator[list[Marked]]:
    """Do the work, and one by one what no worker survived, until the one that ends them is found."""
    alone: deque[tuple[str, Recorded | None]] = deque()
    for batch, done in pool.run(work, job, batches):
        if isinstance(done, Lost):
            alone.extend(batch)
        else:
            yield done
    if not alone:
        return
    for batch, done in pool.run(work, job, ([one] for one in alone), singly=True):
        yield [Marked(batch[0][0], failure=_POISON)] if isinstance(done, Lost) else done


def _job(places: CourseFolders, *, force: bool) -> Job:
    shared = places.groupshared
    links, feedback_links = (
        stage(places.top(step) / _STAGE / places.assignment, places.source, places.extras, mode)
        for step, mode in (
            (places.autograded_stage, 0o664 if shared else 0o444),
            (places.feedback_stage, 0o664 if shared else 0o644),
        )
    )
    return Job(places, links, feedback_links, pickle.dumps(load_material(places.source, places.release)), force)


def _gradebook(course: CourseSettings) -> AbstractContextManager[CohortGradebook]:
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


def _by_name(students: Iterable[str]) -> tuple[list[str], list[ReportLine]]:
    """Tell names that can be learners' from those that cannot."""
    good, refused = [], []
    for student in students:
        try:
            check_name(student)
            good.append(student)
        except NotMarkableError as error:
            refused.append(ReportLine(student, "failed", 0, (str(error),)))
    return good, refused


def _batched(names: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(names)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _lines(marked: Marked, known: Recorded | None) -> Iterator[ReportLine]:
    if marked.failure is not None:
        yield ReportLine(marked.student, "failed", 0, (marked.failure,))
    elif marked.entry is not None:
        waits = sum(score is None for score in marked.entry.scores.values())
        yield ReportLine(marked.student, "marked", waits, marked.entry.remarks, marked.page_waits)
    else:
        yield ReportLine(
            marked.student, "unchanged", len(known.waiting) if known else 0, known.remarks if known else ()
        )
    if marked.page_failure is not None:
        yield ReportLine(marked.student, "failed", 0, (marked.page_failure,))
