"""What ``pages.json`` holds: the pages of an assignment, written for a machine, an exercise on each line.

Version 2::

    {"version": 2,
     "assignment": "complaints-lo1",
     "listing": {"title": …, "order": …, "outcome": …},
     "exercises": {"<exercise>": {"kind": …, "read_again": …, "criteria": […], "fields": […], "page": {…}}},
     "practices": {"<practice>": {…, "key": {"<field>": {…}}}},
     "cases": {"<dossier>": {…}},
     "papers": {"<organisation>": "<html>"},
     "own_sector": {"places": {…}, "headings": {…}, "sectors": {"<sector>": {…}}}}

A page is what its view is given, but nothing is there twice: it names its dossiers, and
where it has a list that stands in one of its fields, such as the field's options, it says
``{"field": …, "list": …}``. There is no `own_sector` where nothing is shown of it.
Version 1, which learners may still have, named fields `items`
and had everything in its place.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, Union

import msgspec
from msgspec import Raw, Struct

from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items import field_types
from complaints_workbook.exercises.keys import Key
from complaints_workbook.exercises.whole import Whole
from complaints_workbook.pages.own_sector import NOWHERE, OwnSector
from complaints_workbook.pages.page import Listing, Page, Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from complaints_workbook.exercises.items.field import Field

VERSION = 2

_RENEW = "delete it and start the workbook again, or ask your tutor for a new copy."
DAMAGED = f"the file is damaged; {_RENEW}"
MISSING = "the file is missing; start the workbook again, or ask your tutor for a new copy."

_REFERENCE = {"field", "list"}

FieldT = TypeVar("FieldT", bound="Field[Any, Any]")
EntryT = TypeVar("EntryT")


class _Entry(Struct, Generic[FieldT], kw_only=True, omit_defaults=True):
    kind: str
    read_again: str
    criteria: tuple[str, ...]
    fields: tuple[FieldT, ...]
    wholes: tuple[Whole, ...] = ()
    page: dict[str, Any]
    key: dict[str, Raw] | None = None

    def shown(self, cases: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the view is given: the page, with its dossiers and the lists of fields in their places."""
        _fill_in(self.page, {field.id: field for field in self.fields})
        return {**self.page, "cases": {name.partition("/")[0]: cases[name] for name in self.page["cases"]}}


