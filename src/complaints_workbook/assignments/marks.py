"""The marks that exercises give for each criterion, and how many of them ask what its own verb asks. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.criterion_codes import FOUNDATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.assignments.exercise import Exercise


@dataclass(frozen=True)
class Marks:
    """What is marked by itself for one criterion.

    Attributes
    ----------
    items, marks : int and float
        All of them.
    verb : str or None
        The criterion's own, in small letters; the foundations have none.
    verb_items, verb_marks : int and float
        Those that ask what the verb asks.
    """

    items: int
    marks: float
    verb: str | None
    verb_items: int
    verb_marks: float


def marks_by_criterion(exercises: Iterable[Exercise]) -> Mapping[str, Marks]:
    """Return the marks for each criterion that has any, by its code, and for the foundations."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for exercise in exercises:
        for item in exercise.item_set.items:
            asks = exercise.specification.asks_of(item.id)
            found[exercise.specification.criterion_of(item.id)].append((item.points, asks))
    return {code: _marks(code, items) for code, items in found.items()}


def _marks(code: str, items: list[tuple[float, str]]) -> Marks:
    verb = None if code == FOUNDATIONS else load_syllabus().criterion(code).verb.lower()
    own = [points for points, asks in items if asks == verb]
    return Marks(len(items), float(sum(points for points, _ in items)), verb, len(own), float(sum(own)))
