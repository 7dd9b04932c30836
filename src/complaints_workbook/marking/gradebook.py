"""The one writer that puts marks into nbgrader's gradebook, a batch of submissions at a time.

What it leaves is what ``nbgrader autograde`` would have left. Beside nbgrader's tables
stands one of ours, ``workbook_marking``: of which submission, by nbgrader's id of it, the
marks were last made and from what. It is written in the same transaction as the marks, and
names nothing that nbgrader must not remove: a row whose submission is gone is never read.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import time
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from nbgrader import api
from sqlalchemy import Column, DateTime, MetaData, String, Table, Text, bindparam, func, inspect, select, update

from complaints_workbook.marking.cells import Cells, read_cells
from complaints_workbook.marking.database import Database, GradebookError
from complaints_workbook.marking.entries import Known, Tutored, why_unstorable
from complaints_workbook.marking.upserts import Upsert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from complaints_workbook.marking.entries import Entry

    LatePenalty = Callable[[str, float, float], float | None]
    """Takes a student, a score and seconds; an nbgrader plugin's ``late_submission_penalty``."""

__all__ = ["CohortGradebook", "GradebookError", "open_gradebook"]

_submission = api.SubmittedAssignment.__table__.c
_notebook = api.SubmittedNotebook.__table__.c
_comment = api.Comment.__table__.c

