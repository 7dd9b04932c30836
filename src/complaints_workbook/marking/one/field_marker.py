"""Mark one field for a whole cohort: what many answers have in common in their feedback is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from complaints_workbook.exercises.feedback import (
    answer_html,
    entry_html,
    group_html,
    item_html,
    told_html,
    why_html,
)
from complaints_workbook.exercises.marking import Told, given, mark_item, tell_best
from complaints_workbook.marking.one.finished import Finished, filled, finished, finished_text, joined

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from complaints_workbook.exercises.items.field import Field, FieldKey, Item, Scored
    from complaints_workbook.exercises.marking import ItemMark
    from complaints_workbook.marking.one.finished import Pieces

_REMEMBERED = 200
"""Answers to one field that are kept, and pieces of feedback, so that memory stays the same.

Those that many give are among the first.
"""

_ITEMS, _LINE = "the items stand here", "the line stands here"


class MarkedField(Struct, frozen=True, gc=False):
    """What a field earned, in all and by each of its items; `entry` is what a whole shows of it, if it is in one."""

    score: float
    feedback: Finished
    scores: tuple[float, ...]
    entry: Finished | None = None


class FieldMarker:
    """Marks one field. What many answers have in common in their feedback is cut once and filled for each.

    Parameters
    ----------
    field : Field
        What was asked.
    key : FieldKey
        Its key.
    hidden : set of str
        The items whose key must not be shown to one who missed it.
    entry : str or None
        What it is called in the whole that it is an entry of, if it is.
    """

    def __init__(self, field: Field[Any, Any], key: FieldKey, hidden: frozenset[str], entry: str | None = None) -> None:
        self.field = field
        self._entry = entry
        self._key = key
        self._items = field.items
        self._hidden = hidden
        self._remarks = hidden.isdisjoint(item.id for item in field.items)
        self._remembered: dict[Any, MarkedField] = {}
        self._told: dict[Told, Finished] = {}
        self._pieces: dict[Hashable, Pieces] = {}
        self._blank = self._mark(None)

    def mark(self, value: object) -> MarkedField:
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

    def _mark(self, answer: Any) -> MarkedField:
        lines = [] if answer is None else self._lines(answer)
        scored = [None if answer is None else item.score(answer, self._key) for item in self._items]
        scores = tuple([float(each.score) if each else 0.0 for each in scored])
        if self._entry is not None:
            entry = self._in_a_whole(self._entry, scored[0], lines)
            return MarkedField(sum(scores), self._why(scored[0]), scores, entry)
        if len(scored) == 1:
            around = self._item(self._items[0], scored[0], len(lines))
        else:
            own = [piece for item, each in zip(self._items, scored, strict=True) for piece in self._item(item, each)]
            lines.append(joined(own))
            around = self._group(len(lines))
        return MarkedField(float(sum(scores)), filled(around, lines), scores)

    def _lines(self, answer: Any) -> list[Finished]:
        """Return the answer, line by line."""
        remarks = self.field.remarks(answer, self._key) if self._remarks else ()
        if not remarks:
            return [finished_text(line) for line in self.field.show(answer)]
        return [self._line(told) for told in map(Told, self.field.show(answer), remarks)]

    def _line(self, told: Told) -> Finished:
        if (known := self._told.get(told)) is None:
            (known,) = finished(told_html(told))
            if len(self._told) < _REMEMBERED:
                self._told[told] = known
        return known

    def _item(self, item: Item[Any, Any], scored: Scored | None, lines: int | None = None) -> Pieces:
        """Return an item's feedback, cut for so many lines if it is the one that tells the answer."""
        name = (item.id, scored, lines)
        if (known := self._pieces.get(name)) is None:
            marked = self._item_mark(item, scored)
            marks = () if lines is None else (_LINE,) * lines
            known = finished(item_html(marked, "" if lines is None else answer_html(marks)), *marks)
            self._remember(name, known)
        return known

    def _in_a_whole(self, label: str, scored: Scored | None, lines: Sequence[Finished]) -> Finished:
        """Return what a whole shows of the field; what is right stands on both of its sides."""
        name = ("entry", scored, len(lines))
        if (known := self._pieces.get(name)) is None:
            html = entry_html(label, self._item_mark(self._items[0], scored), (_LINE,) * len(lines))
            known = finished(html, *(_LINE,) * html.count(_LINE))
            self._remember(name, known)
        return filled(known, [*lines, *lines][: len(known) - 1])

    def _why(self, scored: Scored | None) -> Finished:
        """Return why the field earned what it did, without the answers, which its whole shows."""
        name = ("why", scored)
        if (known := self._pieces.get(name)) is None:
            known = finished(why_html(self._item_mark(self._items[0], scored)))
            self._remember(name, known)
        return known[0]

    def _item_mark(self, item: Item[Any, Any], scored: Scored | None) -> ItemMark:
        return mark_item(item, self._key, scored, reveal=item.id not in self._hidden)

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
            known = finished(around, *lines, _ITEMS)
            self._remember(places, known)
        return known

    def _remember(self, name: Hashable, pieces: Pieces) -> None:
        if len(self._pieces) < _REMEMBERED:
            self._pieces[name] = pieces
