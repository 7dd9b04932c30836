"""``workbook pack``: one zip for learners who have no shared server, on their own or in a class."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.checks import open_course
from complaints_workbook.checks.course import without_source
from complaints_workbook.checks.leaks import look_through, secrets_in
from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.file_names import PAGES
from complaints_workbook.pages.keys_text import fitting_keys_text
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.study.giving.working_folder import released_files
from complaints_workbook.study.packs.packing import Contents, Edition
from complaints_workbook.study.packs.packing import pack as packed
from complaints_workbook.study.packs.wheel import wheel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from complaints_workbook.checks import Course

_KEYS = "It holds the best answers, so that it can mark work. Give it to nobody whom you mark."
_NO_KEYS = "It holds no keys: all of it was looked through for those of {names}."


@told_plainly
def pack(
    edition: Annotated[
        Edition, typer.Argument(help="study: marks on the learner's computer, with keys. class: without.")
    ],
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Such as complaints-lo1.", show_default="all, in a study pack")
    ] = None,
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
    to: Annotated[Path, typer.Option(help="The folder that the pack is put into.")] = Path("packs"),
) -> None:
    """Make one zip with the workbook, the released assignments and what starts it by a double-click.

    Learners need Python, and the internet for the first start.
    """
    course = open_course(course_folder(folder))
    names = named(course, edition, assignments or [])
    release = course.release
    constraints = course.folder / "constraints.txt"
    now = datetime.now(UTC)
    contents = Contents(
        titles={name: load_pages(release / name / PAGES).title for name in names},
        released=released_of(course, names),
        keys=keys_of(course, names) if edition is Edition.STUDY else {},
        wheel=wheel(course.datasets.folder, now),
        constraints=constraints.read_bytes() if constraints.is_file() else b"",
    )
    content = packed(contents, now)
    target = to / ("-".join(("complaints-workbook", edition, *(assignments or ()))) + ".zip")
    to.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
    made = f"{target} ({len(content) / 1_000_000:.1f} MB) holds {', '.join(names)}."
    if edition is Edition.STUDY:
        typer.echo(f"{made}\n{_KEYS}")
        return
    if found := keys_found(course, target):
        target.unlink()
        msg = f"The pack was thrown away, for {found}. Run 'make release', and make the pack again."
        raise UserError(msg)
    typer.echo(made)
    typer.echo(no_keys(course))


def released_of(course: Course, names: Collection[str]) -> dict[Path, bytes]:
    """Return every file that is released of assignments, by its path in ``release/``."""
    return {path: each for path, each in released_files(course.release).items() if path.parts[0] in names}


def keys_of(course: Course, names: Iterable[str]) -> dict[str, str]:
    """Return the text of each assignment's keys."""
    return {
        name: fitting_keys_text(course.source / name, course.datasets, course.release / name / PAGES) for name in names
    }


def keys_found(course: Course, place: Path) -> str:
    """Return where the first key stands in a zip or a folder, or what of it cannot be read; empty if it has none."""
    looked = look_through(place, secrets_in(course))
    return "" if looked.is_proof else " ".join((looked.found + looked.unread)[0])


def no_keys(course: Course) -> str:
    """Return the sentence that it holds none."""
    return _NO_KEYS.format(names=", ".join(path.name for path in course.assignments()))


def named(course: Course, edition: Edition, assignments: list[str]) -> list[str]:
    """Return the assignments that are meant, or raise a UserError; of a study edition, all that are released."""
    left_over = {path.name: str(without_source(path)) for path in course.left_over()}
    if told := [left_over[name] for name in assignments if name in left_over]:
        raise UserError("\n".join(told))
    released = sorted({path.parent.name for path in course.release.glob(f"*/{PAGES}")} - left_over.keys())
    if unknown := [name for name in assignments if name not in released]:
        has = ", ".join(released) or "none"
        msg = f"{', '.join(unknown)} is not released: release/ has {has}. Make it with 'make release'."
        raise UserError(msg)
    if not released:
        msg = "Nothing is released yet; make it with 'make release'."
        raise UserError(msg)
    if not assignments and edition is Edition.CLASS:
        msg = f"Name the assignment that the class gets, as in 'workbook pack class {released[0]}'."
        raise UserError(msg)
    if not assignments:
        for fault in left_over.values():
            typer.echo(f"Left out: {fault}", err=True)
    return assignments or released
