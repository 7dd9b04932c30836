"""A learner who marks their own work gets the marks, verdicts and reasons that a tutor's marking gives it."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from complaints_workbook.exercises.keys import Key
from complaints_workbook.marking.handed_in.handed_answers import read_answers
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker
from complaints_workbook.pages.keys_format import ExerciseKey, Keys, parse
from complaints_workbook.pages.keys_text import keys_text
from complaints_workbook.study.own_marks.attempts import Attempt, Attempts
from complaints_workbook.study.own_marks.attempts_file import parse as parse_attempts
from complaints_workbook.study.own_marks.attempts_file import write as write_attempts
from complaints_workbook.study.own_marks.feedback import feedback_of, held_back, marked_today
from complaints_workbook.study.own_marks.marking import OwnWork, mark_exercise, mark_work, sections_asked
from support import marked_courses
from support.answering import some_answers
from support.courses import responses_text
from support.specimen_course import NAME, specimen, specimen_course, specimens_worked_by_hand

if TYPE_CHECKING:
    from support.assignments import Authored
    from support.courses import Course

NOW = datetime(2026, 11, 30, 10, 15, 1, 123456, tzinfo=UTC)
JUNK: list[Any] = [None, 7, True, "", "nothing", ["nothing"], [[]], {"a": 1}, 1e300, "\u202e£", "x" * 5000]


def submissions() -> dict[str, dict[str, dict[str, Any]]]:
    """Return what many learners answered."""
    own = specimen()
    exercises = own.assignment.exercises
    junk = {
        name: {field.id: JUNK[(place + shift) % len(JUNK)] for place, field in enumerate(each.fields)}
        for shift, (name, each) in enumerate(exercises.items())
    }
    half = {name: dict(list(answers.items())[::2]) for name, answers in own.right.items()}
    partly = specimens_worked_by_hand().answers
    chance = {f"chance-{seed}": some_answers(exercises, random.Random(seed)) for seed in range(12)}
    return {"right": own.right, "wrong": own.wrong, "half": half, "junk": junk, "partly": partly, "none": {}, **chance}


@pytest.fixture(scope="module")
def keys() -> Keys:
    return parse(Path("keys.json"), keys_text(specimen().source, specimen().datasets), specimen().pages)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return the course with all of these handed in, marked by the tutor's command."""
    course = specimen_course(tmp_path_factory.mktemp("course"))
    for learner, answers in submissions().items():
        course.submit(learner, answers)
    marked_courses.mark(course, "--feedback")
    return course


def own(answers: dict[str, dict[str, Any]], keys: Keys) -> Attempt:
    """Mark answers as the learner's machine does: from their file, and from pages and keys."""
    read = read_answers(responses_text(answers).encode())
    return mark_work(specimen().pages, keys, OwnWork(read.exercises), NOW)


def test_the_marks_are_the_gradebooks(course: Course, keys: Keys) -> None:
    recorded = {(row[0], row[1]): row[2] for row in course.gradebook()}
    for learner, answers in submissions().items():
        for exercise, marked in own(answers, keys).exercises.items():
            assert marked.marks.score == pytest.approx(recorded[learner, exercise]), (learner, exercise)


def test_the_feedback_says_the_same(course: Course, keys: Keys) -> None:
    for learner, answers in submissions().items():
        attempt = own(answers, keys)
        tried = Attempts((own(specimen().right, keys), attempt))  # what was never tried is not told, see below
        html = feedback_of(attempt, tried, specimen().pages, keys, holds_back=False)
        mine, tutors = said(html.decode()), said(feedback_page(course, learner))
        assert mine.keys() == {"by-criterion"} | attempt.begun.keys()
        for part in attempt.begun:
            assert mine[part] == tutors[part], learner


def test_marks_by_criterion_are_the_feedback_pages(course: Course, keys: Keys) -> None:
    for learner, answers in submissions().items():
        page = BeautifulSoup(feedback_page(course, learner), "html.parser")
        rows = {row.th.get_text(): row.td.get_text() for row in page.select("tbody tr")}  # type: ignore[union-attr]
        for code, marks in own(answers, keys).criteria.items():
            told = next(said for heading, said in rows.items() if heading.startswith(code.partition("/")[2]))
            assert float(told.split(" of ")[0]) == pytest.approx(marks.score)
            written = sum(each.points for each in keys.written.values() if each.criteria[0] == code)
            assert told.split(" of ")[1].startswith(f"{marks.points + written:g} mark")


def test_marks_that_are_for_several_criteria_are_shared_out_alike(keys: Keys) -> None:
    """As a tutor's marker does, whose shares stand on the feedback page."""
    for name, page in specimen().pages.exercises.items():
        items = page.item_set.items
        spread = {item.id: f"complaints/1.{1 + place % 3}" for place, item in enumerate(items)}
        key = ExerciseKey(keys.exercises[name].key, spread)
        for answers in submissions().values():
            given = answers.get(name, {})
            marked = ExerciseMarker(page.item_set, key.key, spread)
            criteria = mark_exercise(page.item_set, key, given).criteria
            assert {code: marks.score for code, marks in criteria.items()} == pytest.approx(marked.mark(given).shares)
            assert {code: marks.points for code, marks in criteria.items()} == marked.points_for


