"""Put an assignment's cells into a gradebook as they are released, whatever has been marked already.

nbgrader's own step refuses every change once there are submissions, and by then has
removed what was released. Here a new cell is added and what is marked stays. What a
tutor gave a cell that is released no more is set aside, and comes back with the cell.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from nbgrader import api, utils
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from complaints_workbook.marking.gradebook.database import Database, prepare
from complaints_workbook.marking.gradebook.tables import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

_KINDS = {kind.__name__: kind for kind in (api.GradeCell, api.SolutionCell, api.TaskCell, api.SourceCell)}


class _Key(NamedTuple):
    """A cell of a notebook, as nbgrader tells them apart: one answer is a `GradeCell` and a `SolutionCell`."""

    kind: str
    name: str


_GIVEN = ("manual_score", "extra_credit", "manual_comment")
"""What a tutor gives: the columns of a grade, and that of a comment."""

_Cells = dict[_Key, dict[str, Any]]
"""What the gradebook is to hold of each cell, by column."""


def record_assignment(
    db_url: str, course_id: str, assignment_id: str, notebook: NotebookNode, *, patience: float = 60.0
) -> tuple[str, ...]:
    """Let a gradebook know an assignment as it is released; a new gradebook is made.

    Parameters
    ----------
    db_url, course_id : str
        As in nbgrader's settings.
    assignment_id : str
        The assignment's name, and its only notebook's.
    notebook : NotebookNode
        As it is released, with nbgrader's metadata and checksums.
    patience : float
        Seconds to wait while another program keeps the database busy.

    Returns
    -------
    tuple of str
        Sentences for the tutor: what became of marks that had been given by hand. Empty if nothing did.

    Raises
    ------
    GradebookError
        If the database cannot be used; then it is as it was.
    """
    wanted = _cells(notebook)
    kernel = json.dumps(notebook.metadata.get("kernelspec", {}))
    database = Database(db_url, patience)
    try:
        prepare(database, db_url, course_id)
        with database.reading() as connection, Session(connection) as session:
            if _knows(session, assignment_id, wanted):
                return ()
        with database.writing(f"the assignment {assignment_id}") as connection, Session(connection) as session:
            known = _notebook(session, course_id, assignment_id)
            known.kernelspec = kernel
            told = _record(session, known, wanted)
            session.flush()
        return told
    finally:
        database.engine.dispose()


def _cells(notebook: NotebookNode) -> _Cells:
    cells: _Cells = {}
    for cell in notebook.cells:
        graded, answered, task = utils.is_grade(cell), utils.is_solution(cell), utils.is_task(cell)
        if not (graded or answered or task or utils.is_locked(cell)):
            continue
        about = cell.metadata.nbgrader
        if graded or task:
            points = {"max_score": float(about.points), "cell_type": cell.cell_type}
            cells[_Key("TaskCell" if task else "GradeCell", about.grade_id)] = points
        if answered:
            cells[_Key("SolutionCell", about.grade_id)] = {}
        cells[_Key("SourceCell", about.grade_id)] = {
            "cell_type": cell.cell_type,
            "locked": utils.is_locked(cell),
            "source": cell.source,
            "checksum": about.get("checksum"),
        }
    return cells


def _knows(session: Session, assignment_id: str, wanted: _Cells) -> bool:
    """Say whether an assignment is recorded exactly so already."""
    notebooks = session.scalars(
        select(api.Notebook).join(api.Assignment).where(api.Assignment.name == assignment_id)
    ).all()
    if [notebook.name for notebook in notebooks] != [assignment_id]:
        return False
    known = _known(session, notebooks[0])
    return known.keys() == wanted.keys() and not any(_changes(known[key], about) for key, about in wanted.items())


def _notebook(session: Session, course_id: str, assignment_id: str) -> Any:
    """Return the assignment's notebook, which is made if need be; others that nobody has handed in are removed."""
    assignment = session.scalar(select(api.Assignment).where(api.Assignment.name == assignment_id))
    if assignment is None:
        assignment = api.Assignment(assignment_id, course_id=course_id)
        session.add(assignment)
        session.flush()
    own = None
    for notebook in session.scalars(select(api.Notebook).where(api.Notebook.assignment_id == assignment.id)).all():
        if notebook.name == assignment_id:
            own = notebook
        elif not notebook.submissions:
            for cell in _known(session, notebook).values():
                session.delete(cell)
            session.delete(notebook)
    if own is None:
        own = api.Notebook(name=assignment_id, assignment_id=assignment.id)
        session.add(own)
        session.flush()
    return own


def _known(session: Session, notebook: Any) -> dict[_Key, Any]:
    cells = [session.scalars(select(kind).where(kind.notebook_id == notebook.id)).all() for kind in _KINDS.values()]
    return {_Key(type(cell).__name__, cell.name): cell for of_a_kind in cells for cell in of_a_kind}


