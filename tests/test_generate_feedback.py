"""``nbgrader generate_feedback`` makes the pages of what is marked, as it stands, and tells of the rest."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from support.courses import Course, mini_course, responses_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a course in which two of three learners are marked."""
    course = mini_course(tmp_path / "course")
    for student in ("ann", "ben"):
        course.submit(student, {"sorting": {"hours": "query"}})
    course.nbgrader("autograde", "mini")
    course.submit("cat", {"sorting": {"hours": "query"}})
    return course


def made(course: Course) -> set[str]:
    return {path.parent.parent.name for path in course.folder.glob("feedback/*/mini/mini.html")}


def test_only_what_is_marked_gets_a_page(course: Course) -> None:
    course.nbgrader("generate_feedback", "mini")
    assert made(course) == {"ann", "ben"}


def test_one_learners_page_alone_can_be_made(course: Course) -> None:
    course.nbgrader("generate_feedback", "mini", "--student", "ben")
    assert made(course) == {"ben"}


def test_a_learner_can_be_left_out(course: Course) -> None:
    course.nbgrader("generate_feedback", "mini", "--CourseDirectory.student_id_exclude=ann")
    assert made(course) == {"ben"}


def test_work_that_has_changed_since_it_was_marked_is_told_and_the_others_get_theirs(course: Course) -> None:
    answers = course.notebook("submitted", "ann").with_name("responses.json")
    answers.write_text(responses_text({"sorting": {"hours": "complaint"}}), encoding="utf-8")
    done = course.nbgrader("generate_feedback", "mini", check=False)
    assert done.returncode == 1
    assert "ann: It has not been marked as it stands now; mark it first." in done.stderr + done.stdout
    assert made(course) == {"ben"}


def test_where_nothing_is_marked_it_says_so(course: Course) -> None:
    done = course.nbgrader("generate_feedback", "mini", "--student", "nobody", check=False)
    assert done.returncode == 1
    assert "There is nothing at" in done.stderr + done.stdout


def test_the_marked_notebook_holds_nothing_hidden_for_it(course: Course) -> None:
    text = course.notebook("autograded", "ann").read_text("utf-8")
    assert "read_again" not in text
    assert {key for cell in json.loads(text)["cells"] for key in cell["metadata"].get("workbook", {})} <= {
        "criteria",
        "tutor",
    }


def give(course: Course, table: str, **values: object) -> None:
    """Give Ann's written answer what a tutor gives it in formgrader."""
    named = ", ".join(f"{column} = ?" for column in values)
    of_it = (
        f"update {table} set {named} where id in (select x.id from {table} x "  # noqa: S608 - the test's own words
        "join submitted_notebook n on x.notebook_id = n.id join submitted_assignment s on n.assignment_id = s.id "
        "join base_cell b on x.cell_id = b.id where s.student_id = 'ann' and b.name = 'written')"
    )
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        assert database.execute(of_it, tuple(values.values())).rowcount == 1


def test_a_page_is_renewed_by_whatever_a_tutor_did_since(course: Course) -> None:
    page = course.folder / "feedback/ann/mini/mini.html"

    def renewed() -> str:
        course.nbgrader("generate_feedback", "mini")
        return page.read_text("utf-8")

    assert "1 of 10 marks" in renewed()
    give(course, "grade", manual_score=3, needs_manual_grade=0)
    assert "4 of 10 marks" in renewed()
    give(course, "comment", manual_comment="Well argued.")
    assert "Well argued." in renewed()
    give(course, "grade", extra_credit=1)
    assert "5 of 10 marks" in renewed()
    give(course, "comment", manual_comment=None)
    assert "Well argued." not in renewed()
    page.unlink()
    assert "5 of 10 marks" in renewed()
    other = course.folder / "feedback/ben/mini/mini.html"
    before = other.stat().st_mtime_ns
    renewed()
    assert other.stat().st_mtime_ns == before
