"""Every kind of exercise, found by its folder.

Adding a kind adds one folder beside this file: an ``__init__.py`` with a
``SPECIFICATION``, a ``view.js``, and a ``style.css`` if it has a style of its own.
Nothing else has to know of it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_PACKAGE = "complaints_workbook.exercises"


@cache
def kinds() -> dict[str, str]:
    """Return the module of each kind, by the name that authors use."""
    folders = (entry.name for entry in resources.files(_PACKAGE).iterdir() if entry.joinpath("view.js").is_file())
    return {folder.replace("_", "-"): f"{_PACKAGE}.{folder}" for folder in folders}


def view_name(kind: str) -> str:
    """Return the name of the module that shows a kind: its place in this package."""
    return f"exercises/{_folder(kind)}/view.js"


def view(kind: str) -> str:
    """Return the JavaScript that shows a kind, without importing what else the kind is."""
    return resources.files(_PACKAGE).joinpath(_folder(kind), "view.js").read_text(encoding="utf-8")


def style(kind: str) -> str:
    """Return the style that a kind has of its own; most have none."""
    file = resources.files(_PACKAGE).joinpath(_folder(kind), "style.css")
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _folder(kind: str) -> str:
    return kind.replace("-", "_")
