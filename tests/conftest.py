"""What tests share: Chromium, a copy of the course, and a running JupyterLab.

A test that opens a page asks for `page`, and for `jupyter_lab` if it needs one::

    def test_something(page, jupyter_lab, course):
        lab = jupyter_lab(course / "release")
        page.goto(lab.address("complaints-lo1/complaints-lo1.ipynb"))

Whatever asks for `chromium`, by itself or through `page`, has the marker `browser`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import sync_playwright

from complaints_workbook.command_line.study import SETTINGS
from postgresql import Server
from postgresql import serving as serving_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
REQUIRED = "REQUIRE_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
TOKEN = "a-token-for-tests"  # noqa: S105 - of a server that lives for one test run
PATIENCE = 90.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need Chromium."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def find_chromium() -> str | None:
    """Return a Chromium of this machine: the one that CHROMIUM names, an installed one, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium stands. Without one the test is skipped, or fails if REQUIRE_BROWSER is set."""
    if path := find_chromium():
        return path
    message = "There is no Chromium on this machine; install it, or name it in CHROMIUM."
    if os.environ.get(REQUIRED):
        pytest.fail(f"{message} {REQUIRED} is set.")
    pytest.skip(message)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run Chromium for a module; other modules' tests then have the event loop to themselves."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page in a context of its own, 1280 by 900."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Run a PostgreSQL server for as long as the tests run."""
    with serving_postgresql("fsync=off") as server:
        yield server


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Copy the project's course: its settings, ``source/``, ``release/`` and ``datasets/``."""
    folder = tmp_path / "course"
    folder.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in ("source", "release", "datasets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*", "responses.json"))
    return folder


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    folder : Path
        Where it was started; its file browser shows this.
    url : str
        Such as ``http://127.0.0.1:40123``.
    log : Path
        What it says.
    """

    folder: Path
    url: str
    log: Path

    def address(self, path: str = "", *, token: bool = True) -> str:
        """Return the address that opens a file; of JupyterLab itself without a path."""
        place = f"/lab/tree/{quote(path)}" if path else "/lab"
        return self.at(place) if token else f"{self.url}{place}"

    def at(self, place: str) -> str:
        """Return the address of a place on the server, such as ``/formgrader``."""
        return f"{self.url}{place}{'&' if '?' in place else '?'}token={TOKEN}"


@pytest.fixture(scope="session")
def jupyter_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Lab]]:
    """Return a function that starts JupyterLab in a folder; the same folder gives the same server.

    ``jupyter_lab(folder)`` starts it with the learner's settings, as `workbook study`
    does, and ``jupyter_lab(folder, learner=False)`` as it comes, with formgrader, for
    tutors. Nothing of the user's own settings is read or written. All servers and
    their kernels end with the session.
    """
    with contextlib.ExitStack() as servers:
        running: dict[tuple[Path, bool], Lab] = {}

        def start(folder: Path, *, learner: bool = True) -> Lab:
            key = (folder, learner)
            if key not in running:
                home = tmp_path_factory.mktemp("jupyter")
                running[key] = servers.enter_context(serving(folder, home, learner=learner))
            return running[key]

        yield start


@contextlib.contextmanager
def serving(folder: Path, home: Path, *, learner: bool) -> Iterator[Lab]:
    """Run JupyterLab in a folder, with its own settings kept in `home`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(folder, f"http://127.0.0.1:{port}", home / "log.txt")
    command = [sys.executable, "-m", "jupyterlab", *_options(folder, port)]
    with lab.log.open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(home, learner=learner), stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_until_answering(f"{lab.url}/api/status?token={TOKEN}", process, lab.log)
        yield lab
    finally:
        stop(process)


def _options(folder: Path, port: int) -> list[str]:
    options = {
        "ServerApp.root_dir": folder,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": TOKEN,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _environment(home: Path, *, learner: bool) -> dict[str, str]:
    """Return an environment in which Jupyter keeps everything in `home` and finds nbgrader's commands."""
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    environment = {name: value for name, value in os.environ.items() if name != "JUPYTER_CONFIG_PATH"}
    environment |= {name: str(home / place) for name, place in places.items()}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    if learner:
        environment["JUPYTER_CONFIG_PATH"] = str(SETTINGS)
    return environment


def wait_until_answering(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; fail with its log if it ends or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):  # noqa: S310 - a server of this test
            return
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and what it started."""
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(5)
