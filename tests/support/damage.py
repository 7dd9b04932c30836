"""Damage to submissions, in every place and of every kind, and the same for the same seed."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hostile.script_in_answers import TEXTS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    float("nan"),
    float("inf"),
    10**60,
    "",
    "x" * 300,
    "\ud800",
    "\x00",
    "\u202e",
    [],
    {},
    [[[]]],
    {"a": {"b": []}},
    "🙂",
)
"""What is put where something else stood."""

PIECES = (
    *(text for _, text in TEXTS.values()),
    "```",
    "$$\\href{javascript:1}{x}$$",
    "|a|\n|-|",
    "\n\n",
    "\ud800",
    "\0",
)
"""What is put into words."""

KEYS = ("", "x", "__proto__", "grade_id", "source", "answer", "\ud800")


def places_of(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in JSON, as a container and a key."""
    found: list[tuple[Any, Any]] = []
    open_ones = [value]
    while open_ones:
        container = open_ones.pop()
        for key in list(container) if isinstance(container, dict) else range(len(container)):
            found.append((container, key))
            if isinstance(container[key], dict | list):
                open_ones.append(container[key])
    return found


def swap_value(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(places_of(data))
    container[key] = deepcopy(chance.choice(VALUES))


def rename_key(data: Any, chance: random.Random) -> None:
    if places := [place for place in places_of(data) if isinstance(place[0], dict)]:
        container, key = chance.choice(places)
        container[chance.choice((*KEYS, f"{key} "))] = container.pop(key)


def exchange(data: Any, chance: random.Random) -> None:
    places = places_of(data)
    (one, here), (other, there) = chance.choice(places), chance.choice(places)
    one[here], other[there] = deepcopy(other[there]), deepcopy(one[here])


def remove(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(places_of(data))
    del container[key]


def repeat(data: Any, chance: random.Random) -> None:
    if lists := [container[key] for container, key in places_of(data) if isinstance(container[key], list)]:
        chosen = chance.choice(lists)
        chosen.extend(deepcopy(chosen[: chance.randint(0, 5)]))
        chance.shuffle(chosen)


def put_in_words(data: Any, chance: random.Random) -> None:
    if texts := [(container, key) for container, key in places_of(data) if isinstance(container[key], str)]:
        container, key = chance.choice(texts)
        container[key] += "".join(chance.choices(PIECES, k=3))


_ON_JSON: tuple[Callable[[Any, random.Random], None], ...] = (
    swap_value,
    rename_key,
    exchange,
    remove,
    repeat,
    put_in_words,
)


def damage_json(data: Any, chance: random.Random) -> None:
    """Damage JSON in its place, once or several times."""
    for _ in range(chance.randint(1, 4)):
        if places_of(data):
            chance.choice(_ON_JSON)(data, chance)


def damage_bytes(whole: bytes, chance: random.Random) -> bytes:
    """Flip, cut and insert bytes."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del content[at : at + chance.randint(1, 200)]
        elif kind == 2:
            content[at:at] = content[: chance.randint(1, 50)]
        else:
            content[at:at] = chance.choice((b"\xff", b"\x00", b"\xed\xa0\x80", b"[" * 3_000, b"9" * 90, b"NaN"))
    return bytes(content)


def damage_answers(answers: str, chance: random.Random) -> bytes:
    """Damage the content of an answers file, as JSON or as bytes."""
    if chance.random() < 0.25:
        return damage_bytes(answers.encode(), chance)
    data = json.loads(answers)
    # Mostly below the exercises, where damage is not soon the end of it.
    damage_json(data["exercises"] if chance.random() < 0.8 else data, chance)
    return json.dumps(data).encode()


def damage_cells(cells: Sequence[str], frame: str, chance: random.Random) -> bytes:
    """Damage a notebook, given as its cells' JSON and the JSON around them, which ends in an empty list of cells."""
    texts = list(cells)
    for _ in range(chance.randint(1, 4)):
        at, kind = chance.randrange(len(texts)), chance.randrange(6)
        if kind == 0:
            chance.shuffle(texts)
        elif kind == 1:
            texts.insert(chance.randrange(len(texts)), texts[at])
        elif kind == 2 and len(texts) > 1:
            del texts[at]
        else:
            cell = [json.loads(texts[at])]
            damage_json(cell, chance)
            texts[at : at + 1] = [json.dumps(one) for one in cell]
            texts = texts or ["{}"]
    around = json.loads(frame)
    if chance.random() < 0.1:
        damage_json(around, chance)
    whole = json.dumps(around).replace('"cells": []', f'"cells": [{", ".join(texts)}]').encode()
    return damage_bytes(whole, chance) if chance.random() < 0.15 else whole
