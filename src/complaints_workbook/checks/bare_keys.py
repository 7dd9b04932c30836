"""Keys that stand somewhere without their reasons: fields of an exercise, each with its key behind it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.exercises.keys import Key

_WORD = re.compile(r"[\w.-]+")
_BETWEEN = {"key", "keys", "answer", "answers", "best", "right", "is"}
"""Words that may stand between a field and its key."""

_FEWEST = 2
_PART = 0.5
"""So many fields of an exercise, and so large a part of them, with their keys behind them are no chance."""


class BareKeys:
    """The keys of exercises, as they may stand in any file: JSON, YAML, a spreadsheet, a sentence.

    Parameters
    ----------
    keys : iterable of mapping of str to Key
        Of exercises, by their ids: of each assignment.
    """

    def __init__(self, keys: Iterable[Mapping[str, Key]]) -> None:
        self._fields: dict[str, int] = {}
        self._known: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for assignment in keys:
            for exercise, key in assignment.items():
                self._fields[exercise] = len(key.fields)
                for name, each in key.fields.items():
                    self._known[name][exercise] = _values(msgspec.to_builtins(each).get("key"))

    def found_in(self, text: str) -> list[str]:
        """Return the exercises whose keys a text gives away."""
        found: dict[str, set[str]] = defaultdict(set)
        field = ""
        for word in (match[0].strip(".-") for match in _WORD.finditer(text)):
            for exercise, values in self._known.get(field, {}).items():
                if word in values:
                    found[exercise].add(field)
            if word not in _BETWEEN:
                field = word
        return [
            exercise
            for exercise, fields in found.items()
            if len(fields) >= _FEWEST and len(fields) >= _PART * self._fields[exercise]
        ]


def _values(key: Any) -> set[str]:
    values = key if isinstance(key, list) else [key]
    return {value for value in values if isinstance(value, str)}
