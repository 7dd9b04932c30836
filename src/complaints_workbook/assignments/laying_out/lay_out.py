"""The files of a new assignment. What an author has still to write is marked, and `workbook check` names it."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import nbformat
from jinja2 import Environment, PackageLoader, StrictUndefined
from nbformat import v4

from complaints_workbook.assignments.laying_out.cells import graded, shows, text, written
from complaints_workbook.assignments.notebooks import BEGIN, END, TO_WRITE
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.file_names import ANSWERS, ASSIGNMENT, EXERCISES, PRACTICES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from complaints_workbook.content.syllabus import Criterion, Outcome

_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_EXAMPLE_POINTS = 3
_WRITTEN_POINTS = 6


def lay_out(assignment: str) -> dict[PurePosixPath, str]:
    """Return the files of a new assignment, by their paths in its folder.

    Parameters
    ----------
    assignment : str
        An outcome's, such as ``complaints-lo2``.

    Raises
    ------
    UnknownCodeError
        If the syllabus has no such outcome.
    """
    syllabus = load_syllabus()
    outcome = syllabus.outcome(assignment)
    unit = syllabus.unit(outcome.unit_id)
    order = syllabus.outcomes().index(outcome) + 1
    files = {PurePosixPath(ASSIGNMENT): _fill("assignment.yaml", outcome=outcome, unit=unit, order=order) + "\n"}
    for criterion in outcome.criteria:
        for name in (EXERCISES, ANSWERS, PRACTICES):
            files[PurePosixPath(SECTIONS, criterion.number, name)] = _fill(name, **_about(criterion)) + "\n"
    notebook = v4.new_notebook(cells=list(_cells(outcome)), metadata=_METADATA)
    files[PurePosixPath(f"{assignment}.ipynb")] = nbformat.writes(notebook) + "\n"
    return files


def _cells(outcome: Outcome) -> Iterator[NotebookNode]:
    unit = load_syllabus().unit(outcome.unit_id)
    yield text("start", _fill("start.md", outcome=outcome, unit=unit))
    for criterion in outcome.criteria:
        yield from _section(criterion)
    yield text("end", _fill("end.md"))
    yield shows("progress", "Your progress", "progress()")


def _section(criterion: Criterion) -> Iterator[NotebookNode]:
    about = _about(criterion)
    dashed, codes = about["dashed"], [criterion.code]
    yield text(f"text-{dashed}-1", _fill("what-it-asks.md", **about))
    yield text(f"guidance-{dashed}", _fill("guidance.md", **about), guidance=codes)
    yield text(f"text-{dashed}-2", _fill("idea.md", **about))
    yield shows(f"practice-{about['practice']}", "Practice: Try it", f'practice("{about["practice"]}")')
    yield text(f"text-{dashed}-3", _fill("your-turn.md", **about))
    yield graded(shows(about["exercise"], "Exercise: Decide", f'exercise("{about["exercise"]}")'), _EXAMPLE_POINTS)
    yield text(f"written-{dashed}-a-question", _fill("written-question.md", **about))
    yield written(f"written-{dashed}-a", _fill("mark-scheme.md", **about), _WRITTEN_POINTS, criteria=codes)
    yield text(f"evidence-{dashed}", _fill("evidence.md", **about), evidence=codes)


def _about(criterion: Criterion) -> dict[str, Any]:
    """Return what the templates of a section ask for."""
    syllabus, dashed = load_syllabus(), criterion.number.replace(".", "-")
    return {
        "criterion": criterion,
        "unit": syllabus.unit(criterion.unit_id),
        "outcome": syllabus.outcome_of(criterion.code),
        "guidance": syllabus.guidance_for(criterion.code),
        "dashed": dashed,
        "practice": f"try-{dashed}",
        "exercise": f"decide-{dashed}",
        "points": _WRITTEN_POINTS,
    }


def _fill(name: str, **values: object) -> str:
    return _templates().get_template(f"{name}.j2").render(**values).strip()


@cache
def _templates() -> Environment:
    environment = Environment(  # noqa: S701 - markdown and YAML, of the syllabus' own words
        loader=PackageLoader("complaints_workbook.assignments.laying_out"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"to_write": TO_WRITE, "begin": BEGIN, "end": END}
    return environment
