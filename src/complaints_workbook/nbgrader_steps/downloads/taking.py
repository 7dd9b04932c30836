"""Put what one learner handed in by a download in its place, whole or not at all, where it is the newer."""

from __future__ import annotations

import filecmp
import os
import shutil
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.folders import swap
from complaints_workbook.marking.cohort.private import make_private
from complaints_workbook.marking.handed_in.notes import time_of
from complaints_workbook.marking.handed_in.times import TIMESTAMP

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.nbgrader_steps.downloads.hand_ins import DownloadedHandIn

THERE = "there"
"""The same stands there already."""

WITH_FORCE = "with --force"
"""Other work stands there, and is looked at if the command says so."""


def why_not(hand_in: DownloadedHandIn, there: Path, *, force: bool) -> str | None:
    """Say why a hand-in does not take the place of what stands there; None if it does.

    Returns
    -------
    str or None
        `THERE`, `WITH_FORCE`, or a sentence that follows the learner's name.
    """
    if not there.is_dir() or not any(there.iterdir()):
        return None
    before = time_of(there)
    all_of_it = _holds_all(hand_in, there)
    if all_of_it and before == hand_in.time:
        return THERE
    if not force:
        return WITH_FORCE
    if before is None and not all_of_it:
        return (
            f"what stands in {there} does not say when it was handed in, and stays. If the download is the newer of "
            f"the two, move that folder out of {there.parent.parent.name}/ and run the same command again."
        )
    if before is not None and (hand_in.time is None or hand_in.time < before):
        return f"what stands in {there} is newer, and stays."
    return None


def put(hand_in: DownloadedHandIn, target: Path, *, shared: bool) -> list[str]:
    """Put a hand-in in the place of what stood there.

    Parameters
    ----------
    hand_in : DownloadedHandIn
        What was handed in.
    target : Path
        The folder of the work.
    shared : bool
        Whether the settings let a group share the course.

    Returns
    -------
    list of str
        The files that were left out, as others stand where they should.

    Raises
    ------
    OSError
        If it cannot be written; what stood there stays.
    """
    make_private(target.parent, shared=shared)
    new = target.with_name(f".{target.name}.{os.urandom(16).hex()}.tmp")
    left = []
    try:
        new.mkdir()
        for path, name in hand_in.files.items():
            place = new / name
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                left.append(name)
        if hand_in.time is not None:
            (new / TIMESTAMP).write_text(hand_in.time.isoformat(" "), encoding="utf-8")
        swap(os.fspath(new), os.fspath(target))
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return left


def _holds_all(hand_in: DownloadedHandIn, folder: Path) -> bool:
    """Return whether nothing would be lost with the folder: each of its files is in the hand-in as well."""
    downloaded = {folder / name: path for path, name in hand_in.files.items()}
    there = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    return all(
        path == folder / TIMESTAMP
        or (path in downloaded and not path.is_symlink() and filecmp.cmp(path, downloaded[path], shallow=False))
        for path in there
    )
