"""The JavaScript and the style of the widgets, as files: each is a module that browsers and checkers read as it is."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from complaints_workbook.exercises.kinds import kinds, style, view, view_name

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = resources.files(__package__ or "")
_BESIDE = ("own.js", "loader.js")
"""What brings the others to the page, and so is not among them."""


@cache
def source(name: str) -> str:
    """Return the text of a file of this package."""
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def modules() -> dict[str, str]:
    """Return every module by its place in the package, such as ``widget/answers.js``; imports are relative to it."""
    own = {f"widget/{name}": source(name) for name in _names(_HERE, "") if name not in _BESIDE}
    return own | {view_name(kind): view(kind) for kind in sorted(kinds())}


def stylesheet() -> str:
    """Return the style of everything that is shown, with that of each kind."""
    return "\n".join((source("style.css"), *(style(kind) for kind in sorted(kinds()))))


def _names(folder: Traversable, before: str) -> list[str]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    here = [f"{before}{entry.name}" for entry in entries if entry.name.endswith(".js")]
    return here + [name for entry in entries if entry.is_dir() for name in _names(entry, f"{before}{entry.name}/")]
