"""Show the site that stands around this file on this computer alone, and open it in the browser.

It runs on its own, with whichever Python the learner has: from a USB stick, say. The
browser keeps answers by the address at which they were given, so that stays the same.
"""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = "127.0.0.1"
PORT = 8621
"""Beside that of a learner's own server, where nothing else that people commonly run listens."""

_WORKER = "service-worker.js"
_TYPES = {".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript", ".wasm": "application/wasm"}
"""What browsers insist on, and some computers know otherwise."""


class Handler(SimpleHTTPRequestHandler):
    """Gives a site's files to this computer."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def log_message(self, *_told: object) -> None:
        """Tell nothing: each page asks for hundreds of files."""

    def list_directory(self, _path: object) -> None:
        """Show no list of files."""
        self.send_error(404)


class Server(ThreadingHTTPServer):
    """Serves a site."""

    def handle_error(self, *_told: object) -> None:
        """Tell nothing: a page that is left hangs up."""


def server(site: Path, port: int) -> Server:
    """Return what serves a site's folder to this computer alone; OSError if something else listens at the port."""
    return Server((HERE, port), partial(Handler, directory=str(site)))


def address(port: int) -> str:
    """Return the address of a site's first page."""
    return f"http://{HERE}:{port}/"


def main(site: Path, port: int = PORT) -> int:
    """Show a site until the window is closed; where it is shown already, open that one. Return the exit code."""
    try:
        serving = server(site, port)
    except OSError:
        if is_shown(port):
            webbrowser.open(address(port))
            return 0
        print(f"Something else on this computer uses the address {address(port)}. Close it, and start again.")
        return 1
    with serving:
        print(f"The workbook is at {address(port)} as long as this window is open.")
        print("What you do is kept in your browser, for this address alone.")
        webbrowser.open(address(port))
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print("Stopped.")
    return 0


def is_shown(port: int) -> bool:
    """Say whether it is a site of the workbook that is shown at a port."""
    try:
        with urlopen(address(port) + _WORKER, timeout=5) as answer:
            return b"complaints-workbook" in answer.read()
    except (URLError, OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
