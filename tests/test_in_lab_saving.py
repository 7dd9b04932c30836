"""Learners answer in a real JupyterLab, in a real browser, and find their answers again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from support.learners import Typist, answer_by_mouse, choose, exercise, radio
from support.notebook_page import (
    choose_in_menu,
    dismiss_jupyterlabs_own_dialogs,
    everything,
    open_and_run,
    progress,
    save_and_close,
    saved,
    wait_until_saved,
)
from support.specimen_course import NAME, specimen, specimen_course

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"
EXERCISE, ITEM, VALUE, OTHER = "what-is-it", "lamp", "problem", "query"
"""A single choice that stands on the first page of its exercise, of four."""


def test_a_learner_answers_everything_with_the_mouse_and_finds_it_again(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    open_and_run(page, specimen_lab, work / NOTEBOOK)
    answers = specimen().right
    for name, items in answers.items():
        answer_by_mouse(page, name, items)
        exercise(page, name).get_by_text(f"{len(items)} of {len(items)} answered. Saved at").wait_for()
    assert saved(work) == answers
    assert progress(page).locator("p[role=status]").text_content() == everything(answers)

    save_and_close(page)
    page.reload()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    choose_in_menu(page, "Run", "Restart Kernel and Run All Cells…")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    progress(page).locator("p[role=status]").get_by_text(everything(answers)).wait_for(timeout=120_000)
    for name, items in answers.items():
        exercise(page, name).get_by_text(f"{len(items)} of {len(items)} answered.").wait_for(state="attached")
    assert saved(work) == answers


def test_a_learner_answers_everything_with_the_keyboard_alone(opened: Page, work: Path) -> None:
    answers = specimen().right
    opened.locator(".jp-Cell").first.focus()
    Typist(opened, answers).work()
    for name, items in answers.items():
        # It says so only when none of the saves that it sent is still on its way.
        all_saved = f"{len(items)} of {len(items)} answered. Saved at"
        exercise(opened, name).get_by_text(all_saved).wait_for(state="attached", timeout=10_000)
    assert saved(work) == answers
    progress(opened).get_by_text(everything(answers)).wait_for(timeout=10_000)


def test_a_page_that_is_opened_again_shows_the_exercises_of_the_running_kernel(opened: Page, work: Path) -> None:
    choose(opened, EXERCISE, ITEM, VALUE)
    exercise(opened, EXERCISE).get_by_text("Saved at").wait_for()
    wait_until_saved(opened, work / NOTEBOOK)
    opened.reload()
    again = exercise(opened, EXERCISE)
    again.get_by_text("1 of 4 answered.").wait_for(timeout=90_000)
    again.get_by_role("button", name="1 Case, answered").click()
    assert radio(opened, EXERCISE, ITEM, VALUE).is_checked()
    choose(opened, EXERCISE, ITEM, OTHER)
    again.get_by_text("Saved at").wait_for()
    assert saved(work)[EXERCISE][ITEM] == OTHER


def test_two_tabs_of_one_notebook_show_the_same_answers(opened: Page, specimen_lab: Lab, work: Path) -> None:
    other = opened.context.new_page()
    open_and_run(other, specimen_lab, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(opened)  # it has seen that the other one saved the notebook
    choose(opened, EXERCISE, ITEM, VALUE)
    exercise(opened, EXERCISE).get_by_text("Saved at").wait_for()
    other.wait_for_function(
        "([name, item, value]) => document.querySelector(`section.cw[data-exercise='${name}']"
        " fieldset[data-field='${item}'] input[value='${value}']`).checked",
        arg=[EXERCISE, ITEM, VALUE],
    )


def test_the_authors_copy_is_a_preview_that_saves_nothing(page: Page, specimen_lab: Lab, work: Path) -> None:
    shutil.rmtree(work)
    folder = specimen_course(work).folder / "source" / NAME
    before = {path.name for path in folder.iterdir()}
    open_and_run(page, specimen_lab, folder / NOTEBOOK)
    choose(page, EXERCISE, ITEM, VALUE)
    exercise(page, EXERCISE).get_by_text("Preview: not saved.").wait_for()
    assert exercise(page, EXERCISE).get_by_text("This is the author’s preview.").is_visible()
    assert not (folder / "responses.json").exists()
    # JupyterLab may put its checkpoints there, and what it is just saving; nothing else is added, and nothing is lost.
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == before
