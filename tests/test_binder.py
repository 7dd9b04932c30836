"""What Binder does with `binder/`, step by step in a clean place: build, lay out, start, and open the start page."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.courses import ROOT
from support.journey import Journey
from support.jupyter_servers import TOKEN, free_port, stop, wait_until_answering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

BINDER = ROOT / "binder"
STEPS = [
    'pip install --no-cache-dir -r "binder/requirements.txt"',
    "./binder/postBuild",
]
"""What repo2docker makes of the folder, in this order, in the folder of the repository."""

NOT_PUBLISHED = ("tests", "node_modules", "my-work", "packs", "build", "dist", ".*", "__pycache__", "*.db")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is published of this repository, as Binder gets it, without the tests."""
    place = tmp_path_factory.mktemp("binder") / "repository"
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_PUBLISHED))
    return place


@pytest.mark.skipif(
    not os.environ.get("REQUIRE_BINDER") and shutil.which("jupyter-repo2docker") is None,
    reason="there is no repo2docker on this machine, and REQUIRE_BINDER is not set",
)
def test_repo2docker_makes_these_steps_of_the_folder(repository: Path) -> None:
    command = ["jupyter-repo2docker", "--debug", "--no-build", str(repository)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    script = (done.stdout + done.stderr).partition("FROM ")[2]
    steps = (" src/ ${REPO_DIR}/", *STEPS, 'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"')
    places = [len(script.partition(step)[0]) for step in steps]
    assert places == sorted(places)
    assert places[-1] < len(script), "one of the steps is not there"
    assert "py-2d3-2e11" in script


def step(command: str, repository: Path, environment: dict[str, str]) -> None:
    """Take a step of the build."""
    whole = ["bash", "-c", command]
    done = subprocess.run(whole, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(repository: Path) -> dict[str, str]:
    """Run the steps in an environment of their own, and return it; what the workbook stands on is lent by this one."""
    environment = repository.parent / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    data = sysconfig.get_path("data")
    known = {name: value for name, value in os.environ.items() if not name.startswith(("COMPLAINTS_", "JUPYTER"))}
    known |= {
        "PATH": os.pathsep.join((str(environment / "bin"), str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": str(repository.parent),
    }
    for command in STEPS:
        lent = command.replace("--no-cache-dir", "--no-cache-dir --no-deps") if command.startswith("pip") else command
        step(lent, repository, known)
        known |= {
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "JUPYTERLAB_DIR": f"{data}/share/jupyter/lab",
            "JUPYTER_PATH": f"{data}/share/jupyter",
        }
    return known


@contextlib.contextmanager
def started(server: str, repository: Path, built: dict[str, str]) -> Iterator[str]:
    """Start one of Jupyter's servers as Binder does, for a user among many, and give its address."""
    port = free_port()
    options = [f"--port={port}", "--ServerApp.base_url=/user/ann/", f"--IdentityProvider.token={TOKEN}"]
    command = ["python", "-m", server, "--ip=127.0.0.1", *options, "--no-browser", "--allow-root"]
    log = repository.parent / f"{server}.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(repository / "binder" / "start"), *command],
            cwd=repository,
            env=built,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}/user/ann"
        wait_until_answering(f"{address}/api/status?token={TOKEN}", process, log)
        yield address
    finally:
        stop(process)


@pytest.fixture(params=["notebook", "jupyterlab"])
def server(request: pytest.FixtureRequest, repository: Path, built: dict[str, str]) -> Iterator[str]:
    """Start a server; Binder may start either of two."""
    with started(request.param, repository, built) as address:
        yield address


def test_it_opens_on_the_start_page_marks_and_says_that_nothing_is_kept(server: str, repository: Path) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{server}/?token={TOKEN}", timeout=60) as page:
        assert page.geturl().partition("?")[0] == f"{server}/workbook/"
        assert "Complaints workbook</title>" in page.read().decode()
    with browser.open(f"{server}/workbook/about", timeout=60) as answer:
        assert json.load(answer) == {"keys": True, "keeps": False, "start": "/user/ann/workbook/"}
    with browser.open(f"{server}/workbook/keeping", timeout=60) as page:
        assert "Download your work before you stop." in page.read().decode()
    given = {path.parent.name for path in (repository / "my-work").glob("*/pages.json")}
    assert given == {path.parent.name for path in (ROOT / "release").glob("*/pages.json")}
    assert {path.stem for path in (repository / "my-work/.workbook/keys").glob("*.json")} == given


def test_a_learner_works_marks_improves_downloads_and_finds_all_again_on_another_binder(
    page: Page, repository: Path, built: dict[str, str], tmp_path: Path
) -> None:
    journey = Journey(page, tmp_path / "my work.zip")
    with started("jupyterlab", repository, built) as address:
        page.goto(f"{address}/?token={TOKEN}")
        journey.work()
    shutil.rmtree(repository / "my-work")
    step(STEPS[-1], repository, built)
    with started("jupyterlab", repository, built) as address:
        page.goto(f"{address}/?token={TOKEN}")
        journey.come_back()
    assert journey.errors == []


def test_it_installs_the_workbook_in_known_versions_and_nothing_that_tests_need() -> None:
    lines = [line for line in (BINDER / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert lines == ["-c ../constraints.txt", "."]
    assert all(os.access(BINDER / name, os.X_OK) for name in ("postBuild", "start"))
