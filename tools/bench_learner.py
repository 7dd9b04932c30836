"""Measure the workbook beside a blank notebook, a bare kernel and stock nbgrader.

Everything is measured in one run on one machine, so only ratios are worth
comparing between machines. ``make bench-learner`` runs it; ``--rounds`` repeats each.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from itertools import cycle, islice
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
MANY = 60
MARKER = "marker-of-the-last-cell"
WATCH = """([last, shows]) => {
  const cells = () => [...document.querySelectorAll(".jp-CodeCell")];
  const panel = document.querySelector(".jp-NotebookPanel-notebook, .jp-Notebook").getBoundingClientRect();
  const ready = (cell) => cell.querySelector("section.cw");
  const seen = (cell) => {
    const box = cell.getBoundingClientRect();
    return box.height > 0 && box.bottom > panel.top && box.top < panel.bottom;
  };
  const ended = () => cells().at(-1)?.querySelector(".jp-OutputArea")?.textContent.includes(last);
  addEventListener("pointerup", () => {
    const start = performance.now();
    window.readyAfter = {};
    const look = () => {
      const now = (performance.now() - start) / 1000;
      if (ended()) {
        if (!shows || cells().filter(seen).every(ready)) window.readyAfter.inView ??= now;
        if (!shows || cells().every(ready)) { window.readyAfter.everything = now; return; }
      }
      setTimeout(look, 5);
    };
    look();
  }, { capture: true, once: true });
}"""
"""Notes how many seconds after the next click the last cell has its output, and what is in view or all is ready."""
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
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a learner's Python keeps what it has compiled
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
    write_notebooks(work)
    with opened(chromium, work, place) as (page, lab):
        yield from ready(page, lab, (f"{NAME}.ipynb", "blank.ipynb"), rounds, "")
        yield from ready(page, lab, ("many.ipynb", "many-blank.ipynb"), rounds, f", {MANY} exercises")
        ready_after(page, lab, f"{NAME}.ipynb", shows=True)
        memory = kernel_memory(page, lab)
        clicks = click_to_disk(page, work)
        ready_after(page, lab, "bare.ipynb", shows=False)
        bare = kernel_memory(page, lab)
        yield row("Memory of the kernel (PSS)", [memory], [bare], "MB", "aim 1.3")
        ordered = sorted(clicks)
        yield (
            "Click to disk",
            f"median {statistics.median(clicks):.1f} ms",
            f"95th percentile {ordered[int(0.95 * len(ordered))]:.1f} ms",
            "aim 50 ms at the 95th percentile",
        )


def ready(
    page: Page, lab: Lab, notebooks: tuple[str, str], rounds: int, of_what: str
) -> Iterator[tuple[str, str, str, str]]:
    """Open a notebook and its blank one in turn, and compare when what is in view is ready, and when everything is."""
    ours, blank = [], []
    for _ in range(rounds):
        blank.append(ready_after(page, lab, notebooks[1], shows=False))
        ours.append(ready_after(page, lab, notebooks[0], shows=True))
    for what, name, aim in (("what is in view is ready", "inView", "1.2"), ("all is ready", "everything", "1.5")):
        yield row(
            f"Run All until {what}{of_what}", [t[name] for t in ours], [t[name] for t in blank], "s", f"aim {aim}"
        )


def row(what: str, ours: list[float], theirs: list[float], unit: str, aim: str) -> tuple[str, str, str, str]:
    """Return a line of the table."""
    one, other = statistics.median(ours), statistics.median(theirs)
    return what, f"{one:.2f} {unit}", f"{other:.2f} {unit}", f"{one / other:.2f} times ({aim})"


def write_notebooks(folder: Path) -> None:
    """Write what is opened beside the released notebook in its folder: without outputs, whatever was saved there."""
    released = ROOT / "release" / NAME / f"{NAME}.ipynb"
    many = many_exercises(released)
    bare = v4.new_notebook(metadata=METADATA, cells=[v4.new_code_cell(f"print('{MARKER}')")])
    shutil.copy(released, folder)
    nbformat.write(many, str(folder / "many.ipynb"))
    nbformat.write(blank_notebook(released), str(folder / "blank.ipynb"))
    nbformat.write(blank_notebook(folder / "many.ipynb"), str(folder / "many-blank.ipynb"))
    nbformat.write(bare, str(folder / "bare.ipynb"))


def blank_notebook(path: Path) -> Any:
    """Return a notebook with as many cells of each type, all of them empty."""
    cells = [
        v4.new_code_cell("None") if cell.cell_type == "code" else v4.new_markdown_cell("")
        for cell in nbformat.read(str(path), as_version=4).cells
    ]
    cells[-1] = v4.new_code_cell(f"print('{MARKER}')")
    return v4.new_notebook(metadata=METADATA, cells=cells)


def many_exercises(path: Path) -> Any:
    """Return a notebook with copies of a notebook's exercises until there are `MANY`, and its last cell at the end."""
    *cells, last = nbformat.read(str(path), as_version=4).cells
    asked = [at for at, cell in enumerate(cells) if cell.cell_type == "code" and "exercise(" in cell.source]
    copied = islice(cycle(asked), MANY - len(asked))
    copies = [nbformat.from_dict(cells[at] | {"id": f"copy-{number}"}) for number, at in enumerate(copied)]
    return v4.new_notebook(metadata=METADATA, cells=[*cells, *copies, last])


@contextmanager
def opened(chromium: str, work: Path, place: Path) -> Iterator[tuple[Page, Lab]]:
    """Start JupyterLab as learners have it, and a browser."""
    home = place / "jupyter"
    home.mkdir()
    with serving(work, home, learner=True) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield browser.new_page(viewport={"width": 1280, "height": 900}), lab
        browser.close()


def ready_after(page: Page, lab: Lab, notebook: str, *, shows: bool) -> dict[str, float]:
    """Open a notebook with a fresh kernel and run all cells.

    Returns
    -------
    dict of str to float
        Seconds from the click until the last cell has its output and what is in view is ready
        (``inView``), or every cell (``everything``). A cell that `shows` something is ready when that is drawn.
    """
    for kernel in page.request.get(lab.at("/api/sessions")).json():
        page.request.delete(lab.at(f"/api/sessions/{kernel['id']}"))
    page.goto("about:blank")
    write_notebooks(lab.folder)
    page.goto(f"{lab.address(notebook)}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    wait_for_kernel(page, lab)
    page.evaluate(AT_REST)
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    run_all = page.locator(".lm-Menu").get_by_text("Run All Cells", exact=True)
    run_all.wait_for()
    page.evaluate(WATCH, ["You have answered" if shows else MARKER, shows])
    run_all.click()
    page.wait_for_function("() => window.readyAfter?.everything", timeout=120_000)
    times: dict[str, float] = page.evaluate("() => window.readyAfter")
    return times


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