def test_in_every_assignment_marks_are_those_of_a_tutors_marker(authored: Authored) -> None:
    own_keys = parse(Path("keys.json"), keys_text(authored.source, authored.datasets), authored.pages)
    some = some_answers(authored.assignment.exercises, random.Random(7))
    all_tried = mark_work(authored.pages, own_keys, OwnWork(authored.right), NOW)
    for answers in (authored.right, authored.wrong, some, {}):
        attempt = mark_work(authored.pages, own_keys, OwnWork(answers), NOW)
        assert list(attempt.exercises) == list(authored.material.markers)
        feedback = feedback_of(attempt, Attempts((all_tried, attempt)), authored.pages, own_keys, holds_back=False)
        page = str(BeautifulSoup(feedback, "html.parser"))
        for name, marker in authored.material.markers.items():
            tutors, mine = marker.mark(answers.get(name, {})), attempt.exercises[name]
            assert mine.marks.score == pytest.approx(tutors.score)
            assert {code: each.score for code, each in mine.criteria.items()} == pytest.approx(tutors.shares)
            html = b"".join(piece.html for piece in tutors.feedback).decode()
            assert (str(BeautifulSoup(html, "html.parser")) in page) is (name in attempt.begun)


def test_a_section_is_marked_by_itself_as_it_is_among_the_others(keys: Keys) -> None:
    pages = specimen().pages
    work = OwnWork(submissions()["chance-1"], {"written": 12})
    whole = mark_work(pages, keys, work, NOW)
    for section, names in sections_asked(pages).items():
        alone = mark_work(pages, keys, work, NOW, section)
        assert alone.exercises == {name: whole.exercises[name] for name in names}
        assert alone.sections == {section: whole.sections[section]}
        assert alone.written == ({"written": 12} if section == "complaints/1.5" else {})
    assert mark_work(pages, keys, work, NOW, "nothing").exercises == {}


def test_an_attempt_that_was_kept_is_marked_again_alike(keys: Keys) -> None:
    """So its page can be shown another day."""
    for answers in submissions().values():
        attempt = own(answers, keys)
        (kept,) = parse_attempts(write_attempts(Attempts((attempt,))).encode()).each
        assert kept == attempt
        assert marked_today(kept, specimen().pages, keys) == attempt


def test_what_is_held_back_is_shown_after_the_second_answer(keys: Keys) -> None:
    first, blank, second = (own(submissions()[name], keys) for name in ("wrong", "none", "half"))
    texts = [
        BeautifulSoup(feedback_of(now, Attempts(kept), specimen().pages, keys, holds_back=True), "html.parser")
        for now, kept in ((first, (first,)), (blank, (first, blank)))
    ]
    for page in texts:
        assert "Not yet" in page.text or "not begun" in page.text
        assert "The best answer" not in page.text
        assert not page.select(".cw-fb-why")
    again = Attempts((first, blank, first))
    open_now = feedback_of(first, again, specimen().pages, keys, holds_back=True)
    assert open_now == feedback_of(first, again, specimen().pages, keys, holds_back=False)
    asked = specimen().pages.exercise(next(iter(first.exercises))).item_set
    some = held_back(asked, Attempts((first, second)), 2)
    answered = second.exercises[asked.id].answers
    assert some == {item.id for item in asked.items if item.reads not in answered}
    assert 0 < len(some) < len(asked.items)


def test_what_was_never_tried_is_not_told_and_what_was_missed_is(keys: Keys) -> None:
    half = own(submissions()["half"], keys)
    page = BeautifulSoup(feedback_of(half, Attempts((half,)), specimen().pages, keys, holds_back=False), "html.parser")
    unanswered = [line for line in page.select("li") if "Not answered" in line.text]
    assert len(unanswered) > 3
    assert not [line for line in unanswered if "The best answer" in line.text or line.select(".cw-fb-why")]
    wrong = own(submissions()["wrong"], keys)
    assert (
        "The best answer" in feedback_of(wrong, Attempts((wrong,)), specimen().pages, keys, holds_back=False).decode()
    )


def test_what_an_author_keeps_out_of_feedback_stays_out_however_often_it_was_tried(keys: Keys) -> None:
    name, exercise = next(iter(keys.exercises.items()))
    hiding = ExerciseKey(Key(exercise.key.fields, frozenset(exercise.criteria_of)), exercise.criteria_of)
    hidden = Keys(keys.assignment, {**keys.exercises, name: hiding}, keys.written, keys.statements)
    wrong = own(submissions()["wrong"], keys)
    for holds_back in (False, True):
        html = feedback_of(wrong, Attempts((wrong,) * 5), specimen().pages, hidden, holds_back=holds_back)
        part = BeautifulSoup(html, "html.parser").find(id=name)
        assert part is not None
        assert "Not yet" in part.get_text()
        assert "The best answer" not in part.get_text()
        assert not part.select(".cw-fb-why")


def feedback_page(course: Course, learner: str) -> str:
    return (course.folder / "feedback" / learner / NAME / f"{NAME}.html").read_text("utf-8")


def said(html: str) -> dict[str, str]:
    """Return what stands in each part of a feedback page, tags and all, whichever way its signs are spelt."""
    page = BeautifulSoup(html, "html.parser")
    by_criterion = page.find(id="by-criterion")
    parts = {str(part["id"]): str(part) for part in page.select("section.exercise")}
    return {"by-criterion": str(by_criterion), **parts}
