"""A course with one short exercise of every kind, each in a folder of its own in ``tests/specimen_course/kinds/``.

The folder of a kind holds the section's ``exercises.yaml`` and ``answers.yaml``, ``practices.yaml`` if it
has one, and ``partly.yaml``: answers that are partly right, and what they earn, worked out by hand.
"""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import v4

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.content.datasets import Datasets
from complaints_workbook.file_names import SECTIONS
from support.assignments import Authored
from support.courses import METADATA, ROOT, TESTS, Course, call_cell, generated, text_cell, written_cell
from support.worked_by_hand import WorkedByHand, worked_by_hand

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.assignments.assignment import Assignment

SPECIMENS = TESTS / "specimen_course"
NAME = "specimen"
PARTLY = "partly.yaml"


def specimen_kinds() -> list[str]:
    """Return the kinds that have a specimen."""
    return sorted(path.name for path in (SPECIMENS / "kinds").iterdir())


def specimen_course(folder: Path) -> Course:
    """Make the specimen course in `folder`, generated, with its own datasets."""
    shutil.copytree(generated(_write, NAME), folder, dirs_exist_ok=True)
    return Course(folder, NAME)


@cache
def specimen() -> Authored:
    """Return the specimen course's assignment, to read and never to change."""
    folder = generated(_write, NAME)
    return Authored(folder, NAME, Datasets(folder / "datasets"))


def specimens_worked_by_hand() -> WorkedByHand:
    """Return partly right answers to every specimen, and what they earn."""
    return worked_by_hand(*(SPECIMENS / "kinds" / kind / PARTLY for kind in specimen_kinds()))


def _write(folder: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(SPECIMENS / "datasets", folder / "datasets")
    source = folder / "source" / NAME
    without_marks = shutil.ignore_patterns(PARTLY)
    shutil.copytree(SPECIMENS / "kinds", source / SECTIONS, ignore=without_marks)
    shutil.copy(SPECIMENS / "assignment.yaml", source)
    shutil.copy(SPECIMENS / "case-notes.yaml", source.parent)
    assignment = load_assignment(source, Datasets(folder / "datasets"))
    nbformat.write(_notebook(assignment), str(source / f"{NAME}.ipynb"))


def _notebook(assignment: Assignment) -> Any:
    cells = [text_cell("# A specimen of every kind", "start")]
    for kind in specimen_kinds():
        cells.append(text_cell(f"## A specimen of {kind}", f"about-{kind}"))
        for name, each in assignment.practices.items():
            if each.specification.kind == kind:
                title = f"Practice: {each.specification.title}"
                cells.append(call_cell(title, f'practice("{name}")', f"practice-{name}"))
        for name, each in assignment.exercises.items():
            if each.specification.kind == kind:
                cells.append(
                    call_cell(f"Exercise: {each.specification.title}", f'exercise("{name}")', name, each.points)
                )
    question = text_cell("### Written question: records\n\nWhy are records kept?", "written-prompt")
    scheme = written_cell("One mark for each of four reasons.", "written", 4, "complaints/1.5")
    return v4.new_notebook(
        metadata=METADATA, cells=[*cells, question, scheme, call_cell("Your progress", "progress()", "progress")]
    )
