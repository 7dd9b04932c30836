"""What stands in a learner's folder: their assignments, whatever they have called them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.errors import ContentError
from complaints_workbook.file_names import PAGES, RESPONSES
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.responses.file_format import LIMIT, Responses, parse
from complaints_workbook.saving.damage import DamagedError, NewerVersionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaints_workbook.own_work.notebook import Cell
    from complaints_workbook.pages.page import Pages

_MOST = 200
"""Entries of a folder that are looked at: a home may hold anything, and lie on a slow drive."""


@dataclass(frozen=True)
class Here:
    """An assignment in a learner's folder.

    Attributes
    ----------
    pages : Pages
        What it asks.
    folder, notebook : Path
        Where they are now.
    """

    pages: Pages
    folder: Path
    notebook: Path

    @property
    def name(self) -> str:
        """The assignment's id."""
        return self.pages.assignment

    @property
    def outcome(self) -> str | None:
        """The syllabus' id of its outcome; a companion has none."""
        return self.pages.listing.outcome if self.pages.listing else None

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The notebook's cells as it was saved last; none where it cannot be read."""
        return _cells(self.notebook)

    @property
    def responses(self) -> Responses:
        """The answers to its exercises; none where they cannot be read. A damaged file stays where it is."""
        try:
            return parse(read_file(self.folder / RESPONSES, LIMIT))
        except (UnreadableError, DamagedError, NewerVersionError):
            return Responses()

    def address(self, root: Path, base: str, heading: str = "") -> str:
        """Return the address at which JupyterLab opens the notebook, at a place in it if one is named.

        Parameters
        ----------
        root : Path
            The learner's folder, which is the server's root.
        base : str
            The address of that root.
        heading : str
            Its words; or an exercise's id, to be opened there.
        """
        anchor = f"#{quote(heading.replace(' ', '-'))}" if heading else ""
        return f"{base}lab/tree/{quote(self.notebook.relative_to(root).as_posix())}{anchor}"


def assignments_here(folder: Path) -> dict[str, Here]:
    """Return the assignments in a learner's folder by their ids, in the order of the course."""
    found: dict[str, Here] = {}
    for path in _pages_in(folder):
        try:
            pages = load_pages(path)
        except ContentError:
            continue  # the notebook beside it says what is wrong
        notebook = _notebook(path.parent, pages)
        # Of two copies, the one that is called as it was given.
        if notebook and (pages.assignment not in found or path.parent.name == pages.assignment):
            found[pages.assignment] = Here(pages, path.parent, notebook)
    return dict(sorted(found.items(), key=lambda pair: _place(pair[1])))


def _pages_in(folder: Path) -> Iterator[Path]:
    """Find pages in the folders of a folder, and in those of a course's folder, as on a shared server."""
    for inner in _folders_in(folder):
        if (inner / PAGES).is_file():
            yield inner / PAGES
        else:
            yield from (path for each in _folders_in(inner) if (path := each / PAGES).is_file())


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [each.name for each in islice(entries, _MOST) if each.is_dir() and not each.name.startswith(".")]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _notebook(folder: Path, pages: Pages) -> Path | None:
    """Return the notebook of its own name, or else the one that has most of its exercises: of two, the newer."""
    own = folder / f"{pages.assignment}.ipynb"
    if own.is_file():
        return own

    def likeness(path: Path) -> tuple[int, float]:
        return len(pages.exercises.keys() & {cell.name for cell in _cells(path)}), path.stat().st_mtime

    return max(filter(lambda path: path.is_file(), folder.glob("*.ipynb")), key=likeness, default=None)


def _cells(notebook: Path) -> tuple[Cell, ...]:
    try:
        return read_notebook(notebook)
    except (OSError, DamagedError):
        return ()


def _place(here: Here) -> tuple[bool, int, str]:
    listing = here.pages.listing
    return (listing is None, listing.order if listing else 0, here.name)
