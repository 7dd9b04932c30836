"""Mark one exercise for a whole cohort.

A class gives few different answers to one field, so each answer's mark and
feedback are worked out once and remembered as finished bytes. Answers of which there
are more share the pieces of their feedback: those of an item by what it earned, those
of a line with a remark by the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from complaints_workbook.exercises.feedback import exercise_html, whole_html
from complaints_workbook.exercises.marking import shares, total
from complaints_workbook.marking.one.field_marker import FieldMarker, MarkedField
from complaints_workbook.marking.one.finished import Pieces, finished
from complaints_workbook.marking.pieces import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.keys import Key

_ENTRY, _FIELDS = "the entry stands here", "the fields stand here"


class MarkedExercise(Struct, frozen=True, gc=False):
    """What an exercise earned, its feedback in pieces, and what is known of its items: their criteria and fields."""

    score: float
    feedback: Pieces
    codes: list[str]
    fields: list[MarkedField]

    @property
    def shares(self) -> dict[str, float]:
        """What it earned for each of its criteria; only feedback asks for it."""
        return shares(self.codes, (each for field in self.fields for each in field.scores), self.score)


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
        self._wholes = asked.wholes
        labels = {field: label for whole in asked.wholes for field, label in whole.entries}
        self._fields = [
            (field.id, FieldMarker(field, key.fields[field.id], key.hidden, labels.get(field.id)))
            for field in asked.fields
        ]
        ids = [field.id for field in asked.fields]
        self._entries = [ids.index(field) for field in labels]
        self.field_ids = frozenset(ids)
        self._frames: dict[float, tuple[float, Pieces]] = {}
        self._codes = [criteria_of[item.id] for item in asked.items]
        self.points_for = shares(self._codes, [float(item.points) for item in asked.items], self.points)

    def mark(self, answers: Mapping[str, Any]) -> MarkedExercise:
        """Mark a learner's answers, by field."""
        marked = [marker.mark(answers.get(name)) for name, marker in self._fields]
        score, (*around, after) = self._frame(sum([field.score for field in marked]))
        entries = [entry for at in self._entries if (entry := marked[at].entry)]
        before = fill(around, *entries) if entries else around
        feedback = (*before, *[field.feedback for field in marked], after)
        return MarkedExercise(score, feedback, self._codes, marked)

    def _frame(self, earned: float) -> tuple[float, Pieces]:
        """Return the score, and what stands around each entry of a whole and around the fields."""
        if (known := self._frames.get(earned)) is None:
            score = total([earned], self.points)
            wholes = "".join(whole_html(whole, _ENTRY * len(whole.entries)) for whole in self._wholes)
            html = exercise_html(self.title, score, self.points, wholes, _FIELDS)
            known = self._frames[earned] = score, finished(html, *(_ENTRY,) * len(self._entries), _FIELDS)
        return known
