"""Keep what was handed in, and what is made of it, from the machine's other users.

A group that writes to the course's folder shares the course, and keeps its part.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaints_workbook.marking.cohort.course_folders import CourseFolders


def keep_private(places: CourseFolders, *made: str) -> None:
    """Make the folders that marking makes, and close them to others, as what was handed in.

    Parameters
    ----------
    places : CourseFolders
        The course's folders.
    *made : str
        The stages at which something will be made.

    Raises
    ------
    OSError
        If a folder cannot be made.
    """
    for stage in made:
        make_private(places.top(stage), shared=places.groupshared)
    close_to_others(map(places.top, (places.submitted_stage, *made)))


def is_shared(folder: Path, *, by_settings: bool = False) -> bool:
    """Say whether a group shares a course: its settings say so, or the group may write to its folder."""
    try:
        return by_settings or bool(folder.stat().st_mode & stat.S_IWGRP)
    except OSError:
        return False


def private_mode(folder: Path, *, shared: bool = False) -> int:
    """Return the permissions of a file of the tutor's in a folder; `shared` is what the settings say."""
    return 0o660 if is_shared(folder, by_settings=shared) else 0o600


def make_private(folder: Path, *, shared: bool) -> None:
    """Make a folder that only its owner, or also the group that shares the course, may look into.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
        if is_shared(folder.parent, by_settings=shared):
            folder.chmod(0o2770)


def close_to_others(paths: Iterable[Path]) -> None:
    """Let nobody but the owner and the group into what there is of these; of somebody else's it is theirs to do."""
    if os.name != "posix":
        return
    for path in paths:
        with contextlib.suppress(OSError):
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & stat.S_IRWXO:
                path.chmod(mode & ~stat.S_IRWXO)
