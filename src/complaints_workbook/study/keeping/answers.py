"""The answers to exercises that a file brings, beside those here. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.study.keeping.pairs import Pair, Side, Unplaced, Wish, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items.field import Field
    from complaints_workbook.responses.file_format import Responses, Saved

_GONE = "This version of the workbook does not ask it."
_CHANGED = "This version of the workbook asks it in another way."


def paired(
    here: Responses, brought: Responses, asked: Mapping[str, ItemSet], now: datetime
) -> tuple[list[Pair], list[Unplaced]]:
    """Put each answer that is brought beside the one here, and name those to questions that are not asked here."""
    pairs: list[Pair] = []
    unplaced = [Unplaced(f"{exercise} {name}".strip(), "It cannot be read.") for exercise, name in brought.unread]
    for exercise, answers in brought.exercises.items():
        item_set = asked.get(exercise)
        fields = {field.id: field for field in item_set.fields} if item_set else {}
        for name, saved in answers.items():
            field = fields.get(name)
            question = f"{item_set.title if item_set else exercise} – {field.label if field else name}"
            if field is None or field.legible(saved.answer) is None:
                unplaced.append(Unplaced(question, _CHANGED if field else _GONE, str(saved.answer)))
                continue
            own = here.exercises.get(exercise, {}).get(name)
            said = _said(field, own, now) if own else None
            pairs.append(Pair((exercise, name), question, said, _said(field, saved, now)))
    return pairs, unplaced


def merged(here: Responses, brought: Responses, pairs: Iterable[Pair], wish: Wish) -> Responses:
    """Return the answers here with those of the file that take their places."""
    for pair in pairs:
        if pair.takes_file(wish):
            exercise, name = pair.place
            here = here.replacing(exercise, name, brought.exercises[exercise][name])
    return here


def _said(field: Field[Any, Any], saved: Saved[Any], now: datetime) -> Side:
    answer = field.accept(saved.answer)
    words = "; ".join(field.show(answer)) if answer is not None else str(saved.answer)
    return Side(saved.answer, words, moment(saved.saved, now))
