"""The learner's own folder: what is released is copied in, and what is theirs is never touched.

A record in the folder keeps a fingerprint of each file as it was given. So a file
that the learner has not changed can be renewed, and pages that anybody has changed. A newer notebook gets the learner's
written answers and takes the place of theirs, which is kept whole in a folder of
its own. Where something of theirs would not find its place in it, and for all other
files, the newer one is put beside theirs under another name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from complaints_workbook.file_names import (
    ANSWERS,
    ASSIGNMENT,
    EARLIER,
    EXERCISES,
    HIDDEN,
    KEYS,
    PAGES,
    PRACTICES,
    RESPONSES,
)
from complaints_workbook.own_work.carrying import carried
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.names import free_name, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from complaints_workbook.study.giving.homes import Home

NOTEBOOK = ".ipynb"

_RECORD = Path(HIDDEN) / "given.json"
_OURS = (PAGES,)
"""What learners are shown and never change: what has changed in it is not theirs, and may be somebody's trap."""

_NO_LONGER_GIVEN = (Path("start.md"),)
"""What earlier versions gave; the workbook has a start page of its own."""

_NEVER_GIVEN = (RESPONSES, KEYS, ASSIGNMENT, ANSWERS, EXERCISES, PRACTICES)


@dataclass
class Changes:
    """What was done to a learner's folder, in paths within it.

    Attributes
    ----------
    added, renewed : list of Path
        Files that were missing, and files that the learner had not changed.
    carried : dict of Path to Path
        Where the learner's own notebook is kept, by the newer one that has their answers now.
    beside : dict of Path to Path
        A newer release of a file that the learner has changed, by that file.
    """

    added: list[Path] = field(default_factory=list)
    renewed: list[Path] = field(default_factory=list)
    carried: dict[Path, Path] = field(default_factory=dict)
    beside: dict[Path, Path] = field(default_factory=dict)

    @property
    def told(self) -> list[str]:
        """What a learner is told of it."""
        carried = [
            f"{path} is the newest version now, with your written answers in it. "
            f"Your own notebook is kept as it was, as {kept}."
            for path, kept in self.carried.items()
        ]
        beside = [
            f"There is a newer version of {path}. Yours is as you left it; the new one is beside it as {new}. "
            "Go on in yours: it is the one that is handed in."
            for path, new in self.beside.items()
        ]
        return carried + beside


def bring_up_to_date(
    folder: Path, given: Mapping[Path, bytes], today: date, homes: Mapping[str, Home] = MappingProxyType({})
) -> Changes:
    """Give the learner what is missing or newer.

    Parameters
    ----------
    folder : Path
        The learner's folder; made if it is missing.
    given : mapping of Path to bytes
        Every file to give, by its path within the folder.
    today : date
        Goes into the name of a newer file put beside the learner's.
    homes : mapping of str to Home
        What the learner has called assignments, by their ids; the others are called as they were given.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    record = fingerprints_in(folder)
    changes = Changes()
    for path, content in given.items():
        before, now = record.get(path.as_posix()), fingerprint(content)
        home = homes.get(path.parts[0])
        place = home.place(path) if home else path
        target = folder / place
        own = target.read_bytes() if target.exists() else b""
        if not target.exists():
            changes.added.append(place)
            _write(target, content)
        elif before is None or _is_same(path, own, content):
            pass  # not ours to renew, or as it should be
        elif fingerprint(own) == before:
            changes.renewed.append(place)
            _write(target, content)
        elif path.name in _OURS:
            _keep_earlier(folder, place, own, today)
            changes.renewed.append(place)
            _write(target, content)
        elif before == now:
            pass  # the learner's own, and there is nothing newer
        elif path.suffix == NOTEBOOK and (newer := carried(own, content)) is not None:
            changes.carried[place] = _keep_earlier(folder, place, own, today)
            _write(target, newer)
        else:
            beside = free_name(target.with_stem(f"{target.stem}-new-{today:%Y-%m-%d}"))
            changes.beside[place] = beside.relative_to(folder)
            _write(beside, content)
        record[path.as_posix()] = now
    for path in _NO_LONGER_GIVEN:
        if (given_as := record.pop(path.as_posix(), None)) and _fingerprint_of(folder / path) == given_as:
            (folder / path).unlink()
    _write(folder / _RECORD, (json.dumps(record, indent=1) + "\n").encode())
    return changes


def _is_same(path: Path, own: bytes, content: bytes) -> bool:
    """Say whether a file is as it is given; a notebook is so too where only the way in which it is written differs."""
    if path.suffix != NOTEBOOK or own == content:
        return own == content
    try:
        return bool(json.loads(own) == json.loads(content))
    except (ValueError, RecursionError):
        return False


def has_newer(folder: Path, given: Mapping[Path, bytes]) -> bool:
    """Say whether some of these files are others than those that were given to the learner, if any ever were."""
    record = fingerprints_in(folder)
    known = [record.get(path.as_posix()) for path in given]
    return any(known) and known != [fingerprint(content) for content in given.values()]


def released_files(release: Path) -> dict[Path, bytes]:
    """Return every file that is released, by its path within the learner's folder."""
    return {path.relative_to(release): path.read_bytes() for path in _files(release)}


def _files(release: Path) -> Iterator[Path]:
    for path in sorted(release.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(release).parts)
        if path.is_file() and not hidden and path.name not in _NEVER_GIVEN:
            yield path


def _keep_earlier(folder: Path, place: Path, content: bytes, today: date) -> Path:
    """Keep a file as it was before something took its place, and return where."""
    kept = free_name(own_folder(folder / EARLIER) / f"{place.stem}-before-{today:%Y-%m-%d}{place.suffix}")
    _write(kept, content)
    return kept.relative_to(folder)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def fingerprints_in(folder: Path) -> dict[str, str]:
    """Return the fingerprint of each file as it was given last, by its path; none where nothing was given yet."""
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return {str(path): str(value) for path, value in record.items()} if isinstance(record, dict) else {}


def fingerprint(content: bytes) -> str:
    """Return what tells a file's content from others."""
    return hashlib.sha256(content).hexdigest()


def _fingerprint_of(path: Path) -> str:
    return fingerprint(path.read_bytes()) if path.is_file() else ""
