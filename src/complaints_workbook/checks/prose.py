"""Check that what learners read is in short sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import cell_name, is_written_answer
from complaints_workbook.assignments.prose import sentences
from complaints_workbook.checks.outcome import outcome_of
from complaints_workbook.errors import Fault
from complaints_workbook.exercises.items.give_amount import AmountKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles

LONGEST = 25
_OPENING = 6


def check_prose(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return a fault for each sentence of more than `LONGEST` words in an assignment that is for an outcome."""
    if outcome_of(files) is None:
        return []
    texts = [*_of_notebook(files.notebook_path, notebook), *(text for asked in files.asked for text in _of_one(asked))]
    return [
        Fault(path, entry, f"a sentence has {count} words; say it in {LONGEST} or fewer: '{_opening(sentence)}'.")
        for path, entry, text in texts
        for sentence in sentences(text)
        if (count := len(sentence.split())) > LONGEST
    ]


def _of_notebook(path: Path, notebook: NotebookNode) -> Iterator[tuple[Path, str, str]]:
    """Yield each cell that is ours to word: not the awarding bodies' lists, and not what tutors mark by."""
    for cell in notebook.cells:
        listed = "guidance" in cell.metadata.get("workbook", {})
        if cell.cell_type == "markdown" and not listed and not is_written_answer(cell):
            yield path, cell_name(cell), cell.source


def _of_one(asked: Asked) -> Iterator[tuple[Path, str, str]]:
    own = asked.specification
    yield asked.path, f"{own.id} > introduction", own.introduction
    yield asked.path, f"{own.id} > worked_example", own.worked_example or ""
    for field, key in asked.keyed_fields():
        if not isinstance(key, AmountKey):  # how an amount is worked out is a sum, and no sentence
            for place, reason in key.explanations():
                yield asked.keys_path, f"{own.id} > {field.id} > {place}", reason


def _opening(sentence: str) -> str:
    return f"{' '.join(sentence.split()[:_OPENING])} …"
