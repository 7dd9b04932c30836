"""Unpack what was downloaded: plain files under plain names, within bounds, whatever the zips say of themselves.

A zip of the virtual learning environment holds what each learner handed in, which may be a
zip again. What is damaged, locked, endless or named for somewhere else is told and left;
the rest is unpacked.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.nbgrader_steps.downloads.zip_entries import LeftError, look_at, moment_of, parts_of
from complaints_workbook.saving.zips import LONGEST_LIST, list_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

MOST_FILES = 1_000
"""Files of one learner that are unpacked."""

NESTED = 3
"""Zips in zips that are opened: the download's own, a learner's, and one in that."""

_WASTE = 3
"""How many times what is taken of one learner is unpacked at most, with what is damaged and thrown away."""

_CHUNK = 1 << 20
_MOST_TOLD = 5
_NOBODYS = re.compile(r"__MACOSX|Thumbs\.db|desktop\.ini|\.(?!\.$).*|~\$.*", re.IGNORECASE)
"""Names of what computers leave in folders."""


_TOO_LARGE = "is too large, by itself or with the others, and was left out"


@dataclass
class Unpacking:
    """Everything that is unpacked into one folder.

    Parameters
    ----------
    target : Path
        The folder.
    whose : callable
        From the path of a file, as parts, to whose bounds it counts against.
    tell : callable
        Takes a sentence on what is left.
    file, together : int
        The most bytes of one file, and of one learner's files.
    """

    target: Path
    whose: Callable[[tuple[str, ...]], str]
    tell: Callable[[str], None]
    file: int
    together: int
    _files: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _bytes: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _unpacked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _listed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _told: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def unpack(self, path: Path, parts: tuple[str, ...]) -> None:
        """Unpack a file that was downloaded: a zip into a folder of its name, another as it is.

        Parameters
        ----------
        path : Path
            The file.
        parts : tuple of str
            Its path among what was downloaded.
        """
        if path.suffix.lower() == ".zip":
            self._unzip(path, (*parts[:-1], path.stem), 1, None)
            return
        with path.open("rb") as file:
            self._put(file, parts, path.stat().st_mtime, path.stat().st_size)

    def _unzip(self, path: Path, parts: tuple[str, ...], depth: int, handed_in: float | None) -> bool:
        """Unpack a zip, and say whether it could be read."""
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    self._unpack_entry(archive, entry, parts, depth, handed_in)
        except Exception as error:  # noqa: BLE001 - zipfile meets what is broken with errors of many kinds
            self._tell(parts, f"{_shown(parts)}.zip cannot be unpacked, or not to its end ({_why(error)}).")
            return False
        return True

    def _unpack_entry(
        self,
        archive: zipfile.ZipFile,
        entry: zipfile.ZipInfo,
        inside: tuple[str, ...],
        depth: int,
        handed_in: float | None,
    ) -> None:
        parts = (*inside, *parts_of(entry))
        if entry.is_dir() or any(map(_NOBODYS.fullmatch, parts[len(inside) :])) or self._is_done_with(parts):
            return
        moment = moment_of(entry) if handed_in is None else handed_in
        try:
            look_at(entry, parts[len(inside) :], len(parts))
            with archive.open(entry) as file:
                put = self._put(file, parts, moment, entry.file_size)
        except LeftError as error:
            self._tell(parts, f"{_shown(parts)} {error}.")
        except Exception as error:  # noqa: BLE001 - as above
            self._tell(parts, f"{_shown(parts)} cannot be unpacked ({_why(error)}).")
        else:
            if put is not None and put.suffix.lower() == ".zip":
                self._open_nested(put, parts, depth + 1, moment)

    def _open_nested(self, path: Path, parts: tuple[str, ...], depth: int, handed_in: float | None) -> None:
        if self._is_done_with(parts):
            return
        if depth > NESTED:
            self._tell(parts, f"{_shown(parts)} is a zip in zips and was not opened.")
        elif not self._may_be_listed(path, parts):
            self._tell(parts, f"{_shown(parts)} is no zip, or lists too many files, and was not opened.")
        elif self._unzip(path, (*parts[:-1], path.stem), depth, handed_in or 0.0):
            path.unlink()

    def _may_be_listed(self, path: Path, parts: tuple[str, ...]) -> bool:
        """Say whether the list of a learner's zip, with those of their others, is no longer than is read."""
        with path.open("rb") as file:
            size = list_size(file)
        if size is None:
            return False
        whose = self.whose(parts)
        self._listed[whose] += size
        return self._listed[whose] <= LONGEST_LIST

    def _put(self, file: IO[bytes], parts: tuple[str, ...], moment: float | None, said: int) -> Path | None:
        """Put a file in its place with its time; what is beyond the bounds, or says so, is told and left."""
        whose = self.whose(parts)
        waste = _WASTE * self.together - self._unpacked[whose]
        limit = min(self.file, self.together - self._bytes[whose], waste)
        if self._files[whose] == MOST_FILES or limit <= 0:
            self._tell(parts, f"{_shown(parts)} was left out: there is more than is taken of one learner.")
            return None
        if said > limit:
            self._tell(parts, f"{_shown(parts)} {_TOO_LARGE}.")
            return None
        path = self.target.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        try:
            with path.open("xb") as copy:
                while size <= limit and (more := file.read(_CHUNK)):
                    size += copy.write(more)
        except FileExistsError:
            self._tell(parts, f"{_shown(parts)} is there twice; the first was taken.")
            return None
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            self._unpacked[whose] += size
        if size > limit:
            path.unlink()
            self._tell(parts, f"{_shown(parts)} {_TOO_LARGE}.")
            return None
        self._files[whose] += 1
        self._bytes[whose] += size
        os.utime(path, (moment or 0.0, moment or 0.0))
        return path

    def _is_done_with(self, parts: tuple[str, ...]) -> bool:
        """Say whether so much of a learner's was left out that the rest is not looked at."""
        return self._told[self.whose(parts)] > MOST_FILES

    def _tell(self, parts: tuple[str, ...], what: str) -> None:
        """Tell of a file, but of no learner's files without end."""
        whose = self.whose(parts)
        self._told[whose] += 1
        if self._told[whose] <= _MOST_TOLD:
            self.tell(what)
        elif self._told[whose] == _MOST_TOLD + 1:
            self.tell(f"{shown_name(whose)}: more was left out, and is not told one by one.")


def plain_files(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the plain files of a folder, and the path of each in it; no link is followed."""
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not _NOBODYS.fullmatch(name))
        for name in sorted(names):
            path = Path(place, name)
            if not _NOBODYS.fullmatch(name) and stat.S_ISREG(path.lstat().st_mode):
                yield path, path.relative_to(folder).parts


def _shown(parts: tuple[str, ...]) -> str:
    return "/".join(shown_name(part) for part in parts)


def _why(error: Exception) -> str:
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return "".join(c if c.isprintable() else "?" for c in said[:100])
