"""Mark one field for a whole cohort: what many answers have in common in their feedback is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from complaints_workbook.exercises.feedback import (
    answer_html,
    entry_html,
    group_html,
    item_html,
    reasons_html,
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

_FEW = 2
"""Reasons that stand together for few answers; of more than these there are as many as ways to choose several."""

_ITEMS, _LINE, _REASON = "the items stand here", "the line stands here", "the reason stands here"


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
        self._parts: dict[str, Finished] = {}
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
        return [self._part(told_html(told)) for told in map(Told, self.field.show(answer), remarks)]

    def _part(self, html: str) -> Finished:
        """Return a line of an answer, or a reason."""
        if (known := self._parts.get(html)) is None:
            (known,) = finished(html)
            if len(self._parts) < _REMEMBERED:
                self._parts[html] = known
        return known

    def _item(self, item: Item[Any, Any], scored: Scored | None, lines: int | None = None) -> Pieces:
        """Return an item's feedback, cut for so many lines if it is the one that tells the answer."""
        name = (item.id, scored, lines)
        if (known := self._pieces.get(name)) is None:
            known = self._of_item(self._item_mark(item, scored), lines)
            self._remember(name, known)
        return known

    def _of_item(self, mark: ItemMark, lines: int | None) -> Pieces:
        reasons = reasons_html(mark)
        marks = (_LINE,) * (lines or 0)
        answer = "" if lines is None else answer_html(marks)
        if len(reasons) <= _FEW:
            return finished(item_html(mark, answer, reasons), *marks)
        name = (mark.item, mark.verdict, mark.score, lines, len(reasons))
        if (around := self._pieces.get(name)) is None:
            whys = (_REASON,) * len(reasons)
            around = finished(item_html(mark, answer, whys), *marks, *whys)
            self._remember(name, around)
        return (*around[: len(marks)], filled(around[len(marks) :], [self._part(html) for html in reasons]))

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
