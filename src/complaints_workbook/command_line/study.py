"""``workbook study``: open the workbook in JupyterLab, for one learner on their own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.given_keys import give_keys
from complaints_workbook.command_line.own_marks import mark_here
from complaints_workbook.command_line.own_server import PORT, run, start_address
from complaints_workbook.command_line.places import holds_keys, released_folder
from complaints_workbook.marking.cohort.report import shown_text
from complaints_workbook.study.giving.homes import find_homes
from complaints_workbook.study.giving.working_folder import NOTEBOOK, bring_up_to_date, released_files
from complaints_workbook.study.keeping.from_file import restore_from
from complaints_workbook.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.study.giving.homes import Home

_KEYS = (
    "This copy of the workbook holds the best answers too, in its folder source. "
    "So it is for practice, and cannot be used as a test."
)


@told_plainly
def study(  # noqa: PLR0913 - one for each option
    *,
    browser: Annotated[bool, typer.Option(help="Open a browser; on a server, do not.")] = True,
    folder: Annotated[Path, typer.Option(help="Where your work is kept.")] = Path("my-work"),
    port: Annotated[int, typer.Option(help="The number in the workbook's address.")] = PORT,
    restore: Annotated[
        Path | None, typer.Option(help="A file from ‘Download my work’, to take back before you go on.")
    ] = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="Mark your work, tell what it earned, and start nothing.")
    ] = False,
    prepare_only: Annotated[bool, typer.Option("--prepare-only", help="Fill the folder and start nothing.")] = False,
) -> None:
    """Open the workbook's start page.

    Your work is kept in the folder, and nothing in it is ever lost: files that are
    missing are added, and a newer notebook gets your written answers.
    """
    place = folder.resolve()
    _tell(prepare(place))
    _tell(restore_from(Study(place), restore) if restore else ())
    typer.echo(f"Your work is in {place}.")
    if holds_keys(released_folder(), place):
        typer.echo(_KEYS)
    if mark:
        _tell(mark_here(Study(place), start_address(port)))
    elif not prepare_only:
        run(place, port, browser=browser)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(shown_text(line))


def prepare(folder: Path) -> list[str]:
    """Fill a learner's folder with what is released, and return what to tell them of it.

    Raises
    ------
    UserError
        If nothing is released or the folder cannot be written.
    """
    release = released_folder()
    given = released_files(release)
    notebooks = {path.parts[0]: release / path for path in given if path.suffix == NOTEBOOK}
    try:
        homes = find_homes(folder, notebooks)
        changes = bring_up_to_date(folder, given, datetime.now().astimezone().date(), homes)
        of_keys = give_keys(Study(folder), release, notebooks)
    except OSError as error:
        msg = f"Your work cannot be kept in {folder} ({error.strerror}); choose another place with --folder."
        raise UserError(msg) from None
    return [*_of_names(homes.values()), *changes.told, *of_keys]


def _of_names(homes: Iterable[Home]) -> list[str]:
    return [
        f"{home.given} is called {home.notebook} now. It is yours, and the start page opens it. "
        "If a tutor marks your work, give it its old name back before you hand it in."
        for home in homes
        if home.is_renamed
    ]
