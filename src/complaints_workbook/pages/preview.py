"""An author's preview: pages made from ``source/`` when they are asked for.

One by one, so that a fault in one exercise leaves the others to be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.pages.making import exercise_page, practice_page
from complaints_workbook.rendering.organisation import organisation_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.assignments.assignment import Assignment
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.page import Page


class Preview:
    """What `Pages` gives, from an author's files; each method raises ContentError where one is faulty.

    Parameters
    ----------
    assignment : Assignment
        The author's exercises.
    datasets : Datasets
        The organisations, dossiers and registers that they draw on.
    """

    def __init__(self, assignment: Assignment, datasets: Datasets) -> None:
        self._assignment = assignment
        self._datasets = datasets

    def exercise(self, name: str) -> Page:
        """Return the page of an assessed exercise; UnknownExerciseError if there is none."""
        return exercise_page(self._assignment.exercise(name))

    def practice(self, name: str) -> Page:
        """Return the page of a practice; UnknownExerciseError if there is none."""
        return practice_page(self._assignment.practice(name), self._assignment.practice_keys[name])

    def item_sets(self) -> Iterable[ItemSet]:
        """Return what each assessed exercise asks, in the order of the notebook."""
        return [exercise.item_set for exercise in self._assignment.exercises.values()]

    def paper(self, organisation: str) -> str:
        """Return an organisation's papers as HTML."""
        return organisation_html(self._datasets.organisation(organisation))
