"""nbgrader's own commands, from generating an assignment to the feedback page."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from support.courses import Course, mini_course, responses_text

if TYPE_CHECKING:
    from pathlib import Path

RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
# Worked out by hand: sorting 1 of 3 (one right, one wrong, one blank); the order
# listen, agree, check, record keeps three in the right order, so 3 - 1 = 2 of 3.
PARTLY: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "query"},
    "steps": {"informal": ["listen", "agree", "check", "record"]},
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = mini_course(tmp_path_factory.mktemp("course"))
    course.submit("ann", RIGHT, {"written": "Because *memory* is short."})
    course.submit("ben", PARTLY)
    course.submit("cat", {})
    course.submit("dot", None, {"written": "My answers to the exercises got lost."})
    course.nbgrader("autograde", "mini")
    course.nbgrader("generate_feedback", "mini")
    return course


def feedback(course: Course, student: str) -> str:
    return (course.folder / "feedback" / student / "mini" / "mini.html").read_text("utf-8")


def test_marks_are_those_worked_out_by_hand(marked: Course) -> None:
    assert marked.scores() == {"ann": 6.0, "ben": 3.0, "cat": 0.0, "dot": 0.0}


def test_only_what_nobody_can_mark_by_itself_waits_for_the_tutor(marked: Course) -> None:
    waiting = [row[:2] for row in marked.gradebook() if row[5]]
    assert waiting == [("ann", "written"), ("dot", "sorting"), ("dot", "steps"), ("dot", "written")]


def test_answers_that_did_not_arrive_are_never_given_nothing_in_silence(marked: Course) -> None:
    assert [row[2] for row in marked.gradebook() if row[0] == "dot"] == [None, None, None]
    assert "responses.json is missing" in feedback(marked, "dot")
    assert "3 parts are still to be marked by your tutor" in feedback(marked, "dot")
    assert "Read again:" not in feedback(marked, "dot")


def test_marking_as_data_and_nbgraders_own_marking_give_the_same_gradebook_and_outputs(
    marked: Course, tmp_path: Path
) -> None:
    stock = marked.stock_copy(tmp_path / "stock")
    stock.nbgrader("autograde", "mini")

    # nbgrader has no way to let an exercise wait, which is what becomes of Dot's.
    ours, theirs = ([row for row in course.gradebook() if row[0] != "dot"] for course in (marked, stock))
    assert ours == theirs
    assert len(theirs) == 9
    for student in ("ann", "ben", "cat"):
        codes = [
            [
                (cell.source, cell.outputs)
                for cell in course.read("autograded", student).cells
                if cell.cell_type == "code"
            ]
            for course in (marked, stock)
        ]
        assert codes[0] == codes[1]


def test_feedback_gives_the_answer_the_reason_and_what_to_read_again(marked: Course) -> None:
    page = feedback(marked, "ben")
    assert 'You answered: <span class="cw-fb-answer">A query</span>' in page
    assert "It has a question mark, and it is more than a question." in page
    assert "It shows that the customer is unhappy and waits for a response." in page
    assert "“The steps”" in page
    assert page.index("Your marks for each criterion") < page.index("Query, problem or complaint?</h2>")


def test_feedback_never_shows_a_key_that_the_tutor_hides(marked: Course) -> None:
    for student in ("ben", "cat"):
        page = feedback(marked, student)
        assert "Something needs putting right, and nobody is blamed." not in page
        section = page[page.index("The code") :]
        assert "A problem" not in section[: section.index("</li>")]


def test_feedback_holds_no_mark_scheme_and_the_tutors_copy_does(marked: Course) -> None:
    assert "One mark for each of four reasons" not in feedback(marked, "ann")
    assert any("One mark for each of four reasons" in cell.source for cell in marked.read("autograded", "ann").cells)


def test_feedback_says_that_marks_are_not_evidence(marked: Course) -> None:
    assert "Simulation is not evidence." in feedback(marked, "ann")


def test_nothing_of_a_learners_code_runs(tmp_path: Path) -> None:
    course = mini_course(tmp_path / "hostile")
    folder = course.submit("eve", RIGHT)
    trace = tmp_path / "ran"
    notebook = json.loads((folder / "mini.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f"open({str(trace)!r}, 'w')"
            cell["metadata"]["nbgrader"]["points"] = 100
    (folder / "mini.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    course.nbgrader("autograde", "mini")
    assert not trace.exists()
    assert course.scores() == {"eve": 6.0}
    cells = course.read("autograded", "eve").cells
    assert not any("open(" in cell.source for cell in cells if cell.cell_type == "code")
    assert sum("code, which was not run" in cell.source and "open(" in cell.source for cell in cells) == 3


def test_marking_twice_changes_nothing_and_keeps_a_tutors_mark(marked: Course) -> None:
    with sqlite3.connect(marked.folder / "gradebook.db") as database:
        database.execute(
            "update grade set manual_score = 3, needs_manual_grade = 0 where id in (select g.id from grade g "
            "join submitted_notebook n on g.notebook_id = n.id join submitted_assignment s on n.assignment_id = s.id "
            "join base_cell b on g.cell_id = b.id where s.student_id = 'ann' and b.name = 'written')"
        )
    before = marked.gradebook()
    marked.nbgrader("autograde", "mini", "--force")
    after = {row[:2]: row for row in marked.gradebook()}
    assert after["ann", "written"][3] == 3
    assert [row[:4] for row in marked.gradebook()] == [row[:4] for row in before]
    assert marked.scores()["ann"] == 9.0


def test_the_whole_exchange(tmp_path: Path) -> None:
    """Release, list, fetch, submit, collect, mark, and feedback back to the learner."""
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    course = mini_course(tmp_path / "course")
    at = f"--Exchange.root={exchange}"
    cache = f"--Exchange.cache={tmp_path / 'cache'}"
    course.nbgrader("release_assignment", "mini", at)
    home = tmp_path / "learner"
    home.mkdir()
    learner = Course(home, "mini")
    named = "--CourseDirectory.course_id=complaints-workbook"
    assert "mini" in learner.nbgrader("list", at, cache, named).stderr
    learner.nbgrader("fetch_assignment", "mini", at, cache, named)
    fetched = sorted(path.name for path in (home / "mini").iterdir())
    assert fetched == ["mini.ipynb", "pages.json"]

    (home / "mini" / "responses.json").write_text(responses_text(PARTLY), encoding="utf-8")
    learner.nbgrader("submit", "mini", at, cache, named)
    course.nbgrader("collect", "mini", at)
    course.nbgrader("autograde", "mini")
    course.nbgrader("generate_feedback", "mini")
    course.nbgrader("release_feedback", "mini", at)
    learner.nbgrader("fetch_feedback", "mini", at, cache, named)
    pages = list((home / "mini" / "feedback").rglob("*.html"))
    assert len(pages) == 1
    assert "3 of 10 marks" in pages[0].read_text("utf-8")
    assert list(course.scores().values()) == [3.0]
