"""What stands in the file that a learner keeps their work in: a zip of plain documents.

Version 1::

    manifest.json                          what it is, of when, and what is in it
    assignments/<assignment>/<document>    answers, written answers and what belongs to them
    study/<document>                       what belongs to no assignment

Whatever has another name is none of the workbook's, and is not opened.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.own_work.carrying import Put
from complaints_workbook.saving.damage import DamagedError, NewerVersionError

VERSION = 1

MANIFEST = "manifest.json"
WRITTEN = "written.json"
"""What a learner wrote in a notebook, without the notebook."""

MOST_BYTES = 50_000_000
"""Of the file, and of all that is read from it: some thousand times an outcome's answers, for pasted pictures."""

_MEGABYTE = 1_000_000
_LIMITS = {MANIFEST: _MEGABYTE, WRITTEN: 25 * _MEGABYTE, RESPONSES: 5 * _MEGABYTE}
_OTHERS_LIMIT = 5 * _MEGABYTE
_PLACE = re.compile(r"(?:assignments/([a-z0-9][a-z0-9-]{0,79})|study)/([a-z0-9-]{1,40}\.json)")


class Holding(msgspec.Struct, frozen=True):
    """How much of an assignment is in the file: for people who look into it, and never relied on."""

    assignment: str
    answers: int
    written: int


class Manifest(msgspec.Struct, frozen=True):
    """What a file of work says of itself.

    Attributes
    ----------
    version : int
        Of this format.
    workbook : str
        The version of the workbook that wrote it.
    made : str
        When, in UTC.
    holds : tuple of Holding
        What is in it.
    files : tuple of str
        The names of all its other files.
    """

    version: int
    workbook: str
    made: str
    holds: tuple[Holding, ...] = ()
    files: tuple[str, ...] = ()


class _Put(msgspec.Struct, omit_defaults=True):
    text: str
    pictures: dict[str, dict[str, str | list[str]]] = {}


class _Written(msgspec.Struct):
    version: int
    saved: str
    answers: dict[str, _Put]
    elsewhere: list[_Put] = []


class WrittenWork(msgspec.Struct, frozen=True):
    """What a learner wrote in an assignment's notebooks.

    Attributes
    ----------
    saved : str
        When the notebook was saved last, in UTC; empty if that is not known.
    answers : dict of str to Put
        By the names of the cells to write in.
    elsewhere : tuple of Put
        What they wrote in other cells, or in other notebooks beside it.
    """

    saved: str = ""
    answers: dict[str, Put] = {}
    elsewhere: tuple[Put, ...] = ()


def place_of(name: str) -> tuple[str, str] | None:
    """Return the assignment and the document that a file in the zip is; no assignment if it belongs to none.

    Examples
    --------
    >>> place_of("assignments/complaints-lo1/responses.json")
    ('complaints-lo1', 'responses.json')
    >>> place_of("study/study.json")
    ('', 'study.json')
    >>> place_of("assignments/../responses.json")
    """
    found = _PLACE.fullmatch(name)
    return (found[1] or "", found[2]) if found else None


def name_in_zip(assignment: str, document: str) -> str:
    """Return the name of a document in the zip. As `place_of`."""
    return f"assignments/{assignment}/{document}" if assignment else f"study/{document}"


def limit_of(document: str) -> int:
    """Return the most bytes of a document that are read."""
    return _LIMITS.get(document, _OTHERS_LIMIT)


def parse_manifest(content: bytes) -> Manifest:
    """Read what a file of work says of itself.

    Raises
    ------
    DamagedError
        If it is none.
    NewerVersionError
        If it is of a later version.
    """
    _check_version(content)
    manifest: Manifest = _read(content, Manifest)
    return manifest


def parse_written(content: bytes) -> WrittenWork:
    """Read what a learner wrote; errors as of `parse_manifest`."""
    _check_version(content)
    read: _Written = _read(content, _Written)
    answers = {name: Put(put.text, put.pictures) for name, put in read.answers.items()}
    return WrittenWork(read.saved, answers, tuple(Put(put.text, put.pictures) for put in read.elsewhere))


def write(document: Manifest | WrittenWork) -> bytes:
    """Return the content of a file; the same document always gives the same content."""
    plain: dict[str, Any] = msgspec.to_builtins(document, order="sorted")
    if isinstance(document, WrittenWork):
        plain = {"version": VERSION} | plain
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"


class _Version(msgspec.Struct):
    version: int


def _check_version(content: bytes) -> None:
    version = _read(content, _Version).version
    if version > VERSION:
        raise NewerVersionError(version, "These files")
    if version < 1:
        msg = "does not say which version of the workbook wrote it"
        raise DamagedError(msg)


def _read(content: bytes, shape: Any) -> Any:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        msg = "is not what the workbook writes"
        raise DamagedError(msg) from None
