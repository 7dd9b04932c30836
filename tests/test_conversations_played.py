"""Every conversation of every assignment, played in Chromium to each of its endings, by mouse and by keyboard.

The page is the released one; the kernel's side of it, the file of answers and the marking
are real too. The ways to the endings are found in the table that the page follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from support.assignments import ASSIGNMENTS
from support.bare_pages import show_exercise
from support.conversations import AGAIN, by_keyboard, by_mouse, ways_to_endings
from support.notebook_page import saved
from support.specimen_course import specimen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.assignments import Authored

CONVERSATIONS = [
    *(
        pytest.param(lambda each=each: each, name, id=f"{each.name}-{name}")
        for each in ASSIGNMENTS
        for name, released in each.pages.exercises.items()
        if released.kind == "conversation"
    ),
    pytest.param(specimen, "ring-ada-back", id="specimen"),
]


@pytest.mark.parametrize("play", [by_mouse, by_keyboard])
@pytest.mark.parametrize(("of", "name"), CONVERSATIONS)
def test_each_ending_is_reached_and_shown_the_way_is_saved_and_each_move_told_with_its_reason(
    page: Page, tmp_path: Path, of: Callable[[], Authored], name: str, play: Callable[[Page, list[str]], None]
) -> None:
    authored = of()
    specification: Any = authored.assignment.exercises[name].specification
    talk: Any = authored.pages.exercise(name).item_set.fields[0]
    words = {move.id: move.text for move in talk.moves}
    key: Any = authored.keys[name].fields[talk.id]
    ways = ways_to_endings(talk)
    assert ways.keys() == set(specification.script.endings.values())
    show_exercise(page, authored.pages, name, tmp_path)
    for ending, path in ways.items():
        play(page, path)
        page.get_by_text("1 of 1 answered. Saved at").wait_for()
        assert page.locator(".cw-ended").get_by_text(ending, exact=True).is_visible()
        said = page.get_by_role("log").locator(".cw-mine > :last-child").all_text_contents()
        assert said == [sent(words[move]) if specification.channel == "in writing" else words[move] for move in path]
        assert saved(tmp_path) == {name: {talk.id: path}}
        *moves, last = told_of(authored, name, saved(tmp_path)[name])
        assert [each for each in moves if each[1]] == [(f"You: {words[move]}", key.reasons[move]) for move in path]
        assert last == (f"How it ended: {ending}", "")


def test_what_was_ended_counts_until_another_conversation_is(page: Page, tmp_path: Path) -> None:
    name, pages = "ring-ada-back", specimen().pages
    show_exercise(page, pages, name, tmp_path)
    first, second, *_ = ways_to_endings(pages.exercise(name).item_set.fields[0]).values()
    for number, move in enumerate(first, 1):
        by_keyboard(page, [move])
        page.get_by_text("answered. Saved at").wait_for()
        assert saved(tmp_path)[name]["talk"] == first[:number]
    page.get_by_role("button", name=AGAIN).press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "FIELDSET"
    for number, move in enumerate(second[:3], 1):
        by_keyboard(page, [move])
        page.get_by_text("1 of 1 answered. Saved at").wait_for()
        assert saved(tmp_path)[name]["talk"] == [*first, *second[:number]]
    assert told_of(specimen(), name, saved(tmp_path)[name]) == told_of(specimen(), name, {"talk": first})


def sent(words: str) -> str:
    """Return a message as it stands in a chat: without the quotation marks that its author put around it."""
    return words[1:-1] if words.startswith("“") and words.endswith("”") else words


def told_of(authored: Authored, name: str, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what feedback says of an answer, line by line: what was said, and the remark on it."""
    marked = authored.material.markers[name].mark(answers)
    page = BeautifulSoup(b"".join(piece.html for piece in marked.feedback), "html.parser")
    lines = page.select("ul.cw-fb-answer")[0].find_all("li", recursive=False)
    remarks = ["".join(each.get_text() for each in line.select(".cw-fb-remark")) for line in lines]
    return [(line.get_text().removesuffix(remark), remark) for line, remark in zip(lines, remarks, strict=True)]
