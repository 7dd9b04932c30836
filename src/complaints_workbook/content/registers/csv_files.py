"""Read the rows of a register's CSV file, and say what it is if it is written in another way.

Spreadsheets save what they call CSV with semicolons or tabs, in several encodings, and
people put a title above. What such a file means is not guessed: it is named, with what to do.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from complaints_workbook.content.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAVE = "save it as 'CSV UTF-8 (comma delimited)'"
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_SEARCHED = 20
"""Rows in which the names of the columns are looked for, below titles and notes."""

_OTHER_FILES = {
    b"PK\x03\x04": "a spreadsheet's own file, not CSV",
    b"\xd0\xcf\x11\xe0": "an older spreadsheet's own file, not CSV",
    b"%PDF": "a PDF, not CSV",
    b"\x1f\x8b": "a compressed file, not CSV",
}
_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"} | {
    codecs.BOM_UTF16_LE: "UTF-16, which spreadsheets call 'Unicode text'",
    codecs.BOM_UTF16_BE: "UTF-16, which spreadsheets call 'Unicode text'",
}
"""What a file that begins with these is written in; those of UTF-32 begin as UTF-16's do, so they come first."""


class OddFileError(Exception):
    """A file is not the CSV that is read; `faults` say what it is and what to do."""

    def __init__(self, *faults: Misfit) -> None:
        self.faults = faults
        super().__init__(*faults)


def read_rows(content: bytes, columns: Sequence[str]) -> list[list[str]]:
    """Return the rows of a CSV file with these columns, the header among them.

    Parameters
    ----------
    content : bytes
        The file. A mark before UTF-8, and any computer's ends of lines, mean nothing.
    columns : sequence of str
        The names that the header should hold.

    Raises
    ------
    OddFileError
        If it is in another encoding or no text, has other separators than commas, or has
        rows above the header.
    """
    text = _text(content)
    if faults := tuple(_odd(text, columns)):
        raise OddFileError(*faults)
    try:
        return list(csv.reader(io.StringIO(text, newline=None), strict=True))
    except csv.Error as error:
        raise OddFileError(Misfit("", f"the file is not CSV ({error}); check its quotation marks.")) from None


def _text(content: bytes) -> str:
    for start, what in _OTHER_FILES.items():
        if content.startswith(start):
            raise OddFileError(Misfit("", f"the file is {what}; open it and {_SAVE}."))
    if kind := next((what for mark, what in _MARKS.items() if content.startswith(mark)), ""):
        raise OddFileError(Misfit("", f"the file is written in {kind}, and not in UTF-8; {_SAVE}."))
    if b"\0" in content:
        kind = "UTF-16 without a mark" if content[1:2] == b"\0" or content[:1] == b"\0" else "no kind of text"
        raise OddFileError(Misfit("", f"the file is written in {kind}, and not in UTF-8; {_SAVE}."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        what = "the file is not UTF-8 text; it is probably in a code page of Windows, such as cp1252"
        raise OddFileError(
            Misfit(f"row {row}", f"{what}. Open it, check that £ and ’ look right, and {_SAVE}.")
        ) from None


def _odd(text: str, columns: Sequence[str]) -> Iterator[Misfit]:
    """Find what is odd about a file above its header, and in it."""
    lines = text.splitlines()[:_SEARCHED]
    found = next(((n, sign) for n, line in enumerate(lines, 1) if (sign := _separator(line, columns))), None)
    if found is None:
        return
    number, separator = found
    if lines[0].replace('"', "").casefold().startswith("sep="):
        yield Misfit("row 1", "'sep=' is there for a spreadsheet and is no row of the register; take it out.")
    elif number > 1:
        above = "row 1 is" if number == 2 else f"rows 1 to {number - 1} are"  # noqa: PLR2004 - one row above it
        yield Misfit("row 1", f"the names of the columns are in row {number}, and {above} above them; take them out.")
    if separator != ",":
        parted = f"its columns are parted by {_SEPARATORS[separator]}, not by commas"
        yield Misfit(f"row {number}", f"{parted}; {_SAVE}.")


def _separator(line: str, columns: Sequence[str]) -> str:
    """Return what parts the columns' names in a line, or nothing if most of them are not in it."""
    for separator in (",", *_SEPARATORS):
        names = {name.strip().strip('"').strip().casefold() for name in line.split(separator)}
        if len(names & set(columns)) > len(columns) / 2:
            return separator
    return ""
