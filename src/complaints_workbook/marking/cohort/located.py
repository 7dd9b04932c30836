"""Find where in ``submitted/`` a learner's work stands, when it does not stand where it should.

What was unpacked with a folder too many, or named in capitals, is taken if it is the
only thing that can be meant. Everything else that lies there is named.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.cohort.searching import entries_of, holds_work, is_litter, same_name, search
from complaints_workbook.marking.handed_in.notes import SECRET
from complaints_workbook.marking.handed_in.submission import NotMarkableError
from complaints_workbook.marking.handed_in.times import TIMESTAMP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from complaints_workbook.marking.cohort.course_folders import CourseFolders

_NAMED = 5
"""Entries that are named one by one; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Located:
    """The folder of a learner's work, and sentences about where it and other things lie."""

    folder: Path
    remarks: tuple[str, ...] = ()


def locate(places: CourseFolders, student: str) -> Located:
    """Return where a learner's work stands.

    Raises
    ------
    NotMarkableError
        If it cannot be told which of several things is meant, or all is still packed.
    """
    home = _home(places, student)
    if home is None:
        return Located(places.folder(places.submitted_stage, student))
    own = home / places.assignment
    spelled = _spelled(home, student)
    if _stands(own):
        return Located(own, (*spelled, *_beside(places, home, own)))
    found = search(home, places.assignment, places.others)
    wanted = _from_root(places, own)
    if len(found.work) == 1:
        taken = found.work[0]
        remark = f"It was taken from {_from_root(places, taken)}; it belongs at {wanted}."
        return Located(taken, (*spelled, remark, *_beside(places, home, taken)))
    if found.work:
        msg = f"It is not clear which is meant: {_all(places, found.work)}. Keep one of them, at {wanted}."
        raise NotMarkableError(msg)
    if found.archives:
        msg = f"{_all(places, found.archives)} has not been unpacked; unpack it, so that the notebook is in {wanted}."
        raise NotMarkableError(msg)
    return Located(own, (*spelled, *_beside(places, home, own)))


def listed(names: Sequence[str]) -> str:
    """Return names of files as they can be shown in a sentence, at most some of them."""
    shown = [f"'{shown_name(name)}'" for name in sorted(names)[:_NAMED]]
    return ", ".join(shown) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")


def _home(places: CourseFolders, student: str) -> Path | None:
    """Return the learner's folder; None where the settings give none that holds the assignments' folders."""
    own = places.folder(places.submitted_stage, student)
    if own.name != places.assignment or own.parent.name != student:
        return None
    return places.home(student)


def _spelled(home: Path, student: str) -> tuple[str, ...]:
    """Say under what name a folder was taken that differs from the learner's in capitals."""
    if same_name(home.name) == same_name(student):
        return ()
    return (f"The folder is called {shown_name(home.name)}, and was taken as {shown_name(student)}'s.",)


def _stands(folder: Path) -> bool:
    """Say whether a folder can be read as a submission; what is no folder is told of by whoever reads it."""
    if folder.is_symlink() or not folder.is_dir():
        return os.path.lexists(folder)
    return holds_work(entries_of(folder))


def _beside(places: CourseFolders, home: Path, taken: Path) -> tuple[str, ...]:
    """Name what lies beside the work that is taken, in a learner's folder and on the way from there."""
    if taken == home:
        return ()
    strange: list[str] = []
    for folder, within in zip(taken.parents, chain((taken,), taken.parents), strict=False):
        strange += [
            (folder / entry.name).relative_to(home).as_posix()
            for entry in entries_of(folder)
            if entry.name != within.name
            and not is_litter(entry.name)
            and entry.name.casefold() not in places.others
            and entry.name not in (TIMESTAMP, SECRET)
        ]
        if folder == home:
            break
    return (f"Beside it lies {listed(strange)}, which was not taken.",) if strange else ()


def _all(places: CourseFolders, paths: Sequence[Path]) -> str:
    return " and ".join(_from_root(places, path) for path in paths[:_NAMED])


def _from_root(places: CourseFolders, path: Path) -> str:
    return "/".join(shown_name(part) for part in path.relative_to(places.root).parts)