_RECORDS = Table(
    "workbook_marking",
    MetaData(),
    Column("submission_id", String(32), primary_key=True),
    Column("fingerprint", Text),
    Column("outcome", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("feedback", Text),
)

_STUDENTS = Upsert("student", {"id": "text"}, ("id",))
_SUBMISSIONS = Upsert(
    "submitted_assignment",
    {"id": "text", "assignment_id": "text", "student_id": "text", "timestamp": "timestamp"},
    ("assignment_id", "student_id"),
    "timestamp = coalesce(excluded.timestamp, submitted_assignment.timestamp)",
)
_NOTEBOOKS = Upsert(
    "submitted_notebook",
    {"id": "text", "notebook_id": "text", "assignment_id": "text", "flagged": "boolean"},
    ("notebook_id", "assignment_id"),
    "late_submission_penalty = NULL",
)
_GRADES = Upsert(
    "grade",
    {"id": "text", "cell_id": "text", "notebook_id": "text", "auto_score": "float8", "needs_manual_grade": "boolean"},
    ("cell_id", "notebook_id"),
    # nbgrader's rule: a tutor looks again at what a tutor has marked.
    "auto_score = excluded.auto_score, "
    "needs_manual_grade = excluded.auto_score IS NULL OR grade.manual_score IS NOT NULL",
)
_TASK_GRADES = Upsert("grade", _GRADES.columns, _GRADES.key)
_COMMENTS = Upsert(
    "comment",
    {"id": "text", "cell_id": "text", "notebook_id": "text", "auto_comment": "text"},
    ("cell_id", "notebook_id"),
    "auto_comment = excluded.auto_comment",
)
_MARKINGS = Upsert(
    "workbook_marking",
    {"submission_id": "text", "fingerprint": "text", "outcome": "text", "remarks": "text"},
    ("submission_id",),
    "fingerprint = excluded.fingerprint, outcome = excluded.outcome, remarks = excluded.remarks",
)
_FEEDBACK = Upsert(
    "workbook_marking",
    {"submission_id": "text", "outcome": "text", "remarks": "text", "feedback": "text"},
    ("submission_id",),
    "feedback = excluded.feedback",
)


@contextlib.contextmanager
def open_gradebook(
    db_url: str,
    course_id: str,
    assignment_id: str,
    *,
    late_penalty: LatePenalty | None = None,
    patience: float = 60.0,
) -> Iterator[CohortGradebook]:
    """Open an assignment's gradebook.

    Parameters
    ----------
    db_url, course_id : str
        As in nbgrader's settings.
    assignment_id : str
        The assignment's name, and its only notebook's.
    late_penalty : callable, optional
        The ``late_submission_penalty`` of the plugin in nbgrader's settings. Without it there are no penalties.
    patience : float
        Seconds to wait while another program keeps the database busy.

    Raises
    ------
    GradebookError
        If the database cannot be opened, or the assignment is not in it.
    """
    database = Database(db_url, patience)
    try:
        with database.telling("nothing was read"):
            if inspect(database.engine).get_table_names():
                # It adds the tables and the course that an older gradebook lacks.
                api.Gradebook(db_url, course_id).close()
                _RECORDS.create(database.engine, checkfirst=True)
            else:
                first = f"run 'nbgrader generate_assignment {assignment_id}' first"
                msg = f"The gradebook {database.place} is empty; {first}."
                raise GradebookError(msg)
        yield CohortGradebook(database, assignment_id, late_penalty)
    finally:
        database.engine.dispose()


class CohortGradebook:
    """An assignment's marks, read and written many submissions at a time; made by `open_gradebook`.

    Attributes
    ----------
    cells : Cells
        The assignment's graded cells and answer cells.
    """

    def __init__(self, database: Database, assignment_id: str, late_penalty: LatePenalty | None) -> None:
        self._database = database
        self._assignment = assignment_id
        self._late_penalty = late_penalty
        self._stored_time = _converter(database)
        with database.reading() as connection:
            self.cells = read_cells(connection, assignment_id)

    def known(self, students: Sequence[str]) -> dict[str, Known]:
        """Return what the gradebook knows of these students' submissions; those it has none of are left out.

        Parameters
        ----------
        students : sequence of str
            Up to a thousand.
        """
        with self._database.reading() as connection:
            cells = read_cells(connection, self._assignment)
            submissions = _submissions(connection, cells, students)
            return _known(connection, cells, submissions)

    def write(self, entries: Iterable[Entry]) -> None:
        """Save marked submissions: all of them, or none if anything fails.

        Parameters
        ----------
        entries : iterable of Entry
            Up to a thousand. Of two for one student the later counts.

        Raises
        ------
        GradebookError
            If the database fails, or an entry does not fit into it.
        """
        batch = {entry.student: entry for entry in entries}
        if not batch:
            return
        with self._database.writing(len(batch)) as connection:
            cells = read_cells(connection, self._assignment)
            for entry in batch.values():
                _check(entry, cells)
            submissions = self._save_submissions(connection, cells, batch)
            _save_marks(connection, cells, [(submissions[student], entry) for student, entry in batch.items()])
            if self._late_penalty:
                _save_penalties(connection, cells, submissions, self._late_penalty)

    def write_feedback(self, fingerprints: Mapping[str, str]) -> None:
        """Remember of which marks feedback pages were made.

        Parameters
        ----------
        fingerprints : mapping of str to str
            By student; those without a submission in the gradebook are left out.
        """
        with self._database.writing(len(fingerprints)) as connection:
            cells = read_cells(connection, self._assignment)
            submissions = _submissions(connection, cells, list(fingerprints))
            rows = [(row.id, "", "[]", fingerprints[student]) for student, row in submissions.items()]
            _FEEDBACK.run(connection, rows)

    def _save_submissions(
        self, connection: Connection, cells: Cells, batch: Mapping[str, Entry]
    ) -> dict[str, _Submission]:
        ids = _new_ids()
        _STUDENTS.run(connection, [(student,) for student in batch])
        _SUBMISSIONS.run(
            connection,
            [
                (next(ids), cells.assignment_id, name, self._stored_time(entry.timestamp))
                for name, entry in batch.items()
            ],
        )
        there = select(_submission.id).where(
            _submission.assignment_id == cells.assignment_id, _submission.student_id.in_(list(batch))
        )
        _NOTEBOOKS.run(connection, [(next(ids), cells.notebook_id, row.id, False) for row in connection.execute(there)])
        return _submissions(connection, cells, list(batch))


@dataclass(frozen=True, slots=True)
class _Submission:
    """A submission's rows: ``submitted_assignment``, its ``submitted_notebook``, and ours."""

    id: str
    notebook_id: str
    late_penalty: float | None
    seconds_late: float
    fingerprint: str | None
    outcome: str | None
    remarks: str | None
    feedback: str | None


def _submissions(connection: Connection, cells: Cells, students: Sequence[str]) -> dict[str, _Submission]:
    records = _RECORDS.c
    query = (
        select(
            _submission.student_id,
            _submission.timestamp,
            _submission.extension,
            _submission.id,
            _notebook.id,
            _notebook.late_submission_penalty,
            records.fingerprint,
            records.outcome,
            records.remarks,
            records.feedback,
        )
        .join_from(api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__)
        .outerjoin(_RECORDS, records.submission_id == _submission.id)
        .where(
            _notebook.notebook_id == cells.notebook_id,
            _submission.assignment_id == cells.assignment_id,
            _submission.student_id.in_([student for student in students if not why_unstorable(student)]),
        )
    )
    return {
        student: _Submission(submission, notebook, penalty, _seconds_late(handed_in, cells.duedate, extension), *record)
        for student, handed_in, extension, submission, notebook, penalty, *record in connection.execute(query)
    }


def _seconds_late(handed_in: datetime | None, due: datetime | None, extension: Any) -> float:
    if handed_in is None or due is None:
        return 0
    return max(0.0, (handed_in - (due + extension if extension else due)).total_seconds())


def _check(entry: Entry, cells: Cells) -> None:
    if reason := why_unstorable(entry.student):
        raise GradebookError(reason)
    if strange := (entry.scores.keys() - cells.graded.keys()) | (entry.comments.keys() - cells.answers.keys()):
        msg = (
            f"The gradebook knows no cell {min(strange)!r} of {cells.assignment!r}; "
            f"run 'nbgrader generate_assignment {cells.assignment}' again."
        )
        raise GradebookError(msg)


def _save_marks(connection: Connection, cells: Cells, marked: Sequence[tuple[_Submission, Entry]]) -> None:
    ids = _new_ids()
    graded = [(name, cell.id) for name, cell in cells.graded.items() if not cell.task]
    tasks = [cell.id for cell in cells.graded.values() if cell.task]
    answers = list(cells.answers.items())
    grades: list[tuple[Any, ...]] = []
    comments: list[tuple[Any, ...]] = []
    for submission, entry in marked:
        notebook, scores, said = submission.notebook_id, entry.scores, entry.comments
        for name, cell in graded:
            score = scores.get(name)
            # An array for PostgreSQL holds no whole numbers among its floats.
            grades.append((next(ids), cell, notebook, None if score is None else float(score), score is None))
        comments += [(next(ids), cell, notebook, said.get(name)) for name, cell in answers]
    _GRADES.run(connection, grades)
    _TASK_GRADES.run(
        connection, [(next(ids), cell, each.notebook_id, None, True) for each, _ in marked for cell in tasks]
    )
    _COMMENTS.run(connection, comments)
    _MARKINGS.run(
        connection,
        [(each.id, entry.fingerprint, entry.outcome, json.dumps(entry.remarks)) for each, entry in marked],
    )


def _save_penalties(
    connection: Connection, cells: Cells, submissions: Mapping[str, _Submission], late_penalty: LatePenalty
) -> None:
    """Do what nbgrader's AssignLatePenalties does; all penalties have been reset before."""
    late = {student: row for student, row in submissions.items() if row.seconds_late > 0}
    if not late:
        return
    scores = _scores(connection, cells, [row.notebook_id for row in late.values()])
    penalties = []
    for student, row in late.items():
        score = scores[row.notebook_id]
        penalty = late_penalty(student, score, row.seconds_late)
        if penalty is not None:
            penalties.append({"notebook": row.notebook_id, "penalty": 0 if penalty < 0 else min(penalty, score)})
    if penalties:
        change = update(api.SubmittedNotebook.__table__).where(_notebook.id == bindparam("notebook"))
        connection.execute(change.values(late_submission_penalty=bindparam("penalty")), penalties)


def _scores(connection: Connection, cells: Cells, notebooks: Sequence[str]) -> dict[str, float]:
    """Return scores as nbgrader adds them up."""
    query = (
        select(api.Grade.notebook_id, func.coalesce(func.sum(api.Grade.score), 0.0))
        .where(api.Grade.cell_id.in_(cells.graded_ids), api.Grade.notebook_id.in_(notebooks))
        .group_by(api.Grade.notebook_id)
    )
    return {notebook: score for notebook, score in connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def _known(connection: Connection, cells: Cells, submissions: Mapping[str, _Submission]) -> dict[str, Known]:
    notebooks = [row.notebook_id for row in submissions.values()]
    if not notebooks:
        return {}
    tutored: dict[str, dict[str, Tutored]] = {notebook: {} for notebook in notebooks}
    comments: dict[str, dict[str, str]] = {notebook: {} for notebook in notebooks}
    waiting: dict[str, list[str]] = {notebook: [] for notebook in notebooks}
    scores = dict.fromkeys(notebooks, 0.0)
    names = cells.names
    # Only the pair of cell and notebook has an index.
    grades = select(
        api.Grade.notebook_id,
        api.Grade.cell_id,
        api.Grade.manual_score,
        api.Grade.extra_credit,
        api.Grade.needs_manual_grade,
        api.Grade.score,
    ).where(api.Grade.cell_id.in_(cells.graded_ids), api.Grade.notebook_id.in_(notebooks))
    for notebook, cell, manual, extra, waits, score in connection.execute(grades):
        scores[notebook] += score
        if waits:
            waiting[notebook].append(names[cell])
        if manual is not None or extra is not None:
            tutored[notebook][names[cell]] = Tutored(manual, extra)
    said = select(_comment.notebook_id, _comment.cell_id, _comment.manual_comment).where(
        _comment.cell_id.in_(list(cells.answers.values())),
        _comment.notebook_id.in_(notebooks),
        _comment.manual_comment.is_not(None),
    )
    for notebook, cell, comment in connection.execute(said):
        comments[notebook][names[cell]] = comment
    return {
        student: Known(
            fingerprint=row.fingerprint,
            outcome=row.outcome or "",
            remarks=tuple(json.loads(row.remarks or "[]")),
            tutored=tutored[row.notebook_id],
            comments=comments[row.notebook_id],
            waiting=tuple(sorted(waiting[row.notebook_id])),
            score=scores[row.notebook_id],
            late_penalty=row.late_penalty,
            feedback=row.feedback,
        )
        for student, row in submissions.items()
    }


def _new_ids() -> Iterator[str]:
    """Give ids like nbgrader's, 32 hexadecimal digits, in ascending order.

    nbgrader's own are random all over: with them a batch touches most pages of a large index,
    and writing gets slower with every submission. These start with the time; the rest is random.
    """
    first = time.time_ns() // 1_000_000 << 80 | secrets.randbits(79)
    return map("{:032x}".format, count(first))


def _converter(database: Database) -> Callable[[datetime | None], Any]:
    """Return what turns a time into that which SQLAlchemy would store for nbgrader."""
    dialect = database.engine.dialect
    return DateTime().dialect_impl(dialect).bind_processor(dialect) or (lambda when: when)
