"""What can be wrong with content, in sentences for whoever has to act. Light: every kernel imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class WorkbookError(Exception):
    """Anything that the workbook itself says is wrong; the message is for the person who can act on it."""


class ContentError(WorkbookError):
    """A content file cannot be used; the message says where and what to do.

    Parameters
    ----------
    path : Path
        The file at fault.
    faults : sequence of str
        One sentence for each fault, each naming its entry and field.
    """

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{path.name}: {fault}" for fault in self.faults))


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
