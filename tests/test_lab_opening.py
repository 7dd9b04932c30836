"""What a learner meets who opens a workbook's notebook: exercises, their place, and the notebook as it was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.jupyter_servers import free_port, serving
from support.learners import choose, exercise
from support.looking import assert_nothing_is_cut_off
from support.notebook_page import choose_in_menu, choose_in_palette, open_notebook, saved, wait_for_kernel
from support.specimen_course import NAME, specimen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"
EXERCISE, ITEM, VALUE = "what-is-it", "lamp", "problem"
DIRTY = ".lm-DockPanel-tabBar .lm-TabBar-tab.jp-mod-dirty"


def all_shown(page: Page) -> None:
    """Wait until every cell with code shows something."""
    page.locator(".jp-CodeCell").first.wait_for(timeout=90_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.jp-CodeCell')].every((e) => e.querySelector('.cw-part section.cw'))",
        timeout=90_000,
    )


def top_of_window(page: Page) -> tuple[str, int]:
    """Return the exercise that stands near the top of the window, and how many pixels below that it begins."""
    exercise, pixels = page.evaluate(
        """() => {
          const { top } = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
          const boxes = [...document.querySelectorAll("section.cw")].map((e) => [e, e.getBoundingClientRect()]);
          const [shown, box] = boxes.find(([, { bottom }]) => bottom > top + 100);
          return [shown.dataset.exercise, box.top - top];
        }"""
    )
    return exercise, round(pixels)


def assert_still_there(page: Page, place: tuple[str, int]) -> None:
    """Assert that the window shows what it showed, but for the rounding of its own measures."""
    exercise, pixels = top_of_window(page)
    assert exercise == place[0]
    assert abs(pixels - place[1]) <= 2


def go_to(page: Page, name: str) -> tuple[str, int]:
    """Scroll to an exercise as a learner does, and return where that is."""
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 10)
    exercise(page, name).evaluate("e => e.scrollIntoView()")
    page.wait_for_timeout(1_500)
    return top_of_window(page)


def test_exercises_are_shown_by_themselves_and_the_notebook_stays_as_it_was(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    before = (work / NOTEBOOK).read_bytes()
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    page.wait_for_timeout(7_000)  # longer than JupyterLab waits until it saves what has changed
    expect(page.locator(DIRTY)).to_have_count(0)
    assert (work / NOTEBOOK).read_bytes() == before
    choose(page, EXERCISE, ITEM, VALUE)
    exercise(page, EXERCISE).get_by_text("Saved at").wait_for()
    assert saved(work)[EXERCISE][ITEM] == VALUE


def test_run_all_keeps_what_is_shown_the_place_and_the_file(page: Page, specimen_lab: Lab, work: Path) -> None:
    before = (work / NOTEBOOK).read_bytes()
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    place = go_to(page, EXERCISE)
    choose_in_menu(page, "Run", "Run All Cells")
    page.wait_for_timeout(3_000)
    all_shown(page)
    assert_still_there(page, place)
    assert (work / NOTEBOOK).read_bytes() == before


@pytest.mark.parametrize("way", ["restarted", "killed"])
def test_after_a_kernel_has_gone_the_exercises_come_back_without_a_question(
    page: Page, specimen_lab: Lab, work: Path, way: str
) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    choose(page, EXERCISE, ITEM, VALUE)
    exercise(page, EXERCISE).get_by_text("Saved at").wait_for()
    place = go_to(page, EXERCISE)
    if way == "killed":
        specimen_lab.kernel_process().kill()
    else:
        choose_in_menu(page, "Run", "Restart Kernel and Run All Cells…")
        page.get_by_role("button", name="Confirm Kernel Restart").click()
    exercise(page, EXERCISE).wait_for(state="detached", timeout=30_000)
    all_shown(page)
    page.wait_for_timeout(1_500)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert_still_there(page, place)
    exercise(page, EXERCISE).get_by_text("1 of 4 answered.").wait_for()


def test_after_the_server_was_away_the_exercises_come_back_and_save(page: Page, tmp_path: Path, work: Path) -> None:
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    with serving(work, home, learner=True, port=port) as lab:
        page.goto(lab.address(NOTEBOOK))
        all_shown(page)
        choose(page, EXERCISE, ITEM, VALUE)
        exercise(page, EXERCISE).get_by_text("Saved at").wait_for()
    page.wait_for_timeout(15_000)  # JupyterLab's own tries are seconds apart by now
    with serving(work, home, learner=True, port=port):
        exercise(page, EXERCISE).wait_for(state="detached", timeout=60_000)
        all_shown(page)
        expect(page.get_by_role("dialog")).to_have_count(0, timeout=30_000)
        exercise(page, EXERCISE).get_by_text("1 of 4 answered.").wait_for()
        choose(page, "weigh-a-swap", "light", "hers")
        exercise(page, "weigh-a-swap").get_by_text("Saved at").wait_for()
        assert set(saved(work)) == {EXERCISE, "weigh-a-swap"}


def test_another_day_the_learner_is_where_they_were(page: Page, tmp_path: Path, work: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with serving(work, home, learner=True) as lab:
        page.goto(lab.address(NOTEBOOK))
        all_shown(page)
        place = go_to(page, "which-order")
        page.wait_for_timeout(2_000)
        page.goto("about:blank")
    with serving(work, home, learner=True) as lab:
        page.goto(lab.address(NOTEBOOK))
        all_shown(page)
        page.wait_for_timeout(2_000)
        assert_still_there(page, place)
        expect(page.get_by_text("Error displaying widget")).to_have_count(0)
        here = page.locator(".jp-TableOfContents").get_by_role("treeitem", selected=True)
        expect(here).to_have_text("A specimen of put-in-order")
        expect(here).to_be_in_viewport()


@pytest.mark.parametrize("learner", [True, False], ids=["a learner", "a tutor"])
def test_a_notebook_that_was_saved_with_outputs_says_no_error(
    page: Page, tmp_path: Path, work: Path, learner: bool
) -> None:
    notebook = json.loads((work / NOTEBOOK).read_text("utf-8"))
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            view = {"model_id": f"gone-{number}", "version_major": 2, "version_minor": 0}
            data = {"application/vnd.jupyter.widget-view+json": view, "text/plain": ["as it was saved"]}
            cell["outputs"] = [{"data": data, "execution_count": 1, "metadata": {}, "output_type": "execute_result"}]
            cell["execution_count"] = 1
    (work / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    with serving(work, home, learner=learner) as lab:
        page.goto(lab.address(NOTEBOOK))
        page.locator(".cw-own").first.wait_for(timeout=90_000)
        wait_for_kernel(page, lab)
        if learner:
            all_shown(page)
        else:
            page.get_by_text("Exercise: What is it? Choose Run, then Run All Cells, to show it.").wait_for()
        page.wait_for_timeout(3_000)
        expect(page.get_by_text("Error displaying widget")).to_have_count(0)


def test_one_that_cannot_be_shown_says_so_and_stops_no_other(page: Page, specimen_lab: Lab, work: Path) -> None:
    pages = json.loads((work / "pages.json").read_text("utf-8"))
    del pages["exercises"][EXERCISE]
    (work / "pages.json").write_text(json.dumps(pages), "utf-8")
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    exercise(page, "which-order").wait_for(timeout=90_000)
    expect(page.get_by_role("alert").filter(has_text="This exercise cannot be shown.")).to_have_count(1)
    page.get_by_text(EXERCISE).first.wait_for()


def test_nothing_hides_the_notebook_or_adds_to_it_by_one_click(page: Page, specimen_lab: Lab, work: Path) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    for part in (".jp-Collapser", ".jp-collapseHeadingButton", ".jp-Notebook-footer", ".cw-own .jp-InputPlaceholder"):
        assert not any(found.is_visible() for found in page.locator(part).all()), part
    choose_in_palette(page, "Clear Outputs of All Cells")
    all_shown(page)


def test_what_was_hidden_is_seen_again_when_the_notebook_is_opened(page: Page, specimen_lab: Lab, work: Path) -> None:
    notebook = json.loads((work / NOTEBOOK).read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["metadata"] |= {"heading_collapsed": True, "jp-MarkdownHeadingCollapsed": True}
        else:
            cell["metadata"] |= {"collapsed": True}
            cell["metadata"]["jupyter"] |= {"outputs_hidden": True}
    (work / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    expect(exercise(page, EXERCISE)).to_be_visible()
    expect(page.locator(".jp-MarkdownCell.jp-mod-noOutputs, .jp-Cell.lm-mod-hidden")).to_have_count(0)


def test_the_page_has_a_title_and_a_language_and_contents_at_the_side(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    heading = page.locator(".jp-MarkdownOutput h1").first.inner_text().rstrip("¶")
    expect(page).to_have_title(f"{heading} – Complaints workbook")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    expect(page.locator(".jp-TableOfContents")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(320, 700), (320, 256)])
def test_opened_in_a_narrow_window_the_notebook_has_it_all(
    page: Page, specimen_lab: Lab, work: Path, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    assert page.locator(".jp-Notebook").bounding_box()["width"] > width * 0.7  # type: ignore[index]
    assert_nothing_is_cut_off(page, width)


def test_a_place_in_a_wide_window_is_kept_when_it_becomes_narrow(page: Page, specimen_lab: Lab, work: Path) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    all_shown(page)
    place = go_to(page, EXERCISE)
    page.set_viewport_size({"width": 320, "height": 700})
    page.wait_for_timeout(1_500)
    assert top_of_window(page)[0] == place[0]


def test_every_exercise_of_the_specimen_course_is_the_workbooks_own() -> None:
    cells = json.loads((specimen().release / NOTEBOOK).read_text("utf-8"))["cells"]
    call = re.compile(r"# .*\nfrom complaints_workbook import (exercise|practice|progress)\n\1\((\"[\w.-]+\")?\)")
    assert all(call.fullmatch("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code")
