"""``workbook criteria``: where the workbook serves each criterion."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from complaints_workbook.assignments.coverage import NOWHERE, WORDS, Served, served
from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.checks import open_course
from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.syllabus import Criterion, Outcome


@told_plainly
def criteria(
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the places as JSON, for another program.")] = False,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ASSIGNMENT",
            help="Fail if a criterion of this outcome, such as complaints-lo1, lacks anything; may be repeated.",
        ),
    ] = None,
) -> None:
    """Show where every criterion is taught, practised, marked, written about and evidenced."""
    outcomes = load_syllabus().outcomes()
    required = [load_syllabus().outcome(name) for name in dict.fromkeys(require or ())]
    found: dict[Criterion, Served] = {}
    course = open_course(course_folder(folder))
    for outcome in outcomes:
        found |= _of_assignment(course.source / outcome.assignment, outcome.criteria, course.datasets)
    if as_json:
        typer.echo(json.dumps([_entry(*pair) for pair in found.items()], ensure_ascii=False, indent=1))
    else:
        _print(found)
    if incomplete := [sentence for outcome in required if (sentence := _lacking(outcome, found))]:
        raise UserError("\n".join(incomplete))


def _lacking(outcome: Outcome, found: Mapping[Criterion, Served]) -> str:
    """Return what an outcome's criteria lack, in a sentence; nothing if they lack nothing."""
    lacking = [f"{c.code} is not {', '.join(found[c].lacks())}" for c in outcome.criteria if found[c].lacks()]
    return f"{outcome.assignment} is not complete: {'; '.join(lacking)}." if lacking else ""


def _of_assignment(folder: Path, outcome: Sequence[Criterion], datasets: Datasets) -> Mapping[Criterion, Served]:
    """Return where an assignment serves its criteria; nowhere if it is not written yet."""
    try:
        notebook = read_notebook(folder / f"{folder.name}.ipynb")
    except ContentError:
        return dict.fromkeys(outcome, NOWHERE)
    files = read_assignment(folder, datasets)
    practices = {asked.specification.id: asked.specification.criteria for asked in files.practices}
    exercises = {asked.specification.id: asked.specification.criteria for asked in files.exercises}
    return {criterion: served(criterion, notebook.cells, practices, exercises) for criterion in outcome}


def _entry(criterion: Criterion, places: Served) -> dict[str, object]:
    return {"criterion": criterion.code, "statement": criterion.statement, **asdict(places), "lacks": places.lacks()}


def _print(found: Mapping[Criterion, Served]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for criterion, places in found.items():
        console.print(f"[bold]{criterion.code}[/bold] {escape(criterion.statement)}")
        for part, word in WORDS.items():
            if where := getattr(places, part):
                console.print(f"  {word}: {escape('; '.join(where))}")
        if lacking := places.lacks():
            console.print(f"  [bold]not yet[/bold] {', '.join(lacking)}")
    complete = sum(not places.lacks() for places in found.values())
    console.print(f"{complete} of {len(found)} criteria are {_all(list(WORDS.values()))}.")


def _all(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
