"""``workbook check --release``: prove that what learners are to be given holds no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from complaints_workbook.checks import open_course
from complaints_workbook.checks.leaks import look_through, secrets_in
from complaints_workbook.command_line.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_TOLD = 20
_LONGEST = 100


def check_release(place: Path, folder: Path) -> bool:
    """Look through a folder or a zip for keys, reasons and mark schemes of a course; tell what was looked at and found.

    Parameters
    ----------
    place : Path
        What is to be given to learners.
    folder : Path
        The course's.

    Returns
    -------
    bool
        Whether it is proved to hold none.
    """
    if not place.exists():
        msg = f"There is no {place}; name a folder or a zip that learners are to be given."
        raise UserError(msg)
    course = open_course(folder)
    secrets = secrets_in(course)
    looked = look_through(place, secrets)
    names = ", ".join(path.name for path in course.assignments())
    for name, what in (looked.found + looked.unread)[:_MOST_TOLD]:
        typer.echo(f"{name} {what[:_LONGEST]}{'…' if len(what) > _LONGEST else ''}")
    if (more := len(looked.found) + len(looked.unread) - _MOST_TOLD) > 0:
        typer.echo(f"And {more} more.")
    typer.echo(
        f"Looked at {looked.files:,} files in {place} (zips that were opened: {looked.zips:,}) for authors’ files, "
        f"and for {len(secrets):,} reasons of keys and lines of mark schemes of {names}."
    )
    if looked.found:
        typer.echo("Keys were found. Do not give this to a class.")
    elif not looked.is_proof:
        typer.echo("No key was found, but not everything could be looked into. Do not give this to a class as it is.")
    else:
        typer.echo("No key was found.")
    return looked.is_proof
