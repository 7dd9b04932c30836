"""Read keys and reasons: what ``answers.yaml`` holds and learners never get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import Misfit, misfits
from complaints_workbook.exercises.authored import read_key
from complaints_workbook.exercises.keys import Key

if TYPE_CHECKING:
    from complaints_workbook.exercises.items.field import FieldKey, Fields


class RawKey(Content):
    """The keys of one exercise as an author wrote them.

    `reveal` false keeps every key of the exercise out of feedback; `hide` does
    so for single items. `items` holds the key of each field, which is mostly one item.
    """

    reveal: bool = True
    hide: tuple[str, ...] = ()
    items: dict[str, dict[str, Any]]


class Matched(NamedTuple):
    """The keys that fit, and why others do not."""

    key: Key
    misfits: tuple[Misfit, ...]


def match(fields: Fields, raw: RawKey) -> Matched:
    """Match an exercise's fields with their keys, whatever is wrong with single ones."""
    keys: dict[str, FieldKey] = {}
    wrong: list[Misfit] = []
    for field in fields:
        if field.id not in raw.items:
            wrong.append(Misfit("", f"item '{field.id}' has no key; add one."))
            continue
        try:
            key = read_key(field.key_type, raw.items[field.id])
        except ValidationError as error:
            wrong += [each.within(field.id) for each in misfits(error, raw.items[field.id])]
            continue
        faults = field.faults(key)
        wrong += [Misfit(field.id, fault) for fault in faults]
        if not faults:
            keys[field.id] = key
    items = {item.id for field in fields for item in field.items}
    unknown = [*(raw.items.keys() - {field.id for field in fields}), *(set(raw.hide) - items)]
    wrong += [Misfit("", f"'{name}' is no item of this exercise; check its id.") for name in sorted(unknown)]
    return Matched(Key(keys, frozenset(raw.hide if raw.reveal else items)), tuple(wrong))
