"""Mark one exercise for a whole cohort.

A class gives few different answers to one field, so each answer's mark and
feedback are worked out once and remembered as finished bytes. Answers of which there
are more share the pieces of their feedback: those of an item by what it earned, those
of a line with a remark by the line.
"""

from __future__ import annotations

from html import escape
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import nh3
from msgspec import Struct

from complaints_workbook.exercises.feedback import answer_html, exercise_html, group_html, item_html, told_html
from complaints_workbook.exercises.marking import given, mark_item, tell, total
from complaints_workbook.marking.pieces import cut, fill
from complaints_workbook.rendering.html import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items.field import Field, FieldKey, Item, Scored
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.exercises.marking import Told

_REMEMBERED = 200
"""Answers to one field that are kept, and pieces of feedback, so that memory stays the same.

Those that many give are among the first.
"""

_FEEDBACK_TAGS = {"div", "p", "ol", "ul", "li", "strong", "em", "span"}
_CLEANER = nh3.Cleaner(tags=_FEEDBACK_TAGS, attributes={"*": {"class"}})


def clean_feedback(html: str) -> str:
    """Return an exercise's feedback with nothing in it but what feedback is made of."""
    return _CLEANER.clean(html)


def json_text(text: str) -> bytes:
    """Return text as it stands between the quotation marks of a JSON string, in UTF-8."""
    return encode_basestring(text)[1:-1].encode()


class Finished(Struct, frozen=True):
    """Feedback in UTF-8: as clean HTML for the page, and as JSON text for the notebook."""

    html: bytes
    json_html: bytes


class MarkedExercise(Struct, frozen=True):
    """What an exercise earned, and its feedback in pieces."""

    score: float
    feedback: Pieces


Pieces = tuple[Finished, ...]
"""Feedback that is cut where something goes in."""


class _MarkedField(Struct, frozen=True):
    score: float
    feedback: Finished


class _FieldMarker:
    """Marks one field. What many answers have in common in their feedback is cut once and filled for each."""

    def __init__(self, field: Field[Any, Any], key: FieldKey, hidden: frozenset[str]) -> None:
        self.field = field
        self._key = key
        self._items = field.items
        self._hidden = hidden
        self._remembered: dict[Any, _MarkedField] = {}
        self._pieces: dict[tuple[object, ...], tuple[Finished, ...]] = {}
        self._blank = self._mark(None)

    def mark(self, value: object) -> _MarkedField:
        """Mark an answer, which can be anything."""
        if value is None:
            return self._blank
        if isinstance(value, str) and (known := self._remembered.get(value)):
            return known
        answer = given(self.field, value)
        if answer is None:
            return self._blank
        # An order or a choice of several is remembered by what was accepted, a single answer as it was given.
        name = value if isinstance(value, str) else answer
        if (known := self._remembered.get(name)) is None:
            known = self._mark(answer)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[name] = known
        return known

    def _mark(self, answer: Any) -> _MarkedField:
        key, items = self._key, self._items
        scored = [None if answer is None else item.score(answer, key) for item in items]
        lines = [self._line(told) for told in tell(self.field, key, answer, self._hidden)] if answer is not None else []
        if len(items) == 1:
            feedback = fill(self._item(items[0], scored[0], lines), *lines)
        else:
            own = [piece for item, each in zip(items, scored, strict=True) for piece in self._item(item, each)]
            feedback = fill(self._group(lines), *lines, _joined(own))
        return _MarkedField(float(sum(each.score for each in scored if each)), _joined(feedback))

    def _item(self, item: Item[Any, Any], scored: Scored | None, lines: Sequence[Finished] | None = None) -> Pieces:
        """Return an item's feedback, cut where the lines of the answer go if it tells the answer."""
        told = None if lines is None else len(lines)
        name = (item.id, scored, told)
        if (known := self._pieces.get(name)) is not None:
            return known
        marked = mark_item(item, self._key, scored, reveal=item.id not in self._hidden)
        answer = "" if told is None else answer_html([_LINE] * told)
        return self._remember(name, _finished(item_html(marked, answer), *[_LINE] * (told or 0)))

    def _group(self, lines: Sequence[Finished]) -> Pieces:
        """Return the feedback of a field of several items, cut where the lines of the answer and the items go."""
        name = (len(lines),)
        if (known := self._pieces.get(name)) is not None:
            return known
        html = group_html(self.field.label, answer_html([_LINE] * len(lines)), _ITEMS)
        return self._remember(name, _finished(html, *[_LINE] * len(lines), _ITEMS))

    def _line(self, told: Told) -> Finished:
        """Return a line of an answer."""
        if not told.remark:  # it is text, and there may be as many as there are amounts
            return Finished(escape(told.text, quote=False).encode(), json_text(text(told.text)))
        name = (told,)
        if (known := self._pieces.get(name)) is not None:
            return known[0]
        return self._remember(name, _finished(told_html(told)))[0]

    def _remember(self, name: tuple[object, ...], pieces: Pieces) -> Pieces:
        if len(self._pieces) < _REMEMBERED:
            self._pieces[name] = pieces
        return pieces


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
        self._fields = [_FieldMarker(field, key.fields[field.id], key.hidden) for field in asked.fields]
        self.field_ids = frozenset(field.id for field in asked.fields)
        self._frames: dict[float, Pieces] = {}

    def mark(self, answers: Mapping[str, Any]) -> MarkedExercise:
        """Mark a learner's answers, by field."""
        marked = [marker.mark(answers.get(marker.field.id)) for marker in self._fields]
        score = total([field.score for field in marked], self.points)
        before, after = self._frame(score)
        return MarkedExercise(score, (before, *[field.feedback for field in marked], after))

    def _frame(self, score: float) -> Pieces:
        """Return what stands before and after the fields."""
        if score not in self._frames:
            self._frames[score] = _finished(exercise_html(self.title, score, self.points, _FIELDS), _FIELDS)
        return self._frames[score]


def _finished(html: str, *marks: str) -> Pieces:
    """Return feedback, cut where its marks stand."""
    pieces = zip(cut(clean_feedback(html), *marks), cut(html, *marks), strict=True)
    return tuple(Finished(clean.encode(), json_text(raw)) for clean, raw in pieces)


def _joined(pieces: Sequence[Finished]) -> Finished:
    return Finished(b"".join([piece.html for piece in pieces]), b"".join([piece.json_html for piece in pieces]))


_FIELDS, _ITEMS, _LINE = "the fields stand here", "the items stand here", "the line stands here"
