"""Look through all that a folder or a zip holds for what no learner of a class may find there."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.released_files import is_workbooks
from complaints_workbook.checks.bare_keys import BareKeys
from complaints_workbook.checks.secrets import Secrets, secrets_of
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.saving.zips import is_whole, may_be_listed, name_of, read_entry

if TYPE_CHECKING:
    from complaints_workbook.checks.course import Course

_MOST_BYTES = 200_000_000
"""Of one file."""

_DEEPEST = 6
"""Zips in zips."""

_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
"""What pictures begin with. Whatever else is neither a text nor a zip may be packed in any way."""
_PDF = b"%PDF-"
"""It may be all letters, and pack its words nevertheless."""
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass
class Looked:
    """What was looked through, and what was found.

    Attributes
    ----------
    files, zips : int
        That could be looked into.
    found : list of (str, str)
        What gives something away: the file, and what follows its name.
    unread : list of (str, str)
        What could not be looked into, and why.
    """

    files: int = 0
    zips: int = 0
    found: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_proof(self) -> bool:
        """Whether everything was looked into, there was something, and nothing was found."""
        return self.files > 0 and not self.found and not self.unread


def secrets_in(course: Course) -> Secrets:
    """Return the secrets of every assignment of a course; ContentError if one of them cannot be read."""
    sentences: list[str] = []
    every = []
    for folder in course.assignments():
        notebook = read_notebook(folder / f"{folder.name}.ipynb")
        keys = load_assignment(folder, course.datasets).keys if is_workbooks(folder) else {}
        sentences += secrets_of(keys, notebook)
        every.append(keys)
    return Secrets(sentences, BareKeys(every))


def look_through(place: Path, secrets: Secrets) -> Looked:
    """Look through a folder or a file, and all zips in it.

    Parameters
    ----------
    place : Path
        No link is followed; each is told as not looked into.
    secrets : Secrets
        What to look for.
    """
    looked = Looked()
    if place.is_file():
        _look_at_file(looked, secrets, place, place.name)
    for folder, inner, names in os.walk(place):
        inner.sort()
        for name in sorted({*names, *(link for link in inner if Path(folder, link).is_symlink())}):
            path = Path(folder, name)
            _look_at_file(looked, secrets, path, path.relative_to(place).as_posix())
    return looked


def _look_at_file(looked: Looked, secrets: Secrets, path: Path, name: str) -> None:
    if path.is_symlink() or not path.is_file():
        looked.unread.append((name, "is a link or no plain file"))
    elif path.stat().st_size > _MOST_BYTES:
        looked.unread.append((name, "is too large"))
    else:
        _look_at(looked, secrets, name, path.read_bytes(), 0)


def _look_at(looked: Looked, secrets: Secrets, name: str, content: bytes, depth: int) -> None:
    looked.files += 1
    looked.found += [(name, what) for what in secrets.found_in(name, _text(content))]
    if content.startswith(_ZIP) or zipfile.is_zipfile(io.BytesIO(content)):
        _look_into(looked, secrets, name, content, depth + 1)
    elif not _is_text(content) and not content.startswith(_PICTURES):
        looked.unread.append((name, "is neither a text, a picture nor a zip, and cannot be looked into"))


def _look_into(looked: Looked, secrets: Secrets, name: str, content: bytes, depth: int) -> None:
    if depth > _DEEPEST or not may_be_listed(io.BytesIO(content)):
        looked.unread.append((name, "is damaged, or a zip in too many zips"))
        return
    looked.zips += 1
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not is_whole(content, archive):
                looked.unread.append((name, "holds more than it lists, such as another zip that was joined to it"))
            for entry in archive.infolist():
                inside = f"{name}/{name_of(entry)}"
                if entry.is_dir() and not entry.file_size and not entry.compress_size:
                    continue
                try:
                    _look_at(looked, secrets, inside, read_entry(archive, entry, _MOST_BYTES), depth)
                except DamagedError as error:
                    looked.unread.append((inside, str(error)))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        looked.unread.append((name, "is damaged"))


def _text(content: bytes) -> str:
    return content.decode(_encoding(content), errors="replace")


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode(_encoding(content)) and not content.startswith(_PDF)
    except UnicodeDecodeError:
        return False


def _encoding(content: bytes) -> str:
    return next((encoding for sign, encoding in _WIDE if content.startswith(sign)), "utf-8")
