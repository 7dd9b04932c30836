"""``workbook new``: lay out an assignment for its author."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder


@told_plainly
def new(
    assignment: Annotated[str, typer.Argument(help="An outcome of the syllabus, such as complaints-lo2.")],
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
) -> None:
    """Lay out an outcome in source/: a section for each criterion, with places to write.

    The awarding bodies' own lists stand in it already. What is still to be written
    is named by 'workbook check'. Nothing that is there is overwritten.
    """
    # A second that only this needs.
    from complaints_workbook.assignments.laying_out import lay_out

    place = course_folder(folder) / "source" / assignment
    files = lay_out(assignment)
    try:
        place.mkdir()
    except FileExistsError:
        written = place / f"{assignment}.ipynb"
        msg = f"{place} is there already, and is left as it is. Open {written} to go on with it."
        raise UserError(msg) from None
    for path, text in files.items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    typer.echo(f"{assignment} is laid out in {place}. 'workbook check' names what is still to be written.")
