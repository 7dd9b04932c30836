"""What ``pages.json`` holds: the pages of an assignment, written for a machine and readable in a diff.

Version 1::

    {"version": 1,
     "assignment": "complaints-lo1",
     "exercises": {"<exercise>": {"kind": …, "read_again": …, "criteria": […], "items": […], "page": {…}}},
     "practices": {"<practice>": {…, "key": {"<item>": {…}}}},
     "papers": {"<organisation>": "<html>"}}

The title stands in the page, and nothing is there twice.
"""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items import (
    AmountKey,
    ChooseOne,
    ChooseSeveral,
    GiveAmount,
    OneKey,
    Option,
    OrderKey,
    PutInOrder,
    SeveralKey,
)
from complaints_workbook.exercises.keys import Key
from complaints_workbook.pages.page import Page, Pages

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.exercises.items import Item, ItemKey

VERSION = 1

_ITEMS: dict[str, tuple[type[Any], type[Any]]] = {
    "choose-one": (ChooseOne, OneKey),
    "choose-several": (ChooseSeveral, SeveralKey),
    "put-in-order": (PutInOrder, OrderKey),
    "give-amount": (GiveAmount, AmountKey),
}
"""Each type of item by its name in the file, and the type of its key."""


def write(pages: Pages) -> str:
    """Return the text of a pages file; the same pages always give the same text."""
    data = {
        "version": VERSION,
        "assignment": pages.assignment,
        "exercises": {name: _page_data(page) for name, page in pages.exercises.items()},
        "practices": {name: _page_data(page) for name, page in pages.practices.items()},
        "papers": dict(sorted(pages.papers.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def parse(path: Path, text: str) -> Pages:
    """Read the text of a pages file.

    Parameters
    ----------
    path : Path
        The file, for the message.
    text : str
        What stands in it.

    Raises
    ------
    ContentError
        If it is not what `write` writes, or of another version.
    """
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            message = f"the file is of version {data['version']}, and this workbook reads {VERSION}; {_RENEW}"
            raise ContentError(path, [message])
        return Pages(
            data["assignment"],
            {name: _page(name, entry) for name, entry in data["exercises"].items()},
            {name: _page(name, entry) for name, entry in data["practices"].items()},
            data["papers"],
        )
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise ContentError(path, [f"the file is damaged; {_RENEW}"]) from None


_RENEW = "delete it and start the workbook again, or ask your tutor for a new copy."


def _page_data(page: Page) -> dict[str, Any]:
    items = page.item_set
    return {
        "kind": page.kind,
        "read_again": items.read_again,
        "criteria": list(items.criteria),
        "items": [_item_data(item) for item in items.items],
        **({"key": {name: _plain(key) for name, key in page.key.items.items()}} if page.key else {}),
        "page": dict(page.shown),
    }


def _item_data(item: Item) -> dict[str, Any]:
    name = next(name for name, (item_type, _) in _ITEMS.items() if type(item) is item_type)
    return {"type": name, **_plain(item)}


def _plain(record: Any) -> dict[str, Any]:
    """Return a dataclass of items or keys as plain data."""
    return {field.name: _plain_value(getattr(record, field.name)) for field in fields(record)}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Option):
        return _plain(value)
    return [_plain_value(entry) for entry in value] if isinstance(value, tuple) else value


def _page(name: str, entry: dict[str, Any]) -> Page:
    shown = entry["page"]
    items = tuple(_item(item) for item in entry["items"])
    item_set = ItemSet(name, shown["title"], tuple(entry["criteria"]), entry["read_again"], items)
    key = (
        Key({item["id"]: _key(item["type"], entry["key"][item["id"]]) for item in entry["items"]})
        if "key" in entry
        else None
    )
    return Page(entry["kind"], item_set, shown, key)


def _item(entry: dict[str, Any]) -> Item:
    values = {name: value for name, value in entry.items() if name != "type"}
    for name in ("options", "entries"):
        if name in values:
            values[name] = tuple(Option(**option) for option in values[name])
    if "tolerance" in values:
        values["tolerance"] = Decimal(values["tolerance"])
    item: Item = _ITEMS[entry["type"]][0](**values)
    return item


def _key(item_type: str, entry: dict[str, Any]) -> ItemKey:
    values = dict(entry)
    if item_type == "give-amount":
        values["key"] = Decimal(values["key"])
    elif isinstance(values["key"], list):
        values["key"] = tuple(values["key"])
    key: ItemKey = _ITEMS[item_type][1](**values)
    return key
