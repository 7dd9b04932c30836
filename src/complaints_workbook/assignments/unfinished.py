"""Whether an author has still to write something before learners may have an assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.notebooks import to_be_written

if TYPE_CHECKING:
    from pathlib import Path


def unfinished(folder: Path) -> str:
    """Say how much is still to be written in an assignment, and who names it.

    Parameters
    ----------
    folder : Path
        The assignment's in ``source/``.

    Returns
    -------
    str
        A sentence; empty where nothing is, or there is no notebook.

    Raises
    ------
    ContentError
        If the notebook cannot be read.
    """
    path = folder / f"{folder.name}.ipynb"
    left = sum(len(to_be_written(cell)) for cell in read_notebook(path).cells) if path.is_file() else 0
    if not left:
        return ""
    things = "1 thing is" if left == 1 else f"{left} things are"
    return f"not released: {things} still to be written in {path.name}; 'workbook check' names them."
