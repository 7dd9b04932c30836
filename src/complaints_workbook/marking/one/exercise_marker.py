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
from complaints_workbook.exercises.marking import Told, given, mark_item, shares, tell_best, total
from complaints_workbook.marking.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items.field import Field, FieldKey, Item, Scored
    from complaints_workbook.exercises.keys import Key

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
    """What an exercise earned, in all and for each of its criteria, and its feedback in pieces."""

    score: float
    feedback: Pieces
    shares: dict[str, float]


Pieces = tuple[Finished, ...]
"""Feedback that is cut where something goes in."""


class _MarkedField(Struct, frozen=True):
    score: float
    feedback: Finished
    scores: tuple[float, ...]


class _FieldMarker:
    """Marks one field. What many answers have in common in their feedback is cut once and filled for each."""

    def __init__(self, field: Field[Any, Any], key: FieldKey, hidden: frozenset[str]) -> None:
        self.field = field
        self._key = key
        self._items = field.items
        self._hidden = hidden
        self._remarks = hidden.isdisjoint(item.id for item in field.items)
        self._remembered: dict[Any, _MarkedField] = {}
        self._told: dict[Told, Finished] = {}
        self._pieces: dict[Hashable, Pieces] = {}
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
        lines = [] if answer is None else self._lines(answer)
        scored = [None if answer is None else item.score(answer, self._key) for item in self._items]
        if len(scored) == 1:
            around = self._item(self._items[0], scored[0], len(lines))
        else:
            own = [piece for item, each in zip(self._items, scored, strict=True) for piece in self._item(item, each)]
            lines.append(_joined(own))
            around = self._group(len(lines))
        scores = tuple([float(each.score) if each else 0.0 for each in scored])
        return _MarkedField(float(sum(scores)), _filled(around, lines), scores)

    def _lines(self, answer: Any) -> list[Finished]:
        """Return the answer, line by line."""
        remarks = self.field.remarks(answer, self._key) if self._remarks else ()
        if not remarks:
            return [_text(line) for line in self.field.show(answer)]
        return [self._line(told) for told in map(Told, self.field.show(answer), remarks)]

    def _line(self, told: Told) -> Finished:
        if (known := self._told.get(told)) is None:
            (known,) = _finished(told_html(told))
            if len(self._told) < _REMEMBERED:
                self._told[told] = known
        return known

    def _item(self, item: Item[Any, Any], scored: Scored | None, lines: int | None = None) -> Pieces:
        """Return an item's feedback, cut for so many lines if it is the one that tells the answer."""
        name = (item.id, scored, lines)
        if (known := self._pieces.get(name)) is None:
            marked = mark_item(item, self._key, scored, reveal=item.id not in self._hidden)
            marks = () if lines is None else (_LINE,) * lines
            known = _finished(item_html(marked, "" if lines is None else answer_html(marks)), *marks)
            self._remember(name, known)
        return known

    def _group(self, places: int) -> Pieces:
        """Return the feedback around several items, cut for the lines of the answer and, at last, for the items."""
        if (known := self._pieces.get(places)) is None:
            lines = (_LINE,) * (places - 1)
            around = group_html(
                self.field.label,
                answer_html(lines),
                _ITEMS,
                exemplar=tell_best(self.field, self._key, self._hidden),
                afterwards=self.field.afterwards,
            )
            known = _finished(around, *lines, _ITEMS)
            self._remember(places, known)
        return known

    def _remember(self, name: Hashable, pieces: Pieces) -> None:
        if len(self._pieces) < _REMEMBERED:
            self._pieces[name] = pieces


class ExerciseMarker:
    """Marks one exercise, as `ItemSet.mark` does and to the same text.

    Parameters
    ----------
    asked : ItemSet
        What was asked.
    key : Key
        Its keys.
    criteria_of : mapping of str to str
        What the marks of each item are for.

    Attributes
    ----------
    points_for : mapping of str to float
        The marks to be had for each criterion.
    """

    def __init__(self, asked: ItemSet, key: Key, criteria_of: Mapping[str, str]) -> None:
        self.title = asked.title
        self.criteria = asked.criteria
        self.read_again = asked.read_again
        self.points = asked.points
        self._fields = [_FieldMarker(field, key.fields[field.id], key.hidden) for field in asked.fields]
        self.field_ids = frozenset(field.id for field in asked.fields)
        self._frames: dict[float, Pieces] = {}
        self._codes = [criteria_of[item.id] for item in asked.items]
        self.points_for = shares(self._codes, [float(item.points) for item in asked.items], self.points)

    def mark(self, answers: Mapping[str, Any]) -> MarkedExercise:
        """Mark a learner's answers, by field."""
        marked = [marker.mark(answers.get(marker.field.id)) for marker in self._fields]
        score = total([field.score for field in marked], self.points)
        before, after = self._frame(score)
        earned = shares(self._codes, (each for field in marked for each in field.scores), score)
        return MarkedExercise(score, (before, *[field.feedback for field in marked], after), earned)

    def _frame(self, score: float) -> Pieces:
        """Return what stands before and after the fields."""
        if score not in self._frames:
            self._frames[score] = _finished(exercise_html(self.title, score, self.points, _FIELDS), _FIELDS)
        return self._frames[score]


def _finished(html: str, *marks: str) -> Pieces:
    """Return feedback, cut where its marks stand."""
    pieces = zip(cut(clean_feedback(html), *marks), cut(html, *marks), strict=True)
    return tuple(Finished(clean.encode(), json_text(raw)) for clean, raw in pieces)


def _text(line: str) -> Finished:
    """Return text, of which there may be as much as there are amounts, so that it is not remembered."""
    clean = escape(line, quote=False)
    raw = clean.replace('"', "&quot;").replace("'", "&#x27;")
    return Finished(clean.encode(), json_text(raw))


def _filled(pieces: Pieces, values: Sequence[Finished]) -> Finished:
    """Return feedback with a value between each two of its pieces."""
    html, json_html = [pieces[0].html], [pieces[0].json_html]
    for value, piece in zip(values, pieces[1:], strict=True):
        html += (value.html, piece.html)
        json_html += (value.json_html, piece.json_html)
    return Finished(b"".join(html), b"".join(json_html))


def _joined(pieces: Sequence[Finished]) -> Finished:
    return Finished(b"".join([piece.html for piece in pieces]), b"".join([piece.json_html for piece in pieces]))


_FIELDS, _ITEMS, _LINE = "the fields stand here", "the items stand here", "the line stands here"
