"""What a cell needs of the authors' files: a preview where they stand, and the keys where nbgrader's kernel marks.

It imports what reads those files, and no learner's kernel has any of that. So
`cells` imports this where it is needed, and nothing else on the learners' side does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.assignments.source_folder import source_folder
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.pages.preview import Preview

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.keys import Key

__all__ = ["Preview", "asked_and_key", "preview"]


def preview(source: Path) -> Preview:
    """Return the pages of an author's folder, made anew; a fault is told where its exercise is asked for."""
    return Preview(read_assignment(source, shared_datasets()), shared_datasets())


def asked_and_key(folder: Path, name: str) -> tuple[ItemSet, Key]:
    """Return what an exercise asks and its key, from the course's source folder.

    Parameters
    ----------
    folder : Path
        The folder of a submission, of which nothing but its name is used.
    name : str
        The exercise's id.

    Raises
    ------
    ContentError
        If exercises or keys are missing or faulty.
    UnknownExerciseError
        If there is no such exercise.
    """
    source = source_folder(folder, folder.name)
    assignment = load_assignment(source, shared_datasets())
    return assignment.exercise(name).item_set, assignment.keys[name]
