"""Measure a site without a server in Chromium, against the aims: what is fetched, how long it takes, how much memory.

``make bench-site`` runs it. It builds a site for study of every assignment, and shows it on this computer.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import typer
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.built_sites import Site, built, kept_whole
from support.chromium import OPTIONS, find_chromium
from support.journey import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

NOTEBOOK = f"lab/index.html?path={FIRST.name}/{FIRST.notebook_name}"
LATEST = 300_000  # milliseconds
MB = 1_000_000
app = typer.Typer(add_completion=False)


@app.command()
def bench() -> None:
    """Print what was measured, beside the aims."""
    table = Table("What", "Measured", "Aim", title=f"A site without a server: {FIRST.name}, one run")
    with tempfile.TemporaryDirectory() as name:
        for row in measured(Path(name)):
            table.add_row(*row)
    Console(width=120).print(table)


def measured(place: Path) -> Iterator[tuple[str, str, str]]:
    """Build the site, visit it, work a little, and visit it again."""
    chromium = find_chromium()
    if chromium is None:
        yield "Anything", "not measured: there is no Chromium on this machine", ""
        return
    began = time.monotonic()
    site = built(ROOT, place, "study")
    yield "Building it", f"{time.monotonic() - began:.0f} s", ""
    yield "The whole site, as it lies there", f"{size(every(site), packed=False):.1f} MB", "40 MB"
    yield "The whole site, gzipped", f"{size(every(site), packed=True):.1f} MB", ""
    with sync_playwright() as playwright, site.shown() as address:
        options = {"executable_path": chromium, "args": list(OPTIONS), "viewport": {"width": 1280, "height": 900}}
        context = playwright.chromium.launch_persistent_context(place / "profile", **options)  # type: ignore[arg-type]
        page = context.pages[0]
        fetched: set[str] = set()
        page.on("request", lambda request: fetched.add(request.url.partition("?")[0].removeprefix(address)))
        first, last = until_shown(page, address + NOTEBOOK)
        yield "First visit until the first exercise", f"{first:.1f} s", "15 s"
        yield "First visit until every exercise", f"{last:.1f} s", ""
        needed = fetched & {path.relative_to(site.folder).as_posix() for path in every(site)} | of_python(site)
        there = [site.folder / name for name in needed]
        yield "Fetched until then, gzipped", f"{size(there, packed=True):.1f} MB", "12 MB"
        yield "Chromium with one window (PSS)", f"{memory():.0f} MB", "750 MB"
        yield "Marking the notebook, page and all", f"{marking(page):.2f} s", "1 s"
        kept_whole(page)
        context.close()
        context = playwright.chromium.launch_persistent_context(place / "profile", **options)  # type: ignore[arg-type]
        first, last = until_shown(context.pages[0], address + NOTEBOOK)
        yield "Next visit, the browser started again, until the first exercise", f"{first:.1f} s", "8 s"
        yield "Next visit until every exercise", f"{last:.1f} s", ""
        context.close()


def until_shown(page: Page, address: str) -> tuple[float, float]:
    """Return the seconds until the first of a notebook's exercises is shown, and until all are."""
    began = time.monotonic()
    page.goto(address)
    page.locator("section.cw").first.wait_for(timeout=LATEST)
    first = time.monotonic() - began
    page.wait_for_function("document.querySelector('.cw-words') === null", timeout=LATEST)
    return first, time.monotonic() - began


def marking(page: Page) -> float:
    """Return the seconds from the button until the marks are told; the second time, as Python knows the keys then."""
    answered = page.locator("section.cw[data-exercise]").first
    answered.locator("input[type=radio]").first.check()
    answered.get_by_text("Saved at").wait_for(timeout=LATEST)
    bar = page.locator(".cw-marking").last
    for _ in range(2):
        began = time.monotonic()
        bar.get_by_role("button").click()
        bar.get_by_text("You have").wait_for(timeout=LATEST)
        seconds = time.monotonic() - began
        page.wait_for_timeout(2000)
    return seconds


def every(site: Site) -> list[Path]:
    """Return the files of a site."""
    return [path for path in site.folder.rglob("*") if path.is_file()]


def of_python(site: Site) -> set[str]:
    """Return what Python's own thread fetches, of which the page is told nothing: all of its folder."""
    folder = site.folder / "static" / "pyodide"
    return {path.relative_to(site.folder).as_posix() for path in folder.iterdir()}


def size(files: list[Path], *, packed: bool) -> float:
    """Return how large files are in MB, each as a server sends it."""
    contents = (path.read_bytes() for path in files)
    return sum(min(len(each), len(gzip.compress(each))) if packed else len(each) for each in contents) / MB


def memory() -> float:
    """Return the proportional memory of every process of Chromium that this one has started, in MB."""
    processes = psutil.Process().children(recursive=True)
    return sum(each.memory_full_info().pss for each in processes if "chrom" in each.name()) / MB


if __name__ == "__main__":
    app()
