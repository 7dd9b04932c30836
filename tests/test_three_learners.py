"""Three learners through the whole exchange: all right, partly right, untouched.

The marks of the second were worked out by hand from the keys, as a tutor with
the mark scheme and a pencil would; each line says how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.content.datasets import shared_datasets
from courses import Course, real_course, responses_text
from test_learner_in_lab import SOURCE, right_answers

if TYPE_CHECKING:
    from pathlib import Path

NAME = "complaints-lo1"

PARTLY: dict[str, dict[str, Any]] = {
    # Two moves are the best ones, the third is not, three are not made: 1 + 1 + 0.
    "mill-street-talk": {"first-minute": "tuesdays", "no-letter": "ask-kindly", "the-answer": "soften"},
    "two-procedures": {
        # The key is hear, wish, look, agree, note, follow. Hear, wish, agree, note stand
        # in the right order to each other, no five do: 4 - 1 = 3.
        "shop": ["hear", "look", "wish", "agree", "follow", "note"],
        # The key backwards: no two stand in the right order, 1 - 1 = 0.
        "bank": ["finish", "respond", "approve", "decide", "gather", "acknowledge", "rules", "log"],
    },
    "pass-on-six": {
        # Who is right, when is not, why is blank: 1.
        "half-out.who": "head-of-customer-service",
        "half-out.when": "same-day",
        # All three right: 3.
        "piano.who": "insurer",
        "piano.when": "at-once",
        "piano.why": "hurt",
        # It stays with the adviser: 0.
        "solicitor.who": "team-leader",
    },
    "penrose-missed-visits": {
        # Four of six months and one wrong one, for 3 marks: (4 - 1) / 6 x 3 = 1.5.
        "visit-months": ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"],
        # This is right: 1.
        "two-charts": "mix",
    },
    "cost-three-cases": {
        # 249.00, 15.00 and 33.00 are right however they are typed; 24.00 is not 24.01: 3.
        "cloth.remedy": "£249.00",
        "cloth.losses": "24.01",
        "cloth.fixed": "15",
        "cloth.handling": " 33.0 ",
        # Words are no amount: 0.
        "cloth.admit-total": "about 300",
    },
}
BY_HAND = {
    "mill-street-talk": 2,
    "two-procedures": 3,
    "pass-on-six": 4,
    "penrose-missed-visits": 2.5,
    "cost-three-cases": 3,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Release, fetch, answer, submit, collect, mark, and send feedback back, three times over."""
    place = tmp_path_factory.mktemp("three")
    exchange = place / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    at = f"--Exchange.root={exchange}"
    course = real_course(place / "course")
    course.nbgrader("release_assignment", NAME, at)
    answers = {"ann": right_answers(), "ben": PARTLY, "cat": None}
    for student, given in answers.items():
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


def graded(course: Course, student: str) -> dict[str, float]:
    """Return what each exercise of a student's marked notebook earned."""
    cells = course.read("autograded", student).cells
    return {
        cell.metadata.nbgrader.grade_id: float(cell.outputs[0]["data"]["text/plain"])
        for cell in cells
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade
    }


def test_all_right_earns_every_mark_that_is_marked_by_itself(course: Course) -> None:
    most = sum(exercise.points for exercise in load_assignment(SOURCE, shared_datasets()).exercises.values())
    assert course.scores()["ann"] == most


def test_partly_right_earns_what_was_worked_out_by_hand(course: Course) -> None:
    assert {name: score for name, score in graded(course, "ben").items() if score} == BY_HAND
    assert course.scores()["ben"] == sum(BY_HAND.values()) == 14.5


def test_nbgraders_own_marking_gives_the_same_gradebook(course: Course, tmp_path: Path) -> None:
    stock = course.stock_copy(tmp_path / "stock")
    stock.nbgrader("autograde", NAME)
    ours, theirs = ([row for row in each.gradebook() if row[0] != "cat"] for each in (course, stock))
    assert ours == theirs
    assert len(theirs) > 2 * 30


def test_untouched_earns_nothing_and_waits_for_the_tutor(course: Course) -> None:
    """Whether nothing was answered or the answers got lost is for the tutor to say, not for the marker."""
    assert course.scores()["cat"] == 0
    exercises = load_assignment(SOURCE, shared_datasets()).exercises
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
    released = {f"{NAME}.ipynb", "pages.json", "images"}
    nbgraders = {"timestamp.txt", "submission_secret.txt"}
    assert names == released | nbgraders | {"responses.json"}
