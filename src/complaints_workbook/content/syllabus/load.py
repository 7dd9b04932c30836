"""Read the syllabus from the data files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from complaints_workbook.content.data_files import load
from complaints_workbook.content.syllabus.model import Unit
from complaints_workbook.content.syllabus.syllabus import Syllabus
from complaints_workbook.criterion_codes import BEFORE, FOUNDATIONS

UNIT_FILES = ("complaints.yaml", "problems.yaml", "c7.yaml")
"""One file for each unit, in the order in which the workbook teaches them."""


@cache
def load_syllabus() -> Syllabus:
    """Return the whole syllabus; it is read once.

    Raises
    ------
    ContentError
        If a data file is missing or does not fit the model.
    """
    return Syllabus(units=tuple(_load_unit(name) for name in UNIT_FILES))


@cache
def statement_of(code: str) -> str:
    """Return a criterion's words by its code, or what the foundations are.

    Raises
    ------
    UnknownCodeError
        If no criterion has this code.
    """
    return BEFORE if code == FOUNDATIONS else load_syllabus().criterion(code).statement


def _load_unit(name: str) -> Unit:
    with as_file(files("complaints_workbook.content.syllabus") / "data" / name) as path:
        return load(path, Unit)
