"""What lies in a learner's folder beside the files that are asked for: copies, other notebooks, documents.

Nothing there counts by itself. It is looked at so that no written word goes unseen.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from complaints_workbook.file_names import PAGES
from complaints_workbook.marking.handed_in import handed_notebook
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

_CHECKPOINTS = ".ipynb_checkpoints"
KEPT_COPIES = (f"{_CHECKPOINTS}/", "earlier/")
"""Where JupyterLab keeps a copy of a notebook to go back to, and the workbook the one before a newer version."""

_MOST_ENTRIES, _DEEPEST = 500, 8
_MOST_NOTEBOOKS = 10
_SHOWN = 50
"""Characters of a file's name."""
_PICTURES = "images"
_USUAL = frozenset({PAGES, _PICTURES, ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"})
"""What any hand-in may hold, whatever was done with it: what was released, and what systems leave."""
_OF_MACS = "._"
"""Before the name of what a Mac keeps about a file, where it cannot keep it with the file."""
_PASSED_OVER = frozenset({_PICTURES, "feedback", "__pycache__", "__macosx"})
"""Folders that the workbook and other programs make."""

_NOTEBOOK = re.compile(r".*\.ipynb([~.].*)?", re.IGNORECASE | re.DOTALL)
"""A notebook's name, also with what an editor, a browser or a drive has put behind it."""
_ANSWERS = re.compile(r"responses.*\.json", re.IGNORECASE | re.DOTALL)
_LEFT = (
    "~\\$.*",
    r"\.(?!.*\.icloud)",
    r"(attempts|checklists|keys|pages|review)\.json",
    r"desktop\.ini",
    r"thumbs\.db",
    "icon\r",
    r".*\.py[co]",
)
_OF_PROGRAMS = re.compile("|".join(_LEFT), re.IGNORECASE | re.DOTALL)
"""What programs leave beside the work by themselves. In anything else a person may have written."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Another notebook: its place in the folder, and its cells or why they cannot be read."""

    name: str
    cells: tuple[HandedCell, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What else lies in a learner's folder.

    Attributes
    ----------
    notebooks : tuple of Notebook
        Other notebooks.
    answers : tuple of str
        Files that look like the answers to exercises, by their places in the folder.
    documents : tuple of str
        Files in which a person may have written: all but those that programs leave by themselves.
    fault : str
        Why not all of the folder could be looked at, in words that follow its name; empty if it could.
    fingerprint : bytes
        Of all this.
    """

    notebooks: tuple[Notebook, ...] = ()
    answers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    fault: str = ""
    fingerprint: bytes = b""


NOTHING = Beside()


def look_beside(folder: Path, asked_for: frozenset[str], marked: bytes, released: frozenset[str]) -> Beside:
    """Look at what else lies in a learner's folder; no link is followed.

    Parameters
    ----------
    folder : Path
        Such as ``submitted/ann/complaints-lo1``.
    asked_for : frozenset of str
        Names of the files that are read anyway.
    marked : bytes
        The notebook that is read anyway; a copy of it tells nothing new.
    released : frozenset of str
        Files that were released with the notebook, by their places in the folder; nobody wrote in them.
    """
    try:
        # Paths of all would take three times as long.
        found = [name for name in os.listdir(folder) if not name.startswith(_OF_MACS)]  # noqa: PTH208
        pictures = _PICTURES in found and not _all_released(folder, released)
    except OSError as error:
        return Beside(fault=f"cannot be listed ({os.strerror(error.errno or 0)})")
    nothing_else = not pictures and asked_for.union(_USUAL).issuperset(found)
    return NOTHING if nothing_else else _sorted(folder, asked_for | released, marked)


def _all_released(folder: Path, released: frozenset[str]) -> bool:
    try:
        names = os.listdir(f"{folder}/{_PICTURES}")  # noqa: PTH208 - as above
    except (NotADirectoryError, FileNotFoundError):
        return False
    return released.issuperset([f"{_PICTURES}/{name}" for name in names])


def _sorted(folder: Path, asked_for: frozenset[str], marked: bytes) -> Beside:
    names, fault = _walk(folder)
    notebooks: list[Notebook] = []
    answers, documents = [], []
    left = handed_notebook.LIMIT - len(marked)
    digest = hashlib.sha256(repr((names, fault)).encode())
    for name in names:
        last = name.rpartition("/")[2]
        if name in asked_for or last.startswith(_OF_MACS):
            continue
        if _NOTEBOOK.fullmatch(last) and len(notebooks) < _MOST_NOTEBOOKS:
            content, notebook = _read(folder, name, left)
            left -= len(content)
            digest.update(content)
            if content != marked or not content:
                notebooks.append(notebook)
        elif _ANSWERS.search(last):
            answers.append(name)
        elif not (last in asked_for or _OF_PROGRAMS.match(last)):
            documents.append(name)
    return Beside(tuple(notebooks), tuple(answers), tuple(documents), fault, digest.digest())


def _walk(folder: Path) -> tuple[list[str], str]:
    """Return the places of all that is no folder, and why that is not all; bounded, and following no link."""
    names: list[str] = []
    fault = ""
    waiting = [("", 0)]
    while waiting and len(names) < _MOST_ENTRIES:
        within, depth = waiting.pop()
        try:
            with os.scandir(folder / within) as entries:
                for entry in islice(entries, _MOST_ENTRIES):
                    name = f"{within}{entry.name}"
                    if not entry.is_dir(follow_symlinks=False):
                        names.append(name)
                    elif not _is_looked_into(name):
                        continue
                    elif depth < _DEEPEST:
                        waiting.append((f"{name}/", depth + 1))
                    else:
                        fault = "holds folders too deep to be looked into"
        except OSError as error:
            fault = f"holds a folder that cannot be listed ({os.strerror(error.errno or 0)})"
    names.sort()
    return names, "holds more files than are looked at" if waiting else fault


def _is_looked_into(place: str) -> bool:
    name = place.rpartition("/")[2]
    own = place in (_CHECKPOINTS, _PICTURES)
    return own or not (name.startswith(".") or name.casefold() in _PASSED_OVER)


def _read(folder: Path, name: str, most: int) -> tuple[bytes, Notebook]:
    try:
        content = read_file(folder / name, max(most, 0))
        return content, Notebook(name, handed_notebook.read_cells(content))
    except UnreadableError as error:
        return b"", Notebook(name, fault=str(error))


def shown_file(name: str) -> str:
    r"""Return a file's name between quotation marks, as it can be shown anywhere, on one line.

    Examples
    --------
    >>> shown_file("Copy of\nmini.ipynb")
    '“Copy of?mini.ipynb”'
    """
    shown = "".join(sign if sign.isprintable() else "?" for sign in name[:_SHOWN])
    return f"“{shown}…”" if len(name) > _SHOWN else f"“{shown}”"
