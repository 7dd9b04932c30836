"""One exercise or practice as a learner's kernel has it. Plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import pick
from complaints_workbook.file_names import PAGES
from complaints_workbook.pages.own_sector import NOWHERE, OWN_SECTOR, OwnSector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.keys import Key


@dataclass(frozen=True)
class Page:
    """What is asked, and how it is shown.

    Attributes
    ----------
    kind : str
        The kind of exercise, whose view shows it.
    item_set : ItemSet
        What is asked and marked.
    shown : mapping
        What the view is given: plain data and finished HTML, and never a key.
    key : Key or None
        A practice's key. An assessed exercise has none here.
    """

    kind: str
    item_set: ItemSet
    shown: Mapping[str, Any]
    key: Key | None = None


@dataclass(frozen=True)
class Listing:
    """How the start page lists an assignment.

    Attributes
    ----------
    title : str
        What learners know it by.
    order : int
        Where it stands among the others.
    outcome : str or None
        The syllabus' id of its outcome, such as ``complaints-lo1``; a companion has none.
    """

    title: str
    order: int
    outcome: str | None = None


@dataclass(frozen=True)
class Pages:
    """An assignment's pages.

    Attributes
    ----------
    listing : Listing or None
        How the start page lists it; files from before there was one have none.
    papers : mapping of str to str
        What each organisation promises, pays and escalates, as HTML, by its id.
    own_sector : OwnSector
        Where it shows something of the learner's own sector.
    """

    assignment: str
    exercises: Mapping[str, Page]
    practices: Mapping[str, Page]
    papers: Mapping[str, str]
    listing: Listing | None = None
    own_sector: OwnSector = NOWHERE

    @property
    def title(self) -> str:
        """What learners know the assignment by."""
        return self.listing.title if self.listing else self.assignment

    def exercise(self, name: str) -> Page:
        """Return the page of an assessed exercise; UnknownExerciseError if there is none."""
        return pick(self.exercises, name, PAGES)

    def practice(self, name: str) -> Page:
        """Return the page of a practice; UnknownExerciseError if there is none."""
        return pick(self.practices, name, PAGES)

    def item_sets(self) -> Iterable[ItemSet]:
        """Return what each assessed exercise asks, in the order of the notebook."""
        return [page.item_set for page in self.exercises.values()]

    def kept(self) -> dict[str, ItemSet]:
        """Return all that a learner's answers may be to, by id: what is marked, and the choice of a sector."""
        asked = {item_set.id: item_set for item_set in self.item_sets()}
        return asked | ({OWN_SECTOR: self.own_sector.item_set} if self.own_sector.places else {})

    def paper(self, organisation: str) -> str:
        """Return an organisation's papers as HTML."""
        return self.papers[organisation]
