"""Measure the workbook beside a blank notebook, a bare kernel and stock nbgrader.

Everything is measured in one run on one machine, so only ratios are worth
comparing between machines. ``make bench-learner`` runs it; ``--rounds`` repeats each.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import typer
from nbformat import v4
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from complaints_workbook.content.datasets import shared_datasets
from support.assignments import Authored
from support.chromium import OPTIONS, find_chromium
from support.courses import METADATA, Course, environment, real_course
from support.jupyter_servers import Lab, serving
from support.notebook_page import wait_for_kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

NAME = "complaints-lo1"
CLICKS = 60
READY = """([last, wanted]) => document.querySelectorAll("section.cw").length >= wanted &&
  [...document.querySelectorAll(".jp-CodeCell")].at(-1)?.querySelector(".jp-OutputArea")?.textContent.includes(last)"""
"""Whether the last code cell has its output, and as many exercises stand on the page as are wanted."""
AT_REST = """() => new Promise((done) => {
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => { observer.disconnect(); done(); }, 500); };
  const observer = new MutationObserver(wait);
  observer.observe(document.querySelector(".jp-Notebook"), { childList: true, subtree: true });
  wait();
})"""
"""Waits until JupyterLab has drawn the cells that it had put off: opening a page is not part of running it."""
app = typer.Typer(add_completion=False)


@app.command()
def bench(
    rounds: int = typer.Option(3, min=1, help="How often each page is opened and each submission marked."),
) -> None:
    """Print what was measured, ours beside theirs."""
    table = Table("What", "Workbook", "Beside", "Ratio or aim", title="complaints-lo1, medians of one run")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for row in (*in_the_lab(place, rounds), *marking(place, rounds)):
            table.add_row(*row)
    Console(width=120).print(table)


def in_the_lab(place: Path, rounds: int) -> Iterator[tuple[str, str, str, str]]:
    """Time until widgets are ready, memory of the kernel, and click to disk."""
    chromium = find_chromium()
    if chromium is None:
        yield "Anything in a browser", "not measured", "", "there is no Chromium on this machine"
        return
    work = Path(shutil.copytree(ROOT / "release" / NAME, place / "work"))
    nbformat.write(blank_notebook(work / f"{NAME}.ipynb"), str(work / "blank.ipynb"))
    nbformat.write(v4.new_notebook(metadata=METADATA, cells=[v4.new_code_cell("None")]), str(work / "bare.ipynb"))
    with opened(chromium, work, place) as (page, lab):
        ours, blank = [], []
        for _ in range(rounds):
            blank.append(ready_after(page, lab, "blank.ipynb", "marker-of-the-last-cell"))
            ours.append(ready_after(page, lab, f"{NAME}.ipynb", "You have answered"))
        yield row("Run All until all is ready", ours, blank, "s", "aim 1.5")
        ready_after(page, lab, f"{NAME}.ipynb", "You have answered")
        memory = kernel_memory(page, lab)
        clicks = click_to_disk(page, work)
        ready_after(page, lab, "bare.ipynb", None)
        bare = kernel_memory(page, lab)
        yield row("Memory of the kernel (PSS)", [memory], [bare], "MB", "aim 1.3")
        ordered = sorted(clicks)
        yield (
            "Click to disk",
            f"median {statistics.median(clicks):.1f} ms",
            f"95th percentile {ordered[int(0.95 * len(ordered))]:.1f} ms",
            "aim 50 ms at the 95th percentile",
        )


def row(what: str, ours: list[float], theirs: list[float], unit: str, aim: str) -> tuple[str, str, str, str]:
    """Return a line of the table."""
    one, other = statistics.median(ours), statistics.median(theirs)
    return what, f"{one:.2f} {unit}", f"{other:.2f} {unit}", f"{one / other:.2f} times ({aim})"


def blank_notebook(path: Path) -> Any:
    """Return a notebook with as many cells of each type, all of them empty."""
    cells = [
        v4.new_code_cell("None") if cell.cell_type == "code" else v4.new_markdown_cell("")
        for cell in nbformat.read(str(path), as_version=4).cells
    ]
    cells[-1] = v4.new_code_cell("print('marker-of-the-last-cell')")
    return v4.new_notebook(metadata=METADATA, cells=cells)


@contextmanager
def opened(chromium: str, work: Path, place: Path) -> Iterator[tuple[Page, Lab]]:
    """Start JupyterLab as learners have it, and a browser."""
    home = place / "jupyter"
    home.mkdir()
    with serving(work, home, learner=True) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield browser.new_page(viewport={"width": 1280, "height": 900}), lab
        browser.close()


def ready_after(page: Page, lab: Lab, notebook: str, last: str | None) -> float:
    """Open a notebook with a fresh kernel, run all cells, and return the seconds until the last has its output."""
    for kernel in page.request.get(lab.at("/api/sessions")).json():
        page.request.delete(lab.at(f"/api/sessions/{kernel['id']}"))
    page.goto("about:blank")
    page.goto(f"{lab.address(notebook)}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    wait_for_kernel(page, lab)
    page.evaluate(AT_REST)
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    run_all = page.locator(".lm-Menu").get_by_text("Run All Cells", exact=True)
    run_all.wait_for()
    start = time.perf_counter()
    run_all.click()
    if last:
        # Looked for where it must appear: a search of the whole page would keep the page itself from its work.
        wanted = 0 if "marker" in last else page.locator(".jp-CodeCell").count()
        page.wait_for_function(READY, arg=[last, wanted], timeout=120_000)
    return time.perf_counter() - start


def kernel_memory(page: Page, lab: Lab) -> float:
    """Return the proportional memory of the one running kernel, in MB."""
    page.wait_for_timeout(1500)
    return float(lab.kernel_process().memory_full_info().pss) / 1e6


def click_to_disk(page: Page, work: Path) -> list[float]:
    """Return the milliseconds from a click on a radio button until the answer stands on disk under its name."""
    target, changes, done = work / "responses.json", [], threading.Event()

    def watch() -> None:
        seen = target.stat().st_ino if target.exists() else None
        while not done.is_set():
            if target.exists() and target.stat().st_ino != seen:
                seen = target.stat().st_ino
                changes.append(time.time())
            time.sleep(0.0005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    times = []
    clickable = page.locator("section.cw fieldset.cw-question:visible input[type=radio]")
    for number in range(CLICKS):
        before = len(changes)
        clicked = clickable.nth(number % 40).evaluate("input => { const at = Date.now(); input.click(); return at; }")
        end = time.time() + 2
        while len(changes) == before and time.time() < end:
            time.sleep(0.001)
        if len(changes) > before:
            times.append(changes[before] * 1000 - clicked)
        page.wait_for_timeout(120)
    done.set()
    watcher.join()
    return times


def marking(place: Path, rounds: int) -> Iterator[tuple[str, str, str, str]]:
    """Mark one submission as data and with nbgrader's own executor."""
    ours = real_course(place / "ours", NAME)
    ours.submit("ann", Authored(ROOT, NAME, shared_datasets()).right)
    theirs = ours.stock_copy(place / "theirs")
    yield row(
        "Marking one submission, command and all", autograde(ours, rounds), autograde(theirs, rounds), "s", "stock"
    )
    if ours.scores() != theirs.scores():
        yield "Marks", str(ours.scores()), str(theirs.scores()), "must be equal"


def autograde(course: Course, rounds: int) -> list[float]:
    """Return the seconds of each run of nbgrader's command."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        command = [sys.executable, "-m", "nbgrader", "autograde", NAME, "--force"]
        subprocess.run(command, cwd=course.folder, env=environment(), check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    app()
