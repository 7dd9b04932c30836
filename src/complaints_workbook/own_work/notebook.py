"""A learner's notebook as its file has it: the cells that say whose they are, and the text in them. Plain."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.plain_json import read_loosely, whole_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LIMIT = 25_000_000
"""Bytes; learners paste pictures into their answers."""

_SESSION = "JPY_SESSION_NAME"
"""Where Jupyter tells a kernel the path of the notebook that it was started for."""


class Cell(NamedTuple):
    """A cell of a notebook.

    Attributes
    ----------
    kind : str
        ``code``, ``markdown`` or ``raw``.
    source : str
        Its text.
    name : str or None
        nbgrader's name of it; what a learner adds has none.
    about : mapping
        What nbgrader says of it.
    criteria : tuple of str
        The codes of the criteria that it is about.
    """

    kind: str
    source: str
    name: str | None
    about: Mapping[str, Any]
    criteria: tuple[str, ...] = ()

    @property
    def is_for_writing(self) -> bool:
        """Whether an answer is to be written in it."""
        return self.kind == "markdown" and self.about.get("solution") is True and self.about.get("grade") is True

    @property
    def is_as_released(self) -> bool:
        """Whether nothing in it was changed, by the checksum that nbgrader gave it."""
        parts = [self.source, self.kind, *(str(self.about.get(way) is True) for way in ("grade", "solution", "locked"))]
        parts.append(self.name or "")
        if self.about.get("grade") is True:
            points = self.about.get("points")
            parts.append(str(float(points)) if isinstance(points, int | float) else "")
        digest = hashlib.md5("".join(parts).encode(), usedforsecurity=False)
        return digest.hexdigest() == self.about.get("checksum")


def read_notebook(path: Path) -> tuple[Cell, ...]:
    """Read a notebook's cells; what is no cell is left out.

    Raises
    ------
    DamagedError
        If it is no notebook; the message follows its name.
    OSError
        If it cannot be read.
    """
    if not path.is_file():
        msg = "is not a file"  # a pipe would be waited for, for ever
        raise DamagedError(msg)
    with path.open("rb") as file:
        content = file.read(LIMIT + 1)
    return tuple(map(cell_of, cells_of(read_loosely(content) if len(content) <= LIMIT else None)))


def cells_of(notebook: Any) -> list[dict[str, Any]]:
    """Return the cells of a notebook as they stand in it; DamagedError if it is none."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        msg = "is not a notebook"
        raise DamagedError(msg)
    return [cell for cell in cells if isinstance(cell, dict)]


def cell_of(cell: Mapping[str, Any]) -> Cell:
    """Return a cell that stands in a notebook."""
    metadata = _mapping(cell.get("metadata"))
    about = _mapping(metadata.get("nbgrader"))
    criteria = _mapping(metadata.get("workbook")).get("criteria")
    name = about.get("grade_id")
    return Cell(
        cell["cell_type"] if isinstance(cell.get("cell_type"), str) else "raw",
        _text(cell.get("source")),
        name if isinstance(name, str) else None,
        about,
        tuple(code for code in criteria if isinstance(code, str)) if isinstance(criteria, list) else (),
    )


def own_notebook(folder: Path) -> Path | None:
    """Return the notebook of a folder that a kernel runs in, or None if it is not plain which one that is."""
    started_for = folder / os.path.basename(os.environ.get(_SESSION, ""))  # noqa: PTH119 - it may be no path at all
    by_folder = folder / f"{folder.name}.ipynb"
    all_there = sorted(folder.glob("*.ipynb"))
    candidates = [started_for, by_folder, *(all_there if len(all_there) == 1 else [])]
    return next((path for path in candidates if path.suffix == ".ipynb" and path.is_file()), None)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(source: object) -> str:
    lines = source if isinstance(source, list) else [source]
    return whole_text("".join(line for line in lines if isinstance(line, str)))
