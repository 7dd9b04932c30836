"""A notebook open in JupyterLab, in a browser: opened, run, saved, and what it shows."""

from __future__ import annotations

import contextlib
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from support.jupyter_servers import Lab

Answers = dict[str, dict[str, Any]]


def open_and_run(page: Page, lab: Lab, notebook: Path) -> None:
    """Open a notebook that stands below the server's folder, and run all its cells."""
    open_notebook(page, lab, notebook)
    run_all(page)


def open_notebook(page: Page, lab: Lab, notebook: Path) -> None:
    """Open a notebook and nothing that was open before, and wait until it is drawn and its kernel is ready."""
    page.goto(f"{lab.address(notebook.relative_to(lab.folder).as_posix())}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    wait_for_kernel(page, lab)


def wait_for_kernel(page: Page, lab: Lab) -> None:
    """Wait until the page, and each that was opened before it, is connected; JupyterLab forgets what is run before."""
    pages = len(page.context.pages)
    for _ in range(300):
        if any(k["connections"] >= pages and k["execution_state"] == "idle" for k in lab.kernels()):
            page.wait_for_timeout(300)
            return
        page.wait_for_timeout(200)
    raise AssertionError


def run_all(page: Page) -> None:
    """Run all cells, and wait until everything is shown and stays where it is."""
    choose_in_menu(page, "Run", "Run All Cells")
    page.wait_for_function(
        "() => document.querySelectorAll('section.cw').length >= document.querySelectorAll('.jp-CodeCell').length",
        timeout=120_000,
    )
    page.wait_for_timeout(600)


def choose_in_menu(page: Page, menu: str, entry: str) -> None:
    """Choose an entry of one of JupyterLab's menus."""
    page.get_by_role("menuitem", name=menu, exact=True).first.click()
    page.locator(".lm-Menu").get_by_text(entry, exact=True).click()


def choose_in_palette(page: Page, command: str) -> None:
    """Choose a command that no menu of a learner's has, in the list of all."""
    page.keyboard.press("Control+Shift+C")
    page.locator(".lm-CommandPalette-input").fill(command)
    page.locator(".lm-CommandPalette-item").filter(has_text=command).first.click()


def choose_theme(page: Page, entry: str) -> None:
    """Choose a theme, or that the system's is followed."""
    page.get_by_role("menuitem", name="Settings", exact=True).first.click()
    page.locator(".lm-Menu").get_by_text("Theme", exact=True).hover()
    page.locator(".lm-Menu").get_by_text(entry, exact=True).click()


def use_theme(page: Page, theme: str) -> None:
    """Show JupyterLab in one of its themes."""
    choose_theme(page, theme)
    page.locator(f'body[data-jp-theme-light="{"false" if "Dark" in theme else "true"}"]').wait_for(state="attached")


def save_and_close(page: Page) -> None:
    """Save, so that no question about unsaved changes keeps the page open."""
    with contextlib.suppress(Exception):
        page.keyboard.press("Escape")
        page.keyboard.press("Control+s")


def cells_on_disk(notebook: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook's file, which Jupyter's server empties before it writes it anew."""
    until = time.monotonic() + 10
    while not (text := notebook.read_text("utf-8")).rstrip().endswith("}") and time.monotonic() < until:
        time.sleep(0.05)
    cells: list[dict[str, Any]] = json.loads(text)["cells"]
    return cells


def wait_until_saved(page: Page, notebook: Path) -> None:
    """Wait until JupyterLab has nothing to save. What exercises show is no part of the notebook."""
    page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.jp-mod-dirty").wait_for(state="detached", timeout=60_000)
    assert not any(cell.get("outputs") for cell in cells_on_disk(notebook))


def dismiss_jupyterlabs_own_dialogs(page: Page) -> None:
    """Dismiss what JupyterLab says when it meets the same trouble with the notebook itself."""
    page.evaluate(
        "() => setInterval(() => document.querySelectorAll('dialog.jp-Dialog .jp-Dialog-button')"
        ".forEach((button) => button.click()), 200)"
    )


def saved(work: Path) -> Answers:
    """Return the answers that stand in a learner's folder."""
    data = json.loads((work / "responses.json").read_text("utf-8"))["exercises"]
    return {name: {item: entry["answer"] for item, entry in items.items()} for name, items in data.items()}


def progress(page: Page) -> Locator:
    """Return the part of the page that says what is answered in all exercises."""
    return page.locator("section.cw[aria-label='Your progress']")


def everything(answers: Answers) -> str:
    """Return what it says when all this is answered."""
    total = sum(len(items) for items in answers.values())
    return f"You have answered {total} of {total} questions in {len(answers)} exercises."
