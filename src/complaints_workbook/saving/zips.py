"""Zips: how one is made, and what of one that comes from anywhere may be opened, whatever it says of itself."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile
from typing import IO, TYPE_CHECKING

from complaints_workbook.saving.damage import DamagedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

LONGEST_LIST = 1 << 20
"""Bytes of the list of files in a zip that are read; they are read at once, though the list names folders alone."""
_END, _LARGE_END, _END_SIZE, _LARGE_END_SIZE = b"PK\x05\x06", b"PK\x06\x07", 22, 20
_LONGEST_END = _END_SIZE + (1 << 16)

_HEADER, _HEADER_SIZE = b"PK\x03\x04", 30
_SIZES, _SIZES_SIZE, _LARGE_SIZES_SIZE, _SIZES_BEHIND = b"PK\x07\x08", 12, 20, 0x8
_UTF8, _LOCKED = 0x800, 0x1
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What computers make zips with. What is packed otherwise may become thousands of times as large at one step."""


def zipped(files: Mapping[str, bytes], when: datetime, runnable: Collection[str] = ()) -> bytes:
    """Return a zip of files; the same files at the same time give the same bytes.

    Parameters
    ----------
    files : mapping of str to bytes
        By their names in the zip.
    when : datetime
        The time of each; a zip knows no year before 1980.
    runnable : collection of str
        The names of those that are programs.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.external_attr = (0o100755 if name in runnable else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def may_be_listed(file: IO[bytes]) -> bool:
    """Say whether a file ends as a zip does that lists no more files than can be read; zipfile reads all at once."""
    listed = list_size(file)
    return listed is not None and listed <= LONGEST_LIST


def list_size(file: IO[bytes]) -> int | None:
    """Return the bytes of the list of files in a zip; None if the file does not end as a zip does."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END - _LARGE_END_SIZE))
    tail = file.read()
    at = len(tail) - _END_SIZE
    if at < 0 or not (tail[at:].startswith(_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE or tail[max(0, at - _LARGE_END_SIZE) :].startswith(_LARGE_END):
        return None
    listed: int = struct.unpack_from("<L", tail, at + 12)[0]
    return listed


def is_whole(content: bytes, archive: zipfile.ZipFile) -> bool:
    """Say whether a zip is all that it lists: nothing before, between and behind, such as another zip."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset != at or content[at : at + 4] != _HEADER:
            return False
        name, more = struct.unpack_from("<HH", content, at + _HEADER_SIZE - 4)
        at += _HEADER_SIZE + name + more + entry.compress_size
        if entry.flag_bits & _SIZES_BEHIND:
            at += 4 if content[at : at + 4] == _SIZES else 0
            at += _SIZES_SIZE if content[at + _SIZES_SIZE : at + _SIZES_SIZE + 2] == b"PK" else _LARGE_SIZES_SIZE
    end = content.rfind(_END)
    return at == archive.start_dir and end + _END_SIZE + len(archive.comment) == len(content)


def name_of(entry: zipfile.ZipInfo) -> str:
    """Return the path of a file in a zip, with ``/``; some programs write UTF-8 and don't say so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def why_not_opened(entry: zipfile.ZipInfo) -> str:
    """Say why a file in a zip is not opened, to follow its name; empty if it may be."""
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or no plain file"
    if entry.flag_bits & _LOCKED:
        return "is locked with a password"
    if entry.compress_type not in _PACKED:
        return "is packed in a way that is not opened here (an ordinary zip is)"
    return ""


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a file in a zip.

    Parameters
    ----------
    limit : int
        The most bytes that are read, whatever the zip says that it holds.

    Raises
    ------
    DamagedError
        If it may not be opened, is too large or is damaged; the message follows its name.
    """
    why = why_not_opened(entry)
    if not why and entry.file_size > limit:
        why = "is too large"
    if why:
        raise DamagedError(why)
    try:
        with archive.open(entry) as file:
            content = file.read(limit + 1)
    except Exception as error:  # zipfile meets what is broken with errors of many kinds
        msg = "is damaged"
        raise DamagedError(msg) from error
    if len(content) > limit:
        msg = "is too large"
        raise DamagedError(msg)
    return content
