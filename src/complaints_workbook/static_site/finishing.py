"""The last of a site: what is not served goes, and it gets its first page, its start files and its service worker."""

from __future__ import annotations

import os
import shutil
from importlib import resources
from typing import TYPE_CHECKING

from complaints_workbook.static_site.offline import WORKER, service_worker
from complaints_workbook.study.packs.packing import start_scripts

if TYPE_CHECKING:
    from pathlib import Path

_NOT_SERVED = ("doc", "package.json", "rspack*", "build/fa-*.eot", "build/fa-*.svg", "build/fa-*.ttf")
"""What JupyterLite leaves in its folder for those who build it, and for browsers in which the workbook cannot run."""

_WORDS = {
    "<html>": '<html lang="en-GB">',
    "<title>JupyterLite</title>": '<title>Complaints workbook</title>\n    <link rel="icon" href="data:,">',
    "Loading JupyterLite...": "The workbook is starting. The first time takes longest.",
    "JupyterLite requires JavaScript to be enabled in your browser.": (
        "The workbook runs in your browser, and needs JavaScript for that. Allow it for this page, and load it again."
    ),
}
"""What JupyterLite's page says before anything of the workbook's is there, and what learners are told."""


def finish(made: Path) -> None:
    """Finish a site in its folder."""
    for place in (found for pattern in _NOT_SERVED for found in made.glob(pattern)):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
    page = made / "lab" / "index.html"
    text = page.read_text(encoding="utf-8")
    for theirs, ours in _WORDS.items():
        text = text.replace(theirs, ours)
    page.write_text(text, encoding="utf-8")
    (made / "index.html").write_text(_text("first_page.html"), encoding="utf-8")
    for name, content in _start_files().items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(content)
        (made / name).chmod(0o755)
    (made / WORKER).write_bytes(service_worker(made))
    for path in made.rglob("*"):
        os.utime(path)  # JupyterLite's are of long ago, which browsers take for what has not changed since


def _start_files() -> dict[str, bytes]:
    """Return what opens the site by a double-click, without a web server."""
    return {
        "READ-ME-FIRST.txt": _text("read_me.txt").replace("\n", "\r\n").encode(),
        "parts/start.py": _text("start.py").encode(),
        **start_scripts(),
    }


def _text(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
