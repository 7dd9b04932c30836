"""Read keys and reasons: what ``answers.yaml`` holds and learners never get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from complaints_workbook.content.data_files import Content
from complaints_workbook.exercises.authored import read_key
from complaints_workbook.exercises.keys import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.exercises.items.field import FieldKey, Fields


class RawKey(Content):
    """The keys of one exercise as an author wrote them.

    `reveal` false keeps every key of the exercise out of feedback; `hide` does
    so for single items. `items` holds the key of each field, which is mostly one item.
    """

    reveal: bool = True
    hide: tuple[str, ...] = ()
    items: dict[str, dict[str, Any]]


class KeyFaultsError(Exception):
    """The keys do not fit the items; `faults` says how, one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


def match(fields: Fields, raw: RawKey) -> Key:
    """Match an exercise's fields with their keys.

    Raises
    ------
    KeyFaultsError
        Naming every field without a fitting key and every key without a field.
    """
    faults: list[str] = []
    keys: dict[str, FieldKey] = {}
    for field in fields:
        if field.id not in raw.items:
            faults.append(f"item '{field.id}' has no key; add one to answers.yaml.")
            continue
        try:
            key = read_key(field.key_type, raw.items[field.id])
        except ValidationError as error:
            faults += [f"{field.id} > {'.'.join(map(str, e['loc']))}: {e['msg']}." for e in error.errors()]
            continue
        faults += [f"{field.id}: {fault}" for fault in field.faults(key)]
        keys[field.id] = key
    items = {item.id for field in fields for item in field.items}
    unknown = [*(raw.items.keys() - {field.id for field in fields}), *(set(raw.hide) - items)]
    faults += [f"'{name}' in answers.yaml is no item of this exercise." for name in sorted(unknown)]
    if faults:
        raise KeyFaultsError(faults)
    return Key(keys, frozenset(raw.hide if raw.reveal else items))
