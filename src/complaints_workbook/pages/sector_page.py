"""What a place of the learner's own sector is shown with. Plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.pages.own_sector import title
from complaints_workbook.pages.page import Page

if TYPE_CHECKING:
    from complaints_workbook.pages.own_sector import OwnSector


def sector_page(own_sector: OwnSector, place: str) -> Page:
    """Return the page of a place: the choice, and of each sector what the place needs.

    Parameters
    ----------
    own_sector : OwnSector
        What the assignment knows of sectors.
    place : str
        The number of a criterion.

    Raises
    ------
    UnknownExerciseError
        If there is no such place.
    """
    topics, item_set = own_sector.topics(place), own_sector.item_set
    shown: dict[str, Any] = {
        "id": f"{item_set.id}-{place}",
        "mode": "kept",
        "title": title(place),
        "caption": "Your own sector. This is not marked.",
        "introduction": "",
        "worked": None,
        "fields": [field.id for field in item_set.fields],
        "cases": {},
        "organisations": {},
        "place": place,
        "topics": [{"id": topic, "heading": heading} for topic, heading in topics.items()],
        "sectors": [
            {
                "id": name,
                "name": sector.name,
                "scope": sector.scope,
                "asAt": sector.as_at,
                "lookUp": sector.look_up,
                "topics": {topic: sector.topics[topic] for topic in topics},
            }
            for name, sector in own_sector.sectors.items()
        ],
    }
    return Page("own-sector", item_set, shown)
