"""nbgrader's own commands, each in a process of its own that has nbgrader imported already.

Importing it takes longer than most of its commands do, and tests give hundreds of them. So,
where processes can be forked, they are forked from one that has done nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import BaseContext

PRELOADED = [
    "nbgrader.apps.nbgraderapp",
    "nbgrader.apps",
    "alembic.command",
    "complaints_workbook.nbgrader_steps.settings",
]
LONGEST = 300
"""Seconds after which a command is ended."""


def run(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run ``nbgrader`` with these arguments in a folder, and return how it ended and what it said."""
    with tempfile.TemporaryDirectory() as place:
        said = [Path(place) / name for name in ("stdout", "stderr")]
        # A process that is forked so has no part of this one's open files, but for what it is given here.
        process = _processes().Process(  # type: ignore[attr-defined]
            target=_command, args=(arguments, str(folder), dict(environment), [str(path) for path in said])
        )
        process.start()
        process.join(LONGEST)
        if process.is_alive():
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["nbgrader", *arguments], LONGEST)
        texts = [path.read_text("utf-8") if path.exists() else "" for path in said]
        code = process.exitcode
        process.close()
    return subprocess.CompletedProcess(["nbgrader", *arguments], code, *texts)


@cache
def _processes() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(PRELOADED)
    return forked


def _command(arguments: tuple[str, ...], folder: str, environment: dict[str, str], said: list[str]) -> None:
    """Be ``nbgrader``: in its folder, with its environment, and with its words in files."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in zip((1, 2), said, strict=True):
        written = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(written, stream)
        os.close(written)
    sys.argv = ["nbgrader", *arguments]
    from nbgrader.apps.nbgraderapp import NbGraderApp

    start: Any = NbGraderApp.launch_instance
    start(list(arguments))
