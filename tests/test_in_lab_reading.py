"""What a learner sees and is led to in a real JupyterLab: for everyone, in every state, at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.disks import read_only
from support.learners import answer_by_mouse, choose, exercise
from support.looking import (
    THEMES,
    assert_axe_finds_nothing,
    assert_no_code_is_seen,
    assert_nothing_is_cut_off,
    every_page,
    make_narrow,
)
from support.notebook_page import (
    choose_in_menu,
    dismiss_jupyterlabs_own_dialogs,
    open_notebook,
    progress,
    save_and_close,
    use_theme,
    wait_until_saved,
)
from support.specimen_course import NAME, specimen, specimen_kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"


def test_no_code_is_seen(opened: Page) -> None:
    assert_no_code_is_seen(opened)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_page_in_any_state(opened: Page, work: Path, theme: str) -> None:
    use_theme(opened, theme)
    for number, exercises in every_page(opened):
        assert_axe_finds_nothing(opened, f"page {number}, nothing answered", exercises)

    practices = opened.get_by_role("button", name="Check my answers")
    for practice in practices.all():
        practice.click()
    expect(opened.get_by_text("not answered yet")).to_have_count(practices.count())
    assert_axe_finds_nothing(opened, "practices checked without an answer")
    for answers in (specimen().wrong_in_practices, specimen().right_in_practices):
        for name, items in answers.items():
            answer_by_mouse(opened, name, items)
            exercise(opened, name).get_by_role("button", name="Check my answers").click()
            exercise(opened, name).locator(".cw-verdict").first.wait_for()
        for number, exercises in every_page(opened):
            checked = [name for name in exercises if name in answers]
            assert_axe_finds_nothing(opened, f"page {number}, practices checked", checked)

    wait_until_saved(opened, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(opened)
    with read_only(work):
        choose(opened, "weigh-a-swap", "light", "hers")
        exercise(opened, "weigh-a-swap").get_by_role("alert").filter(has_text="could not be saved").wait_for()
        assert_axe_finds_nothing(opened, "an answer that could not be saved")
    exercise(opened, "weigh-a-swap").get_by_role("button", name="Try to save again").click()
    for name, items in specimen().right.items():
        answer_by_mouse(opened, name, items)
        exercise(opened, name).get_by_text(f"{len(items)} of {len(items)} answered. Saved at").wait_for()
    for number, exercises in every_page(opened):
        assert_axe_finds_nothing(opened, f"page {number}, all answered", exercises)
    assert_axe_finds_nothing(opened, "all answered, and the progress")


@pytest.mark.parametrize(("width", "height", "zoom"), [(320, 700, 1), (1280, 900, 2)])
def test_nothing_is_cut_off_when_narrow_or_enlarged(opened: Page, width: int, height: int, zoom: int) -> None:
    make_narrow(opened, width // zoom, height // zoom)
    assert_nothing_is_cut_off(opened, width // zoom)
    for _, exercises in every_page(opened):
        assert_nothing_is_cut_off(opened, width // zoom, exercises)


def test_a_practice_explains_every_answer(opened: Page) -> None:
    practice = (
        opened.locator("section.cw:has(details.cw-worked)").filter(has=opened.locator("fieldset .cw-choice")).first
    )
    practice.scroll_into_view_if_needed()
    practice.get_by_role("button", name="Check my answers").click()
    practice.get_by_text("not answered yet").wait_for()


def test_progress_leads_to_each_exercise(opened: Page) -> None:
    for name, content in specimen().assignment.exercises.items():
        title = content.specification.title
        progress(opened).get_by_role("link", name=title, exact=True).click()
        heading = exercise(opened, name).get_by_role("heading", name=title, exact=True)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()


def test_progress_says_that_an_exercise_is_not_shown_yet(
    page: Page, jupyter_lab: Callable[..., Lab], specimen_lab: Lab, work: Path
) -> None:
    as_it_comes = jupyter_lab(specimen_lab.folder, learner=False)
    open_notebook(page, as_it_comes, work / NOTEBOOK)
    page.locator(".jp-CodeCell", has_text="# Your progress").click()
    choose_in_menu(page, "Run", "Run Selected Cell and Do not Advance")
    progress(page).get_by_role("link", name="What is it?").click()
    progress(page).get_by_role("alert").get_by_text("“What is it?” is not shown yet.").wait_for()
    save_and_close(page)
    as_it_comes.end_kernels()


def test_validate_tells_in_plain_words_what_is_left(opened: Page, work: Path) -> None:
    choose(opened, "what-is-it", "lamp", "problem")
    exercise(opened, "what-is-it").get_by_text("Saved at").wait_for()
    wait_until_saved(opened, work / NOTEBOOK)
    opened.get_by_role("button", name="Validate").click()
    results = opened.get_by_role("dialog").filter(has_text="Validation Results")
    results.get_by_text("You have begun 1 exercise and not finished:").wait_for(timeout=60_000)
    labels = [field.label for field in specimen().pages.exercise("what-is-it").item_set.fields if field.id != "lamp"]
    results.get_by_text(f"What is it?: {', '.join(labels)}").wait_for()
    said = results.inner_text()
    assert f"You have not begun {len(specimen_kinds()) - 1} exercises:" in said
    assert not [word for word in ("import", "cell", "failed", "kernel", "Traceback") if word in said]
    results.get_by_role("button", name="OK").click()
