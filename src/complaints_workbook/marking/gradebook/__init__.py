"""The one writer that puts marks into nbgrader's gradebook, a batch of submissions at a time.

What it leaves is what ``nbgrader autograde`` would have left.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select

from complaints_workbook.marking.gradebook.database import Database, GradebookError, prepare
from complaints_workbook.marking.gradebook.graded_cells import read_cells
from complaints_workbook.marking.gradebook.late_penalty import configured_penalty
from complaints_workbook.marking.gradebook.left_behind import forget, hand_over
from complaints_workbook.marking.gradebook.record_assignment import record_assignment
from complaints_workbook.marking.gradebook.recorded import read_class_list, read_recorded, read_submissions
from complaints_workbook.marking.gradebook.tables import DECISIONS, FEEDBACK, UNANSWERED
from complaints_workbook.marking.gradebook.writing import write_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from complaints_workbook.marking.gradebook.late_penalty import LatePenalty
    from complaints_workbook.marking.records import ClassList, Recorded, SubmissionMarks

__all__ = ["CohortGradebook", "GradebookError", "configured_penalty", "open_gradebook", "record_assignment"]


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
        What is taken off for lateness, from `configured_penalty`; nothing without it.
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
            if not inspect(database.engine).get_table_names():
                first = f"run 'workbook mark {assignment_id}' first"
                msg = f"The gradebook {database.place} is empty; {first}."
                raise GradebookError(msg)
        prepare(database, db_url, course_id)
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
        with database.reading() as connection:
            self.cells = read_cells(connection, assignment_id)

    # An author may generate the assignment again at any time, so cells are read anew for each batch.

    def known(self, students: Sequence[str]) -> dict[str, Recorded]:
        """Return what the gradebook knows of these students' submissions; those it has none of are left out.

        Parameters
        ----------
        students : sequence of str
            Up to a thousand.

        Raises
        ------
        GradebookError
            If the database fails.
        """
        with self._database.reading() as connection:
            return read_recorded(connection, read_cells(connection, self._assignment), students)

    def class_list(self) -> ClassList:
        """Return everybody who is in the gradebook.

        Raises
        ------
        GradebookError
            If the database fails.
        """
        with self._database.reading() as connection:
            return read_class_list(connection)

    def unanswered(self) -> frozenset[str]:
        """Return the students whose unopened work a tutor counts as unanswered.

        Raises
        ------
        GradebookError
            If the database fails.
        """
        query = select(UNANSWERED.c.student_id).where(UNANSWERED.c.assignment_id == self.cells.assignment_id)
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def rename(self, gone: str, heir: str) -> None:
        """Give a learner what a tutor gave the same work under a name that marking had added, and forget that name.

        Parameters
        ----------
        gone, heir : str
            The old name and the new one; both have a submission.

        Raises
        ------
        GradebookError
            If the database fails; then all stays as it was.
        """
        with self._database.writing(f"the new name of {gone!a}") as connection:
            cells = read_cells(connection, self._assignment)
            hand_over(connection, cells, gone, heir)
            forget(connection, cells, gone)

    def write(
        self,
        entries: Iterable[SubmissionMarks],
        pages: Mapping[str, str] | None = None,
        unanswered: Iterable[str] = (),
    ) -> None:
        """Save marked submissions, and of what feedback pages were made: all of it, or nothing if anything fails.

        Parameters
        ----------
        entries : iterable of SubmissionMarks
            Up to a thousand. Of two for one student the later counts.
        pages : mapping of str to str, optional
            Fingerprints of feedback pages by student, up to a thousand; those without a submission in the
            gradebook are left out.
        unanswered : iterable of str
            Students whose unopened work a tutor counts as unanswered.

        Raises
        ------
        GradebookError
            If the database fails, or an entry does not fit into it.
        """
        batch, made, decided = {entry.student: entry for entry in entries}, pages or {}, list(unanswered)
        if not batch and not made and not decided:
            return
        with self._database.writing(f"this batch of {len(batch) or len(made)}") as connection:
            cells = read_cells(connection, self._assignment)
            if batch:
                write_entries(connection, cells, batch, self._late_penalty)
            if made:
                submissions = read_submissions(connection, cells, made)
                rows = [(row.id, "", "[]", made[student]) for student, row in submissions.items()]
                FEEDBACK.run(connection, rows)
            DECISIONS.run(connection, [(cells.assignment_id, student) for student in decided])
