"""A learner's own computer, on which they start the workbook themselves."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from support.jupyter_servers import stop, wait_until_answering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Computer:
    """A learner's computer, on which the workbook is started.

    Attributes
    ----------
    folder : Path
        Where the learner's work is.
    home : Path
        Where Jupyter keeps its own.
    port : int
    """

    folder: Path
    home: Path
    port: int

    @property
    def bookmark(self) -> str:
        return f"http://localhost:{self.port}/workbook/"

    @property
    def code(self) -> str:
        return (self.folder / ".workbook/code").read_text("utf-8")

    def command(self, *arguments: object) -> list[str]:
        given = ("--no-browser", "--folder", self.folder, "--port", self.port, *arguments)
        return [sys.executable, "-m", "complaints_workbook.command_line", "study", *map(str, given)]

    @property
    def environment(self) -> dict[str, str]:
        places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
        return os.environ | {name: str(self.home / place) for name, place in places.items()}

    def say(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Give the command, and return what it says when it ends by itself."""
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    @contextlib.contextmanager
    def studying(self) -> Iterator[Path]:
        """Give the command, wait until the workbook answers, and give what it has said."""
        log = self.home / "log.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                self.command(), env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        try:
            wait_until_answering(f"http://localhost:{self.port}/api", process, log)
            yield log
        finally:
            stop(process)
