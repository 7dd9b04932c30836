"""Read the notebook as it was handed in: its cells' text, and the names that they claim."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import msgspec

from complaints_workbook.marking.handed_in.safe_files import MEGABYTE, UnreadableError, decode, decode_loosely

LIMIT = 25 * MEGABYTE
"""Bytes; learners paste pictures into their answers."""

FORMAT = 4
"""nbformat's major version."""

UNREADABLE = "unreadable"
"""The kind of a cell that is none, or whose text is none."""

BLANK = " \t\r\n\f\v\xa0\u200b\u200c\u200d\u2060\ufeff"
"""Signs that nobody sees."""

_NOTHING = msgspec.Raw(b"")


class HandedCell(msgspec.Struct, frozen=True, gc=False):
    """A cell that was handed in.

    Attributes
    ----------
    kind : str
        ``code``, ``markdown``, ``raw``, or whatever stood there; `UNREADABLE` if nothing can be taken from it.
    source : str
        Its text.
    name : str or None
        nbgrader's id, as far as the file can be believed.
    checksum : str or None
        nbgrader's of the cell as it was released, as far as the file can be believed.
    points : float or None
        The same of what it is worth.
    identity : str or None
        The id that the notebook format gives a cell; Colab keeps it among the metadata.
    attachments : bytes
        JSON of the pictures that are attached to it, as it stood there; empty if there are none.
    """

    kind: str
    source: str
    name: str | None
    checksum: str | None = None
    points: float | None = None
    identity: str | None = None
    attachments: bytes = b""

    @property
    def says(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.attachments or self.source.strip(BLANK))


class _Grader(msgspec.Struct, gc=False):
    grade_id: str | None = None
    checksum: str | None = None
    points: float | None = None


class _Metadata(msgspec.Struct, gc=False):
    nbgrader: _Grader | None = None
    id: str | None = None


class _Cell(msgspec.Struct, gc=False):
    cell_type: str
    source: msgspec.Raw
    metadata: _Metadata | None = None
    id: str | None = None
    attachments: msgspec.Raw = _NOTHING


class _Notebook(msgspec.Struct, gc=False):
    cells: list[_Cell]
    nbformat: int


_UNNAMED = _Grader()
_PLAIN = _Metadata()
_DECODER = msgspec.json.Decoder(_Notebook)
_SOURCE: msgspec.json.Decoder[str | list[str]] = msgspec.json.Decoder(str | list[str])

_REMEMBERED, _SHORT = 500, 20_000
"""Sources that are kept, and the most bytes of one: nearly all cells of nearly all notebooks are as released."""


def read_cells(content: bytes) -> tuple[HandedCell, ...]:
    """Read the content of a notebook file.

    Raises
    ------
    UnreadableError
        If it is no notebook of the format that is released.
    """
    if (written := _as_written(content)) is not None:
        return written
    data = decode_loosely(content)
    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(data, dict) and isinstance(data.get("nbformat"), int) and data["nbformat"] > FORMAT:
        msg = f"is in a newer notebook format ({data['nbformat']}); only {FORMAT} can be read"
        raise UnreadableError(msg)
    if not isinstance(cells, list):
        msg = "is not a notebook"
        raise UnreadableError(msg)
    return tuple(_loosely(cell) for cell in cells)


def _as_written(content: bytes) -> tuple[HandedCell, ...] | None:
    """Read a notebook as JupyterLab writes it; None if it is anything else."""
    notebook = decode(content, _DECODER)
    if notebook is None or notebook.nbformat != FORMAT:
        return None
    cells = []
    for cell in notebook.cells:
        raw = bytes(cell.source)
        source = _remembered(raw) if len(raw) <= _SHORT else _source(raw)
        if source is None:
            return None
        metadata = cell.metadata or _PLAIN
        grader = metadata.nbgrader or _UNNAMED
        pictures = b"" if cell.attachments is _NOTHING else _attachments(bytes(cell.attachments))
        identity = cell.id or metadata.id
        cells.append(
            HandedCell(cell.cell_type, source, grader.grade_id, grader.checksum, grader.points, identity, pictures)
        )
    return tuple(cells)


def _source(raw: bytes) -> str | None:
    """Return a cell's text; None if it is not written as notebooks are."""
    source = decode(raw, _SOURCE)
    return "".join(source) if isinstance(source, list) else source


_remembered = lru_cache(_REMEMBERED)(_source)


def _attachments(raw: bytes) -> bytes:
    return b"" if raw in (b"{}", b"null") else raw


def _loosely(cell: object) -> HandedCell:
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(cell, dict) or not isinstance(source, str):
        return HandedCell(UNREADABLE, "", _string(_grader(cell).get("grade_id")))
    grader, points = _grader(cell), _grader(cell).get("points")
    attachments = cell.get("attachments")
    return HandedCell(
        _string(cell.get("cell_type")) or "raw",
        source,
        _string(grader.get("grade_id")),
        _string(grader.get("checksum")),
        float(points) if isinstance(points, int | float) else None,
        _string(cell.get("id")) or _string(_metadata(cell).get("id")),
        json.dumps(attachments).encode() if attachments else b"",
    )


def _metadata(cell: object) -> dict[str, Any]:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    return metadata if isinstance(metadata, dict) else {}


def _grader(cell: object) -> dict[str, Any]:
    grader = _metadata(cell).get("nbgrader")
    return grader if isinstance(grader, dict) else {}


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
