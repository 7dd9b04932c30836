"""Passages to be marked are quotations of their dossier; `workbook check` says which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.mark_passages.checks import in_the_dossier
from support.bare_pages import show_exercise
from support.specimen_course import specimen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_APART = """() => [...document.querySelectorAll(".cw-passage")].filter((passage) => {
  const [input, words] = passage.children, first = document.createRange();
  first.setStart(words.firstChild, 0);
  first.setEnd(words.firstChild, 1);
  const box = input.getBoundingClientRect(), letter = first.getBoundingClientRect();
  const beside = letter.left - box.right;
  return beside < 2 || beside > 10 || box.bottom < letter.top || box.top > letter.bottom;
}).map((passage) => passage.textContent)"""

CASE = "cs-01-late-lamp"


def faults_of(*texts: str) -> list[str]:
    passages = [Option(f"line-{number}", text) for number, text in enumerate(texts)]
    return [str(finding.message) for finding in in_the_dossier(CASE, passages, specimen().datasets)]


@pytest.mark.parametrize(
    "quoted", ["I want my money back.", "She is right.", "Lamp, £40.00", "Ordered by phone.", "does not light"]
)
def test_what_letters_notes_record_and_history_say_can_be_quoted(quoted: str) -> None:
    assert faults_of(quoted) == []


@pytest.mark.parametrize(
    "quoted",
    [
        "I want my money.",
        "does not light. I paid £40.00 for <this>?\n\nI want",
        "Handling: 1 hour",  # a finance note, which only costings show
        "The late lamp",
    ],
)
def test_what_no_learner_could_choose_is_told(quoted: str) -> None:
    assert "quote it word for word" in faults_of(quoted)[0]


def test_what_stands_more_than_once_is_told() -> None:
    assert "quote more of it" in faults_of("is")[0]


def test_a_passage_within_another_is_told() -> None:
    assert any("part of the passage" in fault for fault in faults_of("She is right.", "is right"))


def test_a_dossier_that_is_not_there_is_told_elsewhere() -> None:
    assert list(in_the_dossier("nowhere", [Option("a", "Anything")], specimen().datasets)) == []


def test_a_passages_box_stands_before_its_first_word_however_the_lines_end(page: Page, tmp_path: Path) -> None:
    show_exercise(page, specimen().pages, "where-is-it", tmp_path)
    page.locator(".cw-passage").first.wait_for()
    for width in range(300, 900, 12):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_APART) == [], width
