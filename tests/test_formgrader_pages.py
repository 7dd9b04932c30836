"""Formgrader's pages as a tutor meets them: with any learner's name, by the keyboard, and without the internet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from complaints_workbook.assignments.notebooks import is_written_answer
from support.assignments import COMPLAINTS_LO1
from support.courses import Course, mini_course, real_course
from support.marked_courses import mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from support.jupyter_servers import Lab

ODD_NAMES = [
    "#tag",
    "100% Ann",
    "%2e%2e",
    "o'Neil",
    "Zoë Müller",
    "a, b",
    "x;y",
    "50%25",
    "ann+ben",
    "名前",
    "{0}",
    "C:d",
]
ANSWERS: dict[str, dict[str, Any]] = {"sorting": {"hours": "query"}}
WORDS = "Because memory is short, and the next colleague has to know."
WIDTH, HEIGHT = 1366, 768


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course in which learners with odd names have handed in and are marked, and one of the list has not."""
    course = mini_course(tmp_path_factory.mktemp("names") / "course")
    for name in ODD_NAMES:
        course.submit(name, ANSWERS, {"written": WORDS})
    (course.folder / "class.csv").write_text(
        "id,first_name,last_name,email\no'Neil,Una,O'Neil,una@example.org\nmm,Max,Missing,\n", encoding="utf-8"
    )
    course.nbgrader("db", "student", "import", "class.csv")
    mark(course)
    return course


@pytest.fixture(scope="module")
def lab(course: Course, jupyter_lab: Any) -> Lab:
    started: Lab = jupyter_lab(course.folder, learner=False)
    return started


