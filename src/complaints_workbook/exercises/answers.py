"""Read keys and reasons: what ``answers.yaml`` holds and learners never get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from complaints_workbook.content.data_files import Content
from complaints_workbook.exercises.authored import KEY_READERS
from complaints_workbook.exercises.keys import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.exercises.items import Item, ItemKey


class RawKey(Content):
    """The keys of one exercise as an author wrote them.

    `reveal` false keeps every key of the exercise out of feedback; `hide` does
    so for single items.
    """

    reveal: bool = True
    hide: tuple[str, ...] = ()
    items: dict[str, dict[str, Any]]


class KeyFaultsError(Exception):
    """The keys do not fit the items; `faults` says how, one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


def match(items: Sequence[Item], raw: RawKey) -> Key:
    """Match an exercise's items with its keys.

    Raises
    ------
    KeyFaultsError
        Naming every item without a fitting key and every key without an item.
    """
    faults: list[str] = []
    keys: dict[str, ItemKey] = {}
    for item in items:
        if item.id not in raw.items:
            faults.append(f"item '{item.id}' has no key; add one to answers.yaml.")
            continue
        try:
            key = KEY_READERS[type(item)].validate_python(raw.items[item.id])
        except ValidationError as error:
            faults += [f"{item.id} > {'.'.join(map(str, e['loc']))}: {e['msg']}." for e in error.errors()]
            continue
        faults += [f"{item.id}: {fault}" for fault in item.faults(key)]
        keys[item.id] = key
    known = {item.id for item in items}
    unknown = [*(set(raw.items) - known), *(set(raw.hide) - known)]
    faults += [f"'{name}' in answers.yaml is no item of this exercise." for name in sorted(unknown)]
    if faults:
        raise KeyFaultsError(faults)
    return Key(keys, frozenset(raw.hide if raw.reveal else known))
