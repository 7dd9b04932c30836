"""Mark an exercise: items, keys and answers in, a `Mark` out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.items import AmountKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from complaints_workbook.exercises.items import Item, ItemKey
    from complaints_workbook.exercises.keys import Key


class Verdict(StrEnum):
    """How an answer stands to the key, in the words that learners read."""

    RIGHT = "Right"
    PARTLY = "Partly right"
    NOT_YET = "Not yet"
    UNANSWERED = "Not answered"


@dataclass(frozen=True)
class Reason:
    """Why an option is right or what it would lead to; `about` is its text."""

    about: str
    text: str


@dataclass(frozen=True)
class ItemMark:
    """What one item earned and why.

    Attributes
    ----------
    answer, key : tuple of str
        In words, a line each. `key` is empty where it must not be shown or the
        answer is right.
    reasons : tuple of Reason
        Empty where the key must not be shown and the answer is not right.
    """

    item: str
    label: str
    verdict: Verdict
    score: float
    points: float
    answer: tuple[str, ...]
    key: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Mark:
    """What an exercise earned: `repr` is its score, for nbgrader to read."""

    exercise: str
    title: str
    criteria: tuple[str, ...]
    read_again: str
    items: tuple[ItemMark, ...]

    @property
    def score(self) -> float:
        """The marks earned, never below 0 nor above `points`."""
        return total((item.score for item in self.items), self.points)

    @property
    def points(self) -> float:
        """The marks to be had."""
        return sum(item.points for item in self.items)

    def __repr__(self) -> str:
        """Return the score alone: nbgrader takes it from the cell's output."""
        return repr(float(self.score))

    def _repr_html_(self) -> str:
        # The feedback is only wanted where marks are shown.
        from complaints_workbook.exercises.feedback import mark_html

        return mark_html(self)


def total(scores: Iterable[float], points: float) -> float:
    """Add up what items earned, to the hundredth, never below 0 nor above `points`."""
    return min(points, max(0.0, round(sum(scores), 2)))


def mark_items(items: Sequence[Item], key: Key, answers: Mapping[str, Any]) -> tuple[ItemMark, ...]:
    """Mark every item.

    Parameters
    ----------
    items : sequence of Item
        The exercise's items.
    key : Key
        Their keys, one for each.
    answers : mapping
        What the learner's file says, by item id; anything else in it is ignored.

    Returns
    -------
    tuple of ItemMark
        One for each item, in order. A blank or an unreadable answer earns 0.
    """
    return tuple(
        mark_item(item, key.items[item.id], answers.get(item.id), reveal=key.reveals(item.id)) for item in items
    )


def mark_item(item: Item, key: ItemKey, value: object, *, reveal: bool) -> ItemMark:
    """Mark one item.

    Parameters
    ----------
    item : Item
        What was asked.
    key : ItemKey
        Its key.
    value : object
        What the learner's file says; anything.
    reveal : bool
        Whether the key may be shown to one who missed it.
    """
    answer = item.accept(value)
    if answer is None:
        return ItemMark(
            item.id, item.label, Verdict.UNANSWERED, 0.0, float(item.points), (), _shown_key(item, key, reveal), ()
        )
    scored = item.score(answer, key)  # type: ignore[arg-type]
    verdict = Verdict.RIGHT if scored.right else Verdict.PARTLY if scored.score > 0 else Verdict.NOT_YET
    return ItemMark(
        item=item.id,
        label=item.label,
        verdict=verdict,
        score=float(scored.score),
        points=float(item.points),
        answer=item.show(answer),  # type: ignore[arg-type]
        key=() if scored.right else _shown_key(item, key, reveal),
        reasons=_reasons(item, key, scored.chosen) if reveal or scored.right else (),
    )


def _shown_key(item: Item, key: ItemKey, reveal: bool) -> tuple[str, ...]:  # noqa: FBT001 - private
    return item.show_key(key) if reveal else ()  # type: ignore[arg-type]


def _reasons(item: Item, key: ItemKey, chosen: tuple[str, ...]) -> tuple[Reason, ...]:
    """Give the reasons of what was chosen first, then of what should have been."""
    if isinstance(key, AmountKey):
        return (Reason("How it is worked out", key.reason),)
    options = {o.id: o.text for o in getattr(item, "options", getattr(item, "entries", ()))}
    wanted = (key.key,) if isinstance(key.key, str) else key.key
    named = [*chosen, *(k for k in wanted if k not in chosen)]
    return tuple(Reason(options[name], key.reasons[name]) for name in named)
