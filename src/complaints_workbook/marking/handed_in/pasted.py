"""Pictures that a learner pasted into a cell, whichever way their program keeps them.

JupyterLab and VS Code attach them to the cell. Colab, and text copied from elsewhere,
have them in the text itself. Some programs show them by HTML.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from complaints_workbook.marking.handed_in.pictures import MOST_BYTES, checked
from complaints_workbook.marking.handed_in.safe_files import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

MOST = 12
"""Pictures of one submission that are shown."""

MOST_IN_ALL = 2 * MOST_BYTES
"""Bytes of them."""

_MOST_COMMAS = 10_000
ATTACHMENTS = msgspec.json.Decoder(dict[str, dict[str, str | list[str]]])
"""What is attached to a cell: data in base 64, by name and media type."""

IN_TEXT = re.compile(r"data:image/[a-z+.-]{1,20};base64,([A-Za-z0-9+/=]+)", re.IGNORECASE)
"""A picture that stands in a cell's text; its data is the first group."""

_TAG = re.compile(r"<img\b([^<>]*+)>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*+=\s*+["']?(attachment:[^"'\s<>]{1,300})""", re.IGNORECASE)
"""Neither goes back over what it has read, so that no text takes longer than its length."""


class Pasted(NamedTuple):
    """A cell's text and its pictures.

    Attributes
    ----------
    text : str
        In which each picture that stood in it has become a reference to one.
    pictures : mapping of str to str
        Addresses that hold the pictures themselves, by name.
    refused : int
        Pictures that are not shown.
    """

    text: str
    pictures: Mapping[str, str]
    refused: int = 0


class Album:
    """The pictures of one submission, of which so many are taken as can be shown."""

    def __init__(self) -> None:
        self._left, self._bytes_left = MOST, MOST_IN_ALL

    def take(self, cell: HandedCell) -> Pasted:
        """Take the pictures out of a cell."""
        if not cell.attachments and "data:image" not in cell.source and "attachment:" not in cell.source:
            return Pasted(cell.source, {})
        given = dict(_attached(bytes(cell.attachments)))

        def refer(found: re.Match[str]) -> str:
            name = f"in-the-text-{len(given)}"
            given[name] = found[1]
            return f"attachment:{name}"

        text = _TAG.sub(_as_markdown, IN_TEXT.sub(refer, cell.source))
        pictures = {name: address for name, data in given.items() if (address := self._address(data))}
        return Pasted(text, pictures, len(given) - len(pictures))

    def _address(self, data: str) -> str | None:
        """Return an address that holds a picture itself, if it is one and there is room for it."""
        if not self._left or len(data) > 2 * MOST_BYTES:
            return None
        try:
            picture = checked(b64decode("".join(data.split()), validate=True))
        except ValueError:
            picture = None
        if picture is None or len(picture.content) > self._bytes_left:
            return None
        self._left -= 1
        self._bytes_left -= len(picture.content)
        return f"data:{picture.kind};base64,{b64encode(picture.content).decode()}"


def _as_markdown(tag: re.Match[str]) -> str:
    """Return Markdown for an image of HTML that shows what is attached; any other stays as it is."""
    source = _SOURCE.search(tag[1])
    return f"![picture](<{source[1]}>)" if source else tag[0]


def _attached(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each picture that is attached to a cell, by its name; nothing of it is checked yet."""
    attachments = decode(content, ATTACHMENTS) if content.count(b",") < _MOST_COMMAS else None
    if attachments is None:
        # What is no picture is refused later, and told.
        yield from [("unreadable", "")] if content else []
        return
    for name, kinds in attachments.items():
        data = next((data for kind, data in kinds.items() if kind.startswith("image/")), "")
        yield name, data if isinstance(data, str) else "".join(data)
