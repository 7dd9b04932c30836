"""A reply is worth marks only to those who write it well: neither chance nor one passage may earn them."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.items.write_letter import LetterKey, WriteLetter
from complaints_workbook.exercises.specification import Finding
from complaints_workbook.exercises.write_reply.merging import named_in, values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey
    from complaints_workbook.exercises.items.write_letter import LetterMark, LetterSlot, Passages
    from complaints_workbook.exercises.write_reply import WriteReply

MOST_BY_CHANCE = 0.5
"""The share of the marks that a letter of passages drawn by lot may expect."""


def faults_of(reply: WriteReply, key: FieldKey | None, datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each value that is missing or not used, and for a key that is met too easily."""
    try:
        values = values_of(reply, datasets)
        (field,) = reply.fields(datasets)
    except ContentError:
        return  # told by the check of the dossier
    yield from _values(reply, values.keys())
    yield from _marked_up(reply)
    if isinstance(field, WriteLetter) and isinstance(key, LetterKey):
        yield from _slots(field, key)
        yield from _one_passage(field, key)
        yield from _chance(field, key)


def by_chance(field: WriteLetter, key: LetterKey) -> float:
    """Return the share of the marks that a letter drawn by lot expects.

    In a slot each choice is as likely as any other: each passage, or nothing where it is not
    required; where several can be chosen, each set of them.
    """
    points = sum(item.points for item in field.items)
    return sum(item.points * _share(field, item, key) for item in field.items) / points


def _share(field: WriteLetter, item: LetterMark, key: LetterKey) -> float:
    """Return the share of an item's marks that a letter drawn by lot expects, slots being drawn apart."""
    wanted, avoided = key.contains[item.id], set(key.avoided(item.id))
    draws = {slot.id: [set(draw) for draw in _draws(slot)] for slot in field.slots}
    clean = {name: [draw for draw in each if draw.isdisjoint(avoided)] for name, each in draws.items()}
    chance = {name: len(clean[name]) / len(each) for name, each in draws.items()}
    met = {name: sum(not draw.isdisjoint(any_of) for draw in clean[name]) for name, any_of in wanted.items()}
    shares = [
        met[name] / len(draws[name]) * prod(of for other, of in chance.items() if other != name) for name in wanted
    ]
    return sum(shares) / len(wanted)


def _draws(slot: LetterSlot) -> list[Passages]:
    """Return everything that can stand in a slot."""
    ids = [passage.id for passage in slot.passages]
    if slot.several:
        sets = [
            tuple(name for name, taken in zip(ids, each, strict=True) if taken)
            for each in product((0, 1), repeat=len(ids))
        ]
    else:
        sets = [(), *((name,) for name in ids)]
    return [draw for draw in sets if draw or not slot.required]


def _values(reply: WriteReply, known: Collection[str]) -> Iterator[Finding]:
    around = reply.letter
    texts = {"letter": " ".join((around.sender, around.to, around.subject or ""))}
    texts |= {f"slots > {slot.id} > passages > {each.id}": each.text for slot in reply.slots for each in slot.passages}
    named = {place: named_in(text) for place, text in texts.items()}
    for place, names in named.items():
        for name in dict.fromkeys(names):
            if name not in known:
                yield Finding(place, f"nothing is given for {{{name}}}; give it a value under letter > fill")
    used = {name for names in named.values() for name in names}
    for name in around.fill:
        if name not in used:
            yield Finding("letter > fill", f"nothing says {{{name}}}; use it in a passage or take it out")


def _marked_up(reply: WriteReply) -> Iterator[Finding]:
    for slot in reply.slots:
        for passage in slot.passages:
            if "*" in passage.text:
                message = "a letter shows its passages as they are written; leave the asterisks out"
                yield Finding(f"slots > {slot.id} > passages > {passage.id}", message)


def _slots(field: WriteLetter, key: LetterKey) -> Iterator[Finding]:
    wanted = {name for slots in key.contains.values() for name in slots}
    avoided = {name for names in key.avoids.values() for name in names}
    for slot in field.slots:
        if slot.id not in wanted and avoided.isdisjoint(passage.id for passage in slot.passages):
            yield Finding(
                field.id, f"no item looks into the slot '{slot.id}'; let one, or take the slot out", in_keys=True
            )


def _one_passage(field: WriteLetter, key: LetterKey) -> Iterator[Finding]:
    for passage in field.passages:
        if all(item.score((passage.id,), key).right for item in field.items):
            message = f"the passage '{passage.id}' alone earns all the marks; let an item want something else too"
            yield Finding(field.id, message, in_keys=True)


def _chance(field: WriteLetter, key: LetterKey) -> Iterator[Finding]:
    if (expected := by_chance(field, key)) > MOST_BY_CHANCE:
        message = (
            f"passages drawn by lot earn {expected:.0%} of the marks, and may earn {MOST_BY_CHANCE:.0%} at most; "
            "let items want fewer of the passages, or avoid more"
        )
        yield Finding(field.id, message, in_keys=True)
