"""What makes a site work without a network: its service worker, which knows every file of the build."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORKER = "service-worker.js"
"""What JupyterLite looks for. Ours takes the place of its own, and does what that does for Python's files."""

_NOT_KEPT = ("LICENSE.txt", "third-party-licenses.json")
"""What is there to be read, and is never asked for by a page."""


def service_worker(site: Path) -> bytes:
    """Return the service worker of a site.

    Parameters
    ----------
    site : Path
        Its folder, whole but for the worker.
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    kept = {name: path for name, path in files.items() if name != WORKER and not name.endswith(_NOT_KEPT)}
    listed = json.dumps({name: _integrity(path) for name, path in kept.items()}, indent=0)
    build = hashlib.sha256(listed.encode()).hexdigest()[:16]
    text = resources.files(__package__ or "").joinpath("service_worker.js").read_text(encoding="utf-8")
    return text.replace('"{{ build }}"', json.dumps(build)).replace('"{{ files }}"', listed).encode()


def _integrity(path: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"