def _changes(cell: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in wanted.items() if getattr(cell, column) != value}


def _record(session: Session, notebook: Any, wanted: _Cells) -> tuple[str, ...]:
    known = _known(session, notebook)
    set_aside, back = _ByQuestion(), _ByQuestion()
    again: list[str] = []
    for key in known.keys() - wanted.keys():
        set_aside.add(key, _withdraw(session, key, known[key]))
    for key, about in wanted.items():
        if key not in known:
            back.add(key, _add(session, notebook, key, about))
            continue
        changes = _changes(known[key], about)
        if "max_score" in changes:
            again += _look_again(session, known[key], about["max_score"])
        for column, value in changes.items():
            setattr(known[key], column, value)
    return (*set_aside.told(_SET_ASIDE), *back.told(_BACK), *again)


_SET_ASIDE = (
    "'{}' is not released any more. What was given for it by hand ({}) is set aside, does not count, "
    "and comes back if the question does."
)
_BACK = "'{}' is released again, and has back what was given for it by hand ({}). It waits for you."
_AGAIN = "The points of '{}' have changed from {:g} to {:g}. The marks given for it by hand ({}) wait for you."


class _ByQuestion(defaultdict[str, set[str]]):
    """Submissions by question, since what a tutor gave one answer stands at two of nbgrader's cells."""

    def __init__(self) -> None:
        super().__init__(set)

    def add(self, key: _Key, submissions: set[str]) -> None:
        if submissions:
            self[key.name] |= submissions

    def told(self, sentence: str) -> list[str]:
        return [sentence.format(name, _learners(len(of_it))) for name, of_it in sorted(self.items())]


def _learners(number: int) -> str:
    return f"{number} learner{'s' if number != 1 else ''}"


def _withdraw(session: Session, key: _Key, cell: Any) -> set[str]:
    """Remove a cell that is released no more; set aside what a tutor gave it, and return of whose submissions."""
    rows: list[dict[str, Any]] = []
    if key.kind != "SourceCell":
        grades = select(api.Grade.notebook_id, api.Grade.manual_score, api.Grade.extra_credit).where(
            api.Grade.cell_id == cell.id, api.Grade.manual_score.is_not(None) | api.Grade.extra_credit.is_not(None)
        )
        comments = select(api.Comment.notebook_id, api.Comment.manual_comment).where(
            api.Comment.cell_id == cell.id, api.Comment.manual_comment.is_not(None)
        )
        given = [*session.execute(grades).mappings(), *session.execute(comments).mappings()]
        rows = [{**dict.fromkeys(_GIVEN), **row, "kind": key.kind, "name": key.name} for row in given]
        for kind in (api.Grade, api.Comment):
            session.execute(delete(kind).where(kind.cell_id == cell.id))
        session.expire(cell)
    if rows:
        session.execute(insert(WITHDRAWN), rows)
    session.delete(cell)
    session.flush()
    return {row["notebook_id"] for row in rows}


def _add(session: Session, notebook: Any, key: _Key, about: Mapping[str, Any]) -> set[str]:
    """Add a cell; give it back what was set aside when it was withdrawn, and return of whose submissions."""
    cell = _KINDS[key.kind](name=key.name, notebook_id=notebook.id, **about)
    session.add(cell)
    session.flush()
    submissions = select(api.SubmittedNotebook.id).where(api.SubmittedNotebook.notebook_id == notebook.id)
    of_it = (
        WITHDRAWN.c.kind == key.kind,
        WITHDRAWN.c.name == key.name,
        WITHDRAWN.c.notebook_id.in_(submissions),
    )
    rows = session.execute(select(WITHDRAWN).where(*of_it)).mappings().all()
    for row in rows:
        kind, columns = (api.Comment, _GIVEN[2:]) if row["manual_comment"] is not None else (api.Grade, _GIVEN[:2])
        given = {column: row[column] for column in columns}
        session.add(kind(cell_id=cell.id, notebook_id=row["notebook_id"], **given))
    session.execute(delete(WITHDRAWN).where(*of_it))
    return {row["notebook_id"] for row in rows}


def _look_again(session: Session, cell: Any, points: float) -> Iterator[str]:
    """Let marks that a tutor gave wait when the points that they were given of have changed."""
    by_hand = api.Grade.cell_id == cell.id, api.Grade.manual_score.is_not(None)
    marked = set(session.scalars(select(api.Grade.notebook_id).where(*by_hand)))
    if marked:
        session.execute(update(api.Grade).where(*by_hand).values(needs_manual_grade=True))
        yield _AGAIN.format(cell.name, cell.max_score, points, _learners(len(marked)))
