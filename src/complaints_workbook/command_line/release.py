"""``workbook release``: make what learners are given, where something has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.assignments.released_files import is_workbooks
from complaints_workbook.assignments.unfinished import unfinished
from complaints_workbook.checks import open_course
from complaints_workbook.checks.assignment import check_assignment
from complaints_workbook.checks.course import without_source
from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.command_line.release_record import ReleaseRecord
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.file_names import ASSIGNMENT
from complaints_workbook.pages.release_text import release_text

if TYPE_CHECKING:
    from complaints_workbook.checks import Course


@told_plainly
def release(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Only these, such as complaints-lo1.", show_default="all")
    ] = None,
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Make what has not changed too.")] = False,
) -> None:
    """Make release/ from source/ and datasets/, as 'nbgrader generate_assignment' does.

    An assignment of which nothing has changed is left as it is, and so is one in which
    something is still to be written. No gradebook is written.
    """
    course = open_course(course_folder(folder))
    there = [path.name for path in course.assignments()]
    if unknown := [name for name in assignments or () if name not in there]:
        msg = f"There is no assignment {', '.join(unknown)} in source/; it has {', '.join(there) or 'none'}."
        raise UserError(msg)
    datasets = shared_datasets()
    record = ReleaseRecord(course.folder, datasets.folder)
    left = {name: sentence for name in assignments or there if (sentence := _unfinished(course.source / name))}
    changed = [name for name in assignments or there if name not in left and (force or not record.is_current(name))]
    for name in changed:
        # Every fault is told before any is made. A folder of a tutor's own has none of ours.
        if (course.source / name / ASSIGNMENT).is_file():
            release_text(course.source / name, datasets)
    for name in assignments or there:
        if name not in changed:
            typer.echo(f"{name}: {left.get(name, 'nothing has changed.')}")
    if changed:
        _make(course, changed, record)
    for folder_left in course.left_over():
        typer.echo(str(without_source(folder_left)), err=True)


def _unfinished(folder: Path) -> str:
    return unfinished(folder) if is_workbooks(folder) else ""


def _make(course: Course, names: list[str], record: ReleaseRecord) -> None:
    # Seconds that only this needs.
    from nbgrader.converters import NbGraderException

    from complaints_workbook.nbgrader_steps.releasing import generate

    before = {name: record.made(name) for name in names}
    try:
        for name in generate(course.folder, names):
            record.note(name)
            made = "made" if record.made(name) != before[name] else "made anew; it is as it was"
            typer.echo(f"{name}: {made}.{_faults(course, name)}")
    except NbGraderException as error:
        raise UserError(str(error)) from error


def _faults(course: Course, name: str) -> str:
    """Say how many faults an assignment has that do not keep it from being made."""
    if not is_workbooks(course.source / name):
        return ""
    faults = set(check_assignment(read_assignment(course.source / name, course.datasets), course.datasets))
    if not faults:
        return ""
    return f" It has {len(faults)} {'fault' if len(faults) == 1 else 'faults'}; 'workbook check' names them."
