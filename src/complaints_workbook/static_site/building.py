"""Put a site together: JupyterLite, the browser's Python with this package in it, what is released, and its keys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_workbook.static_site.finishing import finish
from complaints_workbook.static_site.lite import Lite, build_lite, jupyterlite
from complaints_workbook.static_site.packages import PAGES, SHELL, WIDGETS, of_kernel, stand_ins, wheel_from, wheels_of
from complaints_workbook.static_site.pyodide import compiled, pyodide, pyodide_files
from complaints_workbook.study.browser.renewing import RELEASED
from complaints_workbook.study.giving.working_folder import NOTEBOOK, fingerprint
from complaints_workbook.study.outline import OUTLINE, outline
from complaints_workbook.study.packs.wheel import NAME, package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.static_site.packages import Wheel

_THEN = datetime(1980, 1, 2, tzinfo=UTC)
"""The time of all files in it: what has not changed is the same in the next build, and is not fetched again."""

OWN_WHEEL = f"static/pyodide/{NAME}-1-py3-none-any.whl"
"""This package in a site, with the keys if there are any."""

_BROWSER = "study/browser"
"""The room of the package that is for browsers."""

_ROOMS_OF_OTHERS = (
    "assignments",
    "checks",
    "content/syllabus",
    "explorer",
    "lab/labextensions",
    "lab/settings",
    "nbgrader_steps",
    "static_site",
)
"""Rooms of the package that nobody enters in a browser."""


@dataclass(frozen=True)
class SiteMaterial:
    """What a site is made of.

    Attributes
    ----------
    released : mapping of Path to bytes
        Every file that learners are given, by its path in ``release/``.
    keys : mapping of str to str
        The text of each assignment's keys; none where a tutor marks.
    """

    released: Mapping[Path, bytes]
    keys: Mapping[str, str]


def build(material: SiteMaterial, target: Path, cache: Path) -> None:
    """Build a site in the place of what stood there; if that fails, it stays.

    Parameters
    ----------
    target : Path
        The site's folder.
    cache : Path
        Where what is fetched is kept for the next time.

    Raises
    ------
    FetchError, LiteError
        If what it is made of cannot be had, or JupyterLite cannot be built.
    """
    target = target.resolve()
    wheels = list(_wheels(material, cache))
    python = pyodide_files(pyodide(cache), wheels)
    files = {path.as_posix(): _as_shown(path, content) for path, content in material.released.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=target.parent) as place:
        work, made = Path(place, "work"), Path(place, "made")
        work.mkdir()
        build_lite(Lite(files, python, tuple(wheel.name for wheel in wheels)), jupyterlite(cache), work, made)
        finish(made)
        if target.exists():
            target.rename(Path(place, "old"))
        made.rename(target)


def _wheels(material: SiteMaterial, cache: Path) -> Iterator[Wheel]:
    yield from wheels_of((*WIDGETS, *SHELL, *PAGES), _THEN)
    yield from of_kernel(jupyterlite(cache))
    yield from stand_ins(_THEN)
    yield from compiled(cache)
    yield wheel_from(NAME.replace("_", "-"), "1", {**package(_ROOMS_OF_OTHERS), **dict(_brought(material))}, _THEN)


def _brought(material: SiteMaterial) -> Iterator[tuple[str, bytes]]:
    """Yield what the package has beside itself in a browser: keys, released notebooks, the units in outline."""
    for name, text in material.keys.items():
        yield f"{NAME}/{_BROWSER}/keys/{name}.json", text.encode()
    notebooks = {path.as_posix(): each for path, each in material.released.items() if path.suffix == NOTEBOOK}
    fingerprints = {path: fingerprint(content) for path, content in notebooks.items()}
    yield f"{NAME}/{_BROWSER}/{RELEASED}", json.dumps(fingerprints).encode()
    yield f"{NAME}/{_BROWSER}/{OUTLINE}", outline()


def _as_shown(path: Path, content: bytes) -> bytes:
    """Write a drawing's signs as numbers: JupyterLite shows none that has others than ASCII's."""
    if path.suffix != ".svg":
        return content
    return content.decode("utf-8").encode("ascii", "xmlcharrefreplace")
