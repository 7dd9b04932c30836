"""What people call the things that nbgrader knows by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.about import About
from complaints_workbook.content.data_files import load
from complaints_workbook.errors import ContentError
from complaints_workbook.file_names import ASSIGNMENT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def assignment_title(source: Path) -> str | None:
    """Return an assignment's title; None of a folder of a tutor's own, or one that cannot be read."""
    try:
        return load(source / ASSIGNMENT, About).title
    except ContentError:
        return None


def learner_name(student: Mapping[str, Any], identity: str) -> str:
    """Return a learner's name as the class list has it, or the one of the folder.

    Examples
    --------
    >>> learner_name({"first_name": "Ann", "last_name": "Bell"}, "abell")
    'Ann Bell'
    >>> learner_name({"first_name": None, "last_name": None}, "abell")
    'abell'
    """
    return " ".join(filter(None, (student.get("first_name"), student.get("last_name")))) or identity


def sorted_by(student: Mapping[str, Any], identity: str) -> str:
    """Return what a learner's name is sorted by: the last name first, as registers have it."""
    return " ".join(filter(None, (student.get("last_name"), student.get("first_name"), identity))).casefold()
