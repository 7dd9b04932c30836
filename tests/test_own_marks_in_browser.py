"""A learner marks, improves, marks again and prints a record, in Chromium on a real server, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from complaints_workbook.study.own_marks.attempts_file import attempts_store
from support.courses import responses_text
from support.specimen_course import NAME, specimen
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 pixels": {"viewport": {"width": 320, "height": 700}},
}


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    return studying(tmp_path_factory.mktemp("study") / "work", specimen())


@pytest.fixture(scope="module")
def lab(learner: Learner, jupyter_lab: Callable[[Path], Lab]) -> Lab:
    return jupyter_lab(learner.work)


@pytest.fixture(autouse=True)
def _fresh(learner: Learner) -> None:
    (learner.folder / "attempts.json").unlink(missing_ok=True)
    answer(learner, right=False)


def answer(learner: Learner, *, right: bool) -> None:
    answers = specimen().right if right else specimen().wrong
    (learner.folder / "responses.json").write_text(responses_text(answers), "utf-8")


def press(page: Page, name: str) -> None:
    """Go to a button or a link from the top of the page by the Tab key, and press Enter."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"{name} cannot be reached")


def test_by_keyboard_alone_work_is_marked_improved_and_marked_again(page: Page, lab: Lab, learner: Learner) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    points = f"{sum(each.points for each in specimen().assignment.exercises.values()):g}"
    page.goto(lab.at(f"/workbook/mark/{NAME}"))
    press(page, "Mark my work")
    assert page.inner_text("h1") == f"All sections: 0 of {points} marks"
    assert "Not yet" in page.inner_text("main")
    answer(learner, right=True)
    press(page, "See all my marks")
    press(page, "Mark my work")
    assert page.inner_text("h1") == f"All sections: {points} of {points} marks"
    assert f"{points} more than when you marked it before" in page.inner_text("main")
    press(page, "See all my marks")
    assert page.locator("tbody tr").count() == 2
    assert re.search(r"0%, 100%", page.get_by_role("img").get_attribute("aria-label") or "")
    press(page, "Mark section 1.5")
    assert page.inner_text("h1").startswith("Section 1.5: ")
    assert len(attempts_store(learner.folder).read().document.each) == 3
    assert refused == []


def test_best_answers_are_held_back_by_keyboard(page: Page, lab: Lab) -> None:
    page.goto(lab.at(f"/workbook/mark/{NAME}"))
    page.get_by_label("Hold the best answers back").focus()
    page.keyboard.press("Space")
    press(page, "Save")
    assert page.get_by_label("Hold the best answers back").is_checked()
    press(page, "Mark my work")
    assert "The best answer" not in page.inner_text("main")
    press(page, "Change this")
    page.get_by_label("Hold the best answers back").focus()
    page.keyboard.press("Space")
    press(page, "Save")
    assert not page.get_by_label("Hold the best answers back").is_checked()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    page: Page, lab: Lab, learner: Learner, look: str
) -> None:
    learner.send(f"mark/{NAME}", {})
    learner.send(f"mark/{NAME}", {"section": "1.5"})
    assert page.context.browser is not None
    context = page.context.browser.new_context(locale="en-GB", **LOOKS[look])
    tab = context.new_page()
    tab.goto(lab.at(f"/workbook/mark/{NAME}"))
    attempt = attempts_store(learner.folder).read().document.each[0].id
    for place in (f"mark/{NAME}", f"mark/{NAME}/{attempt}", "record/ocr-62"):
        tab.goto(f"{lab.url}/workbook/{place}")
        assert Axe().run(tab).response["violations"] == [], place
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
    context.close()


def test_what_is_printed_has_the_name_that_was_typed_and_no_buttons(page: Page, lab: Lab) -> None:
    page.goto(lab.at("/workbook/record/ocr-62"))
    page.get_by_label("Name").fill("Ann Ames")
    page.emulate_media(media="print")
    assert page.get_by_label("Name").input_value() == "Ann Ames"
    assert page.get_by_label("Name").is_visible()
    assert not page.get_by_role("link", name="Start page").is_visible()
    assert page.get_by_text("This is a record of practice, and no evidence.").is_visible()
    page.goto(f"{lab.url}/workbook/mark/{NAME}")
    assert not page.get_by_role("button").first.is_visible()
