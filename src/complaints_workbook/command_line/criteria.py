"""``workbook criteria``: where the workbook serves each criterion."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.console import Console
from rich.markup import escape

from complaints_workbook.assignments.coverage import NOWHERE, WORDS, Served, served
from complaints_workbook.assignments.marks import Marks, marks_by_criterion
from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.checks import open_course
from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.criterion_codes import BEFORE, FOUNDATIONS, criterion_number
from complaints_workbook.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.syllabus import Outcome


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
    """Show where every criterion is taught, practised, marked, written about and evidenced, and its marks."""
    outcomes = load_syllabus().outcomes()
    required = [load_syllabus().outcome(name) for name in dict.fromkeys(require or ())]
    course = open_course(course_folder(folder))
    found = [place for outcome in outcomes for place in _of_assignment(course.source, outcome, course.datasets)]
    if as_json:
        typer.echo(json.dumps([_entry(place) for place in found], indent=1))
    else:
        _print(found)
    if incomplete := [sentence for outcome in required if (sentence := _lacking(outcome, found))]:
        raise UserError("\n".join(incomplete))


class _Place(NamedTuple):
    """Where an assignment serves a criterion, or the foundations, and with which marks."""

    assignment: str
    code: str
    statement: str
    served: Served
    marks: Marks | None

    def lacks(self) -> list[str]:
        """Return what there is none of. The foundations are no criterion, and have no evidence of their own."""
        return [] if self.code == FOUNDATIONS else self.served.lacks()


def _lacking(outcome: Outcome, found: Sequence[_Place]) -> str:
    """Return what an outcome's criteria lack, in a sentence; nothing if they lack nothing."""
    own = [place for place in found if place.assignment == outcome.assignment]
    lacking = [f"{place.code} is not {', '.join(place.lacks())}" for place in own if place.lacks()]
    return f"{outcome.assignment} is not complete: {'; '.join(lacking)}." if lacking else ""


def _of_assignment(source: Path, outcome: Outcome, datasets: Datasets) -> Iterator[_Place]:
    """Yield where an assignment serves its criteria; nowhere if it is not written yet. The foundations come first."""
    folder, name = source / outcome.assignment, outcome.assignment
    try:
        notebook = read_notebook(folder / f"{name}.ipynb")
    except ContentError:
        yield from (_Place(name, c.code, c.statement, NOWHERE, None) for c in outcome.criteria)
        return
    files = read_assignment(folder, datasets)
    practices = {asked.specification.id: asked.specification.criteria for asked in files.practices}
    exercises = {asked.specification.id: asked.specification.criteria for asked in files.exercises}
    marks = marks_by_criterion(asked.exercise for asked in files.exercises if asked.keys)
    codes = {FOUNDATIONS: BEFORE} if FOUNDATIONS in marks else {}
    codes |= {criterion.code: criterion.statement for criterion in outcome.criteria}
    for code, statement in codes.items():
        where = served(code, notebook.cells, practices, exercises)
        yield _Place(name, code, statement, where, marks.get(code))


def _entry(place: _Place) -> dict[str, object]:
    return {
        "assignment": place.assignment,
        "criterion": place.code,
        "statement": place.statement,
        **asdict(place.served),
        "marks": asdict(place.marks) if place.marks else None,
        "lacks": place.lacks(),
    }


def _print(found: Sequence[_Place]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for place in found:
        console.print(f"[bold]{_name(place)}[/bold] {escape(place.statement)}")
        for part, word in WORDS.items():
            if where := getattr(place.served, part):
                console.print(f"  {word}: {escape('; '.join(where))}")
        if place.marks:
            console.print(f"  {_in_words(place.marks)}")
        if lacking := place.lacks():
            console.print(f"  [bold]not yet[/bold] {', '.join(lacking)}")
    criteria = [place for place in found if place.code != FOUNDATIONS]
    complete = sum(not place.lacks() for place in criteria)
    console.print(f"{complete} of {len(criteria)} criteria are {_all(list(WORDS.values()))}.")


def _name(place: _Place) -> str:
    return f"{criterion_number(FOUNDATIONS)} of {place.assignment}" if place.code == FOUNDATIONS else place.code


def _in_words(marks: Marks) -> str:
    count = f"marks: {marks.marks:g} in {marks.items} items"
    if marks.verb is None:
        return f"{count}."
    return f"{count}, of which {marks.verb_marks:g} in {marks.verb_items} ask the learner to {marks.verb}."


def _all(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
