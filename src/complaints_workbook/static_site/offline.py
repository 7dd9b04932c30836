"""What makes a site work without a network: its service worker, which knows every file of the build."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING

from complaints_workbook.study.packs.packing import start_scripts

if TYPE_CHECKING:
    from pathlib import Path

FIRST_PAGE = "index.html"
_WORKER = "service_worker.js"
_SERVED_AS = "service-worker.js"


def first_page() -> bytes:
    """Return the page at the site's own address, which leads on."""
    return _text("first_page.html").encode()


def start_files() -> dict[str, bytes]:
    """Return what opens the site by a double-click, without a web server."""
    return {
        "READ-ME-FIRST.txt": _text("read_me.txt").replace("\n", "\r\n").encode(),
        "parts/start.py": _text("start.py").encode(),
        **start_scripts(),
    }


def service_worker(site: Path) -> bytes:
    """Return the service worker of a site.

    Parameters
    ----------
    site : Path
        Its folder, whole but for the worker.
    """
    files = {path.relative_to(site).as_posix(): _integrity(path) for path in sorted(site.rglob("*")) if path.is_file()}
    files.pop(_SERVED_AS, None)
    listed = json.dumps(files, indent=0)
    build = hashlib.sha256(listed.encode()).hexdigest()[:16]
    return _text(_WORKER).replace('"{{ build }}"', json.dumps(build)).replace('"{{ files }}"', listed).encode()


def _integrity(path: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"


def _text(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
