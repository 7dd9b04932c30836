"""Each assignment, marked by the real command: one learner all right, one all wrong, one who left it untouched.

Where ``worked_by_hand/<assignment>.yaml`` stands there is one more, who is partly right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.courses import Course, real_course
from support.marked_courses import mark
from support.worked_by_hand import WorkedByHand, worked_by_hand

if TYPE_CHECKING:
    from support.assignments import Authored


@pytest.fixture(scope="module")
def by_hand(authored: Authored) -> WorkedByHand:
    return worked_by_hand(f"{authored.name}.yaml")


@pytest.fixture(scope="module")
def course(authored: Authored, by_hand: WorkedByHand, tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = real_course(tmp_path_factory.mktemp("marked") / "course", authored.name)
    course.submit("ann", authored.right)
    course.submit("ben", by_hand.answers)
    course.submit("cat", None)
    course.submit("dan", authored.wrong)
    mark(course, "--feedback")
    return course


def test_all_right_earns_every_mark_that_is_marked_by_itself(authored: Authored, course: Course) -> None:
    assert course.scores()["ann"] == authored.points


def test_all_wrong_earns_nothing(authored: Authored, course: Course) -> None:
    assert course.scores()["dan"] == 0
    exercises = [row for row in course.gradebook() if row[0] == "dan" and row[1] in authored.assignment.exercises]
    assert [row[2] for row in exercises] == [0.0] * len(authored.assignment.exercises)


def test_partly_right_earns_what_was_worked_out_by_hand(by_hand: WorkedByHand, course: Course) -> None:
    assert {name: score for name, score in course.earned("ben").items() if score} == by_hand.earns
    assert course.scores()["ben"] == sum(by_hand.earns.values())


def test_untouched_earns_nothing_and_waits_for_the_tutor(authored: Authored, course: Course) -> None:
    """Whether nothing was answered or the answers got lost is for the tutor to say, not for the marker."""
    assert course.scores()["cat"] == 0
    exercises = authored.assignment.exercises
    assert [row[2:] for row in course.gradebook() if row[0] == "cat" and row[1] in exercises] == [
        (None, None, None, 1) for _ in exercises
    ]


@pytest.mark.parametrize("student", ["ann", "ben", "cat", "dan"])
def test_everyone_gets_a_feedback_page(authored: Authored, course: Course, student: str) -> None:
    page = (course.folder / "feedback" / student / authored.name / f"{authored.name}.html").read_text("utf-8")
    assert f"Feedback for {student}" in page
    for exercise in authored.assignment.exercises.values():
        assert exercise.specification.title.replace("&", "&amp;") in page
