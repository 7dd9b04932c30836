"""Answers as a learner's page sends them: right ones, wrong ones, any.

Nothing here knows the types of answer: what a field accepts and how its items score decides.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from complaints_workbook.assignments.exercise import Exercise
    from complaints_workbook.exercises.keys import Key

Answers = dict[str, dict[str, Any]]
"""By exercise, and within it by what is asked."""

_AMOUNTS = [f"{pounds}.00" for pounds in range(1_000, 1_009)]
_DATES = [f"{day}/1/2001" for day in range(1, 4)]


def right_answers(exercises: Mapping[str, Exercise], keys: Mapping[str, Key]) -> Answers:
    """Return answers that earn every mark."""
    return {
        name: {field.id: right(field, keys[name].fields[field.id]) for field in exercise.fields}
        for name, exercise in exercises.items()
    }


def wrong_answers(exercises: Mapping[str, Exercise], keys: Mapping[str, Key]) -> Answers:
    """Return an answer to everything that is asked, none of which earns anything."""
    return {
        name: {field.id: wrong(field, keys[name].fields[field.id]) for field in exercise.fields}
        for name, exercise in exercises.items()
    }


def some_answers(exercises: Mapping[str, Exercise], chance: random.Random, share: float = 0.8) -> Answers:
    """Return answers of any kind to about this share of what is asked."""
    return {
        name: {field.id: another(field, chance) for field in exercise.fields if chance.random() < share}
        for name, exercise in exercises.items()
    }


def right(field: Any, key: Any) -> Any:
    """Return the answer that earns all the points of a field."""
    return _first(field, _as_sent(key.key), lambda answer: _score(field, answer, key) == _points(field))


def wrong(field: Any, key: Any) -> Any:
    """Return an answer that earns nothing."""
    ids = _ids(field)
    order = key.key if isinstance(key.key, tuple) else ()
    values = [*ids, *([one] for one in ids), [*reversed(order)], *_AMOUNTS, *_DATES, *_letters(field), *_plans(field)]

    def earns_nothing(answer: Any) -> bool:
        return _score(field, answer, key) == 0

    return _first(field, chain(values, _paths(field, _moves(field), earns_nothing)), earns_nothing)


def another(field: Any, chance: random.Random) -> Any:
    """Return any answer that a field accepts."""
    ids = _ids(field) or [""]
    some = [one for one in ids if chance.random() < 0.4] or [chance.choice(ids)]
    amount = f"{chance.randint(0, 500)}.{chance.randint(0, 99):02}"
    letters = [*_letters(field), *_plans(field)]
    chance.shuffle(letters)
    day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/2026"
    moves = _moves(field)
    path = _paths(field, chance.sample(moves, len(moves)), lambda _: True)
    values = chain([chance.choice(ids), some, chance.sample(ids, len(ids)), amount, day, *letters], path)
    return _first(field, values, lambda _: True)


def _first(field: Any, values: Iterable[Any], good: Any) -> Any:
    for value in _with_units(field, values):
        answer = field.accept(value)
        if answer is not None and field.complete(answer) and good(answer):
            # A page sends several choices in the order of the options, and an order as it is.
            return list(answer) if isinstance(answer, tuple) else value
    msg = f"No answer for {field} is known here; tell this module what its answers look like."
    raise AssertionError(msg)


def _with_units(field: Any, values: Iterable[Any]) -> Iterator[Any]:
    """Yield values, and the texts among them with each of the units to choose from."""
    for value in values:
        yield value
        if isinstance(value, str):
            yield from (f"{value}|{unit}" for unit in getattr(field, "units", ()))


def _score(field: Any, answer: Any, key: Any) -> float:
    return float(sum(item.score(answer, key).score for item in field.items))


def _points(field: Any) -> float:
    return float(sum(item.points for item in field.items))


def _as_sent(key: Any) -> Iterator[Any]:
    """Yield the ways in which a page may send what is right."""
    if isinstance(key, tuple):
        yield list(key)
    elif isinstance(key, Decimal):
        yield f"{key:.2f}"
        yield str(key)
    elif isinstance(key, date):
        yield f"{key.day}/{key.month}/{key.year}"
    else:
        yield str(key)


def _moves(field: Any) -> list[str]:
    """Return the ids of the moves that a path is made of."""
    return [one.id for one in getattr(field, "moves", ())]


def _paths(field: Any, moves: Sequence[str], good: Callable[[Any], bool], begun: tuple[str, ...] = ()) -> Iterator[Any]:
    """Yield paths of moves to an end, of which every part is good."""
    for move in moves:
        answer = field.accept([*begun, move])
        if answer is None or not good(answer):
            continue
        if field.complete(answer):
            yield [*begun, move]
        else:
            yield from _paths(field, moves, good, (*begun, move))


def _letters(field: Any) -> list[list[str]]:
    """Return the letters that have one passage in each of their slots, or none where there may be none."""
    slots = getattr(field, "slots", ())
    choices = [[*([] if slot.required else [[]]), *([each.id] for each in slot.passages)] for slot in slots]
    return [[name for names in letter for name in names] for letter in product(*choices)] if slots else []


def _plans(field: Any) -> list[list[str]]:
    """Return the plans of as many inquiries as can be made, in the order of the pool."""
    inquiries = [one.id for one in getattr(field, "inquiries", ())]
    return [list(plan) for plan in combinations(inquiries, field.most)] if inquiries else []


def _ids(field: Any) -> list[str]:
    """Return the ids of what there is to choose from or to put in order."""
    return [one.id for one in (*getattr(field, "options", ()), *getattr(field, "entries", ()))]
