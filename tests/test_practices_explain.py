"""Practices whose answer is one whole thing: a talk, a letter, a record. Checked, each part of it says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.bare_pages import show_practice
from support.learners import answer_by_mouse
from support.looking import assert_axe_finds_nothing
from support.specimen_course import specimen

if TYPE_CHECKING:
    from playwright.sync_api import Page

WHOLE = {"try-a-talk": "talk", "try-a-reply": "reply"}
"""Practices, each with the one field that several items read."""


def check(page: Page, name: str, answers: dict[str, Any]) -> None:
    """Give answers to a practice, and have them checked."""
    if not page.locator("section.cw").count():
        show_practice(page, specimen().pages, name)
    answer_by_mouse(page, name, answers)
    page.get_by_role("button", name="Check my answers").click()
    page.locator(".cw-verdict").first.wait_for()


def told(page: Page, title: str) -> list[tuple[str, str]]:
    """Return the lines under a title, each with its remark."""
    column = page.locator(".cw-told > div").filter(has=page.get_by_text(title, exact=True))
    return [(each.locator("span").inner_text(), " ".join(each.locator("p").all_inner_texts()))
            for each in column.get_by_role("listitem").all()]  # fmt: skip


@pytest.mark.parametrize(("name", "field"), WHOLE.items())
def test_each_line_has_its_reason_beside_the_best_and_each_mark_its_label(page: Page, name: str, field: str) -> None:
    practice = specimen().assignment.practices[name]
    key: Any = specimen().assignment.practice_keys[name].fields[field]
    asked = practice.fields[0]
    wrong = specimen().wrong_in_practices[name]
    check(page, name, wrong)
    told_of_it = told(page, "You answered")
    assert [line for line, _ in told_of_it] == list(asked.show(tuple(wrong[field])))
    assert [remark for _, remark in told_of_it if remark] == [key.reasons[each] for each in wrong[field]]
    best = told(page, "The best answer")
    assert [line for line, _ in best] == list(asked.show(key.key))
    assert [remark for _, remark in best if remark] == [key.reasons[each] for each in key.key]
    verdicts = page.locator(".cw-verdict > p:first-child").all_inner_texts()
    assert verdicts == [f"{item.label}: Not yet" for item in asked.items]
    assert_axe_finds_nothing(page, name)


@pytest.mark.parametrize(("name", "field"), WHOLE.items())
def test_the_best_answer_is_told_once(page: Page, name: str, field: str) -> None:
    right = specimen().right_in_practices[name]
    check(page, name, right)
    key: Any = specimen().assignment.practice_keys[name].fields[field]
    assert [remark for _, remark in told(page, "You answered") if remark] == [key.reasons[each] for each in key.key]
    assert page.locator(".cw-told > div").count() == 1
    assert "Not yet" not in page.locator("section.cw").inner_text()


def test_a_practice_of_a_record_says_why_under_each_entry(page: Page) -> None:
    check(page, "try-a-record", {"shade.received": "9/3/2026", "shade.seen": "faulty"})
    under = {
        field: page.locator(f'.cw-slot[data-field="{field}"]').inner_text().split("\n\n")
        for field in ("shade.received", "shade.seen")
    }
    assert under == {
        "shade.received": ["Not yet", "Her letter is of 6 March.", "The best answer: Friday 6 March 2026."],
        "shade.seen": ["Not yet", "Faulty cloth: No fault was seen.", "Faded evenly, no fault: The record says so."],
    }


def test_a_talk_can_be_held_again_after_it_was_checked(page: Page) -> None:
    check(page, "try-a-talk", specimen().wrong_in_practices["try-a-talk"])
    page.get_by_role("button", name="Start again").click()
    check(page, "try-a-talk", specimen().right_in_practices["try-a-talk"])
    assert page.get_by_text("You have 2 of 2 marks.").is_visible()
