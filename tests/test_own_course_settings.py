"""A tutor's own settings stand in a file of their own, which counts and which no update touches."""

from __future__ import annotations

import csv
import subprocess
from typing import TYPE_CHECKING

import pytest

from support.courses import ROOT, Course, mini_course
from support.marked_courses import mark

if TYPE_CHECKING:
    from pathlib import Path

OWN = "course_settings.py"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def settings(course: Course, *lines: str) -> None:
    (course.folder / OWN).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_they_count_before_those_that_come_with_the_workbook(course: Course) -> None:
    settings(
        course,
        "c.NbGraderAPI.timezone = 'Europe/Paris'",
        f"c.CourseDirectory.db_url = 'sqlite:///{course.folder / 'own.db'}'",
        "c.LateSubmissionPlugin.penalty_method = 'zero'",
    )
    said = course.nbgrader("db", "assignment", "add", "mini", "--duedate", "2026-07-03 17:00").stderr
    assert "17:00 CEST" in said
    assert (course.folder / "own.db").is_file()
    folder = course.submit("ann", {"sorting": {"hours": "query"}})
    (folder / "timestamp.txt").write_text("2026-07-03 15:30:00 UTC", encoding="utf-8")
    mark(course)
    course.nbgrader("export")
    with (course.folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["duedate"] == "2026-07-03 17:00 CEST"
    assert (row["raw_score"], row["score"]) == ("1.0", "0.0")


def test_a_slip_in_them_stops_the_work_with_a_sentence_that_names_the_file(course: Course) -> None:
    course.submit("ann", {})
    settings(course, "c.Exchange.root = /srv/exchange")
    assert OWN in mark(course, code=1).stderr.replace("\n", "")


def test_git_knows_nothing_of_them_and_readme_sends_nobody_into_the_file_that_it_knows() -> None:
    tutors = (ROOT / "README.md").read_text("utf-8").partition("## For tutors")[2].partition("\n## ")[0]
    assert f"`{OWN}`" in tutors
    assert "in `nbgrader_config.py`" not in tutors.replace("in `nbgrader_config.py` of learners’", "")
    if (ROOT / ".git").exists():
        subprocess.run(["git", "check-ignore", "--quiet", OWN], cwd=ROOT, check=True)
