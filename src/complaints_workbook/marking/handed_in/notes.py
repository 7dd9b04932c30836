"""nbgrader's own notes on what was handed in: when it was, and the secret by which its learner finds the feedback."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.marking.handed_in.times import TIMESTAMP, read_timestamp

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SECRET = "submission_secret.txt"  # noqa: S105 - the name of a file
"""What nbgrader's exchange puts beside a submission, and needs to give feedback back."""

NOTE_LIMIT = 200
"""Bytes of such a note."""


def noted_in(folder: Path, root: Path) -> Path:
    """Return where nbgrader's notes on a learner's work stand: in its folder, or above it if it lies too deep.

    Those of the highest folder count, for nbgrader puts them there; what lies deeper may be anybody's.

    Parameters
    ----------
    folder : Path
        The folder of the work.
    root : Path
        Such as ``submitted``. A learner's own folder there may hold other assignments; notes in it are nobody's.
    """
    noted = folder
    for place in chain((folder,), folder.parents):
        if place == root or (place.parent == root and place != folder):
            break
        if os.path.lexists(f"{place}/{TIMESTAMP}") or os.path.lexists(f"{place}/{SECRET}"):
            noted = place
    return noted


def time_of(folder: Path) -> datetime | None:
    """Return when work was handed in, as it says itself; None if it does not."""
    try:
        return read_timestamp(read_file(folder / TIMESTAMP, NOTE_LIMIT))
    except UnreadableError:
        return None
