"""JupyterLab running in a folder, as learners and as tutors have it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil
import pytest

from complaints_workbook.lab import SETTINGS, SHARED_SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token-for-tests"  # noqa: S105 - of a server that lives for a module's tests
PATIENCE = 90.0


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

    def kernels(self) -> list[dict[str, Any]]:
        """Return what the server says of its kernels. While one is being started, it may answer with an error."""
        with contextlib.suppress(OSError), self._ask("/api/kernels") as answer:
            return list(json.load(answer))
        return []

    def kernel_process(self) -> psutil.Process:
        """Return the process of the one running kernel."""
        [kernel] = self.kernels()
        return next(p for p in psutil.process_iter(["cmdline"]) if kernel["id"] in " ".join(p.info["cmdline"] or ()))

    def end_kernels(self) -> None:
        """End all kernels, and wait until they have ended."""
        for _ in range(100):
            # A server that is ending or starting a kernel may answer with an error.
            with contextlib.suppress(OSError), self._ask("/api/kernels") as answer:
                running = json.load(answer)
                if not running:
                    return
                for kernel in running:
                    self._ask(f"/api/kernels/{kernel['id']}", "DELETE").close()
            time.sleep(0.2)
        raise AssertionError(self.log.read_text("utf-8")[-2_000:])

    def _ask(self, place: str, method: str = "GET") -> Any:
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.url}{place}", method=method, headers=headers)  # noqa: S310 - of this test
        return urllib.request.urlopen(request, timeout=30)  # noqa: S310 - as above


@contextlib.contextmanager
def serving(folder: Path, home: Path, *, learner: bool, shared: bool = False, port: int | None = None) -> Iterator[Lab]:
    """Run JupyterLab in a folder, with its own settings kept in `home`; a learner's may be on a shared server."""
    port = port or free_port()
    lab = Lab(folder, f"http://127.0.0.1:{port}", home / "log.txt")
    command = [sys.executable, "-m", "jupyterlab", *_options(folder, port)]
    environment = _environment(home)
    if learner:
        settings = (SHARED_SERVER, SETTINGS) if shared else (SETTINGS,)
        environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(map(str, settings))
    with lab.log.open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until_answering(f"{lab.url}/api/status?token={TOKEN}", process, lab.log)
        yield lab
    finally:
        stop(process)


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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


def _environment(home: Path) -> dict[str, str]:
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
    """End a server and what it started; kernels are in sessions of their own."""
    with contextlib.suppress(psutil.NoSuchProcess):
        started = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        for child in started:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
    process.kill()
    process.wait(5)
