"""Each real notebook, run once in a real JupyterLab: all is shown and easily read, and fits."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from support.learners import exercise
from support.looking import (
    THEMES,
    assert_axe_finds_nothing,
    assert_no_code_is_seen,
    assert_nothing_is_cut_off,
    assert_whole_page_reflows,
    every_page,
    make_narrow,
)
from support.notebook_page import open_and_run, progress, use_theme
from support.reading import MOST_CHARACTERS, headings_out_of_order, longest_lines, names_that_stand_twice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from support.assignments import Authored


@pytest.fixture(scope="module")
def shown(
    authored: Authored, browser: Browser, jupyter_lab: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Open a learner's notebook and run it; one run serves all that is looked at."""
    work = Path(shutil.copytree(authored.release, tmp_path_factory.mktemp("each") / authored.name))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page, lab = context.new_page(), jupyter_lab(work)
    open_and_run(page, lab, work / authored.notebook_name)
    yield page
    context.close()
    lab.end_kernels()


def test_every_exercise_and_practice_is_shown_and_no_code(authored: Authored, shown: Page) -> None:
    for name in (*authored.assignment.exercises, *authored.assignment.practices):
        expect(exercise(shown, name).get_by_role("heading").first).to_be_attached(timeout=60_000)
    expect(shown.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)
    assert_no_code_is_seen(shown)
    total = sum(len(exercise.fields) for exercise in authored.assignment.exercises.values())
    said = f"You have answered 0 of {total} questions in {len(authored.assignment.exercises)} exercises."
    assert progress(shown).locator("p[role=status]").text_content() == said


_CUT_SHORT = """() => [...document.querySelectorAll(".jp-tocItem")]
  .filter((e) => e.checkVisibility() && e.querySelector(".jp-tocItem-heading").offsetHeight > e.offsetHeight + 1)
  .map((e) => e.textContent.trim())"""


def test_headings_lines_and_names_are_easily_read(shown: Page) -> None:
    assert shown.locator(".jp-tocItem").first.is_visible()
    assert shown.evaluate(_CUT_SHORT) == []
    assert [line for line in longest_lines(shown) if len(line) > MOST_CHARACTERS] == []
    for _, exercises in every_page(shown):
        assert headings_out_of_order(shown) == []
        twice = {name: names_that_stand_twice(exercise(shown, name)) for name in exercises}
        assert {name: names for name, names in twice.items() if names} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_page_of_any_exercise(shown: Page, theme: str) -> None:
    use_theme(shown, theme)
    assert_axe_finds_nothing(shown, "as it opens")
    for number, exercises in every_page(shown):
        assert_axe_finds_nothing(shown, f"page {number}", exercises)


def test_nothing_is_cut_off_on_a_narrow_screen(shown: Page) -> None:
    make_narrow(shown, 320, 700)
    assert_nothing_is_cut_off(shown, 320)
    assert_whole_page_reflows(shown)
    for _, exercises in every_page(shown):
        assert_nothing_is_cut_off(shown, 320, exercises)
