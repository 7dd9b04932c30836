"""A gradebook takes an assignment as it is released, before and after marks, and loses nothing that a tutor gave."""

from __future__ import annotations

import contextlib
import stat
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from complaints_workbook.marking.gradebook import GradebookError, record_assignment
from support.courses import environment
from support.databases import Databases, rows
from support.gradebooks import CLASS, COURSE, UNRULY, opened, tutor_marks, write

if TYPE_CHECKING:
    from support.courses import Course

CELLS = ("base_cell", "grade_cells", "solution_cells", "task_cells", "source_cell")


@pytest.fixture
def released(course: Course) -> Any:
    return course.read("release")


def record(url: str, notebook: Any) -> tuple[str, ...]:
    return record_assignment(url, COURSE, "mini", notebook)


def without_ids(url: str) -> list[Any]:
    """Return what stands in the gradebook of the assignment, with names for ids that chance made."""
    with Gradebook(url, COURSE) as gradebook:
        notebook = gradebook.find_notebook("mini", "mini")
        of_all = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells, notebook.source_cells)
        cells = [
            {key: value for key, value in cell.to_dict().items() if key != "id"} for kind in of_all for cell in kind
        ]
        return [notebook.assignment.course_id, notebook.kernelspec, *sorted(cells, key=str)]


def another_question(notebook: Any) -> Any:
    """Return the notebook with one more written question, before the others."""
    changed = deepcopy(notebook)
    question = deepcopy(changed.cells[-1])
    question.id = question.metadata.nbgrader.grade_id = "written-too"
    changed.cells.insert(1, question)
    return changed


def fewer_questions(notebook: Any, name: str) -> Any:
    changed = deepcopy(notebook)
    changed.cells = [cell for cell in changed.cells if cell.metadata.nbgrader.grade_id != name]
    return changed


def with_points(notebook: Any, name: str, points: float) -> Any:
    changed = deepcopy(notebook)
    for cell in changed.cells:
        if cell.metadata.nbgrader.grade_id == name:
            cell.metadata.nbgrader.points = points
    return changed


def test_a_new_gradebook_is_made_as_nbgrader_makes_it(
    generated: str, databases: Databases, released: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", environment()["PATH"])
    new = databases.new()
    assert record(new, released) == ()
    assert without_ids(new) == without_ids(generated)
    write(new, *CLASS)
    assert len(rows(new)["grade"]) == 9
    if "sqlite" in new:
        assert stat.S_IMODE(Path(new.removeprefix("sqlite:///")).stat().st_mode) == 0o600


def test_what_is_known_already_is_left_row_by_row(url: str, released: Any) -> None:
    write(url, *CLASS)
    before = rows(url)
    assert record(url, released) == ()
    assert rows(url) == before


@UNRULY
def test_a_new_question_is_added_after_marks_and_all_marks_stay(url: str, released: Any) -> None:
    write(url, *CLASS)
    tutor_marks(url)
    before = rows(url)
    assert record(url, another_question(released)) == ()
    after = rows(url)
    assert {table: after[table] for table in after if table not in CELLS} == {
        table: before[table] for table in before if table not in CELLS
    }
    with opened(url) as gradebook:
        assert gradebook.cells.graded.keys() == {"sorting", "steps", "written", "written-too"}


@UNRULY
def test_what_a_tutor_gave_a_question_that_goes_comes_back_with_it(url: str, released: Any) -> None:
    write(url, *CLASS)
    tutor_marks(url)
    with opened(url) as gradebook:
        before = gradebook.known(["ann", "ben", "cat"])
    told = record(url, fewer_questions(fewer_questions(released, "written"), "steps"))
    assert told == tuple(
        f"'{name}' is not released any more. What was given for it by hand (1 learner) is set aside, "
        "does not count, and comes back if the question does."
        for name in ("steps", "written")
    )
    with opened(url) as gradebook:
        assert gradebook.cells.graded.keys() == {"sorting"}
        assert gradebook.known(["ann"])["ann"].score == 3

    told = record(url, released)
    assert [sentence.partition(" ")[0] for sentence in told] == ["'steps'", "'written'"]
    with opened(url) as gradebook:
        back = gradebook.known(["ann", "ben", "cat"])
    assert {name: (one.tutored, one.comments) for name, one in back.items()} == {
        name: (one.tutored, one.comments) for name, one in before.items()
    }
    assert "written" in back["ann"].waiting
    assert record(url, released) == ()


@UNRULY
def test_marks_by_hand_wait_when_the_points_that_they_were_given_of_change(url: str, released: Any) -> None:
    write(url, *CLASS)
    tutor_marks(url)
    with opened(url) as gradebook:
        assert "written" not in gradebook.known(["ann"])["ann"].waiting
    (told,) = record(url, with_points(released, "written", 6))
    assert told.startswith("The points of 'written' have changed from 4 to 6.")
    with opened(url) as gradebook:
        assert gradebook.cells.graded["written"].max_score == 6
        known = gradebook.known(["ann"])["ann"]
    assert "written" in known.waiting
    assert known.tutored["written"].manual_score == 2.5


def test_another_notebook_that_nobody_has_handed_in_is_removed(url: str, released: Any) -> None:
    with Gradebook(url, COURSE) as gradebook:
        gradebook.add_notebook("second", "mini")
        gradebook.add_grade_cell("old", "second", "mini", max_score=1, cell_type="code")
    record(url, released)
    with opened(url) as gradebook:
        assert gradebook.cells.graded.keys() == {"sorting", "steps", "written"}


def test_what_fails_half_way_leaves_the_gradebook_as_it_was(url: str, released: Any) -> None:
    write(url, *CLASS)
    before = rows(url)
    changed = another_question(fewer_questions(released, "steps"))
    changed.cells[1].metadata.nbgrader.points = 1
    changed.cells[1].cell_type = "neither"
    with pytest.raises(GradebookError, match="nothing of the assignment mini was saved"):
        record(url, changed)
    assert rows(url) == before


def test_a_gradebook_that_is_busy_is_told_and_left(url: str, released: Any, databases: Databases) -> None:
    before = rows(url)
    with contextlib.closing(databases.connect(url)) as other:
        other.execute("begin immediate" if "sqlite" in url else "begin")
        if "postgresql" in url:
            other.execute("lock table base_cell")
        with pytest.raises(GradebookError, match=r"kept the gradebook .* busy"):
            record_assignment(url, COURSE, "mini", another_question(released), patience=0.2)
        other.execute("rollback")
    assert rows(url) == before
