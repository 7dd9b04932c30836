"""``workbook check``: find every fault in the authors' files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from complaints_workbook.checks import checks_of, open_course
from complaints_workbook.command_line.check_release import check_release
from complaints_workbook.command_line.errors import told_plainly
from complaints_workbook.command_line.places import course_folder

if TYPE_CHECKING:
    from complaints_workbook.checks import Check, Course
    from complaints_workbook.errors import Fault


@told_plainly
def check(
    folder: Annotated[Path, typer.Argument(help="The course's folder.", show_default="this folder")] = Path(),
    *,
    release: Annotated[
        Path | None, typer.Option(help="A folder or a zip for learners, to prove that it holds no key.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the faults as JSON, for another program.")] = False,
) -> None:
    """Check every organisation, case, register, exercise, key and notebook.

    Each fault is told with its file, its entry and what to do. The exit code is 1
    if there is any. With --release, only what learners are to be given is looked
    through, for keys, reasons and mark schemes of the course.
    """
    if release is not None:
        raise typer.Exit(0 if check_release(release, course_folder(folder)) else 1)
    course = open_course(course_folder(folder))
    checks = checks_of(course)
    faults = sorted(set(_run(checks)))
    if as_json:
        typer.echo(_json(faults, checks, course))
    else:
        _print(faults, checks, course)
    raise typer.Exit(1 if faults else 0)


def _run(checks: list[Check]) -> list[Fault]:
    faults: list[Fault] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for check in progress.track(checks, description="Checking"):
            faults += check.find()
    return faults


def _print(faults: list[Fault], checks: list[Check], course: Course) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for fault in faults:
        place = escape(f" > {fault.entry}") if fault.entry else ""
        console.print(f"[bold]{escape(_relative(fault.path, course))}[/bold]{place}: {escape(fault.message)}")
    if faults:
        files = len({fault.path for fault in faults})
        console.print(f"{_count(len(faults), 'fault')} in {_count(files, 'file')}.")
    else:
        checked = len({check.path for check in checks})
        console.print(f"No faults: {_count(checked, 'file or folder', 'files and folders')} checked.")


def _json(faults: list[Fault], checks: list[Check], course: Course) -> str:
    found = [{"path": _relative(f.path, course), "entry": f.entry, "message": f.message} for f in faults]
    checked = sorted({_relative(check.path, course) for check in checks})
    return json.dumps({"faults": found, "checked": checked}, indent=1)


def _relative(path: Path, course: Course) -> str:
    """Write a path as it is seen from the course's folder."""
    return Path(os.path.relpath(path, course.folder)).as_posix()


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
