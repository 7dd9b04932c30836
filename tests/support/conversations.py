"""Conversations: the shortest way to each of their endings, and how it is gone on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.learners import SAY

if TYPE_CHECKING:
    from playwright.sync_api import Page

AGAIN = "Start the conversation again"
_FOCUSED = "() => document.activeElement.type === 'radio' ? 'radio' : document.activeElement.textContent"
_OFFERED = "all => all.map((input) => input.value)"
_MOST_KEYS = 100


def ways_to_endings(talk: Any) -> dict[str, list[str]]:
    """Return the shortest path to each ending of a conversation, by what the ending says."""
    paths: dict[int, list[str]] = {len(talk.states) - 1: []}
    for at in range(len(talk.states) - 1, -1, -1):  # a state comes after all that can follow it
        for move, _, to in talk.states[at].choices:
            path = [*paths[at], talk.moves[move].id]
            paths[to] = min(paths.get(to, path), path, key=len)
    return {talk.lines[state.line]: paths[at] for at, state in enumerate(talk.states) if not state.choices}


def by_mouse(page: Page, path: list[str]) -> None:
    """Make the moves of a path with the mouse, from the start again if the conversation is over."""
    if (again := page.get_by_role("button", name=AGAIN)).count():
        again.click()
    for move in path:
        page.locator(f'.cw-turn .cw-choice:has(input[value="{move}"]) label').click()
        page.get_by_role("button", name=SAY).click()


def by_keyboard(page: Page, path: list[str]) -> None:
    """Make the moves of a path with the keyboard alone, from the start again if the conversation is over."""
    for move in path:
        for _ in range(_MOST_KEYS):
            page.keyboard.press("Tab")
            if (focused := page.evaluate(_FOCUSED)) == "radio":
                break
            if focused == AGAIN:
                page.keyboard.press("Enter")
        page.keyboard.press("Space")
        for _ in range(page.locator(".cw-turn input").evaluate_all(_OFFERED).index(move)):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
