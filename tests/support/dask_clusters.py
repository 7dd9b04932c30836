"""Dask's own scheduler and workers, started as somebody else would have started them: closed by TLS, or open."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from distributed.security import Security

from support.certificates import make_certificates
from support.courses import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.certificates import Made

PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Cluster:
    """A scheduler on this machine, and its workers.

    Parameters
    ----------
    folder : Path
        Where they log.
    certificates : Made or None
        Those of a cluster with TLS.

    Attributes
    ----------
    address : str
        The scheduler's.
    options : tuple of str
        By which ``workbook mark`` works there.
    """

    def __init__(self, folder: Path, certificates: Made | None) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        port = free_port()
        self.address = f"{'tls' if certificates else 'tcp'}://127.0.0.1:{port}"
        self.security = Security(require_encryption=True, **_named(certificates)) if certificates else None
        self._tls = [f"--{name.replace('_', '-')}={path}" for name, path in _daskes(certificates).items()]
        self.options = ("--scheduler", self.address, *_ours(certificates))
        protocol = self.address.partition(":")[0]
        self.scheduler = self._start(
            "Scheduler at:", "scheduler", "--host=127.0.0.1", f"--port={port}", f"--protocol={protocol}"
        )

    def add_workers(self, number: int) -> None:
        """Start workers, and wait until the scheduler knows them."""
        self._start("Registered to:", "worker", self.address, "--nthreads=1", f"--nworkers={number}", times=number)

    def kill_workers(self) -> None:
        """End the workers, and what would start them again."""
        for process in self._processes:
            if process is not self.scheduler:
                _kill(process)

    def stop(self) -> None:
        """End all of them."""
        for process in self._processes:
            _kill(process)

    def _start(self, words: str, *arguments: str, times: int = 1) -> subprocess.Popen[bytes]:
        path = self._folder / f"dask-{len(self._processes)}.log"
        with path.open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, *self._tls, "--no-dashboard"],
                cwd=self._folder,
                env=environment(),
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        end = time.monotonic() + PATIENCE
        while path.read_text("utf-8").count(words) < times:
            if time.monotonic() > end or process.poll() is not None:
                pytest.fail(f"Dask did not start:\n{path.read_text('utf-8')}")
            time.sleep(0.05)
        return process


def _named(made: Made) -> dict[str, str]:
    return {
        "tls_ca_file": str(made.authority),
        "tls_client_cert": str(made.certificate),
        "tls_client_key": str(made.key),
    }


def _daskes(made: Made | None) -> dict[str, Path]:
    return {"tls_ca_file": made.authority, "tls_cert": made.certificate, "tls_key": made.key} if made else {}


def _ours(made: Made | None) -> tuple[str, ...]:
    if made is None:
        return ("--trust-everyone-on-this-network",)
    return ("--tls-ca", str(made.authority), "--tls-cert", str(made.certificate), "--tls-key", str(made.key))


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        own = psutil.Process(process.pid)
        for each in (*own.children(recursive=True), own):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
    process.wait(PATIENCE)


@contextlib.contextmanager
def dask_cluster(folder: Path, *, closed: bool = True) -> Iterator[Cluster]:
    """Run a cluster, without workers at first; by TLS unless told otherwise."""
    folder.mkdir()
    cluster = Cluster(folder, make_certificates(folder / "certificates") if closed else None)
    try:
        yield cluster
    finally:
        cluster.stop()
