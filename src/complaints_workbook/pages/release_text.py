"""The text of an assignment's ``pages.json``, made of its folder in ``source/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.content.remembering import remembered
from complaints_workbook.pages.file_format import write
from complaints_workbook.pages.making import make_pages

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.content.datasets import Datasets


# Remembered, so that who releases can see that it can be made before nbgrader begins.
@remembered(most=10)
def release_text(folder: Path, datasets: Datasets) -> str:
    """Return what learners' kernels are given.

    Raises
    ------
    ContentError
        If anything in the folder is faulty, or in the datasets that it draws on.
    """
    return write(make_pages(load_assignment(folder, datasets), datasets))
