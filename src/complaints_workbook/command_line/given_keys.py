"""Give a learner's folder the keys of those assignments whose authors' files, or whose keys, are on this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from complaints_workbook.command_line.places import source_folders
from complaints_workbook.command_line.release_record import PACKAGE, digest_of
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.errors import ContentError
from complaints_workbook.file_names import KEYS, PAGES, SECTIONS
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaints_workbook.study.study import Study

_RECORD = "keys-made-of.json"


def give_keys(study: Study, release: Path, names: Iterable[str]) -> list[str]:
    """Make the keys that are missing or of other files than these, and return what to tell the learner.

    Making them takes a second for an assignment, so that is done only where something has changed.

    Parameters
    ----------
    study : Study
        The learner's folder, filled with what is released.
    release : Path
        What is released.
    names : iterable of str
        The assignments in it.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    record = _read(study.hidden / _RECORD)
    sources = source_folders(release, study.folder)
    told = []
    for name in names:
        if (release / name / KEYS).is_file():
            _write(study.keys(name), (release / name / KEYS).read_text(encoding="utf-8"))
            continue
        source = next((place / name for place in sources if (place / name / SECTIONS).is_dir()), None)
        if source is None:
            continue
        made_of = digest_of(source, release / name, shared_datasets().folder, PACKAGE).hex()
        if record.get(name) == made_of and study.keys(name).is_file():
            continue
        try:
            # Only what is made waits for what authors' files are read with.
            from complaints_workbook.pages.keys_text import fitting_keys_text

            _write(study.keys(name), fitting_keys_text(source, shared_datasets(), release / name / PAGES))
        except ContentError:
            told.append(
                f"{name} cannot be marked here: its files in source/ have a fault, or are not those that were "
                "released. 'workbook check' names the fault; 'make release' makes both one again."
            )
            continue
        record[name] = made_of
    if record:
        _write(study.hidden / _RECORD, json.dumps(record, indent=1) + "\n")
    return told


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())


def _read(path: Path) -> dict[str, str]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
