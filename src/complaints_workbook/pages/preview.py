"""An author's preview: pages made from ``source/`` when they are asked for.

One by one, so that a fault in one exercise leaves the others to be seen.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.pages.making import exercise_page, own_sector, practice_page
from complaints_workbook.pages.own_sector import NOWHERE
from complaints_workbook.rendering.organisation import organisation_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.own_sector import OwnSector
    from complaints_workbook.pages.page import Page

_MISSING = (KeyError, ValueError)
"""What organisations and registers raise where they are asked for what they do not have."""


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

    @property
    def assignment(self) -> str:
        """The assignment's id."""
        return self._files.id

    @property
    def title(self) -> str:
        """What learners know the assignment by."""
        return self._files.about.title if self._files.about else self._files.id

    def exercise(self, name: str) -> Page:
        """Return the page of an assessed exercise; UnknownExerciseError if there is none."""
        asked = self._files.exercise(name)
        with _told_of(asked):
            return exercise_page(asked.exercise)

    def practice(self, name: str) -> Page:
        """Return the page of a practice; UnknownExerciseError if there is none."""
        practice = self._files.practice(name)
        if practice.faults:
            raise ContentError(*practice.faults)
        with _told_of(practice):
            return practice_page(practice.exercise, practice.key)

    @property
    def own_sector(self) -> OwnSector:
        """Where it shows something of the learner's own sector."""
        return own_sector(self._files.about, self._datasets) if self._files.about else NOWHERE

    def item_sets(self) -> Iterable[ItemSet]:
        """Yield what each assessed exercise asks, in the order of the notebook, but for those that cannot be made."""
        for asked in self._files.exercises:
            with suppress(ContentError, *_MISSING):
                yield asked.exercise.item_set

    def paper(self, organisation: str) -> str:
        """Return an organisation's papers as HTML."""
        return organisation_html(self._datasets.organisation(organisation))


@contextmanager
def _told_of(asked: Asked) -> Iterator[None]:
    """Tell as a fault what an exercise names and its organisation or register does not have."""
    try:
        yield
    except _MISSING as error:
        message = f"it cannot be made ({error}); 'workbook check' names what to put right."
        raise ContentError(Fault(asked.path, asked.specification.id, message)) from None
