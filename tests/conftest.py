"""What tests share: Chromium, a running JupyterLab, and every assignment.

A test that opens a page asks for `page`, and for `jupyter_lab` if it needs one::

    def test_something(page, jupyter_lab, folder):
        page.goto(jupyter_lab(folder).address("a-notebook.ipynb"))

Whatever asks for `chromium`, by itself or through `page`, has the marker `browser`. A
test that asks for `authored` runs for each assignment in ``source/``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadScopeScheduling

from complaints_workbook.content.datasets import PLACE as DATASETS
from support.assignments import ASSIGNMENTS, Authored
from support.chromium import OPTIONS, find_chromium
from support.jupyter_servers import Lab, serving
from support.notebook_page import open_and_run, save_and_close
from support.postgresql import Server
from support.postgresql import serving as serving_postgresql
from support.specimen_course import specimen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REQUIRED = "REQUIRE_BROWSER"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need Chromium. One that fails is tried once more: a busy machine is late now and then."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


class ByFileAndAssignment(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker the tests of a file, or of one assignment in it: they share what is dear to set up."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return next((f"{file} {each.name}" for each in ASSIGNMENTS if f"[{each.name}" in test), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileAndAssignment:
    """Share the tests out among the workers."""
    return ByFileAndAssignment(config, log)


@pytest.fixture(scope="module", params=ASSIGNMENTS, ids=[each.name for each in ASSIGNMENTS])
def authored(request: pytest.FixtureRequest) -> Authored:
    """Give each assignment in ``source/``."""
    each: Authored = request.param
    return each


@pytest.fixture(scope="session", autouse=True)
def _runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what Jupyter and the workbook leave while they run out of the tester's own folder."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        yield


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


@pytest.fixture(scope="module")
def jupyter_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Lab]]:
    """Return a function that starts JupyterLab in a folder; the same folder gives the same server.

    ``jupyter_lab(folder)`` starts it with the learner's settings, as `workbook study`
    does, and ``jupyter_lab(folder, learner=False)`` as it comes, with formgrader, for
    tutors. Nothing of the user's own settings is read or written. All servers and
    their kernels end with the module.
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


@pytest.fixture(scope="module")
def specimen_lab(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Run JupyterLab in a folder for learners of the specimen course; what its authors draw on is at hand too."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv(DATASETS, str(specimen().datasets.folder))
        return jupyter_lab(tmp_path_factory.mktemp("learners"))


@pytest.fixture
def work(specimen_lab: Lab) -> Iterator[Path]:
    """Give a learner the released folder of the specimen course. What runs in the server ends with the test."""
    folder = Path(tempfile.mkdtemp(dir=specimen_lab.folder)) / "work"
    yield Path(shutil.copytree(specimen().release, folder))
    specimen_lab.end_kernels()


@pytest.fixture
def opened(page: Page, specimen_lab: Lab, work: Path) -> Iterator[Page]:
    """Open the released notebook of the specimen course in JupyterLab, and run it."""
    open_and_run(page, specimen_lab, work / specimen().notebook_name)
    yield page
    save_and_close(page)
