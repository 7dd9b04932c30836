"""Files that are a list of entries, each read by itself: a bad one never costs the good ones beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from msgspec import Raw

from complaints_workbook.saving.damage import DamagedError, NewerVersionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class EntriesFile(Generic[Entry]):
    """How such a file is written and read.

    Attributes
    ----------
    kept_as : str
        The name that the list has in the file.
    version : int
        The version that is written and read.
    whose : str
        Begins the sentence on a file of a later version, such as "Your attempts".
    what : str
        What the file should be, such as "a file of attempts".
    read : callable
        Returns an entry, or raises a DamagedError, a ValueError or an error of msgspec's.
    """

    kept_as: str
    version: int
    whose: str
    what: str
    read: Callable[[Raw], Entry]

    def parse(self, content: bytes) -> tuple[list[Entry], int]:
        """Return the entries of a file's content, and how many more could not be read.

        Raises
        ------
        DamagedError
            If nothing in it can be used.
        NewerVersionError
            If it is of a later version.
        """
        try:
            file = msgspec.json.decode(content, type=dict[str, Raw])
            version: Any = msgspec.json.decode(file["version"])
            if isinstance(version, int) and version > self.version:
                raise NewerVersionError(version, self.whose)
            entries = msgspec.json.decode(file[self.kept_as], type=list[Raw])
        except (msgspec.MsgspecError, LookupError, RecursionError, UnicodeError):
            msg = f"is not {self.what}"
            raise DamagedError(msg) from None
        if version != self.version:
            msg = "does not say which version of the workbook wrote it"
            raise DamagedError(msg)
        good: list[Entry] = []
        for entry in entries:
            try:
                good.append(self.read(entry))
            except (msgspec.MsgspecError, RecursionError, DamagedError, ValueError, OverflowError):
                continue
        return good, len(entries) - len(good)

    def write(self, entries: Iterable[object]) -> str:
        """Return the text of a file, an entry on each line."""
        lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in entries)
        return f'{{"version":{self.version},"{self.kept_as}":[\n{lines}\n]}}\n'
