"""A fault in a file, and how the faults of other layers become one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.errors import ContentError

# A place is a path of names, such as "roles > adviser > limits" or "row 3, column 'stage'".
_PLACE = re.compile(r"(?P<place>(?:(?!\. )[^:;!?])+): (?P<message>.+)", re.DOTALL)
_WHOLE = "the file"

_PLAIN = {
    "Field required": "the field is missing; add it",
    "Value error, ": "",
    "Extra inputs are not permitted": "there is no such field; check its spelling or take it out",
}


@dataclass(frozen=True, order=True)
class Fault:
    """Something that an author has to put right.

    Attributes
    ----------
    path : Path
        The file.
    entry : str
        Where in the file: ids and fields, joined by ``>``; empty for the whole file.
    message : str
        What is wrong and what to do, in one sentence.
    """

    path: Path
    entry: str
    message: str


def faults_of(error: ContentError, within: str = "") -> list[Fault]:
    """Return the faults that a loader found.

    Parameters
    ----------
    error : ContentError
        What it raised.
    within : str, optional
        The entry of the file that was being read.
    """
    return [fault_from(error.path, text, within) for text in error.faults]


def fault_from(path: Path, text: str, within: str = "") -> Fault:
    """Split a loader's sentence into its place and its message.

    Examples
    --------
    >>> from pathlib import Path
    >>> fault_from(Path("a.yaml"), "late > minutes: Field required.").entry
    'late > minutes'
    """
    for technical, plain in _PLAIN.items():
        text = text.replace(technical, plain)
    match = _PLACE.fullmatch(text.removeprefix(f"{_WHOLE}: "))
    place, message = (match["place"], match["message"]) if match else ("", text)
    return Fault(path, " > ".join(part for part in (within, place) if part), message)
