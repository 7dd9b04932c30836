"""The cells of an assignment as nbgrader's gradebook has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nbgrader import api
from sqlalchemy import func, select

from complaints_workbook.marking.gradebook.database import GradebookError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class GradebookCell:
    """A cell that marks are given for.

    Parameters
    ----------
    id : str
        In the database.
    max_score : float
        Its points.
    cell_type : str
        ``"code"`` or ``"markdown"``.
    task : bool
        Whether it is one of nbgrader's tasks, which nothing but a tutor marks.
    """

    id: str
    max_score: float
    cell_type: str
    task: bool


@dataclass(frozen=True)
class Cells:
    """The cells of an assignment's notebook, by grade id.

    Parameters
    ----------
    assignment : str
        The assignment's name.
    assignment_id, notebook_id : str
        In the database.
    duedate : datetime or None
        When it is due, in UTC without a zone.
    graded : mapping of str to GradebookCell
        The cells that marks are given for.
    answers : mapping of str to str
        The database's ids of the cells that learners write in and comments are made on.
    """

    assignment: str
    assignment_id: str
    notebook_id: str
    duedate: datetime | None
    graded: Mapping[str, GradebookCell]
    answers: Mapping[str, str]

    @cached_property
    def graded_ids(self) -> list[str]:
        """The database's ids of the graded cells."""
        return [cell.id for cell in self.graded.values()]

    @cached_property
    def marked(self) -> frozenset[str]:
        """Grade ids of the cells that marking gives marks for."""
        return frozenset(name for name, cell in self.graded.items() if not cell.task)

    @cached_property
    def names(self) -> dict[str, str]:
        """Grade ids by the database's ids."""
        return {cell.id: name for name, cell in self.graded.items()} | {id_: name for name, id_ in self.answers.items()}

    @property
    def max_score(self) -> float:
        """The points of the whole notebook."""
        return sum(cell.max_score for cell in self.graded.values())


def read_cells(connection: Connection, assignment: str) -> Cells:
    """Read an assignment's cells.

    Raises
    ------
    GradebookError
        If the assignment is not there, or has other than one notebook of its own name.
    """
    assignments, notebooks = api.Assignment.__table__, api.Notebook.__table__
    found = connection.execute(
        select(assignments.c.id, assignments.c.duedate, notebooks.c.id, notebooks.c.name)
        .join_from(assignments, notebooks)
        .where(assignments.c.name == assignment)
    ).all()
    if not any(name == assignment for *_, name in found):
        first = f"run 'workbook mark {assignment}' first"
        msg = f"The gradebook has no notebook {assignment!r}; {first}."
        raise GradebookError(msg)
    if len(found) > 1:
        msg = (
            f"The assignment {assignment!r} has {len(found)} notebooks and should have one; "
            f"mark it with 'nbgrader autograde {assignment}'."
        )
        raise GradebookError(msg)
    assignment_id, duedate, notebook_id, _ = found[0]
    graded, answers = _read(connection, notebook_id)
    return Cells(assignment, assignment_id, notebook_id, duedate, graded, answers)


def _read(connection: Connection, notebook_id: str) -> tuple[dict[str, GradebookCell], dict[str, str]]:
    cells, grades, tasks = (kind.__table__ for kind in (api.BaseCell, api.GradeCell, api.TaskCell))
    query = (
        select(
            cells.c.id,
            cells.c.name,
            cells.c.type,
            func.coalesce(grades.c.max_score, tasks.c.max_score),
            func.coalesce(grades.c.cell_type, tasks.c.cell_type),
        )
        .outerjoin(grades, grades.c.id == cells.c.id)
        .outerjoin(tasks, tasks.c.id == cells.c.id)
        .where(cells.c.notebook_id == notebook_id)
        .order_by(cells.c.name)
    )
    graded, answers = {}, {}
    for id_, name, kind, points, cell_type in connection.execute(query):
        if points is not None:
            graded[name] = GradebookCell(id_, points, cell_type, task=kind == "TaskCell")
        if kind in ("SolutionCell", "TaskCell"):
            answers[name] = id_
    return graded, answers
