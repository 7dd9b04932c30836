"""Mark a whole cohort: many workers, one writer.

The order makes a run that is killed at any moment safe. A worker puts a finished
folder in its place; then the writer saves its marks, and of what they were made, in
one transaction. What has no such record, or a record of other work than stands in the
folder, is marked again by the next run, to the same folder and the same marks.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.cohort.batches import batched, in_batches, together
from complaints_workbook.marking.cohort.checked import checked
from complaints_workbook.marking.cohort.class_list import doubts, not_handed_in
from complaints_workbook.marking.cohort.entering import enter
from complaints_workbook.marking.cohort.folders import finish, stage
from complaints_workbook.marking.cohort.job import Job, Marked, mark_students
from complaints_workbook.marking.cohort.left_behind import LeftBehind
from complaints_workbook.marking.cohort.left_over import left_over
from complaints_workbook.marking.cohort.private import keep_private
from complaints_workbook.marking.cohort.report import ReportLine
from complaints_workbook.marking.cohort.times import late_remarks, time_remarks
from complaints_workbook.marking.gradebook import open_gradebook, record_assignment
from complaints_workbook.marking.one.material import load_material
from complaints_workbook.marking.records import recorded_after

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import tzinfo

    from nbformat import NotebookNode

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.cohort.pool import Pool
    from complaints_workbook.marking.gradebook import CohortGradebook
    from complaints_workbook.marking.gradebook.late_penalty import LatePenalty
    from complaints_workbook.marking.records import Recorded


SECONDS = 2.0
"""How long a worker works on a batch before it gives back what is done, and that waits for more before it is saved.

