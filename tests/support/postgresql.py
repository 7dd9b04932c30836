"""A PostgreSQL server for tests: a real one, in a temporary folder, from Debian's package or what PATH holds."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUIRED = "REQUIRE_POSTGRESQL"
PATIENCE = 60.0
_numbers = count(1)


@dataclass
class Server:
    """A server, reached by a socket in its folder as the user ``postgres``, who needs no password."""

    folder: Path
    command: list[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it, and wait until it answers."""
        log = self.folder / "log.txt"
        with log.open("a") as file:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=file, stderr=file)
        _wait_until_answering(self, self.process, log)

    def stop(self) -> None:
        """End it at once, whatever it is doing."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(PATIENCE)

    def url(self, name: str) -> str:
        """Return a database's address for nbgrader."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """Make a database, empty or like another, and return its name."""
        name = f"gradebook{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(f"create database {name} template {template}")
        return name

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        """Connect to a database; each statement takes effect by itself."""
        return psycopg.connect(f"host={self.folder} user=postgres dbname={name}", autocommit=True)


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server of this machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextlib.contextmanager
def serving(*settings: str) -> Iterator[Server]:
    """Run a server. Without one on this machine the test is skipped, or fails if REQUIRE_POSTGRESQL is set.

    Parameters
    ----------
    *settings : str
        Such as ``"fsync=off"``.
    """
    binaries = find_binaries()
    if binaries is None:
        message = "There is no PostgreSQL server on this machine; install Debian's package 'postgresql'."
        if os.environ.get(REQUIRED):
            pytest.fail(f"{message} {REQUIRED} is set.")
        pytest.skip(message)
    # Not in pytest's own folder, which shuts other users out.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    data, log = folder / "data", folder / "log.txt"
    log.touch()
    another: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # as which a server refuses to run
        for path in (folder, log):
            shutil.chown(path, "postgres", "postgres")
        another = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    try:
        _run([*another, str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"])
        options = ["listen_addresses=", f"unix_socket_directories={folder}", "autovacuum_naptime=5s", *settings]
        command = [*another, str(binaries / "postgres"), "-D", str(data)]
        command += [part for option in options for part in ("-c", option)]
        server = Server(folder, command)
        try:
            server.start()
            yield server
        finally:
            server.stop()  # nobody will need the data
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr


def _wait_until_answering(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), server.connect():
            return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text('utf-8')}")
