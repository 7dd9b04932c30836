"""A site without a server, built by the command and shown below a path, as where many sites share an address."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from complaints_workbook.static_site.serving import server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BELOW = "complaints"


@dataclass
class Site:
    """A site and its server.

    Attributes
    ----------
    folder : Path
        Where it was built.
    address : str
        Of its first page; the same each time that it is shown.
    """

    folder: Path
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{BELOW}/"

    @contextlib.contextmanager
    def shown(self) -> Iterator[str]:
        """Show it, at the port of the last time."""
        with server(self.folder.parent, self.port) as serving:
            self.port = serving.server_port
            thread = Thread(target=serving.serve_forever)
            thread.start()
            try:
                yield self.address
            finally:
                serving.shutdown()
                thread.join()


def built(course: Path, place: Path, *arguments: str) -> Site:
    """Build a site of a course."""
    folder = place / BELOW
    command = [sys.executable, "-m", "complaints_workbook.command_line", "site", *arguments]
    subprocess.run([*command, "--folder", str(course), "--to", str(folder)], check=True)
    return Site(folder)
