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

_MOST_ENTRIES, _DEEPEST = 500, 3
_MOST_NOTEBOOKS = 10
_SHOWN = 50
"""Characters of a file's name."""
_USUAL = frozenset({PAGES, "images"})
_PASSED_OVER = frozenset({"images", "feedback", "__pycache__", "__macosx"})
"""Folders that the workbook and other programs make."""

_ANSWERS = re.compile(r"responses.*\.json", re.IGNORECASE | re.DOTALL)
_KINDS = (
    "doc[xm]?|dot[xm]?|odt|ott|fodt|rtf|pages|wp[ds]|gdoc|tex|epub|html?|xhtml|mht(ml)?|webarchive|eml|msg",
    "txt|text|log|md|markdown|rst|adoc|pdf|pp[ts][xm]?|odp|xls[xmb]?|ods|numbers|[ct]sv|ipynb",
    "png|jpe?g|gif|webp|avif|hei[cf]|tiff?|bmp|zip|7z|rar|tar|tgz|gz|bz2|xz",
)
"""Endings of the files in which a person may have written, or of what these are sent in."""
_DOCUMENT = re.compile(rf".*\.({'|'.join(_KINDS)})", re.IGNORECASE | re.DOTALL)
_EDITORS_OWN = ("~$", ".")


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
        Files in which a person might write.
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


def look_beside(folder: Path, asked_for: frozenset[str], marked: bytes) -> Beside:
    """Look at what else lies in a learner's folder; no link is followed.

    Parameters
    ----------
    folder : Path
        Such as ``submitted/ann/complaints-lo1``.
    asked_for : frozenset of str
        Names of the files that are read anyway.
    marked : bytes
        The notebook that is read anyway; a copy of it tells nothing new.
    """
    try:
        found = os.listdir(folder)  # noqa: PTH208 - paths of all would take three times as long
    except OSError as error:
        return Beside(fault=f"cannot be listed ({os.strerror(error.errno or 0)})")
    nothing_else = asked_for.union(_USUAL).issuperset(found)
    return NOTHING if nothing_else else _sorted(folder, asked_for, marked)


def _sorted(folder: Path, asked_for: frozenset[str], marked: bytes) -> Beside:
    names, fault = _walk(folder)
    notebooks: list[Notebook] = []
    answers, documents = [], []
    left = handed_notebook.LIMIT - len(marked)
    digest = hashlib.sha256(repr((names, fault)).encode())
    for name in names:
        if name in asked_for:
            continue
        last = name.rpartition("/")[2]
        if last.lower().endswith(".ipynb") and len(notebooks) < _MOST_NOTEBOOKS:
            content, notebook = _read(folder, name, left)
            left -= len(content)
            digest.update(content)
            if content != marked or not content:
                notebooks.append(notebook)
        elif _ANSWERS.search(last):
            answers.append(name)
        elif _DOCUMENT.fullmatch(last) and not last.startswith(_EDITORS_OWN):
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
                    elif depth < _DEEPEST and _is_looked_into(entry.name):
                        waiting.append((f"{name}/", depth + 1))
        except OSError as error:
            fault = f"holds a folder that cannot be listed ({os.strerror(error.errno or 0)})"
    names.sort()
    return names, "holds more files than are looked at" if waiting else fault


def _is_looked_into(name: str) -> bool:
    return name == _CHECKPOINTS or not (name.startswith(".") or name.casefold() in _PASSED_OVER)


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
