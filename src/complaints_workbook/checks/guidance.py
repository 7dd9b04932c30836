"""Check that a section holds what the awarding bodies list under its criterion, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.content.syllabus import Criterion, GuidanceList


def check_guidance(path: Path, criterion: Criterion, section: Sequence[NotebookNode]) -> list[Fault]:
    """Return the faults of the cell that holds a criterion's guidance.

    Parameters
    ----------
    path : Path
        The notebook's.
    criterion : Criterion
        The section's.
    section : sequence of NotebookNode
        The cells of the section.
    """
    found = [cell for cell in section if cell.metadata.get("workbook", {}).get("guidance") == [criterion.code]]
    messages = _lacking(criterion, found[0].source) if len(found) == 1 else [_not_one(criterion, len(found))]
    return [Fault(path, f"section {criterion.number} > guidance", message) for message in messages]


def _not_one(criterion: Criterion, count: int) -> str:
    if count:
        return f"{count} cells have the awarding bodies' lists; keep one."
    wanted = f'"guidance": ["{criterion.code}"]'
    return f"no cell has the awarding bodies' lists; write them in one with {wanted} in metadata > workbook."


def _lacking(criterion: Criterion, text: str) -> Iterator[str]:
    syllabus = load_syllabus()
    for offering in syllabus.unit(criterion.unit_id).offered_by:
        name = f"{offering.awarding_body}, unit {offering.unit_number}"
        if name not in text:
            yield f"it does not name '{name}'; write that above what it lists."
    for body, lists in syllabus.guidance_for(criterion.code).items():
        lines = {line: each.pointing_back(criterion.code) for each in lists for line in _lines(each)}
        for line, back in lines.items():
            if line not in text and not (back and back in text):
                instead = f", or '{back}'" if back else ""
                yield f"it lacks '{line}', which {body} lists; write it as it stands here{instead}."


def _lines(guidance: GuidanceList) -> Iterator[str]:
    for entry in guidance.entries:
        yield entry.text
        yield from entry.points