@pytest.fixture(scope="module")
def tutor(browser: Browser, lab: Lab) -> Iterator[Page]:
    """Open a page that is logged in, and lets nothing out to another machine; what it asks for is kept."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.route(lambda url: not url.startswith(lab.url), lambda route: route.abort())
    page.goto(lab.at("/formgrader"))
    yield page
    assert [url for url in asked if not url.startswith((lab.url, "data:"))] == []
    context.close()


def ids(course: Course) -> dict[str, str]:
    """Return the ids of the submitted notebooks by learner."""
    with closing(sqlite3.connect(course.folder / "gradebook.db")) as database:
        return dict(
            database.execute(
                "select a.student_id, n.id from submitted_notebook n "
                "join submitted_assignment a on n.assignment_id = a.id"
            ).fetchall()
        )


def every_address(course: Course) -> list[str]:
    """Return the address of each kind of page."""
    first = ids(course)[ODD_NAMES[0]]
    name = quote(ODD_NAMES[0], safe="")
    return [
        "/manage_assignments",
        "/manage_submissions/mini",
        "/gradebook",
        "/gradebook/mini/mini",
        f"/submissions/{first}/",
        f"/handed_in/{first}",
        f"/handed_in/mini/{name}",
        "/manage_students",
        f"/manage_students/{name}",
    ]


def opened(tutor: Page, lab: Lab, place: str) -> Page:
    answer = tutor.goto(f"{lab.url}/formgrader{place}")
    assert answer is not None
    assert answer.ok, f"{place}: {answer.status}"
    return tutor


def test_axe_finds_nothing_on_any_page(tutor: Page, lab: Lab, course: Course) -> None:
    for place in every_address(course):
        page = opened(tutor, lab, place)
        page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        # How an assignment's own texts are headed is their authors' affair.
        rules = {"heading-order": {"enabled": "/submissions/" not in place}}
        found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules})
        assert found.violations_count == 0, f"{place}\n{found.generate_report()}"


def test_no_page_speaks_of_code_or_shows_it(tutor: Page, lab: Lab, course: Course) -> None:
    for place in every_address(course):
        text = opened(tutor, lab, place).locator("body").inner_text()
        for word in ("Code Score", "Tests Failed", "utograde", "credit", "nbgrader_config"):
            assert word not in text, place
    text = opened(tutor, lab, f"/submissions/{ids(course)[ODD_NAMES[0]]}/").locator("body").text_content() or ""
    assert "complaints_workbook" not in text
    assert "Exercise: " in text


def test_rows_of_any_name_can_be_marked_opened_and_read(tutor: Page, lab: Lab, course: Course) -> None:
    rows = opened(tutor, lab, "/manage_submissions/mini").locator("#main-table tbody tr")
    assert rows.count() == len(ODD_NAMES)
    for name in ODD_NAMES:
        row = opened(tutor, lab, "/manage_submissions/mini").locator(
            "tbody tr", has=tutor.locator(f'[data-order="{name}"]')
        )
        row.locator(".autograde button").click()
        tutor.get_by_text("The exercises are marked.").wait_for(timeout=60_000)
        with tutor.expect_navigation():
            tutor.get_by_role("button", name="Close").click()
        row.locator(".student-name a").click()
        tutor.wait_for_url(f"**/submissions/{ids(course)[name]}/")
        opened(tutor, lab, "/manage_submissions/mini")
        row.locator(".handed-in a").click()
        assert tutor.get_by_text(WORDS).first.is_visible()
        opened(tutor, lab, "/manage_students").locator("#main-table tbody tr", has_text=name).first.locator("a").click()
        tutor.locator("#main-table a").first.click()
        tutor.wait_for_url(f"**/submissions/{ids(course)[name]}/")


def test_who_has_not_handed_in_is_named(tutor: Page, lab: Lab) -> None:
    assert (
        opened(tutor, lab, "/manage_submissions/mini").locator("#missing").inner_text() == "Not handed in: Max Missing."
    )


def test_work_that_lies_at_another_place_is_read_too(tutor: Page, lab: Lab, course: Course) -> None:
    note = course.folder / "submitted" / "mm" / "my-work" / "note.txt"
    note.parent.mkdir(parents=True)
    note.write_text("Here I am.", encoding="utf-8")
    page = opened(tutor, lab, "/handed_in/mini/mm")
    assert page.get_by_role("heading", name="my-work/note.txt").is_visible()
    assert page.get_by_text("Here I am.").is_visible()


def test_a_learners_work_is_read_before_what_lies_beside_it(tutor: Page, lab: Lab, course: Course) -> None:
    folder = course.folder / "submitted" / ODD_NAMES[0] / "mini"
    for name in ("attempts.json", "a plan.txt", "another.ipynb"):
        (folder / name).write_text("{}", encoding="utf-8")
    page = opened(tutor, lab, f"/handed_in/mini/{quote(ODD_NAMES[0], safe='')}")
    read = ["another.ipynb", "mini.ipynb", "responses.json", "a plan.txt", "attempts.json"]
    assert page.locator("section.file h2").all_inner_texts()[: len(read)] == read


def test_details_of_a_learner_are_changed_and_shown_as_they_were_typed(tutor: Page, lab: Lab) -> None:
    typed = '<b onclick="x">Zoë & "Co"</b>'
    row = opened(tutor, lab, "/manage_students").locator("#main-table tbody tr", has_text="#tag").first
    row.locator("button").first.click()
    row.locator("dialog input[name=first_name]").fill(typed)
    with tutor.expect_navigation():
        row.locator("dialog button.go").click()
    assert tutor.locator("#main-table a", has_text=typed).count() == 1
    assert tutor.locator("#main-table b").count() == 0


def test_numbers_tell_nothing_of_names(course: Course) -> None:
    by_number = sorted(ids(course), key=ids(course).__getitem__)
    assert by_number not in (sorted(by_number), sorted(by_number, reverse=True), ODD_NAMES, ODD_NAMES[::-1])


def test_names_are_hidden_until_they_are_asked_for(tutor: Page, lab: Lab) -> None:
    page = opened(tutor, lab, "/gradebook/mini/mini")
    assert not page.get_by_text("Una O'Neil").is_visible()
    page.get_by_role("button", name="Show all names").click()
    assert page.get_by_text("Una O'Neil").is_visible()


def test_a_column_sorts_the_table_and_a_word_finds_rows(tutor: Page, lab: Lab) -> None:
    page = opened(tutor, lab, "/manage_students")
    page.get_by_role("button", name="Folder").click()
    folders = page.locator("#main-table td.id").all_inner_texts()
    page.get_by_role("button", name="Folder").click()
    assert page.locator("#main-table td.id").all_inner_texts() == folders[::-1]
    page.get_by_role("searchbox").fill("una@")
    assert page.locator("#main-table tbody tr:visible").count() == 1


def test_the_average_leaves_out_what_waits(page: Page, tmp_path: Path, jupyter_lab: Any) -> None:
    course = mini_course(tmp_path / "course")
    course.submit("ann", {"sorting": {"hours": "query", "late": "complaint"}})  # no words: marked whole
    course.submit("ben", {}, {"written": WORDS})
    mark(course)
    page.goto(jupyter_lab(course.folder, learner=False).at("/formgrader/gradebook"))
    assert page.locator("#main-table .score").inner_text() == "2 of 10"


def test_all_keys_work_without_the_internet(page: Page, lab: Lab, course: Course) -> None:
    page.context.route(lambda url: not url.startswith(lab.url), lambda route: route.abort())
    order = sorted(ids(course).values())
    page.goto(lab.at(f"/formgrader/submissions/{order[0]}/"))
    focused = "() => document.activeElement.id"
    assert page.evaluate(focused) == "written"
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "written-comment"
    page.keyboard.type("Say <i>who</i> reads them.")
    page.keyboard.press("Control+.")
    page.wait_for_url(f"**/submissions/{order[1]}/?index=written-comment")
    assert page.evaluate(focused) == "written-comment"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "written"
    page.keyboard.press("Control+,")
    page.wait_for_url(f"**/submissions/{order[0]}/?index=written")
    assert page.locator("#written").input_value() == "2"
    assert page.locator("#written-comment").input_value() == "Say <i>who</i> reads them."
    page.keyboard.press("Control+Shift+F")
    page.get_by_text("Submission flagged").wait_for()
    page.keyboard.press("Escape")
    page.locator(".help").click()
    assert page.get_by_role("heading", name="Keyboard shortcuts").is_visible()
    page.keyboard.press("Escape")
    # The first is marked whole now, so the next one that waits is the second, and there is none before.
    page.keyboard.press("Control+Shift+.")
    page.wait_for_url(f"**/submissions/{order[1]}/?index=written")
    page.keyboard.press("Control+Shift+,")
    page.wait_for_url("**/gradebook/mini/mini")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("44", "Not saved. 44 is more than 4, which is full marks."),
        ("-1", "Not saved. -1 is less than 0."),
        ("3-", "Not saved. Marks are a number, such as 2.5."),
    ],
)
def test_a_slip_in_a_mark_is_told_and_changes_nothing(
    page: Page, lab: Lab, course: Course, typed: str, told: str
) -> None:
    submission = ids(course)["x;y"]
    page.goto(lab.at(f"/formgrader/submissions/{submission}/"))
    page.get_by_role("button", name="No marks").last.click()
    page.get_by_text("Saved", exact=True).wait_for()
    page.locator("#written").fill("")
    page.locator("#written").press_sequentially(typed)
    page.locator("#written-comment").focus()
    page.get_by_text(told, exact=True).wait_for()
    page.keyboard.press("Control+.")
    page.wait_for_timeout(500)
    assert submission in page.url
    assert page.locator("#written").get_attribute("aria-invalid") == "true"
    assert [row[3] for row in course.gradebook() if row[:2] == ("x;y", "written")] == [0]
    page.locator("#written").fill("4")
    page.locator("#written-comment").focus()
    page.get_by_text("Saved", exact=True).wait_for()


def test_a_mark_that_is_not_saved_says_so(page: Page, lab: Lab, course: Course) -> None:
    page.goto(lab.at(f"/formgrader/submissions/{ids(course)['x;y']}/"))
    page.route("**/api/grade/*", lambda route: route.abort())
    page.get_by_role("button", name="No marks").last.click()
    page.get_by_text("Not saved. JupyterLab does not answer.").wait_for()
    page.keyboard.press("Control+.")
    page.wait_for_timeout(500)
    assert ids(course)["x;y"] in page.url
    page.unroute_all()
    page.get_by_role("button", name="Full marks").last.click()
    page.get_by_text("Saved", exact=True).wait_for()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = real_course(tmp_path_factory.mktemp("real") / "course", COMPLAINTS_LO1.name)
    written = [cell.metadata.nbgrader.grade_id for cell in course.read("release").cells if is_written_answer(cell)]
    course.submit("ann", {}, dict.fromkeys(written, f"{WORDS}\n\n" * 12))
    course.submit("ben", None)
    mark(course)
    return course


def test_question_scheme_answer_and_boxes_are_on_one_screen(page: Page, real: Course, jupyter_lab: Any) -> None:
    lab = jupyter_lab(real.folder, learner=False)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(lab.at(f"/formgrader/submissions/{ids(real)['ann']}/"))
    questions = page.locator("section.written")
    assert questions.count() == sum(map(is_written_answer, COMPLAINTS_LO1.released.cells))
    for question in questions.all():
        question.locator(".score").focus()
        top, bottom = question.evaluate("(e) => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]")
        bar = page.locator(".top").bounding_box() or {"height": 0}
        assert bar["height"] <= top
        assert bottom <= HEIGHT
        # Two presses of Tab lead from one question to the next.
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className").startswith("comment")


def test_exercises_that_did_not_arrive_are_open_and_tab_stops_there(page: Page, real: Course, jupyter_lab: Any) -> None:
    lab = jupyter_lab(real.folder, learner=False)
    page.goto(lab.at(f"/formgrader/submissions/{ids(real)['ann']}/"))
    assert page.locator("details.exercise[open]").count() == 0
    assert page.locator("details.exercise .tabbable").count() == 0
    page.goto(lab.at(f"/formgrader/submissions/{ids(real)['ben']}/"))
    exercises = page.locator("details.exercise").count()
    assert page.locator("details.exercise[open] input.tabbable").count() == exercises > 0