The rest of the batch comes last.
"""

_STAGE = ".workbook"
"""Where the files that every folder links to are kept; nbgrader passes hidden folders over."""


@dataclass(frozen=True)
class CourseSettings:
    """A course as nbgrader's settings describe it, for one assignment.

    `adds_students` says whether marking puts learners into the gradebook who are not there, and `zone` in
    which time zone times are told.
    """

    places: CourseFolders
    db_url: str
    course_id: str
    late_penalty: LatePenalty | None = None
    adds_students: bool = True
    zone: tzinfo = UTC


def mark_cohort(  # noqa: PLR0913 - what to mark, how, and who does it
    course: CourseSettings,
    students: Sequence[str],
    pool: Pool,
    *,
    force: bool = False,
    feedback: bool = False,
    everybody: bool = False,
    unanswered: Iterable[str] = (),
) -> Iterator[ReportLine]:
    """Mark submissions.

    Parameters
    ----------
    course : CourseSettings
        Where they are.
    students : sequence of str
        Whose: the names of their folders.
    pool : Pool
        Who does the work.
    force : bool
        Whether to mark again what is marked already.
    feedback : bool
        Whether to make the feedback pages too, but for those that are late.
    everybody : bool
        Whether these are all who handed in; then it is told who did not, and what else lies there.
    unanswered : iterable of str
        Whose work counts as unanswered if it was handed in unopened.

    Yields
    ------
    ReportLine
        For each submission, in any order, once its marks are saved; and others for a page that cannot be made, for
        what was not taken, for those who have not handed in, and for what became of marks given by hand.

    Raises
    ------
    MarkingError, ContentError
        If the work cannot go on. What was given until then is saved.
    """
    places = course.places
    keep_private(places, places.autograded_stage, *([places.feedback_stage] if feedback else []))
    job = _job(places, force=force)
    if told := record_assignment(course.db_url, course.course_id, places.assignment, _released(places)):
        yield ReportLine(places.assignment, "noted", remarks=told)
    with gradebook_of(course) as gradebook:
        class_list, cells = gradebook.class_list(), gradebook.cells
        behind: LeftBehind | None = None
        good, refused = enter(students, class_list, places, adds_students=course.adds_students)
        yield from refused
        if everybody:
            left = left_over(places, frozenset(students))
            yield from (ReportLine(name, "not taken", remarks=(why,)) for name, why in left)
            met = [*good, *(line.student for line in refused)]
            behind = LeftBehind(gradebook, class_list, met)
            missing = (name for name in not_handed_in(met, class_list) if name not in behind)
            yield from (ReportLine(name, "not handed in") for name in missing)
        decided = frozenset(unanswered)
        job = replace(
            job,
            pages=feedback,
            due=cells.duedate,
            tasks=tuple(name for name, cell in cells.graded.items() if cell.task),
            names=class_list.full_names if feedback else {},
            unanswered=gradebook.unanswered() | decided,
            seconds=SECONDS,
        )
        remarks = doubts(good, class_list)
        yield from _work(job, good, pool, gradebook, remarks=remarks, decided=decided, behind=behind, zone=course.zone)
        if behind is not None:
            yield from behind.lines(places.assignment)


def make_feedback_pages(
    course: CourseSettings, students: Sequence[str], pool: Pool, *, force: bool = False
) -> Iterator[ReportLine]:
    """Make the feedback pages of submissions that are marked; parameters and errors are those of `mark_cohort`.

    Yields
    ------
    ReportLine
        For each submission, in any order, and another for a page that cannot be made.
    """
    keep_private(course.places, course.places.feedback_stage)
    with gradebook_of(course) as gradebook:
        job = replace(
            _job(course.places, force=force),
            marks=False,
            pages=True,
            names=gradebook.class_list().full_names,
            unanswered=gradebook.unanswered(),
            seconds=SECONDS,
        )
        yield from _work(job, students, pool, gradebook)


def _released(places: CourseFolders) -> NotebookNode:
    return read_notebook(places.release / f"{places.assignment}.ipynb")


def _work(  # noqa: PLR0913 - what to do, who does it, and what is known of whom
    job: Job,
    students: Iterable[str],
    pool: Pool,
    gradebook: CohortGradebook,
    *,
    remarks: Mapping[str, Sequence[str]] | None = None,
    decided: Collection[str] = (),
    behind: LeftBehind | None = None,
    zone: tzinfo = UTC,
) -> Iterator[ReportLine]:
    known: dict[str, Recorded] = {}

    def batches() -> Iterator[list[tuple[str, Recorded | None]]]:
        for names in batched(students):
            found = gradebook.known(names)
            known.update(found)
            yield [(name, found.get(name)) for name in _smallest_first(job.places, names)]

    places = job.places
    answers = in_batches(pool, mark_students, job, batches())
    for done in together((checked(answer, asked, gradebook.cells) for asked, answer in answers), SECONDS):
        entries = [marked.entry for marked in done if marked.entry is not None]
        pages = {marked.student: marked.page for marked in done if marked.page is not None}
        gradebook.write(entries, pages, [each.student for each in done if each.unopened and each.student in decided])
        # Only of these was anything known that a new folder may have made untrue.
        _finish(places, places.autograded_stage, [entry.student for entry in entries if entry.student in known])
        _finish(places, places.feedback_stage, [student for student in pages if student in known])
        for each in done:
            marked, before = each, known.pop(each.student, None)
            if before is None and behind is not None:
                marked, before = behind.renamed(job, marked)
            yield from _lines(job, marked, before, (remarks or {}).get(marked.student, ()), zone)


def _finish(places: CourseFolders, stage_name: str, students: Iterable[str]) -> None:
    for student in students:
        finish(places.folder(stage_name, student))


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


def gradebook_of(course: CourseSettings) -> AbstractContextManager[CohortGradebook]:
    """Open the gradebook of a course's assignment; errors are those of `open_gradebook`."""
    return open_gradebook(course.db_url, course.course_id, course.places.assignment, late_penalty=course.late_penalty)


def _smallest_first(places: CourseFolders, students: Sequence[str]) -> list[str]:
    """Put those last whose files are large, for it is they who may take long."""

    def size(student: str) -> int:
        folder = places.folder(places.submitted_stage, student)
        try:
            return sum(os.lstat(f"{folder}/{name}").st_size for name in (f"{places.assignment}.ipynb", RESPONSES))
        except OSError:
            return 0

    return sorted(students, key=size)


def _lines(
    job: Job, marked: Marked, known: Recorded | None, doubtful: Sequence[str], zone: tzinfo
) -> Iterator[ReportLine]:
    if marked.failure is not None:
        yield ReportLine(marked.student, "failed", remarks=(marked.failure, *doubtful))
        return
    state = known if marked.entry is None else recorded_after(known, marked.entry, job.tasks)
    times = time_remarks(marked.timestamp, marked.no_time, known.timestamp if known else None, job.due, zone)
    handed_in = marked.timestamp or (state.timestamp if state else None)
    late = late_remarks(handed_in, job.due, state.extension if state else None, zone)
    yield ReportLine(
        marked.student,
        "unchanged" if marked.entry is None else "marked",
        waits=len(state.waiting) if state else 0,
        remarks=(*(state.remarks if state else ()), *marked.remarks, *late, *times, *doubtful),
        handed_in=handed_in,
        page_waits=marked.page_waits,
    )
    if marked.page_failure is not None:
        yield ReportLine(marked.student, "failed", remarks=(marked.page_failure,))
