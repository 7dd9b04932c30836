"""An assignment without a fault: what is asked, what may be practised, what is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.errors import ContentError, pick
from complaints_workbook.file_names import EXERCISES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from complaints_workbook.assignments.about import About
    from complaints_workbook.assignments.exercise import Exercise
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.keys import Key


@dataclass(frozen=True)
class Assignment:
    """The exercises and practices in a folder, and their keys, all by id."""

    id: str
    about: About
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Key]
    practices: Mapping[str, Exercise]
    practice_keys: Mapping[str, Key]

    def exercise(self, name: str) -> Exercise:
        """Return the assessed exercise with this id.

        Raises
        ------
        UnknownExerciseError
            If the folder has none of that name.
        """
        return pick(self.exercises, name, EXERCISES)


def load_assignment(folder: Path, datasets: Datasets) -> Assignment:
    """Read an assignment's exercises, practices and keys.

    Read anew when a file has changed since, else remembered.

    Parameters
    ----------
    folder : Path
        The assignment's folder in ``source/``; never a submission's.
    datasets : Datasets
        The organisations, dossiers and registers that its exercises draw on.

    Raises
    ------
    ContentError
        Naming file, entry and field of each fault.
    """
    files = read_assignment(folder, datasets)
    if files.about is None or files.faults:
        raise ContentError(*files.faults)
    return Assignment(
        files.id,
        files.about,
        exercises={asked.specification.id: asked.exercise for asked in files.exercises},
        keys={asked.specification.id: asked.key for asked in files.exercises},
        practices={asked.specification.id: asked.exercise for asked in files.practices},
        practice_keys={asked.specification.id: asked.key for asked in files.practices},
    )
