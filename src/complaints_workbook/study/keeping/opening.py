"""Open a file of work that comes from anywhere. Pure: nothing is written, and nothing but known documents is read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.zips import may_be_listed, name_of, read_entry
from complaints_workbook.study.keeping.file_format import MANIFEST, MOST_BYTES, limit_of, parse_manifest, place_of

if TYPE_CHECKING:
    from complaints_workbook.study.keeping.file_format import Manifest
    from complaints_workbook.study.keeping.packing import Documents

_MOST_FILES = 2_000
_MOST_TOLD = 5
_NOBODYS = re.compile(r"(?:.*/)?(?:__MACOSX/.*|Thumbs\.db|desktop\.ini|\.[^/]*)|.*/", re.IGNORECASE | re.DOTALL)
"""Folders, and what computers leave in them."""


class NoWorkError(WorkbookError):
    """A file cannot be restored from; the message says why, and what to do."""


@dataclass(frozen=True)
class Brought:
    """What a file of work holds.

    Attributes
    ----------
    manifest : Manifest
        What it says of itself.
    documents : Documents
        What could be read of it; none of them is checked yet.
    left : tuple of str
        What was left in it, in sentences.
    """

    manifest: Manifest
    documents: Documents
    left: tuple[str, ...] = ()


def opened(content: bytes) -> Brought:
    """Open a file of work.

    Raises
    ------
    NoWorkError
        If it is none, is damaged as a whole, or is larger than any.
    NewerVersionError
        If a later version of the workbook wrote it.
    """
    if len(content) > MOST_BYTES:
        msg = f"This file is larger than {MOST_BYTES // 1_000_000} MB, so it is not one that the workbook made."
        raise NoWorkError(msg)
    if not may_be_listed(io.BytesIO(content)):
        msg = (
            "This is not a zip, or not all of it is here. Choose the file that “Download my work” gave you, "
            "or download it again."
        )
        raise NoWorkError(msg)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except WorkbookError:
        raise
    except Exception as error:  # zipfile meets what is broken with errors of many kinds
        msg = "This zip is damaged and cannot be opened. Download it again, or choose another one."
        raise NoWorkError(msg) from error


def _read(archive: zipfile.ZipFile) -> Brought:
    entries = [(name_of(entry), entry) for entry in archive.infolist()]
    if len(entries) > _MOST_FILES:
        msg = f"This zip lists more than {_MOST_FILES:,} files, so it is not one that the workbook made."
        raise NoWorkError(msg)
    folder = _folder([name for name, _ in entries])
    documents: dict[str, bytes] = {}
    left: list[str] = []
    room = MOST_BYTES
    for name, entry in entries:
        inside = name.removeprefix(folder)
        if not name.startswith(folder) or _NOBODYS.fullmatch(inside):
            continue
        place = ("", MANIFEST) if inside == MANIFEST else place_of(inside)
        if place is None or inside in documents:
            why = "is there twice; the first was taken" if place else "is none of the workbook’s files"
            left.append(f"{shown_name(inside)} {why}.")
            continue
        try:
            documents[inside] = read_entry(archive, entry, limit := min(limit_of(place[1]), room))
        except DamagedError as error:
            left.append(f"{shown_name(inside)} {error}.")
        if entry.file_size <= limit:
            room -= entry.file_size  # it was unpacked, and no further, even where it turned out to be damaged
    return Brought(
        _manifest(documents.pop(MANIFEST, None)),
        {place: content for name, content in documents.items() if (place := place_of(name))},
        _some(left),
    )


def _folder(names: list[str]) -> str:
    """Return the folder that all stands in: who has unpacked a zip and packed it again has one."""
    manifests = [name for name in names if name.rpartition("/")[2] == MANIFEST and name.count("/") <= 1]
    return min(manifests, key=len, default=MANIFEST).removesuffix(MANIFEST)


def _manifest(content: bytes | None) -> Manifest:
    try:
        if content is not None:
            return parse_manifest(content)
    except DamagedError:
        pass
    msg = (
        "This zip was not made by “Download my work”: it does not say what it is. Nothing was changed. "
        "Choose another file."
    )
    raise NoWorkError(msg)


def _some(left: list[str]) -> tuple[str, ...]:
    more = len(left) - _MOST_TOLD
    return (*left[:_MOST_TOLD], *([f"{more} more were left out."] if more > 0 else []))
