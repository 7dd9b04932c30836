"""How long a zip's list of its files is, by what stands at the zip's end."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_LIST = 1 << 20
"""Bytes of the list of files in a learner's zip, which is read as a whole."""
_END, _LARGE_END, _END_SIZE, _LARGE_END_SIZE = b"PK\x05\x06", b"PK\x06\x07", 22, 20
_LONGEST_END = _END_SIZE + (1 << 16)


def may_be_listed(path: Path) -> bool:
    """Say whether a learner's zip lists no more files than can be read; zipfile reads its whole list at once."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LONGEST_END - _LARGE_END_SIZE))
        tail = file.read()
    at = len(tail) - _END_SIZE
    if at < 0 or not (tail[at:].startswith(_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE or tail[max(0, at - _LARGE_END_SIZE) :].startswith(_LARGE_END):
        return False
    size: int = struct.unpack_from("<L", tail, at + 12)[0]
    return size <= _LONGEST_LIST
