"""What a hand-in of an earlier version was not asked is told, and is never 0 in silence."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course
from support.marked_courses import mark, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SORTED = {"sorting": {"hours": "query", "late": "complaint", "code": "problem"}}
ORDERED = {"steps": {"informal": ["listen", "check", "agree", "record"]}}
WRITTEN = {"written": "So that others know."}

Notebook = Any


def change(course: Course, stage: str, *changes: Callable[[Notebook], None], learner: str = "") -> None:
    notebook = course.read(stage, learner)
    for each in changes:
        each(notebook)
    nbformat.write(notebook, str(course.notebook(stage, learner)))


def without_steps(notebook: Notebook) -> None:
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id != "steps"]


def with_fewer_marks(notebook: Notebook) -> None:
    next(cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id == "sorting").metadata.nbgrader.points = 2


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Mark a class of whom some worked in a version without the exercise "Four steps"."""
    course = mini_course(tmp_path_factory.mktemp("versions") / "course", release=False)
    whole = course.notebook("source").read_bytes()
    change(course, "source", without_steps)
    course.nbgrader("generate_assignment", "mini")
    course.submit("ann", SORTED, WRITTEN)
    course.submit("moved", SORTED | ORDERED, WRITTEN)
    course.notebook("source").write_bytes(whole)
    course.nbgrader("generate_assignment", "mini", "--force")
    course.submit("blank", SORTED, WRITTEN)
    course.submit("deleted", SORTED, WRITTEN)
    change(course, "submitted", without_steps, learner="deleted")
    course.submit("fewer", SORTED | ORDERED, WRITTEN)
    change(course, "submitted", with_fewer_marks, learner="fewer")
    mark(course, "--feedback")
    return course


def steps_of(course: Course) -> dict[str, tuple[float | None, bool]]:
    """Return the automatic mark of "Four steps" and whether it waits, by learner."""
    return {row[0]: (row[2], bool(row[5])) for row in course.gradebook() if row[1] == "steps"}


def test_it_waits_for_the_tutor_and_what_was_asked_and_left_is_0(course: Course) -> None:
    assert steps_of(course) == {
        "ann": (None, True),
        "moved": (3.0, False),
        "blank": (0.0, False),
        "deleted": (None, True),
        "fewer": (3.0, False),
    }


def test_the_report_names_it_and_says_what_to_do(course: Course) -> None:
    remarks = {learner: row["remarks"] for learner, row in report(course).items()}
    for learner in ("ann", "deleted"):
        assert "earlier version" in remarks[learner]
        assert "“Four steps”" in remarks[learner]
        assert "hands that in" in remarks[learner]
    assert "Handed out with other marks than now" in remarks["fewer"]
    assert "“Query, problem or complaint?”" in remarks["fewer"]
    assert not remarks["blank"]
    assert not remarks["moved"]


def test_the_spreadsheet_of_marks_says_that_they_are_not_whole(course: Course) -> None:
    waiting = {learner: row["waits_for_you"] for learner, row in course.grades().items()}
    assert waiting == {"ann": "2", "moved": "1", "blank": "1", "deleted": "2", "fewer": "1"}


def pages(course: Course, learners: Iterable[str]) -> list[str]:
    return [(course.folder / "feedback" / each / "mini" / "mini.html").read_text("utf-8") for each in learners]


def test_feedback_does_not_say_that_the_learner_left_it(course: Course) -> None:
    old, new = pages(course, ("ann", "blank"))
    assert "not in the notebook that was handed in" in old
    assert "0 of 3 marks" not in old
    assert "not in the notebook that was handed in" not in new
    assert "0 of 3 marks" in new


def test_a_mark_by_hand_settles_it(course: Course, tmp_path: Path) -> None:
    copy = Course(shutil.copytree(course.folder, tmp_path / "copy"), "mini")
    with Gradebook(f"sqlite:///{copy.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
        grade = gradebook.find_grade("steps", "mini", "mini", "ann")
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.db.commit()
    mark(copy, "--feedback")
    (page,) = pages(copy, ["ann"])
    assert "2 of 3 marks" in page
