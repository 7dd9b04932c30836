"""What a centre does with learners’ records, by the commands that README names: delete a learner, begin a new year."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from support import marked_courses
from support.courses import Course, mini_course

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = {"sorting": {"hours": "query", "late": "query"}}
WORDS = {"written": "Because memory is short."}
RECORDS = ("gradebook.db", "submitted", "autograded", "feedback", "reports", "grades.csv", "class.csv")
"""What README names, as far as this course has it."""


def of_class(course: Course, *learners: str) -> None:
    rows = [f"{learner},{learner.title()},Zeta,{learner}@example.com" for learner in learners]
    (course.folder / "class.csv").write_text("\n".join(["id,first_name,last_name,email", *rows]), "utf-8")
    course.nbgrader("db", "student", "import", "class.csv")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = mini_course(tmp_path / "course")
    of_class(course, "annabel", "benjamin")
    for learner in ("annabel", "benjamin"):
        course.submit(learner, ANSWERS, WORDS)
    marked_courses.mark(course, "--feedback")
    course.grades()
    return course


def holding(folder: Path, name: str) -> list[str]:
    """Return the files that name a learner in their address or in what they hold."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".db")
    return [str(path) for path in files if name in str(path.relative_to(folder)) or name.encode() in path.read_bytes()]


def test_after_a_learner_is_deleted_nothing_of_theirs_is_there_and_the_others_marks_stay(course: Course) -> None:
    before = [row for row in course.gradebook() if row[0] == "benjamin"]
    assert holding(course.folder, "annabel")
    course.nbgrader("db", "student", "remove", "annabel", "--force")
    for place in ("submitted", "autograded", "feedback"):
        shutil.rmtree(course.folder / place / "annabel")
    rows = (course.folder / "class.csv").read_text("utf-8").splitlines()
    (course.folder / "class.csv").write_text("\n".join(row for row in rows if "annabel" not in row), "utf-8")
    marked_courses.mark(course)
    assert course.grades().keys() == {"benjamin"}
    assert holding(course.folder, "annabel") == []
    assert course.gradebook() == before


def test_a_flag_and_marks_by_hand_stay_when_work_is_marked_again(course: Course) -> None:
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        database.execute("update submitted_notebook set flagged = 1")
        database.execute("update grade set manual_score = 3, needs_manual_grade = 0 where auto_score is null")
    marked_courses.mark(course, "--force")
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        assert database.execute("select flagged from submitted_notebook").fetchall() == [(1,), (1,)]
    assert [row[3] for row in course.gradebook() if row[1] == "written"] == [3, 3]


def test_next_years_class_begins_where_the_last_ones_records_were_moved_away(course: Course, tmp_path: Path) -> None:
    (tmp_path / "last-year").mkdir()
    for name in RECORDS:
        shutil.move(course.folder / name, tmp_path / "last-year" / name)
    of_class(course, "cyril")
    course.nbgrader("generate_assignment", "mini")
    course.submit("cyril", ANSWERS, WORDS)
    marked_courses.mark(course, "--feedback")
    assert course.grades().keys() == {"cyril"}
    assert holding(course.folder, "annabel") == []
