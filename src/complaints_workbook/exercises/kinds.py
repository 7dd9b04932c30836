"""Every kind of exercise, found by its folder.

Adding a kind adds one folder beside this file: an ``__init__.py`` with a
``SPECIFICATION`` and a ``view.js``. Nothing else has to know of it.
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


def view(kind: str) -> str:
    """Return the JavaScript that shows a kind, without importing what else the kind is."""
    return resources.files(_PACKAGE).joinpath(kind.replace("-", "_"), "view.js").read_text(encoding="utf-8")
