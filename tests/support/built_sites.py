"""A site without a server, built by the command and shown below a path, as where many sites share an address."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.static_site.start import server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

BELOW = "complaints"


@dataclass
class Site:
    """A site and its server.

    Attributes
    ----------
    folder : Path
        Where it was built.
    said : str
        What the command said of it.
    address : str
        Of its first page; the same each time that it is shown.
    """

    folder: Path
    said: str = ""
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{BELOW}/"

    @contextlib.contextmanager
    def shown(self) -> Iterator[str]:
        """Show it, at the port of the last time."""
        with server(self.folder.parent, self.port) as serving:
            self.port = serving.server_port
            thread = Thread(target=serving.serve_forever)
            thread.start()
            try:
                yield self.address
            finally:
                serving.shutdown()
                thread.join()


def built(course: Path, place: Path, *arguments: str) -> Site:
    """Build a site of a course. Where what it is made of cannot be fetched, the test says so, and is left out.

    With REQUIRE_NODE, whose npm fetches, it fails.
    """
    folder = place / BELOW
    command = [sys.executable, "-m", "complaints_workbook.command_line", "site", *arguments]
    command += ["--folder", str(course), "--to", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    said = " ".join(done.stderr.split())
    if "could not be fetched" in said and not os.environ.get("REQUIRE_NODE"):
        pytest.skip(said)
    assert done.returncode == 0, said
    return Site(folder, done.stdout)


def opened(page: Page) -> None:
    """Wait until the site's start page, or the choice of a unit, is there."""
    heading = page.frame_locator("iframe.cw-page").first.get_by_role("heading", level=1)
    heading.wait_for(timeout=120_000)


def choose_unit(page: Page) -> None:
    """Choose a unit, and open its first notebook."""
    pages = page.frame_locator("iframe.cw-page").first
    pages.get_by_role("radio", name="OCR unit 62").check()
    pages.get_by_role("button", name="Choose this unit").click()
    pages.get_by_role("link", name="Start outcome 1").click()


def kept_whole(page: Page) -> None:
    """Wait until the browser has kept every file of the site that a page is of."""
    wait_until(
        page,
        """async () => {
          const worker = await (await fetch("../service-worker.js")).text();
          const files = worker.match(/sha256-/g).length;
          const [name] = await caches.keys();
          return Boolean(name) && (await (await caches.open(name)).keys()).length >= files;
        }""",
    )


def newer_is_there(page: Page) -> None:
    """Wait until the browser has a newer build of the site, which waits to take over."""
    wait_until(page, "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)")


def wait_until(page: Page, script: str) -> None:
    """Wait until an asynchronous script says true: Playwright's own waiting takes its promise for that."""
    latest = time.monotonic() + 120
    while not page.evaluate(script):
        assert time.monotonic() < latest, f"It never came true: {script}"
        page.wait_for_timeout(500)
