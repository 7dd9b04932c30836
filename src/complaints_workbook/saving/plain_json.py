"""JSON of any shape, read as forgivingly as can be, and text that can be written again."""

from __future__ import annotations

import json
from typing import Any

from complaints_workbook.saving.damage import DamagedError

_LONGEST_NUMBER = 40
_DEEPEST = 20
"""Lists in lists; nothing that the workbook keeps comes near."""


def read_loosely(content: bytes) -> Any:
    """Return what JSON says, whichever way it is written.

    Numbers that nobody can have meant (not a number, infinity, hundreds of digits)
    become None.

    Raises
    ------
    DamagedError
        If it is not JSON, or is nested too deeply.
    """
    try:
        return json.loads(content, parse_int=_whole_number, parse_constant=lambda _name: None)
    except RecursionError:
        msg = "is nested too deeply"
    except UnicodeDecodeError:
        msg = "is not UTF-8 text"
    except json.JSONDecodeError as error:
        msg = f"is not JSON (line {error.lineno})" if content.strip() else "is empty"
    except ValueError:
        msg = "is not JSON"
    raise DamagedError(msg)


def writable(value: Any, deepest: int = _DEEPEST) -> Any:
    r"""Return plain data in which no text has half a character, which no file and no page can hold.

    Raises
    ------
    DamagedError
        If it is nested too deeply, or no plain data.

    Examples
    --------
    >>> writable({"a": ["half \ud83d", 1]})
    {'a': ['half �', 1]}
    """
    if isinstance(value, str):
        return whole_text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if deepest and isinstance(value, list | tuple):
        return [writable(inner, deepest - 1) for inner in value]
    if deepest and isinstance(value, dict):
        return {whole_text(str(name)): writable(inner, deepest - 1) for name, inner in value.items()}
    msg = "is nested too deeply" if isinstance(value, list | tuple | dict) else "is no plain data"
    raise DamagedError(msg)


def whole_text(text: str) -> str:
    """Return a text in which a sign stands for each half of a character whose other half is missing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None
