"""The pictures that a learner pasted into a notebook, which stand in it as text.

The marked notebook shows those that are small and whole. Here are all of them.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.pasted import ATTACHMENTS, IN_TEXT
from complaints_workbook.marking.handed_in.safe_files import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell


def without_pictures(text: str) -> str:
    """Return a cell's text with a word where a picture stands in it.

    Examples
    --------
    >>> without_pictures("![mine](data:image/png;base64,iVBORw0KGgo=)")
    '![mine](a picture)'
    """
    return IN_TEXT.sub("a picture", text)


def attached_pictures(cell: HandedCell) -> Iterator[tuple[str, bytes]]:
    """Give what is attached to a cell or stands in its text as a picture, by name; what cannot be read is left out."""
    attached = decode(bytes(cell.attachments), ATTACHMENTS) if cell.attachments else None
    texts = [
        (name, data if isinstance(data, str) else "".join(data))
        for name, kinds in (attached or {}).items()
        for data in kinds.values()
    ]
    texts += [("in the text", found[1]) for found in IN_TEXT.finditer(cell.source)]
    for name, text in texts:
        try:
            yield name, base64.b64decode(text)
        except (binascii.Error, ValueError):
            continue
