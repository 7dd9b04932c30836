"""Keep what marking makes from the machine's other users: marked work, feedback and reports."""

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
    """Make the folders that marking makes, closed to others; a group that the settings name keeps what it may.

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
    close_to_others(map(places.top, made))


def make_private(folder: Path, *, shared: bool) -> None:
    """Make a folder that only its owner, or also the group, may look into.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
        if shared:
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
