"""What ``keys.json`` holds: with ``pages.json`` beside it, all that one's own work is marked with.

It is for the learner's own machine, in an edition that marks there. What a tutor releases holds none.

Version 1::

    {"version": 1,
     "assignment": "complaints-lo1",
     "exercises": {"<exercise>": {"hidden": ["<item>"], "criteria": {"<item>": "<code>"}, "key": {"<field>": {…}}}},
     "written": {"<answer's cell>": {"title": …, "criteria": […], "points": …, "question": "<html>", "scheme": {…}}},
     "statements": {"<code>": "<the criterion's words>"}}

Texts of written questions and of their mark schemes are HTML already, as in ``pages.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct

from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.exercises.keys import Key
from complaints_workbook.pages.file_format import key_of, lines
from complaints_workbook.pages.mark_schemes import Scheme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.page import Pages

VERSION = 1

_RENEW = "start the workbook again, which brings them up to date, or get it anew from where you have it."
DAMAGED = f"the keys are damaged; {_RENEW}"
ANOTHER = f"the keys are another release's than the exercises; {_RENEW}"


@dataclass(frozen=True)
class ExerciseKey:
    """The keys of an exercise, and what the marks of each of its items are for, by the item's id."""

    key: Key
    criteria_of: Mapping[str, str]


class WrittenKey(Struct, frozen=True):
    """A written question, with what a good answer holds.

    Attributes
    ----------
    title : str
        Its heading.
    criteria : tuple of str
        Codes; its marks are for the first.
    points : float
        The marks to be had.
    question : str
        The question under the heading, as HTML.
    scheme : Scheme
        The mark scheme, whose texts are HTML.
    """

    title: str
    criteria: tuple[str, ...]
    points: float
    question: str
    scheme: Scheme


@dataclass(frozen=True)
class Keys:
    """The keys of an assignment.

    Attributes
    ----------
    exercises : mapping of str to ExerciseKey
        By exercise.
    written : mapping of str to WrittenKey
        By nbgrader's name of the answer's cell, in the order of the notebook.
    statements : mapping of str to str
        The words of each criterion that is marked or written about, by its code.
    """

    assignment: str
    exercises: Mapping[str, ExerciseKey]
    written: Mapping[str, WrittenKey]
    statements: Mapping[str, str]


class _Exercise(Struct):
    hidden: list[str]
    criteria: dict[str, str]
    key: dict[str, Raw]


class _File(Struct):
    assignment: str
    exercises: dict[str, _Exercise]
    written: dict[str, WrittenKey]
    statements: dict[str, str]


class _Version(Struct):
    version: Any


def write(keys: Keys) -> str:
    """Return the text of a keys file; the same keys always give the same text."""
    exercises = {
        name: {"hidden": sorted(each.key.hidden), "criteria": each.criteria_of, "key": each.key.fields}
        for name, each in keys.exercises.items()
    }
    return (
        f'{{"version":{VERSION},"assignment":{msgspec.json.encode(keys.assignment).decode()},\n'
        f'"exercises":{lines(exercises)},\n"written":{lines(keys.written)},\n"statements":{lines(keys.statements)}}}\n'
    )


def parse(path: Path, text: str | bytes, pages: Pages) -> Keys:
    """Read the text of a keys file.

    Parameters
    ----------
    path : Path
        The file, for the message.
    text : str or bytes
        What stands in it; bytes are UTF-8.
    pages : Pages
        The exercises whose keys they are. Keys of others are left out.

    Raises
    ------
    ContentError
        If it is not what `write` writes, or its keys do not fit the exercises.
    """
    try:
        if msgspec.json.decode(text, type=_Version).version != VERSION:
            raise ContentError(Fault(path, "", ANOTHER))
        file = msgspec.json.decode(text, type=_File)
        asked = {name: page.item_set for name, page in pages.exercises.items()}
        exercises = {name: _exercise(asked[name], entry) for name, entry in file.exercises.items() if name in asked}
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ContentError(Fault(path, "", DAMAGED)) from None
    if file.assignment != pages.assignment or any(
        name not in exercises or not _fits(item_set, exercises[name]) for name, item_set in asked.items()
    ):
        raise ContentError(Fault(path, "", ANOTHER))
    return Keys(file.assignment, exercises, file.written, file.statements)


def _exercise(asked: ItemSet, entry: _Exercise) -> ExerciseKey:
    known = [field for field in asked.fields if field.id in entry.key]
    return ExerciseKey(Key(key_of(known, entry.key).fields, frozenset(entry.hidden)), entry.criteria)


def _fits(asked: ItemSet, own: ExerciseKey) -> bool:
    keyed = all(field.id in own.key.fields and not field.faults(own.key.fields[field.id]) for field in asked.fields)
    return keyed and all(item.id in own.criteria_of for item in asked.items)
