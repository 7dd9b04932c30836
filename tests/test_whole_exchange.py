"""Three learners and every kind of exercise through the whole exchange: all right, partly right, untouched.

The marks of the second were worked out by hand from the keys; ``partly.yaml`` of each specimen says how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.courses import Course, responses_text
from support.secrets import assert_no_secret, files_in
from support.specimen_course import NAME, specimen, specimen_course, specimens_worked_by_hand

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = specimens_worked_by_hand()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Release, fetch, answer, submit, collect, mark, and send feedback back, three times over."""
    place = tmp_path_factory.mktemp("three")
    exchange = place / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    at = f"--Exchange.root={exchange}"
    course = specimen_course(place / "course")
    course.nbgrader("release_assignment", NAME, at)
    for student, given in {"ann": specimen().right, "ben": BY_HAND.answers, "cat": None}.items():
        home = place / student
        home.mkdir()
        learner = Course(home, NAME)
        own = (
            at,
            f"--Exchange.cache={home / 'cache'}",
            "--CourseDirectory.course_id=complaints-workbook",
            f"--CourseDirectory.student_id={student}",
        )
        learner.nbgrader("fetch_assignment", NAME, *own)
        if given is not None:
            (home / NAME / "responses.json").write_text(responses_text(given), encoding="utf-8")
        learner.nbgrader("submit", NAME, *own)
    course.nbgrader("collect", NAME, at)
    course.nbgrader("autograde", NAME)
    course.nbgrader("generate_feedback", NAME)
    course.nbgrader("release_feedback", NAME, at)
    return course


def home_of(course: Course, student: str) -> Path:
    return course.folder.parent / student


def test_no_key_and_no_reason_is_in_what_a_learner_fetches(course: Course) -> None:
    fetched = list(files_in(home_of(course, "cat")))
    assert any(name.endswith(f"{NAME}.ipynb") for name, _ in fetched)
    assert_no_secret(fetched, of=(specimen(),))


def test_all_right_earns_every_mark_that_is_marked_by_itself(course: Course) -> None:
    assert course.scores()["ann"] == specimen().points


def test_partly_right_earns_what_was_worked_out_by_hand(course: Course) -> None:
    assert {name: score for name, score in course.earned("ben").items() if score} == BY_HAND.earns
    assert course.scores()["ben"] == sum(BY_HAND.earns.values())


def test_nbgraders_own_marking_gives_the_same_gradebook(course: Course, tmp_path: Path) -> None:
    stock = course.stock_copy(tmp_path / "stock")
    stock.nbgrader("autograde", NAME)
    ours, theirs = ([row for row in each.gradebook() if row[0] != "cat"] for each in (course, stock))
    assert ours == theirs
    assert len(theirs) == 2 * (len(specimen().assignment.exercises) + 1)


def test_untouched_earns_nothing_and_waits_for_the_tutor(course: Course) -> None:
    """Whether nothing was answered or the answers got lost is for the tutor to say, not for the marker."""
    assert course.scores()["cat"] == 0
    exercises = specimen().assignment.exercises
    assert [row[2:] for row in course.gradebook() if row[0] == "cat" and row[1] in exercises] == [
        (None, None, None, 1) for _ in exercises
    ]


@pytest.mark.parametrize("student", ["ann", "ben", "cat"])
def test_everyone_gets_a_feedback_page_in_the_exchange(course: Course, student: str) -> None:
    page = (course.folder / "feedback" / student / NAME / f"{NAME}.html").read_text("utf-8")
    assert f"Feedback for {student}" in page
    released = course.folder.parent / "exchange" / "complaints-workbook" / "feedback"
    assert len(list(released.glob("*.html"))) == 3


def test_nothing_stands_in_the_submitted_folder_but_the_learners_own(course: Course) -> None:
    names = {path.name for path in (course.folder / "submitted" / "ben" / NAME).iterdir()}
    released = {f"{NAME}.ipynb", "pages.json"}
    nbgraders = {"timestamp.txt", "submission_secret.txt"}
    assert names == released | nbgraders | {"responses.json"}
