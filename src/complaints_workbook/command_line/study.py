"""``workbook study``: open the workbook in JupyterLab, for one learner on their own."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.given_keys import give_keys
from complaints_workbook.command_line.homes import find_homes
from complaints_workbook.command_line.places import holds_keys, released_folder
from complaints_workbook.command_line.start_page import KEYS, start_page
from complaints_workbook.command_line.working_folder import NOTEBOOK, bring_up_to_date, released_files
from complaints_workbook.errors import ContentError
from complaints_workbook.file_names import HIDDEN, PAGES, START_PAGE
from complaints_workbook.lab import SETTINGS
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.study.keeping.from_file import restore_from
from complaints_workbook.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.command_line.homes import Home
    from complaints_workbook.command_line.working_folder import Changes
    from complaints_workbook.pages.page import Listing


@told_plainly
def study(
    *,
    browser: Annotated[bool, typer.Option(help="Open a browser; on a server, do not.")] = True,
    folder: Annotated[Path, typer.Option(help="Where your work is kept.")] = Path("my-work"),
    port: Annotated[int, typer.Option(help="Where JupyterLab listens; the next free port from here.")] = 8888,
    restore: Annotated[
        Path | None, typer.Option(help="A file from ‘Download my work’, to take back before you go on.")
    ] = None,
    prepare_only: Annotated[bool, typer.Option("--prepare-only", help="Fill the folder and start nothing.")] = False,
) -> None:
    """Open the workbook's start page in JupyterLab.

    Your work is kept in the folder, and nothing in it is ever lost: files that are
    missing are added, and a newer notebook gets your written answers.
    """
    place = folder.resolve()
    for sentence in prepare(place):
        typer.echo(sentence)
    for sentence in restore_from(Study(place), restore) if restore else ():
        typer.echo(sentence)
    typer.echo(f"Your work is in {place}.")
    if holds_keys(released_folder(), place):
        typer.echo(KEYS)
    if prepare_only:
        return
    opens = "opens in your browser in some seconds" if browser else "is at the address below in some seconds"
    typer.echo(f"The workbook {opens}. Keep this window open while you work.")
    typer.echo("To stop, press Ctrl+C here. To come back another day, give the same command again.")
    _serve(place, port, browser=browser)


def prepare(folder: Path) -> list[str]:
    """Fill a learner's folder with what is released and the start page, and return what to tell them of it.

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
        listed = {homes[name].notebook: _listing(release / name / PAGES) for name in notebooks}
        given[Path(START_PAGE)] = start_page(listed, holds_keys=holds_keys(release, folder)).encode()
        changes = bring_up_to_date(folder, given, datetime.now().astimezone().date(), homes)
        of_keys = give_keys(Study(folder), release, notebooks)
    except OSError as error:
        msg = f"Your work cannot be kept in {folder} ({error.strerror}); choose another place with --folder."
        raise UserError(msg) from None
    return [*_of_names(homes.values()), *_of_changes(changes), *of_keys]


def _listing(pages: Path) -> Listing | None:
    try:
        return load_pages(pages).listing
    except ContentError:
        return None  # a tutor's own notebook, perhaps; if not, its cells tell what is wrong


def _of_names(homes: Iterable[Home]) -> list[str]:
    return [
        f"{home.given} is called {home.notebook} now. It is yours, and the start page opens it. "
        "If a tutor marks your work, give it its old name back before you hand it in."
        for home in homes
        if home.is_renamed
    ]


def _of_changes(changes: Changes) -> list[str]:
    carried = [
        f"{path} is the newest version now, with your written answers in it. "
        f"Your own notebook is kept as it was, as {kept}."
        for path, kept in changes.carried.items()
    ]
    beside = [
        f"There is a newer version of {path}. Yours is as you left it; the new one is beside it as {new}. "
        "Go on in yours: it is the one that is handed in."
        for path, new in changes.beside.items()
    ]
    return carried + beside


def _serve(folder: Path, port: int, *, browser: bool) -> None:
    """Run JupyterLab in this process until it is stopped."""
    from jupyterlab.labapp import LabApp

    paths = [str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    options = {
        "ServerApp.root_dir": str(folder),
        "ServerApp.port": port,
        "ServerApp.open_browser": browser,
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "ServerApp.answer_yes": True,
        # A container has no user but root, and the server answers this machine alone.
        "ServerApp.allow_root": getattr(os, "geteuid", lambda: 1)() == 0,
        "LabApp.default_url": f"/lab/tree/{START_PAGE}",
        "LabApp.workspaces_dir": str(folder / HIDDEN / "workspaces"),
    }
    os.chdir(folder)
    LabApp.launch_instance([f"--{name}={value}" for name, value in options.items()])
