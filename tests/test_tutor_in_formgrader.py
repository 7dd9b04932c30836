"""A tutor at work in formgrader, in a real browser, with the shipped settings."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course, responses_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

PARTLY: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "query"},
    "steps": {"informal": ["listen", "agree", "check", "record"]},
}


@pytest.fixture
def ungenerated(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course", release=False)


def open_formgrader(page: Page, lab: Lab, place: str = "") -> None:
    page.goto(lab.at(f"/formgrader{place}"))


def press(page: Page, row: str, action: str, expect: str) -> None:
    """Press one of the buttons in a row of formgrader and wait for its word of success."""
    page.locator(f"tr:has-text('{row}') .{action} button").first.click()
    page.locator("dialog[open]").get_by_text(expect).wait_for(timeout=120_000)
    with page.expect_navigation():
        page.get_by_role("button", name="Close").click()


def wait_until(true: Callable[[], bool], seconds: float = 40) -> None:
    """Wait until something is so; formgrader saves a moment after the tutor types."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.5)


def test_unopened_work_is_counted_as_unanswered_by_a_button(page: Page, jupyter_lab: Any, tmp_path: Path) -> None:
    course = mini_course(tmp_path / "course")
    course.submit("ann", None)
    course.submit("ben", PARTLY)
    lab = jupyter_lab(course.folder, learner=False)
    open_formgrader(page, lab, "/manage_submissions/mini")
    press(page, "ann", "autograde", "The exercises are marked.")
    press(page, "ben", "autograde", "The exercises are marked.")
    assert page.locator(".unanswered button").count() == 1
    assert "handed in unopened" in page.locator("tr:has-text('ann') .status").inner_text()
    press(page, "ann", "unanswered", "It counts as unanswered now.")
    assert page.locator(".unanswered button").count() == 0
    assert [row[5] for row in course.gradebook() if row[0] == "ann"] == [0] * sum(
        row[0] == "ann" for row in course.gradebook()
    )
    press(page, "ann", "generate-feedback", "The feedback page is made.")
    html = (course.folder / "feedback/ann/mini/mini.html").read_text("utf-8")
    assert "Your work was handed in unopened" in html


def test_a_deadline_is_in_the_courses_time_zone_at_that_time_of_the_year(
    page: Page, jupyter_lab: Any, tmp_path: Path
) -> None:
    course = mini_course(tmp_path / "course")
    lab = jupyter_lab(course.folder, learner=False)
    for given, stored, told in (
        ("2096-07-03T17:00", "2096-07-03 16:00:00", "2096-07-03 17:00:00 BST"),
        ("2096-12-04T17:00", "2096-12-04 17:00:00", "2096-12-04 17:00:00 GMT"),
    ):
        open_formgrader(page, lab)
        page.get_by_role("button", name="Change when").first.click()
        assert "Europe/London" in page.locator("dialog[open] .hint").inner_text()
        page.locator("dialog[open] input[name=duedate_notimezone]").fill(given)
        with page.expect_navigation():
            page.get_by_role("button", name="Save").click()
        page.get_by_text(told).wait_for()
        with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
            assert str(gradebook.find_assignment("mini").duedate) == stored


def test_generate_autograde_mark_by_hand_and_feedback(page: Page, jupyter_lab: Any, ungenerated: Course) -> None:
    course = ungenerated
    lab = jupyter_lab(course.folder, learner=False)
    open_formgrader(page, lab)
    press(page, "mini", "assign", "The learners’ copy is made.")
    assert course.notebook("release").is_file()
    released = course.notebook("release").parent
    assert sorted(path.name for path in released.rglob("*")) == ["mini.ipynb", "pages.json"]

    folder = course.submit(
        "ann", PARTLY, {"written": "Because **memory** is short.\n\n<img src=x onerror=window.hit=1>"}
    )
    assert (folder / "responses.json").read_text("utf-8") == responses_text(PARTLY)
    open_formgrader(page, lab, "/manage_submissions/mini")
    press(page, "ann", "autograde", "The exercises are marked.")
    assert course.scores() == {"ann": 3.0}

    # The tutor opens the submission, reads the mark scheme, and marks the answer.
    open_formgrader(page, lab, "/gradebook/mini/mini")
    page.get_by_role("link", name="Submission #1").click()
    page.get_by_text("For the tutor: mark scheme").wait_for(timeout=60_000)
    assert page.get_by_text("One mark for each of four reasons.").is_visible()
    page.locator("details.exercise").first.click()
    assert page.get_by_text("You answered:").first.is_visible()
    assert page.evaluate("() => window.hit") is None
    page.locator("input#written").fill("3")
    page.locator("textarea#written-comment").fill("Good reasons. Say more about <b>who</b> reads them.")
    page.locator("input#written").focus()
    page.locator("textarea#written-comment").focus()
    wait_until(lambda: course.scores() == {"ann": 6.0})

    open_formgrader(page, lab, "/manage_submissions/mini")
    press(page, "ann", "generate-feedback", "The feedback page is made.")
    html = (course.folder / "feedback" / "ann" / "mini" / "mini.html").read_text("utf-8")
    assert "6 of 10 marks" in html
    assert "Good reasons." in html

    page.goto(f"file://{course.folder}/feedback/ann/mini/mini.html")
    assert page.get_by_role("heading", name="Your marks for each criterion").is_visible()
    assert page.evaluate("() => window.hit") is None
