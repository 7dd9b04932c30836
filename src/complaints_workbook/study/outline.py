"""The syllabus in outline: what of each unit a learner's pages show.

A browser has a file with it, made when its site is built, so that it needs nothing with which content is read and
checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec import convert, json

OUTLINE = "outline.json"
"""The file's name."""

_MADE = Path(__file__).with_name("browser") / OUTLINE


@dataclass(frozen=True)
class CriterionOutline:
    """A criterion: its code, such as ``complaints/1.6``, and its words."""

    code: str
    statement: str


@dataclass(frozen=True)
class OutcomeOutline:
    """An outcome: the id of the assignment that covers it, its words, and its criteria in order."""

    assignment: str
    statement: str
    criteria: tuple[CriterionOutline, ...]


@dataclass(frozen=True)
class OfferedBy:
    """Who offers a unit, and under which number."""

    awarding_body: str
    unit_number: str


@dataclass(frozen=True)
class UnitOutline:
    """A unit: what its criteria's codes begin with, what it is called, who offers it, and its outcomes in order."""

    id: str
    title: str
    reference: str
    level: int
    offered_by: tuple[OfferedBy, ...]
    outcomes: tuple[OutcomeOutline, ...]


Units = tuple[UnitOutline, ...]


@cache
def units() -> Units:
    """Return every unit in outline, in the order in which the workbook teaches them."""
    return json.decode(_MADE.read_bytes(), type=Units) if _MADE.is_file() else _of_syllabus()


def outline() -> bytes:
    """Return the file."""
    return json.encode(_of_syllabus())


def _of_syllabus() -> Units:
    from complaints_workbook.content.syllabus import load_syllabus

    return convert(load_syllabus().units, Units, from_attributes=True)
