"""What each released folder was made of, kept in the course's folder, so that only what changed is made anew."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.assignments.source_folder import CONFIG
from complaints_workbook.file_names import HIDDEN
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1]
"""The workbook itself, which makes what is released."""

_MAKERS = ("nbgrader", "nbconvert", "markdown-it-py", "jinja2")


@dataclass(frozen=True)
class ReleaseRecord:
    """The record of one course.

    Parameters
    ----------
    course : Path
        The course's folder.
    datasets : Path
        The datasets that its exercises draw on.
    """

    course: Path
    datasets: Path

    @property
    def _path(self) -> Path:
        return self.course / HIDDEN / "released.json"

    def is_current(self, assignment: str) -> bool:
        """Say whether an assignment was released from what stands there now, and is as it was made."""
        return self._read().get(assignment) == self._fingerprint(assignment)

    def note(self, assignment: str) -> None:
        """Keep what an assignment has just been made of, and what it has become."""
        record = self._read() | {assignment: self._fingerprint(assignment)}
        self._path.parent.mkdir(exist_ok=True)
        write_whole(self._path, (json.dumps(record, indent=1) + "\n").encode())

    def made(self, assignment: str) -> bytes:
        """Return a digest of what learners are given."""
        return digest_of(self.course / "release" / assignment)

    def _read(self) -> dict[str, str]:
        try:
            record = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _fingerprint(self, assignment: str) -> str:
        """Return a digest of all that an assignment is made of, and of what was made."""
        own = digest_of(*(self.course / stage / assignment for stage in ("source", "release")))
        return hashlib.blake2b(self._in_common + own, digest_size=16).hexdigest()

    @cached_property
    def _in_common(self) -> bytes:
        """A digest of what every assignment is made of, which is read once for all."""
        makers = " ".join(map(version, _MAKERS)).encode()
        return makers + (self.course / CONFIG).read_bytes() + digest_of(self.datasets, PACKAGE)


def digest_of(*folders: Path) -> bytes:
    """Return a digest of the files in folders, but for hidden ones: their names and what stands in them."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in _files(folder):
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.digest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path
