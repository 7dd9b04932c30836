"""Check that a notebook has a section for each criterion of its outcome, with all that a section must have.

A companion, such as a portfolio, is for no outcome and has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.assignments.teaching import own_text, section_of
from complaints_workbook.checks.guidance import check_guidance
from complaints_workbook.checks.outcome import outcome_of
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import AssignmentFiles
    from complaints_workbook.content.syllabus import Criterion, Outcome

_ASKS = "### What it asks"
_EVIDENCE = "### Evidence from your own work"
_ALTERNATIVE = re.compile(r"!\[([^\]]*)\]\(images/")
_LEAST = 60


def check_sections(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return the faults of the sections of an assignment that is for an outcome."""
    outcome = outcome_of(files)
    if outcome is None:
        return []
    path, cells = files.notebook_path, notebook.cells
    return [
        *_opening(path, cells, outcome),
        *(fault for criterion in outcome.criteria for fault in _section(path, cells, criterion)),
        *_practices(files),
    ]


def _opening(path: Path, cells: Sequence[NotebookNode], outcome: Outcome) -> Iterator[Fault]:
    banned = load_syllabus().unit(outcome.unit_id).simulation_bans
    wanted = f"Simulation is not {'allowed as evidence' if banned else 'evidence'}"
    if not cells or wanted not in cells[0].source:
        yield Fault(path, "the first cell", f"it does not say '{wanted}', which comes before anything else; add it.")


def _section(path: Path, cells: Sequence[NotebookNode], criterion: Criterion) -> Iterator[Fault]:
    place, section = f"section {criterion.number}", section_of(criterion.number, cells)
    if not section:
        message = f"no cell opens with the heading '## {criterion.number}' and a title; open the section with one."
        yield Fault(path, place, message)
        return
    text = own_text(section)
    for message in (*_parts(criterion, text), *_picture(text)):
        yield Fault(path, place, message)
    yield from check_guidance(path, criterion, section)


def _parts(criterion: Criterion, text: str) -> Iterator[str]:
    quoted = f"> **{criterion.number}** {criterion.statement}"
    if quoted not in text:
        yield f"it does not quote its criterion; write '{quoted}' under its heading."
    if _ASKS not in text:
        yield f"it has no heading '{_ASKS}'; say under one what the criterion asks, in plain words."
    if "common mistake" not in text.lower():
        yield "it names no common mistake; tell one, and call it that."
    if _EVIDENCE not in text:
        yield f"it has no heading '{_EVIDENCE}'; say under one what could show the criterion."


def _picture(text: str) -> Iterator[str]:
    """Yield what is wrong if no picture is told at length; one without any text alternative is told of by itself."""
    lengths = [len(alternative.strip()) for alternative in _ALTERNATIVE.findall(text)]
    if not lengths:
        yield f"it has no picture; add one, with a text alternative of {_LEAST} characters or more."
    elif 0 < max(lengths) < _LEAST:
        yield f"none of its pictures has a text alternative of {_LEAST} characters or more; say all that one shows."


def _practices(files: AssignmentFiles) -> Iterator[Fault]:
    for asked in files.practices:
        if not asked.specification.worked_example:
            message = "it shows no worked case first; write one."
            yield Fault(asked.path, f"{asked.specification.id} > worked_example", message)
