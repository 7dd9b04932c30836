"""Boxes for written answers, on the page and in the notebook's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.notebook_page import cells_on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

PATIENCE = 30_000
"""Milliseconds; the machine may have much to do."""


def box(page: Page, question: str) -> Locator:
    """Return the box for the answer to a question, which it is named by; wait until it stands there."""
    found = page.get_by_role("textbox", name=f"Your answer to “{question}”", exact=True)
    found.wait_for(timeout=90_000)
    return found


def around(box: Locator) -> Locator:
    """Return a box with all that belongs to it."""
    return box.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' cw-written ')]")


def write(page: Page, question: str, text: str) -> None:
    """Type an answer, behind what stands there, and wait until it is on disk."""
    found = box(page, question)
    found.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    wait_until_on_disk(found)


def wait_until_on_disk(box: Locator) -> None:
    """Wait until the page says that an answer is on disk."""
    around(box).get_by_text("Saved at").wait_for(timeout=PATIENCE)


def source(notebook: Path, name: str) -> str:
    """Return the text that a cell has in a notebook's file."""
    [found] = [
        "".join(cell["source"])
        for cell in cells_on_disk(notebook)
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    ]
    return found
