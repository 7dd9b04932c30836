"""An author's preview: pages made from ``source/`` when they are asked for.

One by one, so that a fault in one exercise leaves the others to be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.pages.making import exercise_page, practice_page
from complaints_workbook.rendering.organisation import organisation_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.assignments.reading import AssignmentFiles
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.page import Page


class Preview:
    """What `Pages` gives, from an author's files; each method raises ContentError where one is faulty.

    Parameters
    ----------
    files : AssignmentFiles
        What could be read of the author's exercises.
    datasets : Datasets
        The organisations, dossiers and registers that they draw on.
    """

    def __init__(self, files: AssignmentFiles, datasets: Datasets) -> None:
        self._files = files
        self._datasets = datasets

    def exercise(self, name: str) -> Page:
        """Return the page of an assessed exercise; UnknownExerciseError if there is none."""
        return exercise_page(self._files.exercise(name).exercise)

    def practice(self, name: str) -> Page:
        """Return the page of a practice; UnknownExerciseError if there is none."""
        practice = self._files.practice(name)
        if practice.faults:
            raise ContentError(*practice.faults)
        return practice_page(practice.exercise, practice.key)

    def item_sets(self) -> Iterable[ItemSet]:
        """Return what each assessed exercise asks, in the order of the notebook."""
        return [asked.exercise.item_set for asked in self._files.exercises]

    def paper(self, organisation: str) -> str:
        """Return an organisation's papers as HTML."""
        return organisation_html(self._datasets.organisation(organisation))