class _FirstEntry(_Entry[FieldT], Generic[FieldT], kw_only=True):
    """An entry of version 1."""

    fields: tuple[FieldT, ...] = msgspec.field(name="items")

    def shown(self, cases: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - it has its dossiers already
        """Return the page, which had all but the name of the fields."""
        return {name: value for name, value in self.page.items() if name != "items"}


class _Framed(Struct):
    """What the frame of any page is drawn with; the rest is for its view."""

    title: str
    id: str = ""
    mode: Literal["assessed", "practice"] = "assessed"
    caption: str = ""
    introduction: str = ""
    worked: str | None = None
    organisations: dict[str, str] = {}


class _File(Struct, Generic[EntryT]):
    assignment: str
    exercises: dict[str, EntryT]
    practices: dict[str, EntryT]
    papers: dict[str, str]
    cases: dict[str, dict[str, Any]] = {}
    listing: Listing | None = None
    own_sector: OwnSector = NOWHERE


class _Version(Struct):
    version: Any


_ENTRIES: dict[int, Any] = {1: _FirstEntry, VERSION: _Entry}


def write(pages: Pages) -> str:
    """Return the text of a pages file; the same pages always give the same text."""
    cases = _Cases()
    exercises, practices = (
        lines({name: _entry(page, cases) for name, page in group.items()})
        for group in (pages.exercises, pages.practices)
    )
    own_sector = f',\n"own_sector":{_json(pages.own_sector)}' if pages.own_sector.places else ""
    return (
        f'{{"version":{VERSION},"assignment":{_json(pages.assignment)},"listing":{_json(pages.listing)},\n'
        f'"exercises":{exercises},\n"practices":{practices},\n'
        f'"cases":{lines(cases.known)},\n"papers":{lines(dict(sorted(pages.papers.items())))}{own_sector}}}\n'
    )


def parse(path: Path, text: str | bytes) -> Pages:
    """Read the text of a pages file.

    Parameters
    ----------
    path : Path
        The file, for the message.
    text : str or bytes
        What stands in it; bytes are UTF-8.

    Raises
    ------
    ContentError
        If it is not what `write` writes, or of another version.
    """
    try:
        version = msgspec.json.decode(text, type=_Version).version
        if version not in _ENTRIES:
            message = f"the file is of version {version}, and this workbook reads {VERSION}; {_RENEW}"
            raise ContentError(Fault(path, "", message))
        file = _decoder(version).decode(text)
        exercises, practices = (
            {name: _page(name, entry, file.cases) for name, entry in group.items()}
            for group in (file.exercises, file.practices)
        )
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ContentError(Fault(path, "", DAMAGED)) from None
    return Pages(file.assignment, exercises, practices, file.papers, file.listing, file.own_sector)


@cache
def _decoder(version: int) -> msgspec.json.Decoder[_File[_Entry[Field[Any, Any]]]]:
    file: Any = _File
    return msgspec.json.Decoder(file[_ENTRIES[version][Union[field_types()]]])  # noqa: UP007 - of a tuple


class _Cases:
    """The dossiers of all pages, each once. One that is shown in two ways has two names."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def name(self, case_id: str, dossier: Any) -> str:
        """Return the name of a dossier: its case's id, and a number if it is shown otherwise elsewhere."""
        name, ways = case_id, 1
        while self.known.setdefault(name, dossier) != dossier:
            ways += 1
            name = f"{case_id}/{ways}"
        return name


def _entry(page: Page, cases: _Cases) -> _Entry[Any]:
    asked = page.item_set
    lists = {
        _json(value): {"field": field.id, "list": name}
        for field in reversed(asked.fields)
        for name, value in msgspec.to_builtins(field).items()
        if isinstance(value, list | tuple)
    }
    shown = {name: _with_references(value, lists) for name, value in page.shown.items() if name != "fields"}
    shown["cases"] = [cases.name(case_id, dossier) for case_id, dossier in page.shown["cases"].items()]
    key: Any = page.key.fields if page.key else None
    return _Entry(
        kind=page.kind,
        read_again=asked.read_again,
        criteria=asked.criteria,
        fields=asked.fields,
        wholes=asked.wholes,
        page=shown,
        key=key,
    )


def _with_references(value: Any, lists: Mapping[str, Any]) -> Any:
    """Return plain data in which a reference stands for each named list that a field has."""
    if isinstance(value, dict):
        return {
            name: (isinstance(inner, list | tuple) and lists.get(_json(inner))) or _with_references(inner, lists)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_with_references(inner, lists) for inner in value]
    return value


def _page(name: str, entry: _Entry[Field[Any, Any]], cases: Mapping[str, Any]) -> Page:
    shown = {**entry.shown(cases), "fields": [field.id for field in entry.fields]}
    msgspec.convert(shown, _Framed)
    item_set = ItemSet(name, shown["title"], entry.criteria, entry.read_again, entry.fields, entry.wholes)
    return Page(entry.kind, item_set, shown, None if entry.key is None else key_of(entry.fields, entry.key))


def key_of(fields: Iterable[Field[Any, Any]], written: Mapping[str, Raw]) -> Key:
    """Return the keys of fields from the JSON that stands for each of them, by its id."""
    return Key({field.id: msgspec.json.decode(written[field.id], type=field.key_type) for field in fields})


def _fill_in(value: Any, fields: Mapping[str, Field[Any, Any]]) -> None:
    """Put the lists of fields where references stand."""
    if isinstance(value, list):
        for inner in value if value and isinstance(value[0], dict | list) else ():  # not in a chart's many numbers
            _fill_in(inner, fields)
        return
    for name, inner in value.items():
        if isinstance(inner, list):
            _fill_in(inner, fields)
        elif isinstance(inner, dict):
            if inner.keys() == _REFERENCE:
                value[name] = list(msgspec.to_builtins(getattr(fields[inner["field"]], inner["list"])))
            else:
                _fill_in(inner, fields)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def lines(entries: Mapping[str, Any]) -> str:
    """Return a JSON object with an entry on each line."""
    each: Iterable[str] = (f"{_json(name)}:{_json(entry)}" for name, entry in entries.items())
    return "{\n" + ",\n".join(each) + "\n}"
