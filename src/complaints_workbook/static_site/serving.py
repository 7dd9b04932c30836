"""Show a site on this computer alone, at an address that stays the same: the browser keeps answers by the address."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HERE = "127.0.0.1"
_TYPES = {".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript", ".wasm": "application/wasm"}
"""What browsers insist on, and some computers know otherwise."""


class ServingError(WorkbookError):
    """A site cannot be shown."""


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def log_message(self, *_told: object) -> None:
        """Tell nothing: each page asks for hundreds of files."""

    def list_directory(self, _path: object) -> None:
        """Show no list of files."""
        self.send_error(404)


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """Return what serves a site's folder to this computer alone; 0 is a port that is free.

    Raises
    ------
    ServingError
        If something else listens at the port.
    """
    try:
        return ThreadingHTTPServer((_HERE, port), partial(_Handler, directory=str(site)))
    except OSError:
        msg = (
            f"Something else on this computer uses the address {port}. If the site is open already, go on there; "
            "or name another address with --port. Answers stay with the address at which they were given."
        )
        raise ServingError(msg) from None


def serve(site: Path, port: int, tell: Callable[[str], None]) -> None:
    """Serve a site until it is stopped.

    Raises
    ------
    ServingError
        As `server`.
    """
    with server(site, port) as serving:
        tell(f"The workbook is at http://{_HERE}:{serving.server_port}/ as long as this window is open.")
        tell("To stop, press Ctrl+C here. What you do is kept in your browser, for this address alone.")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            tell("Stopped.")
