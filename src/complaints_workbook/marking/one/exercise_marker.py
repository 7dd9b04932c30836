"""Mark one exercise for a whole cohort.

A class gives few different answers to one item, so each answer's mark and
feedback are worked out once and remembered as finished bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import nh3

from complaints_workbook.exercises.feedback import exercise_html, item_html
from complaints_workbook.exercises.items import AmountKey, GiveAmount
from complaints_workbook.exercises.marking import mark_item, total

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items import Item, ItemKey
    from complaints_workbook.exercises.keys import Key

_REMEMBERED = 200
"""Answers to one item that are kept, so that memory stays the same; those that many give are among the first."""

_FEEDBACK_TAGS = {"div", "p", "ol", "ul", "li", "strong", "em", "span"}
_CLEANER = nh3.Cleaner(tags=_FEEDBACK_TAGS, attributes={"*": {"class"}})


def clean_feedback(html: str) -> str:
    """Return an exercise's feedback with nothing in it but what feedback is made of."""
    return _CLEANER.clean(html)


def json_text(text: str) -> bytes:
    """Return text as it stands between the quotation marks of a JSON string, in UTF-8."""
    return encode_basestring(text)[1:-1].encode()


@dataclass(frozen=True, slots=True)
class Finished:
    """Feedback in UTF-8: as clean HTML for the page, and as JSON text for the notebook."""

    html: bytes
    json_html: bytes


@dataclass(frozen=True, slots=True)
class MarkedExercise:
    """What an exercise earned, and its feedback in pieces."""

    score: float
    feedback: tuple[Finished, ...]


@dataclass(frozen=True, slots=True)
class _MarkedItem:
    score: float
    feedback: Finished


class _ItemMarker:
    def __init__(self, item: Item, key: ItemKey, *, reveal: bool) -> None:
        self.item = item
        self._key = key
        self._reveal = reveal
        self._remembered: dict[Any, _MarkedItem] = {}
        self._amounts: dict[bool, tuple[Finished, ...]] = {}
        self._blank = self._mark(None, None)

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
            known = self._mark(value, answer)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[name] = known
        return known

    def _mark(self, value: object, answer: Any) -> _MarkedItem:
        item, key = self.item, self._key
        if isinstance(item, GiveAmount) and isinstance(key, AmountKey) and answer is not None:
            return self._mark_amount(item, key, value, answer)
        marked = mark_item(item, key, value, reveal=self._reveal)
        return _MarkedItem(marked.score, _finished(item_html(marked))[0])

    def _mark_amount(self, item: GiveAmount, key: AmountKey, value: object, amount: Decimal) -> _MarkedItem:
        """Mark an amount: all that are as right or as wrong have the same feedback but for the amount."""
        scored = item.score(amount, key)
        if scored.right not in self._amounts:
            marked = mark_item(item, key, value, reveal=self._reveal)
            self._amounts[scored.right] = _finished(item_html(replace(marked, answer=(_ANSWER,))), _ANSWER)
        before, after = self._amounts[scored.right]
        (shown,) = item.show(amount)
        words = shown.encode()
        return _MarkedItem(
            float(scored.score),
            Finished(before.html + words + after.html, before.json_html + words + after.json_html),
        )


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
        self._frames: dict[float, tuple[Finished, ...]] = {}

    def mark(self, answers: Mapping[str, Any]) -> MarkedExercise:
        """Mark a learner's answers, by item."""
        marked = [marker.mark(answers.get(marker.item.id)) for marker in self._items]
        score = total([item.score for item in marked], self.points)
        before, after = self._frame(score)
        return MarkedExercise(score, (before, *[item.feedback for item in marked], after))

    def _frame(self, score: float) -> tuple[Finished, ...]:
        """Return what stands before and after the items."""
        if score not in self._frames:
            self._frames[score] = _finished(exercise_html(self.title, score, self.points, _ITEMS), _ITEMS)
        return self._frames[score]


def _finished(html: str, cut: str | None = None) -> tuple[Finished, ...]:
    """Return feedback, in two pieces if it is to be cut somewhere."""
    cleaned = clean_feedback(html)
    pieces = zip(cleaned.split(cut), html.split(cut), strict=True) if cut else ((cleaned, html),)
    return tuple(Finished(clean.encode(), json_text(raw)) for clean, raw in pieces)


_ITEMS, _ANSWER = "the items stand here", "the answer stands here"
