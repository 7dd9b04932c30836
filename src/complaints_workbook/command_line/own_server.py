"""The learner's own server: one for a folder, at an address that stays the same, and open to the learner alone."""

from __future__ import annotations

import os
import socket
import webbrowser
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from filelock import FileLock, Timeout

from complaints_workbook.command_line.errors import UserError
from complaints_workbook.command_line.kept_secrets import kept_secret
from complaints_workbook.command_line.quiet import leave_unsaid
from complaints_workbook.file_names import HIDDEN
from complaints_workbook.lab import SETTINGS
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORT = 8620
"""Where nothing else that people commonly run listens, JupyterLab of their own included."""

_START = "workbook/"


def run(folder: Path, port: int, *, browser: bool) -> None:
    """Run JupyterLab for a folder until it is stopped; where it runs already, open that one.

    Raises
    ------
    UserError
        If something else listens at the port.
    """
    hidden = folder / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    code = kept_secret(hidden / "code")
    address = hidden / "address"
    with _alone(hidden / "server.lock") as alone:
        if not alone:
            _open_again(address.read_text(encoding="utf-8").strip(), code, browser=browser)
            return
        _check_free(port)
        write_whole(address, f"{start_address(port)}\n".encode())
        if browser:
            typer.echo("The workbook opens in your browser in some seconds. Keep this window open while you work.")
        else:
            typer.echo("The workbook is at this address in some seconds. Keep this window open while you work.")
            typer.echo(f"    {start_address(port)}?token={code}")
        typer.echo("To stop, press Ctrl+C here. To come back another day, give the same command again.")
        typer.echo(f"A bookmark of the page works while this window is open. If it asks for a code, type {code}")
        _serve(folder, port, code, browser=browser)


def start_address(port: int) -> str:
    """Return the address of the start page on the learner's own computer."""
    return f"http://localhost:{port}/{_START}"


def _open_again(address: str, code: str, *, browser: bool) -> None:
    typer.echo(f"The workbook is open already, from another window: {address}")
    typer.echo(f"If your browser asks for a code, type {code}")
    if browser:
        webbrowser.open(address)


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Say whether nobody else serves the folder, and keep others from it meanwhile."""
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except (OSError, NotImplementedError):
        yield True  # some network drives have no locks
        return
    try:
        yield True
    finally:
        lock.release()


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere it would let two listen at one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            msg = (
                f"The workbook's address is http://localhost:{port}/, and another program on this computer has it. "
                "If that is the workbook in another folder, stop it there first. "
                f"Or give this one another address, now and each time, with --port {port + 1}."
            )
            raise UserError(msg) from None


def _serve(folder: Path, port: int, code: str, *, browser: bool) -> None:
    """Run JupyterLab in this process until it is stopped."""
    import zmq
    from jupyterlab.labapp import LabApp

    hidden = folder / HIDDEN
    kept_secret(hidden / "cookies")
    paths = [str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    # These stay in this process: what is on a command line, every user of the machine can read.
    options = {
        "IdentityProvider.token": code,
        "ServerApp.cookie_secret_file": str(hidden / "cookies"),
        "ServerApp.root_dir": str(folder),
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": browser,
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "ServerApp.answer_yes": True,
        # A container has no user but root, and the server answers this machine alone.
        "ServerApp.allow_root": getattr(os, "geteuid", lambda: 1)() == 0,
        "LabApp.default_url": f"/{_START}",
        "LabApp.workspaces_dir": str(hidden / "workspaces"),
        # Without it a kernel warns that others could listen.
        "KernelManager.transport_encryption": "auto" if zmq.has("curve") else "disabled",
    }
    leave_unsaid()
    os.chdir(folder)
    LabApp.launch_instance([f"--{name}={value}" for name, value in options.items()])
