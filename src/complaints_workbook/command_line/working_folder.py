"""The learner's own folder: what is released is copied in, and what is theirs is never touched.

A record in the folder keeps a fingerprint of each file as it was given. So a file
that the learner has not changed can be renewed, and a newer release of one that
they have changed is put beside it under another name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.file_names import ANSWERS, ASSIGNMENT, EXERCISES, PRACTICES, RESPONSES
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.names import free_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

HIDDEN = ".workbook"
"""Holds the record and JupyterLab's layout; file browsers do not show it."""

_RECORD = Path(HIDDEN) / "given.json"
_NEVER_GIVEN = (RESPONSES, ASSIGNMENT, ANSWERS, EXERCISES, PRACTICES)


@dataclass
class Changes:
    """What was done to a learner's folder, in paths within it.

    Attributes
    ----------
    added, renewed : list of Path
        Files that were missing, and files that the learner had not changed.
    beside : dict of Path to Path
        A newer release of a file that the learner has changed, by that file.
    """

    added: list[Path] = field(default_factory=list)
    renewed: list[Path] = field(default_factory=list)
    beside: dict[Path, Path] = field(default_factory=dict)


def bring_up_to_date(folder: Path, given: Mapping[Path, bytes], today: date) -> Changes:
    """Give the learner what is missing or newer.

    Parameters
    ----------
    folder : Path
        The learner's folder; made if it is missing.
    given : mapping of Path to bytes
        Every file to give, by its path within the folder.
    today : date
        Goes into the name of a newer file put beside the learner's.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    record = _read_record(folder)
    changes = Changes()
    for path, content in given.items():
        before, now = record.get(path.as_posix()), _fingerprint(content)
        target = folder / path
        if not target.exists():
            changes.added.append(path)
            _write(target, content)
        elif before in {None, now}:
            pass  # not ours to renew, or not newer
        elif _fingerprint(target.read_bytes()) in {before, now}:
            changes.renewed.append(path)
            _write(target, content)
        else:
            beside = free_name(target.with_stem(f"{target.stem}-new-{today:%Y-%m-%d}"))
            changes.beside[path] = beside.relative_to(folder)
            _write(beside, content)
        record[path.as_posix()] = now
    _write(folder / _RECORD, (json.dumps(record, indent=1) + "\n").encode())
    return changes


def released_files(release: Path) -> dict[Path, bytes]:
    """Return every file that is released, by its path within the learner's folder."""
    return {path.relative_to(release): path.read_bytes() for path in _files(release)}


def _files(release: Path) -> Iterator[Path]:
    for path in sorted(release.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(release).parts)
        if path.is_file() and not hidden and path.name not in _NEVER_GIVEN:
            yield path


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def _read_record(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(path): str(value) for path, value in record.items()} if isinstance(record, dict) else {}


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
