"""Mark an exercise: fields, keys and answers in, a `Mark` out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaints_workbook.exercises.items.field import AnswerT, Field, Item, KeyT, Reason, Scored
    from complaints_workbook.exercises.whole import Whole


class Verdict(StrEnum):
    """How an answer stands to the key, in the words that learners read."""

    RIGHT = "Right"
    PARTLY = "Partly right"
    NOT_YET = "Not yet"
    UNANSWERED = "Not answered"


class Told(Struct, frozen=True):
    """A line of an answer in words, and what there is to say of it, if anything."""

    text: str
    remark: str = ""


@dataclass(frozen=True)
class ItemMark:
    """What one item earned and why.

    Attributes
    ----------
    key : tuple of str
        The best answer in words, a line each; empty where it must not be shown or the
        answer is right.
    reasons : tuple of Reason
        Empty where the key must not be shown and the answer is not right.
    """

    item: str
    label: str
    verdict: Verdict
    score: float
    points: float
    key: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class FieldMark:
    """What was answered in one field, and what its items earned by it.

    Attributes
    ----------
    answer : tuple of Told
        Empty if nothing was answered.
    exemplar : tuple of Told
        The best answer as a whole; empty where items tell it, or it must not be shown.
    afterwards : str
        What there is to think about when all is marked.
    """

    field: str
    label: str
    answer: tuple[Told, ...]
    items: tuple[ItemMark, ...]
    exemplar: tuple[Told, ...] = ()
    afterwards: str = ""


@dataclass(frozen=True)
class Mark:
    """What an exercise earned."""

    exercise: str
    title: str
    criteria: tuple[str, ...]
    read_again: str
    fields: tuple[FieldMark, ...]
    wholes: tuple[Whole, ...] = ()

    @property
    def items(self) -> tuple[ItemMark, ...]:
        """Every line of marks, those of one field together."""
        return tuple(item for field in self.fields for item in field.items)

    @property
    def score(self) -> float:
        """The marks earned, never below 0 nor above `points`."""
        return total((item.score for item in self.items), self.points)

    @property
    def points(self) -> float:
        """The marks to be had."""
        return sum(item.points for item in self.items)


def total(scores: Iterable[float], points: float) -> float:
    """Add up what items earned, to the hundredth, never below 0 nor above `points`."""
    return min(points, max(0.0, round(sum(scores), 2)))


def shares(codes: Sequence[str], scores: Iterable[float], score: float) -> dict[str, float]:
    """Share out what an exercise earned among what its marks are for.

    Parameters
    ----------
    codes : sequence of str
        What the marks of each item are for, in the order of the items.
    scores : iterable of float
        What each item earned; not asked for where all marks are for the same.
    score : float
        What the exercise earned.
    """
    found = dict.fromkeys(codes, 0.0)
    if len(found) == 1:
        return dict.fromkeys(found, score)
    for code, each in zip(codes, scores, strict=True):
        found[code] += each
    return found


def given(field: Field[AnswerT, KeyT], value: object) -> AnswerT | None:
    """Return what a learner's file says as a whole answer, or None if it is none, or not yet whole."""
    answer = field.accept(value)
    return answer if answer is not None and field.complete(answer) else None


def mark_field(
    field: Field[AnswerT, KeyT], key: KeyT, value: object, hidden: frozenset[str] = frozenset()
) -> FieldMark:
    """Mark one field.

    Parameters
    ----------
    field : Field
        What was asked.
    key : FieldKey
        Its key.
    value : object
        What the learner's file says; anything.
    hidden : set of str
        The items whose key must not be shown to one who missed it.
    """
    answer = given(field, value)
    told = () if answer is None else _tell(field, key, answer, hidden)
    scored = [None if answer is None else item.score(answer, key) for item in field.items]
    items = (
        mark_item(item, key, each, reveal=item.id not in hidden) for item, each in zip(field.items, scored, strict=True)
    )
    return FieldMark(field.id, field.label, told, tuple(items), tell_best(field, key, hidden), field.afterwards)


def tell_best(field: Field[AnswerT, KeyT], key: KeyT, hidden: frozenset[str]) -> tuple[Told, ...]:
    """Return the best answer as a whole, where items do not tell it, unless a key must be hidden."""
    return tuple(Told(*line) for line in field.exemplar(key)) if hidden.isdisjoint(_ids(field)) else ()


def _ids(field: Field[AnswerT, KeyT]) -> list[str]:
    return [item.id for item in field.items]


def _tell(field: Field[AnswerT, KeyT], key: KeyT, answer: AnswerT, hidden: frozenset[str]) -> tuple[Told, ...]:
    """Return an answer in words, with what there is to say of each line unless a key must be hidden."""
    remarks = field.remarks(answer, key) if hidden.isdisjoint(_ids(field)) else ()
    return tuple(map(Told, field.show(answer), remarks or repeat("")))


def mark_item(item: Item[AnswerT, KeyT], key: KeyT, scored: Scored | None, *, reveal: bool) -> ItemMark:
    """Say what an item earned and why; `scored` is None where nothing was answered."""
    if scored is None:
        best = item.best(key) if reveal else ()
        return ItemMark(item.id, item.label, Verdict.UNANSWERED, 0.0, float(item.points), best, ())
    verdict = Verdict.RIGHT if scored.right else Verdict.PARTLY if scored.score > 0 else Verdict.NOT_YET
    return ItemMark(
        item=item.id,
        label=item.label,
        verdict=verdict,
        score=float(scored.score),
        points=float(item.points),
        key=item.best(key) if reveal and not scored.right else (),
        reasons=item.reasons(scored, key) if reveal or scored.right else (),
    )
