"""``workbook feedback``: put the feedback pages into one zip, to hand back where there is no exchange."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


@told_plainly
def feedback(
    assignment: Annotated[str, typer.Argument(help="The assignment, such as complaints-lo1.")],
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
) -> None:
    """Put all feedback pages of an assignment into one zip, to hand back without an exchange.

    Who handed in through Moodle has the page under the name that Moodle knows the hand-in
    by, so that 'Upload multiple feedback files in a zip' gives each learner theirs. The
    others' bear the learners' names. A page that is older than the marks is left out, and told.
    """
    from nbgrader.apps.baseapp import NbGrader

    from complaints_workbook.marking.cohort.old_pages import old_pages
    from complaints_workbook.marking.cohort.private import close_to_others, make_private, private_mode
    from complaints_workbook.marking.cohort.report import shown_name
    from complaints_workbook.nbgrader_steps.downloads.zip_collecting import moodles_names
    from complaints_workbook.nbgrader_steps.settings import course_of, initialise

    place = course_folder(folder)
    app = NbGrader()
    initialise(app, place)
    course = course_of(app.coursedir, assignment, app.config)
    places = course.places
    found = {
        student: page
        for student in places.students(stage=places.feedback_stage)
        if (page := places.folder(places.feedback_stage, student) / f"{assignment}.html").is_file()
    }
    if not found:
        msg = f"There is no feedback for {assignment} yet; make it with 'workbook mark {assignment} --feedback'."
        raise UserError(msg)
    for student, why in sorted(old_pages(course, found).items()):
        del found[student]
        typer.echo(f"{shown_name(student)}: left out. {why}", err=True)
    names = moodles_names(app, assignment)
    target = place / "reports" / f"{assignment}-feedback.zip"
    make_private(target.parent, shared=places.groupshared)
    close_to_others([target.parent])
    pages = {_name(student, assignment, names): page for student, page in found.items()}
    _write(target, private_mode(target.parent, shared=places.groupshared), pages)
    in_moodle = len(found.keys() & names.keys())
    typer.echo(f"{len(found):,} pages are in {target}, {in_moodle:,} of them under the names that Moodle knows.")


def _name(student: str, assignment: str, names: Mapping[str, str]) -> str:
    if student in names:
        return f"{names[student]}_assignsubmission_file_{assignment}.html"
    return f"{student} {assignment}.html"


def _write(target: Path, mode: int, pages: Mapping[str, Path]) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    target.chmod(mode)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in sorted(pages.items()):
            archive.write(page, name)
