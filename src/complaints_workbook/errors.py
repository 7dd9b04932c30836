"""What can be wrong with content, for whoever has to act. Light: every kernel imports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, order=True)
class Fault:
    """Something that has to be put right in a file.

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

    def __str__(self) -> str:
        """Return it as a sentence, in which the file is named with its folder."""
        place = Path(self.path.parent.name, self.path.name).as_posix()
        return f"{place}{f' > {self.entry}' if self.entry else ''}: {self.message}"


def entry_at(*places: str) -> str:
    """Return the entry of a fault from the places on the way to it; empty ones are left out.

    Examples
    --------
    >>> entry_at("which-order", "", "items")
    'which-order > items'
    """
    return " > ".join(filter(None, places))


class WorkbookError(Exception):
    """Anything that the workbook itself says is wrong; the message is for the person who can act on it."""


class ContentError(WorkbookError):
    """Content cannot be used; the message says where, why and what to do, a line for each fault.

    Parameters
    ----------
    *faults : Fault
        At least one.
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class UnknownExerciseError(WorkbookError, LookupError):
    """A cell asks for an exercise that its folder does not have."""


Named = TypeVar("Named")


def pick(entries: Mapping[str, Named], name: str, file_name: str) -> Named:
    """Return the exercise of this name.

    Raises
    ------
    UnknownExerciseError
        If there is none; the message names those in the file.
    """
    if name in entries:
        return entries[name]
    msg = f"There is no exercise '{name}' in {file_name}. It has: {', '.join(sorted(entries))}."
    raise UnknownExerciseError(msg)
