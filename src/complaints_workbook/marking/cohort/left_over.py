"""Name what lies in ``submitted/`` and is nobody's work for an assignment, and say what to do with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.located import listed
from complaints_workbook.marking.cohort.searching import is_archive, is_litter, search

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from complaints_workbook.marking.cohort.course_folders import CourseFolders


def left_over(places: CourseFolders, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give each thing that was not taken, with a sentence that says what to do.

    Parameters
    ----------
    places : CourseFolders
        The course's folders.
    taken : collection of str
        The names of the folders that hold work for the assignment.
    """
    top = places.top(places.submitted_stage)
    if not top.is_dir():
        return
    wanted = places.folder(places.submitted_stage, "<learner>").relative_to(places.root).as_posix()
    with os.scandir(top) as entries:
        for entry in entries:
            if entry.name in taken or is_litter(entry.name):
                continue
            if entry.is_symlink():
                yield (
                    entry.name,
                    f"It is a link to somewhere else, and was not followed; put the work itself at {wanted}.",
                )
            elif not entry.is_dir():
                what = "It has not been unpacked; unpack it" if is_archive(entry.name) else "It is a loose file; put it"
                yield entry.name, f"{what} into the folder of the learner whose it is, as {wanted}."
            elif sentence := _why_not(places, top / entry.name, wanted):
                yield entry.name, sentence


def _why_not(places: CourseFolders, home: Path, wanted: str) -> str:
    """Say why nothing of a learner's folder was taken; nothing if what is in it is other assignments' work."""
    try:
        names = [name for name in os.listdir(home) if not is_litter(name)]  # noqa: PTH208 - names are all that counts
    except OSError as error:
        return f"It cannot be read ({error.strerror}); let yourself read it, and mark again."
    if any(name.casefold() in places.others for name in names):
        return ""
    if not names:
        return f"The folder is empty; the work belongs at {wanted}."
    if archives := search(home, places.assignment, places.others).archives:
        packed = listed([path.name for path in archives])
        return f"{packed} has not been unpacked; unpack it, so that the notebook is in {wanted}."
    return f"There is no work for {places.assignment} in it, only {listed(names)}; the work belongs at {wanted}."
