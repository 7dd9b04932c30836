"""What ``responses.json`` holds, and how to read anything that stands there.

Version 1::

    {"version": 1,
     "exercises": {"<exercise>": {"<field>": {"answer": …, "saved": "<UTC time>", "by": "<writer>"}}}}

`by` is a mark of the window that saved it, so that two windows can tell each
other's answers from their own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from complaints_workbook.saving.documents import DamagedError, NewerVersionError

VERSION = 1


@dataclass(frozen=True)
class Saved:
    """One saved answer."""

    answer: Any
    saved: str
    by: str


@dataclass(frozen=True)
class Responses:
    """Every saved answer, by exercise and field."""

    exercises: dict[str, dict[str, Saved]] = field(default_factory=dict)

    def answers(self, exercise: str) -> dict[str, Any]:
        """Return an exercise's answers by field."""
        return {name: saved.answer for name, saved in self.exercises.get(exercise, {}).items()}

    def replacing(self, exercise: str, field_id: str, saved: Saved | None) -> Responses:
        """Return these answers with another one in a field; with none, if `saved` is None."""
        others = {name: each for name, each in self.exercises.get(exercise, {}).items() if name != field_id}
        return Responses(self.exercises | {exercise: others | ({field_id: saved} if saved else {})})


def parse(text: str) -> Responses:
    """Read the text of a responses file.

    Raises
    ------
    DamagedError
        If it is not JSON of the known shape.
    NewerVersionError
        If it is of a later version.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise DamagedError from None
    if not isinstance(data, dict) or not isinstance(data.get("exercises"), dict):
        raise DamagedError
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerVersionError(version, "Your saved answers")
    if version != VERSION:
        raise DamagedError
    return Responses({name: _answers(entries) for name, entries in data["exercises"].items()})


def _answers(entries: object) -> dict[str, Saved]:
    if not isinstance(entries, dict):
        raise DamagedError
    return {name: _saved(entry) for name, entry in entries.items()}


def _saved(entry: object) -> Saved:
    if not isinstance(entry, dict) or "answer" not in entry:
        raise DamagedError
    return Saved(entry["answer"], str(entry.get("saved", "")), str(entry.get("by", "")))


def write(responses: Responses) -> str:
    """Return the text of a responses file, in a stable order."""
    exercises = {
        exercise: {name: {"answer": s.answer, "saved": s.saved, "by": s.by} for name, s in sorted(answers.items())}
        for exercise, answers in sorted(responses.exercises.items())
    }
    return json.dumps({"version": VERSION, "exercises": exercises}, ensure_ascii=False, indent=1) + "\n"
