"""Feedback that is finished: as a page shows it and as a notebook's file holds it, in pieces to be filled."""

from __future__ import annotations

from html import escape
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

import nh3
from msgspec import Struct

from complaints_workbook.marking.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEEDBACK_TAGS = {"div", "p", "ol", "ul", "li", "strong", "em", "span", "br"}
_CLEANER = nh3.Cleaner(tags=_FEEDBACK_TAGS, attributes={"*": {"class"}})


def clean_feedback(html: str) -> str:
    """Return an exercise's feedback with nothing in it but what feedback is made of."""
    return _CLEANER.clean(html)


def json_text(text: str) -> bytes:
    """Return text as it stands between the quotation marks of a JSON string, in UTF-8."""
    return encode_basestring(text)[1:-1].encode()


class Finished(Struct, frozen=True, gc=False):
    """Feedback in UTF-8: as clean HTML for the page, and as JSON text for the notebook."""

    html: bytes
    json_html: bytes


Pieces = tuple[Finished, ...]
"""Feedback that is cut where something goes in."""


def finished(html: str, *marks: str) -> Pieces:
    """Return feedback, cut where its marks stand."""
    pieces = zip(cut(clean_feedback(html), *marks), cut(html, *marks), strict=True)
    return tuple(Finished(clean.encode(), json_text(raw)) for clean, raw in pieces)


def finished_text(line: str) -> Finished:
    """Return text, of which there may be as much as there are amounts, so that it is not remembered."""
    clean = escape(line, quote=False)
    raw = clean.replace('"', "&quot;").replace("'", "&#x27;")
    return Finished(clean.encode(), json_text(raw))


def filled(pieces: Pieces, values: Sequence[Finished]) -> Finished:
    """Return feedback with a value between each two of its pieces."""
    html, json_html = [pieces[0].html], [pieces[0].json_html]
    for value, piece in zip(values, pieces[1:], strict=True):
        html += (value.html, piece.html)
        json_html += (value.json_html, piece.json_html)
    return Finished(b"".join(html), b"".join(json_html))


def joined(pieces: Sequence[Finished]) -> Finished:
    """Return feedback that is made of pieces."""
    return Finished(b"".join([piece.html for piece in pieces]), b"".join([piece.json_html for piece in pieces]))
