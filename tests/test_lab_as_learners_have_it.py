"""JupyterLab as learners have it: no key changes the notebook, and it fits paper, narrow pages, one's own colours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.assignments import ASSIGNMENTS, COMPLAINTS_LO1
from support.jupyter_servers import serving
from support.learners import choose, exercise
from support.notebook_page import cells_on_disk, choose_in_menu, open_notebook, run_all, saved, wait_for_kernel
from support.specimen_course import NAME
from support.studying import studying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Request

    from support.assignments import Authored
    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"
EXERCISE, ITEM, VALUE = "what-is-it", "lamp", "problem"

KEYS = (
    *"abcdfhijklmnopqrsvxyz0123456",
    *(f"Shift+{letter}" for letter in "ABJKLMORVZ"),
    *("d d", "0 0", "i i", "Enter", "Escape", "Delete", "Backspace", "ArrowLeft", "ArrowRight"),
    *("Shift+Enter", "Control+Enter", "Alt+Enter", "Control+Shift+Minus", "Shift+ArrowDown"),
)
"""What JupyterLab takes for commands where no field is being written in."""


def cells(notebook: Path) -> list[tuple[str, str, str]]:
    """Return each cell of a notebook as its file has it."""
    return [(cell["id"], cell["cell_type"], "".join(cell["source"])) for cell in cells_on_disk(notebook)]


def shown(page: Page) -> None:
    page.locator(".jp-CodeCell").first.wait_for(timeout=90_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.jp-CodeCell')].every((e) => e.querySelector('.cw-part section.cw'))",
        timeout=90_000,
    )


def test_keys_that_are_pressed_outside_a_field_change_nothing(
    page: Page, jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory
) -> None:
    learner = studying(tmp_path_factory.mktemp("keys") / "work", COMPLAINTS_LO1, keys=False)
    before = cells(learner.notebook)
    open_notebook(page, jupyter_lab(learner.work), learner.notebook)
    shown(page)
    page.wait_for_timeout(2_000)
    for place in (page.locator(".jp-MarkdownCell").first, page.locator(".jp-CodeCell").last):
        place.scroll_into_view_if_needed()
        place.click(position={"x": 2, "y": 5})
        for keys in KEYS:
            for key in keys.split():
                page.keyboard.press(key)
            if page.get_by_role("dialog").count():
                pytest.fail(f"{keys}: {page.get_by_role('dialog').inner_text()}")
    page.wait_for_timeout(500)
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(before))
    expect(page.locator(".jp-MarkdownCell:not(.jp-mod-rendered), .jp-Cell.lm-mod-hidden")).to_have_count(0)
    shown(page)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2_000)
    assert cells(learner.notebook) == before


def test_what_exercises_show_is_not_saved_whoever_runs_them(page: Page, tmp_path: Path, work: Path) -> None:
    (tmp_path / "home").mkdir()
    with serving(work, tmp_path / "home", learner=False) as lab:
        page.goto(lab.address(NOTEBOOK))
        page.locator(".jp-CodeCell").first.wait_for(timeout=90_000)
        wait_for_kernel(page, lab)
        run_all(page)
        choose_in_menu(page, "File", "Save Notebook")
        page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.jp-mod-dirty").wait_for(state="detached", timeout=30_000)
        page.wait_for_timeout(1_000)
        found = cells_on_disk(work / NOTEBOOK)
        assert not [cell["id"] for cell in found if cell.get("outputs") or cell.get("execution_count")]


@pytest.mark.parametrize("own", [True, False], ids=["of the workbook", "of anybody else"])
def test_the_kernel_of_a_notebook_is_started_early_only_where_it_is(
    page: Page, specimen_lab: Lab, work: Path, own: bool
) -> None:
    notebook = json.loads((work / NOTEBOOK).read_text("utf-8"))
    if not own:
        for cell in notebook["cells"]:
            cell["source"] = "x"
    (work / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    order: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and "/api/sessions" in request.url:
            order.append("started")

    page.on("request", note)
    page.expose_function("drawn", lambda: order.append("drawn"))
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { const observer = new MutationObserver(() => {"
        " if (document.querySelector('.jp-Cell')) { observer.disconnect(); window.drawn(); } });"
        " observer.observe(document, { childList: true, subtree: true }); });"
    )
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    assert order == (["started", "drawn"] if own else ["drawn", "started"])
    assert len(specimen_lab.kernels()) == 1


def test_after_a_laptop_has_slept_the_exercises_are_there_and_save(page: Page, specimen_lab: Lab, work: Path) -> None:
    """For an hour of the page's time there is neither a kernel nor a network."""
    page.clock.install()
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    shown(page)
    kernel = specimen_lab.kernel_process()
    kernel.suspend()
    page.context.set_offline(True)
    page.clock.fast_forward("01:00:00")
    page.context.set_offline(False)
    kernel.resume()
    page.clock.run_for(10_000)
    shown(page)
    choose(page, EXERCISE, ITEM, VALUE)
    exercise(page, EXERCISE).get_by_text("1 of 4 answered. Saved at").wait_for(timeout=60_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert saved(work)[EXERCISE][ITEM] == VALUE


def test_an_answer_that_is_given_while_the_kernel_is_dead_is_kept(page: Page, specimen_lab: Lab, work: Path) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    shown(page)
    specimen_lab.kernel_process().kill()
    choose(page, EXERCISE, ITEM, VALUE)
    exercise(page, EXERCISE).get_by_text("1 of 4 answered. Saved at").wait_for(timeout=60_000)
    assert saved(work)[EXERCISE][ITEM] == VALUE


def test_a_title_with_two_spaces_is_the_pages_title_and_keeps_nothing_busy(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    notebook = json.loads((work / NOTEBOOK).read_text("utf-8"))
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")["source"] = "# Two  spaces"
    (work / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    shown(page)
    expect(page).to_have_title("Two spaces – Complaints workbook")


def test_after_printing_the_panels_stand_where_they_stood(page: Page, specimen_lab: Lab, work: Path) -> None:
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    shown(page)
    page.wait_for_timeout(1_500)
    before = panels(page)
    page.emulate_media(media="print")
    page.wait_for_timeout(1_000)
    assert panels(page) != before
    page.emulate_media(media="screen")
    page.wait_for_timeout(1_000)
    assert panels(page) == before


def panels(page: Page) -> list[list[int]]:
    """Return where JupyterLab's panels stand."""
    places: list[list[int]] = page.evaluate(
        """() => [...document.querySelectorAll("#jp-top-panel, #jp-left-stack, .jp-NotebookPanel, .jp-Toolbar")]
          .map((e) => e.getBoundingClientRect()).map((b) => [b.x, b.y, b.width, b.height].map(Math.round))"""
    )
    return places


def test_the_list_of_contents_can_be_read_in_the_readers_own_colours(page: Page, specimen_lab: Lab, work: Path) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    shown(page)
    page.locator(".jp-tocItem").first.wait_for()
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".jp-tocItem")].map((item) => {
          const box = item.shadowRoot.querySelector(".positioning-region");
          return [getComputedStyle(box).color, getComputedStyle(box).backgroundColor];
        })"""
    )
    assert colours
    assert all(text != ground for text, ground in colours), colours


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
def test_tables_of_the_text_are_lists_on_a_narrow_page_and_stay_tables_to_a_screen_reader(
    page: Page, tmp_path: Path, assignment: Authored
) -> None:
    learner = studying(tmp_path / "work", assignment, keys=False)
    (tmp_path / "home").mkdir()
    with serving(learner.work, tmp_path / "home", learner=True) as lab:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(lab.address(f"{learner.authored.name}/{learner.authored.notebook_name}"))
        shown(page)
        page.wait_for_timeout(2_000)
        tables = page.locator(".jp-RenderedMarkdown table")
        assert tables.count() > 3
        wide = page.evaluate(
            """() => [...document.querySelectorAll(".jp-RenderedMarkdown table")]
              .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)
              .map((e) => e.textContent)"""
        )
        assert wide == []
        assert page.get_by_role("columnheader").count() > 3
        assert page.get_by_role("cell").count() > 10


def test_a_notebook_that_is_opened_in_jupyterlab_has_one_kernel_too(page: Page, tmp_path: Path, work: Path) -> None:
    (tmp_path / "home").mkdir()
    with serving(work, tmp_path / "home", learner=True) as lab:
        page.goto(lab.address())
        page.locator(".jp-DirListing-item", has_text=NOTEBOOK).click(timeout=90_000)
        shown(page)
        assert len(lab.kernels()) == 1
        page.reload()
        shown(page)
        assert len(lab.kernels()) == 1
        choose(page, EXERCISE, ITEM, VALUE)
        exercise(page, EXERCISE).get_by_text("1 of 4 answered. Saved at").wait_for()
