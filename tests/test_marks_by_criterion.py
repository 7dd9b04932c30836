"""A learner's page counts each mark for what it is for: the item's own criterion, or the foundations."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course
from support.marked_courses import mark

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = {"hours": "query", "late": "complaint", "code": "query"}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a marked course in which two of three items are of the foundations and one is for criterion 1.2."""
    course = mini_course(tmp_path / "course", release=False)
    path = course.folder / "source/mini/sections/1.1/exercises.yaml"
    text = path.read_text("utf-8").replace("[complaints/1.1]", "[foundations, complaints/1.2]")
    text = text.replace(
        "id: late, label: The late parcel,", "id: late, label: The late parcel, criterion: complaints/1.2,"
    )
    path.write_text(text, "utf-8")
    course.nbgrader("generate_assignment", "mini")
    course.submit("ann", {"sorting": ANSWERS})
    mark(course, "--feedback")
    return course


def rows(course: Course) -> dict[str, str]:
    """Return the marks that the page gives for each criterion, by its number."""
    page = (course.folder / "feedback/ann/mini/mini.html").read_text("utf-8")
    found = re.findall(r'class="number">([^<]+)</span> ([^<]+)</th>\s*<td class="marks">([^<]+)<', page)
    return {number: f"{unescape(statement)}: {marks}" for number, statement, marks in found}


def test_each_item_counts_for_its_own_criterion(course: Course) -> None:
    told = rows(course)
    assert told["Foundations"] == "What has to be known before the criteria: 1 of 2 marks"
    assert told["1.2"].startswith("Explain how to identify")
    assert told["1.2"].endswith(": 1 of 1 mark")


def test_what_a_tutor_gives_the_whole_exercise_is_shared_out_as_its_marks_are(course: Course) -> None:
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db", "complaints-workbook") as gradebook:
        grade = gradebook.find_grade("sorting", "mini", "mini", "ann")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    mark(course, "--feedback")
    told = rows(course)
    assert told["Foundations"].endswith(": 1 of 2 marks")
    assert told["1.2"].endswith(": 0.5 of 1 mark")


def test_an_exercise_for_the_foundations_is_captioned_so(course: Course) -> None:
    page = (course.folder / "feedback/ann/mini/mini.html").read_text("utf-8")
    assert "2 of 3 marks. Foundations, 1.2</p>" in page
