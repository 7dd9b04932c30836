"""A learner's own sector: chosen once, kept with the answers, and shown where a criterion needs it. Plain."""

from __future__ import annotations

from dataclasses import dataclass

from complaints_workbook.errors import UnknownExerciseError
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.file_names import PAGES

OWN_SECTOR = "own_sector"
"""Under what name the choice is kept among the answers. No exercise can have it, for ids have hyphens."""

SECTOR = "sector"
"""The one field of it."""


@dataclass(frozen=True)
class KnownSector:
    """What is known of a sector.

    Attributes
    ----------
    name, scope : str
        What it is called, and whom it is about.
    topics : dict of str to str
        What is known, as HTML, by topic.
    look_up : str
        Where a learner finds what holds today.
    as_at : str
        On which day it was collected, in words.
    """

    name: str
    scope: str
    topics: dict[str, str]
    look_up: str
    as_at: str


@dataclass(frozen=True)
class OwnSector:
    """Where an assignment shows something of the learner's own sector, and of which sectors it can.

    Attributes
    ----------
    places : dict of str to tuple of str
        By the number of a criterion, the topics that it needs.
    headings : dict of str to str
        By topic.
    sectors : dict of str to KnownSector
        By id.
    """

    places: dict[str, tuple[str, ...]]
    headings: dict[str, str]
    sectors: dict[str, KnownSector]

    @property
    def item_set(self) -> ItemSet:
        """The choice, as something that is asked; it earns no marks."""
        options = tuple(Option(id=name, text=sector.name) for name, sector in self.sectors.items())
        return ItemSet(OWN_SECTOR, "Your own sector", (), "", (ChooseOne(SECTOR, "Your sector", 0, options),))

    def topics(self, place: str) -> dict[str, str]:
        """Return the headings of what a place shows, by topic.

        Raises
        ------
        UnknownExerciseError
            If there is no such place.
        """
        if place not in self.places:
            msg = f"There is no place '{place}' for the learner's sector in {PAGES}. It has: {', '.join(self.places)}."
            raise UnknownExerciseError(msg)
        return {topic: self.headings[topic] for topic in self.places[place]}


NOWHERE = OwnSector({}, {}, {})
"""Of an assignment that shows nothing of it."""


def title(place: str) -> str:
    """Return what a place is called.

    Examples
    --------
    >>> title("3.5")
    '3.5 in your own sector'
    """
    return f"{place} in your own sector"
