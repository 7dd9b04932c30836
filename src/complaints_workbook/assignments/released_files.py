"""Which of an author's files learners are given. Whatever else stands in the folder, or is left there, stays.

They are given the notebook, ``pages.json``, the pictures in ``images/`` and the files that
the notebook names. Keys and mark schemes stand beside them, and so does what editors leave
of these. So what is released is named, and nothing is released because nobody forbade it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.notebooks import BEGIN, END
from complaints_workbook.file_names import ASSIGNMENT, PAGES, RESPONSES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

PICTURES = "images"
"""The folder of an assignment's pictures."""

_PICTURE_TYPES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_AUTHORS_TYPES = frozenset({".ipynb", ".yaml", ".yml"})
_MADE = frozenset({PAGES, RESPONSES})
_OF_JUPYTER = frozenset({".ipynb_checkpoints", "__pycache__"})
_SCHEME = re.compile(f"{re.escape(BEGIN)}.*?(?:{re.escape(END)}|\\Z)", re.DOTALL)


def is_workbooks(folder: Path) -> bool:
    """Say whether a folder in ``source/`` is one of the workbook's, and not of a tutor's own making."""
    return (folder / ASSIGNMENT).exists() or (folder / SECTIONS).exists()


def released_files(folder: Path) -> tuple[str, ...]:
    """Return the files that learners are given beside the notebook and its pages.

    Parameters
    ----------
    folder : Path
        The assignment's folder in ``source/``.

    Returns
    -------
    tuple of str
        Their paths in the folder, with ``/``. A link is none of them, wherever it leads.

    Raises
    ------
    ContentError
        If the notebook cannot be read.
    """
    text = _text(read_notebook(folder / f"{folder.name}.ipynb"))
    return tuple(
        name
        for name in _files(folder)
        if _may_be_given(folder, name) and (_is_picture(PurePosixPath(name)) or is_named(name, text))
    )


def held_back(folder: Path) -> tuple[str, ...]:
    """Return the other files beside the notebook, but for those of its sections; as `released_files`."""
    known = {f"{folder.name}.ipynb", ASSIGNMENT, *released_files(folder)}
    return tuple(name for name in _files(folder) if name not in known)


def is_named(name: str, text: str) -> bool:
    """Say whether a text names a file, as a picture, a link or a string of code does.

    Examples
    --------
    >>> is_named("data/log 1.csv", "Open [the log](data/log%201.csv) first.")
    True
    >>> is_named("flow.svg", "![The way of work](workflow.svg)")
    False
    """
    spellings = "|".join(re.escape(spelling) for spelling in {name, quote(name)})
    return re.search(rf"(?<![^\s\"'`(<=])(?:\./)?(?:{spellings})(?![^\s\"'`)>?#])", text) is not None


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder, but for those of its sections and those that Jupyter keeps."""
    for place, inner, names in os.walk(folder):
        at = Path(place).relative_to(folder)
        inner[:] = sorted(set(inner) - _OF_JUPYTER - ({SECTIONS} if at == Path() else set()))
        yield from ((at / name).as_posix() for name in sorted(names))


def _may_be_given(folder: Path, name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    authors = path.suffix.lower() in _AUTHORS_TYPES or path.name in _MADE
    return not hidden and not authors and (folder / name).is_file() and not _through_a_link(folder, path)


def _through_a_link(folder: Path, path: PurePosixPath) -> bool:
    return any((folder / place).is_symlink() for place in (path, *path.parents))


def _is_picture(path: PurePosixPath) -> bool:
    return path.parts[0] == PICTURES and path.suffix.lower() in _PICTURE_TYPES


def _text(notebook: NotebookNode) -> str:
    """Return what a notebook says to learners."""
    return "\n".join(_SCHEME.sub("", cell.source) for cell in notebook.cells)
