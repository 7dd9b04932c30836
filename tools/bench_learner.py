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
from dataclasses import dataclass
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
from support.waiting_times import Times, after_opening, after_run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

NAME = "complaints-lo1"
CLICKS = 60
MANY = 60
MARKER = "marker-of-the-last-cell"
SMALLEST = """import anywidget
class Smallest(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.innerHTML = '<section class=cw></section>' } }"
"""
app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Wait:
    """Something that a learner waits for.

    Attributes
    ----------
    what : str
        What they have done.
    measured : callable
        Returns the seconds until parts are ready.
    aims : dict of str to (str, str)
        By part, its words, and at most how many times as long as with a blank notebook it should take.
    """

    what: str
    measured: Callable[..., Times]
    aims: dict[str, tuple[str, str]]


OPENING = Wait("Opening", after_opening, {"inView": ("the first exercise", "1.3"), "everything": ("everything", "1.5")})
RUN_ALL = Wait(
    "Run All in JupyterLab as it comes",  # learners have no need of it: exercises are there when they have opened
    after_run_all,
    {"inView": ("what is in view", "1.2"), "everything": ("everything", "1.5")},
)


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
    with opened(chromium) as page:
        with in_lab(work, place / "learners", learner=True) as lab:
            yield from waiting(OPENING, page, lab, rounds)
            after_opening(page, lab, f"{NAME}.ipynb", shows=True)
            memory = kernel_memory(page, lab)
            clicks = click_to_disk(page, work)
            after_run_all(page, lab, "bare.ipynb", shows=False)
            bare = kernel_memory(page, lab)
        with in_lab(work, place / "as-it-comes", learner=False) as lab:
            yield from waiting(RUN_ALL, page, lab, rounds)
            yield from beside_the_smallest(page, lab, rounds)
    yield row("Memory of the kernel (PSS)", [memory], [bare], "MB", "aim 1.3")
    ordered = sorted(clicks)
    yield (
        "Click to disk",
        f"median {statistics.median(clicks):.1f} ms",
        f"95th percentile {ordered[int(0.95 * len(ordered))]:.1f} ms",
        "aim 50 ms at the 95th percentile",
    )


def waiting(wait: Wait, page: Page, lab: Lab, rounds: int) -> Iterator[tuple[str, str, str, str]]:
    """Compare a notebook with a blank one as long, measured in turn: the one assignment, and many exercises."""
    for ours, blank, of_what in (
        (f"{NAME}.ipynb", "blank.ipynb", ""),
        ("many.ipynb", "many-blank.ipynb", f", {MANY} exercises"),
    ):
        times: list[tuple[Times, Times]] = []
        for _ in range(rounds):
            theirs = wait.measured(page, lab, blank, shows=False)
            times.append((wait.measured(page, lab, ours, shows=True), theirs))
        for name, (part, aim) in wait.aims.items():
            one, other = ([each[at][name] for each in times] for at in (0, 1))
            yield row(f"{wait.what} until {part} is ready{of_what}", one, other, "s", f"aim {aim}")


def beside_the_smallest(page: Page, lab: Lab, rounds: int) -> Iterator[tuple[str, str, str, str]]:
    """Compare Run All with that of a notebook whose every widget is the smallest there can be: the floor of widgets."""
    notebooks = (f"{NAME}.ipynb", "smallest.ipynb")
    times = [[after_run_all(page, lab, each, shows=True) for each in notebooks] for _ in range(rounds)]
    for name, (part, _) in RUN_ALL.aims.items():
        one, other = ([each[at][name] for each in times] for at in (0, 1))
        yield row(f"{RUN_ALL.what} until {part} is ready", one, other, "s", "the smallest widgets")


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
    nbformat.write(smallest_widgets(released), str(folder / "smallest.ipynb"))
    nbformat.write(bare, str(folder / "bare.ipynb"))


def blank_notebook(path: Path) -> Any:
    """Return a notebook with as many cells of each type, all of them empty."""
    cells = [
        v4.new_code_cell("None") if cell.cell_type == "code" else v4.new_markdown_cell("")
        for cell in nbformat.read(str(path), as_version=4).cells
    ]
    cells[-1] = v4.new_code_cell(f"print('{MARKER}')")
    return v4.new_notebook(metadata=METADATA, cells=cells)


def smallest_widgets(path: Path) -> Any:
    """Return a notebook with as many cells of each type, where each of code shows the smallest widget of anywidget."""
    notebook = blank_notebook(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        cell.source = "Smallest()"
    code[0].source = SMALLEST + code[0].source
    return notebook


def many_exercises(path: Path) -> Any:
    """Return a notebook with copies of a notebook's exercises until there are `MANY`, and its last cell at the end."""
    *cells, last = nbformat.read(str(path), as_version=4).cells
    asked = [at for at, cell in enumerate(cells) if cell.cell_type == "code" and "exercise(" in cell.source]
    copied = islice(cycle(asked), MANY - len(asked))
    copies = [nbformat.from_dict(cells[at] | {"id": f"copy-{number}"}) for number, at in enumerate(copied)]
    return v4.new_notebook(metadata=METADATA, cells=[*cells, *copies, last])


@contextmanager
def opened(chromium: str) -> Iterator[Page]:
    """Start a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


@contextmanager
def in_lab(work: Path, home: Path, *, learner: bool) -> Iterator[Lab]:
    """Start JupyterLab as learners have it, or as it comes: there nothing is shown until it is run."""
    home.mkdir()
    write_notebooks(work)
    with serving(work, home, learner=learner) as lab:
        yield lab


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
