"""Where the command line finds a course and what is released to learners."""

from __future__ import annotations

import os
from pathlib import Path

from complaints_workbook.assignments.source_folder import handed_in_to
from complaints_workbook.command_line.errors import UserError
from complaints_workbook.file_names import ANSWERS, KEYS, SECTIONS

_PACKAGE = Path(__file__).parents[1]

RELEASE = "COMPLAINTS_WORKBOOK_RELEASE"
"""The environment variable that names another folder of released notebooks."""


def course_folder(folder: Path) -> Path:
    """Return the course that a folder belongs to: itself or the nearest one above.

    Raises
    ------
    UserError
        If there is none, or it is what a learner handed in.
    """
    if not folder.is_dir():
        msg = f"There is no folder {folder}; name the folder of a course, the one that holds source/."
        raise UserError(msg)
    here = folder.resolve()
    if course := handed_in_to(here):
        msg = f"This folder is a learner's. Go to {course}, and give the command there."
        raise UserError(msg)
    for place in (here, *here.parents):
        if (place / "source").is_dir():
            return place
    msg = (
        f"There is no source/ folder in {folder.resolve()} or above it; this command is for authors and tutors "
        "and runs in the folder of a course."
    )
    raise UserError(msg)


def released_folder() -> Path:
    """Return the folder of what learners are given; an installed package carries it.

    Raises
    ------
    UserError
        If nothing has been released.
    """
    places = [_PACKAGE / "release", _PACKAGE.parents[1] / "release"]
    if named := os.environ.get(RELEASE):
        places = [Path(named)]
    for place in places:
        if any(place.glob("*/*.ipynb")):
            return place
    msg = f"There is no notebook in {places[-1]}; make it with 'make release', or install the workbook again."
    raise UserError(msg)


def holds_keys(release: Path, folder: Path) -> bool:
    """Say whether the best answers stand in or beside what is released, or above a learner's folder, as in a clone."""
    sources = ((source, f"*/{SECTIONS}/*/{ANSWERS}") for source in source_folders(release, folder))
    return any(next(place.glob(pattern), None) for place, pattern in [(release, f"*/{KEYS}"), *sources])


def source_folders(release: Path, folder: Path) -> list[Path]:
    """Return where the authors' files may stand: beside what is released, or above a learner's folder."""
    return [place / "source" for place in (release.parent, *folder.parents)]
