"""A learner without a tutor, from the first command to their marks, and with one file to another computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.own_work.written import written_questions
from support.assignments import ASSIGNMENTS
from support.jupyter_servers import free_port
from support.learners import exercise, radio
from support.own_computer import Computer
from support.writing import wait_until_on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

FIRST = next(each for each in ASSIGNMENTS if each.name == "complaints-lo1")
NAME, OTHER = list(FIRST.pages.exercises)[:2]
"""Two exercises of the first section, of which each question has one answer."""
QUESTION = written_questions(read_notebook(FIRST.release / FIRST.notebook_name))[0].title
WORDS = "I would listen to her first. Then I would say what happens next, and when."


def test_start_answer_mark_improve_mark_again_download_lose_everything_and_restore(page: Page, tmp_path: Path) -> None:
    first = Computer(tmp_path / "one" / "my-work", tmp_path, free_port())
    with first.studying():
        open_start_page(page, first)
        page.get_by_role("link", name="Start outcome 1").press("Enter")
        answer(page, NAME, FIRST.wrong)
        to_start_page(page)
        expect(page.locator(".sections li").first).to_contain_text("In progress")
        assert mark(page).startswith("All sections: 0 of ")

        to_start_page(page)
        page.get_by_role("link", name="Go on where you were").press("Enter")
        answer(page, NAME, FIRST.right)
        answer(page, OTHER, FIRST.right)
        write_by_keyboard(page)
        to_start_page(page)
        points = sum(FIRST.assignment.exercises[name].points for name in (NAME, OTHER))
        assert mark(page).startswith(f"All sections: {points:g} of ")
        to_start_page(page)
        before = page.locator(".meter").first.inner_text().strip()
        file = download(page, tmp_path / "my work.zip")

    second = Computer(tmp_path / "two" / "my-work", tmp_path, first.port)
    with second.studying():
        open_start_page(page, second)
        expect(page.locator(".sections li").first).to_contain_text("Not started")
        page.get_by_role("link", name="Download or restore my work").press("Enter")
        page.get_by_label("The file with your work").set_input_files(file)
        page.get_by_role("button", name="Restore my work").press("Enter")
        page.get_by_role("heading", name="Your work is restored").wait_for()
        to_start_page(page)
        assert page.locator(".meter").first.inner_text().strip() == before
        page.get_by_role("link", name="Mark my work").first.press("Enter")
        expect(page.locator("tbody tr")).to_have_count(2)
        to_start_page(page)
        page.get_by_role("link", name="Go on where you were").press("Enter")
        expect(box(page)).to_have_value(WORDS, timeout=90_000)


def open_start_page(page: Page, computer: Computer) -> None:
    page.goto(f"{computer.bookmark}?token={computer.code}")
    page.get_by_role("radio", name="OCR unit 62").press("Space")
    page.get_by_role("button", name="Choose this unit").press("Enter")
    page.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()


def answer(page: Page, name: str, answers: dict[str, dict[str, str]]) -> None:
    """Answer an exercise by keyboard, from the notebook."""
    exercise(page, name).wait_for(timeout=90_000)
    for field, value in answers[name].items():
        choice = radio(page, name, field, value)
        while not choice.is_visible():
            exercise(page, name).get_by_role("button", name="Next").press("Enter")
        choice.press("Space")
    expect(exercise(page, name)).to_contain_text("Saved at")


def box(page: Page) -> Locator:
    """Return the box for the first written answer; the notebook's heading begins its question with a small letter."""
    return page.get_by_role("textbox", name=QUESTION)


def write_by_keyboard(page: Page) -> None:
    box(page).focus()
    page.keyboard.type(WORDS)
    wait_until_on_disk(box(page))


def to_start_page(page: Page) -> None:
    page.get_by_role("link", name="Start page").or_(page.get_by_role("link", name="Complaints workbook")).first.press(
        "Enter"
    )
    page.locator(".sections").first.wait_for()


def mark(page: Page) -> str:
    """Mark all that there is, and return what the feedback opens with."""
    page.get_by_role("link", name="Mark my work").first.press("Enter")
    page.get_by_role("button", name="Mark my work").press("Enter")
    heading = page.get_by_role("heading", level=1, name="All sections")
    heading.wait_for()
    return heading.inner_text()


def download(page: Page, target: Path) -> Path:
    page.get_by_role("link", name="Download or restore my work").press("Enter")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download my work").press("Enter")
    downloading.value.save_as(target)
    return target
