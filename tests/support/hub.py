"""A real JupyterHub on a machine of its own, set up as ``hub/README.md`` says."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from support.courses import ROOT, Course
from support.hub_people import PATIENCE, log_in
from support.jupyter_servers import free_port, stop, wait_until_answering
from support.own_machine import Machine, why_none
from support.users import common_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import APIRequestContext

REQUIRED = "REQUIRE_HUB"
LEARNERS, TUTORS = "learners", "tutors"
TUTOR = "tess"
_SETTINGS = ROOT / "hub" / "jupyterhub_config.py"
_PROXY = ROOT / "node_modules" / ".bin"


@dataclass(frozen=True)
class Hub:
    """A running hub.

    Attributes
    ----------
    url : str
        Where it listens, such as ``http://127.0.0.1:40123``.
    machine : Machine
        Whose accounts people log in with.
    log : Path
        What it says, and all servers that it started.
    """

    url: str
    machine: Machine
    log: Path

    @property
    def course(self) -> Path:
        """The course's folder, with the keys."""
        return self.machine.place / "course"

    @property
    def exchange(self) -> Path:
        """The folder of nbgrader's exchange."""
        return self.machine.place / "exchange"


def needed() -> None:
    """Skip the test where no hub can run, or fail if REQUIRE_HUB is set."""
    reason = why_none()
    if not reason and not (_PROXY / "configurable-http-proxy").exists():
        reason = "JupyterHub's proxy is not there, which 'make test' installs where there is Node"
    if reason and os.environ.get(REQUIRED):
        pytest.fail(f"There can be no hub: {reason}. {REQUIRED} is set.")
    if reason:
        pytest.skip(f"There can be no hub: {reason}.")


@contextlib.contextmanager
def running(
    learners: tuple[str, ...],
    write_course: Callable[[Path], Course],
    settings: Mapping[str, str] | None = None,
    more: str = "",
) -> Iterator[Hub]:
    """Set a machine up, and run a hub on it.

    Parameters
    ----------
    learners : tuple of str
        Those who have accounts.
    write_course : callable
        Makes the course in a folder.
    settings : mapping of str to str
        Lines of the shipped settings to change, each with what takes its place.
    more : str
        Is added to the settings at the end.
    """
    needed()
    with common_folder() as place:
        machine = Machine(place, {LEARNERS: learners, TUTORS: (TUTOR,)})
        machine.furnish()
        _lay_out(machine, write_course)
        instead = _installed_from_wheel(place)
        port, log = free_port(), place / "log.txt"
        changes = {
            'ADDRESS = "http://127.0.0.1:8000"': f'ADDRESS = "http://127.0.0.1:{port}"',
            'PLACE = Path("/srv/complaints-workbook")': f"PLACE = Path({str(place)!r})",
            **(settings or {}),
        }
        ports = f"\nc.JupyterHub.hub_port = {free_port()}\nc.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{free_port()}'\n"
        config = place / "state" / "jupyterhub_config.py"
        config.write_text(_changed(_SETTINGS.read_text("utf-8"), changes) + ports + more, "utf-8")
        start = [sys.executable, "-m", "jupyterhub", "--config", str(config)]
        needs = (Path(sys.base_prefix), Path(sys.prefix), _PROXY.parent)
        with log.open("w") as output:
            process = subprocess.Popen(
                machine.command(*start, needs=needs, instead=instead),
                cwd=place / "state",
                env=_environment(place),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/hub/health", process, log)
            yield Hub(f"http://127.0.0.1:{port}", machine, log)
        finally:
            stop(process)


@contextlib.contextmanager
def logged_in(hub: Hub) -> Iterator[Callable[[str], APIRequestContext]]:
    """Return a function that logs somebody in, waits until their server has started, and keeps their cookies."""
    with sync_playwright() as playwright:

        def start(name: str) -> APIRequestContext:
            requests = playwright.request.new_context(timeout=PATIENCE * 1_000)
            log_in(hub, name, requests)
            return requests

        yield start


def _lay_out(machine: Machine, write_course: Callable[[Path], Course]) -> None:
    """Make the folders of README, each with its owner and its permissions."""
    place = machine.place
    for name, mode in {"course": 0o700, "exchange": 0o777, "state": 0o700, "homes": 0o711}.items():
        (place / name).mkdir()
        (place / name).chmod(mode)
    write_course(place / "course")
    machine.give(place / "course", TUTOR, TUTORS)
    (place / "course").chmod(0o2770)


def _installed_from_wheel(place: Path) -> dict[Path, Path]:
    """Unpack the wheel, and return what has to be seen in place of what leads Python to the repository."""
    make = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), str(ROOT)]
    subprocess.run(make, check=True, capture_output=True)
    [wheel] = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "installed")
    (place / "installed.pth").write_text(f"{place / 'installed'}\n", "utf-8")
    packages = Path(sysconfig.get_path("purelib"))
    editable = [path for path in packages.glob("*.pth") if str(ROOT / "src") in path.read_text("utf-8")]
    return dict.fromkeys(editable, place / "installed.pth")


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(f"\n{old}\n") == 1, old
        text = text.replace(f"\n{old}\n", f"\n{new}\n")
    return text


def _environment(place: Path) -> dict[str, str]:
    """Return what a service has: little of the tester's own."""
    path = os.pathsep.join((str(Path(sys.executable).parent), str(_PROXY), os.environ.get("PATH", os.defpath)))
    return {"PATH": path, "HOME": str(place / "state"), "LANG": os.environ.get("LANG", "C.UTF-8")}
