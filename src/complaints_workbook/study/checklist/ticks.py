"""What ``checklists.json`` holds, beside a learner's answers: the points of mark schemes that they ticked.

Version 1::

    {"version": 1, "questions": {"<answer's cell>": ["<point>", …]}}

An entry that cannot be read never costs the good ones beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.saving.documents import Codec, DocumentStore
from complaints_workbook.saving.plain_json import read_loosely, whole_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHECKLISTS = "checklists.json"
VERSION = 1
LIMIT = 1_000_000
"""Bytes; a full file of an outcome has some 2,000."""

_LONGEST_NAME = 200
_MOST = 200
"""Points of one question."""


@dataclass(frozen=True)
class Ticks:
    """The points that are ticked, by question.

    Attributes
    ----------
    unread : int
        Entries of the file that could not be read.
    """

    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: int = field(default=0, compare=False)

    def of(self, question: str) -> tuple[str, ...]:
        """Return what is ticked in a question."""
        return self.questions.get(question, ())

    def replacing(self, question: str, ticked: tuple[str, ...]) -> Ticks:
        """Return these ticks with others in a question."""
        return Ticks({**self.questions, question: ticked})


def parse(content: bytes) -> Ticks:
    """Read the content of a file of ticks.

    Raises
    ------
    DamagedError
        If nothing in it can be used.
    NewerVersionError
        If it is of a later version.
    """
    data = read_loosely(content)
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise NewerVersionError(version, "What you ticked")
    if version != VERSION or not isinstance(data.get("questions"), dict):
        msg = "is not a file of what was ticked"
        raise DamagedError(msg)
    read = {whole_text(name): _ticked(entry) for name, entry in data["questions"].items()}
    good = {name: entry for name, entry in read.items() if entry is not None and len(name) <= _LONGEST_NAME}
    return Ticks(good, len(read) - len(good))


def write(ticks: Ticks) -> str:
    """Return the text of a file of ticks, in a stable order."""
    questions = {name: list(ticked) for name, ticked in sorted(ticks.questions.items())}
    return json.dumps({"version": VERSION, "questions": questions}, ensure_ascii=False, indent=1) + "\n"


CODEC = Codec(Ticks(), parse, write, LIMIT, lambda ticks: not ticks.unread)


def ticks_in(folder: Path) -> DocumentStore[Ticks]:
    """Return the document of what is ticked, by an assignment's folder among the learner's own."""
    return DocumentStore(folder / CHECKLISTS, CODEC)


def _ticked(entry: Any) -> tuple[str, ...] | None:
    if not isinstance(entry, list) or len(entry) > _MOST:
        return None
    if not all(isinstance(name, str) and len(name) <= _LONGEST_NAME for name in entry):
        return None
    return tuple(map(whole_text, entry))
