"""Dask's own scheduler and workers, started as somebody else would have started them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from support.courses import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.address = f"tcp://127.0.0.1:{free_port()}"
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("Scheduler at:", "scheduler", "--host=127.0.0.1", f"--port={port}")

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
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
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


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        own = psutil.Process(process.pid)
        for each in (*own.children(recursive=True), own):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
    process.wait(PATIENCE)


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[Cluster]:
    """Run a cluster, without workers at first."""
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.stop()
