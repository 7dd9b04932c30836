"""Mark one exercise for a whole cohort.

A class gives few different answers to one item, so each answer's mark and
feedback are worked out once and remembered as finished text.
"""

from __future__ import annotations

from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import nh3

from complaints_workbook.exercises.feedback import exercise_html, item_html
from complaints_workbook.exercises.marking import mark_item, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items import Item, ItemKey
    from complaints_workbook.exercises.keys import Key

_REMEMBERED = 2_000
"""Answers to one item that are kept; more than a cohort's typing errors in an amount."""

_FEEDBACK_TAGS = {"div", "p", "ol", "ul", "li", "strong", "em", "span"}
_CLEANER = nh3.Cleaner(tags=_FEEDBACK_TAGS, attributes={"*": {"class"}})


def clean_feedback(html: str) -> str:
    """Return an exercise's feedback with nothing in it but what feedback is made of."""
    return _CLEANER.clean(html)


def json_text(text: str) -> str:
    """Return text as it stands between the quotation marks of a JSON string."""
    return encode_basestring(text)[1:-1]


@dataclass(frozen=True, slots=True)
class MarkedExercise:
    """What an exercise earned, and its feedback as HTML: for the page, and as JSON text for the notebook."""

    score: float
    html: str
    json_html: str


@dataclass(frozen=True, slots=True)
class _MarkedItem:
    score: float
    html: str
    json_html: str


class _ItemMarker:
    def __init__(self, item: Item, key: ItemKey, *, reveal: bool) -> None:
        self.item = item
        self._key = key
        self._reveal = reveal
        self._remembered: dict[Any, _MarkedItem] = {}
        self._blank = self._mark(None)

    def mark(self, value: object) -> _MarkedItem:
        """Mark an answer, which can be anything."""
        if value is None:
            return self._blank
        if isinstance(value, str) and (known := self._remembered.get(value)):
            return known
        answer = self.item.accept(value)
        if answer is None:
            return self._blank
        # An order or a choice of several is remembered by what was accepted, a single answer as it was given.
        name = value if isinstance(value, str) else answer
        if (known := self._remembered.get(name)) is None:
            known = self._mark(value)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[name] = known
        return known

    def _mark(self, value: object) -> _MarkedItem:
        marked = mark_item(self.item, self._key, value, reveal=self._reveal)
        html = item_html(marked)
        return _MarkedItem(marked.score, clean_feedback(html), json_text(html))


class ExerciseMarker:
    """Marks one exercise, as `ItemSet.mark` does and to the same text.

    Parameters
    ----------
    asked : ItemSet
        What was asked.
    key : Key
        Its keys.
    """

    def __init__(self, asked: ItemSet, key: Key) -> None:
        self.title = asked.title
        self.criteria = asked.criteria
        self.read_again = asked.read_again
        self.points = asked.points
        self._items = [_ItemMarker(item, key.items[item.id], reveal=key.reveals(item.id)) for item in asked.items]
        self.item_ids = frozenset(item.id for item in asked.items)
        self._frames: dict[float, tuple[str, str, str, str]] = {}

    def mark(self, answers: Mapping[str, Any]) -> MarkedExercise:
        """Mark a learner's answers, by item."""
        marked = [marker.mark(answers.get(marker.item.id)) for marker in self._items]
        score = total((item.score for item in marked), self.points)
        before, after, json_before, json_after = self._frame(score)
        return MarkedExercise(
            score,
            f"{before}{''.join([item.html for item in marked])}{after}",
            f"{json_before}{''.join([item.json_html for item in marked])}{json_after}",
        )

    def _frame(self, score: float) -> tuple[str, str, str, str]:
        """Return what stands around the items: twice two pieces, as HTML and as JSON text."""
        if score not in self._frames:
            before, after = exercise_html(self.title, score, self.points, _ITEMS).split(_ITEMS)
            cleaned = clean_feedback(before + _ITEMS + after).split(_ITEMS)
            self._frames[score] = (cleaned[0], cleaned[1], json_text(before), json_text(after))
        return self._frames[score]


_ITEMS = "the items stand here"
