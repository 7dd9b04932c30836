"""The pictures that a learner pasted into a notebook, which stand in it as text."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Cell(msgspec.Struct, gc=False):
    attachments: Any = None


class _Notebook(msgspec.Struct, gc=False):
    cells: list[_Cell]


_DECODER = msgspec.json.Decoder(_Notebook)


def attached_pictures(notebook: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the name and the content of whatever is attached to a notebook's cells and can be read."""
    try:
        cells = _DECODER.decode(notebook).cells
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return
    for cell in cells:
        for name, kinds in cell.attachments.items() if isinstance(cell.attachments, dict) else ():
            for text in kinds.values() if isinstance(kinds, dict) else ():
                content = _content(text)
                if content is not None:
                    yield name, content


def _content(text: object) -> bytes | None:
    lines = text if isinstance(text, list) else [text]
    try:
        return base64.b64decode("".join(line for line in lines if isinstance(line, str)))
    except (binascii.Error, ValueError):
        return None
