"""What is known of a sector: each topic as a list of statements, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.sectors import Sureness, Topic
from complaints_workbook.rendering.fill import fill

if TYPE_CHECKING:
    from complaints_workbook.content.sectors import SectorFacts

HEADINGS = {
    Topic.DEFINITION: "What counts as a complaint",
    Topic.RULES: "Who sets the rules, and what they can do",
    Topic.CLOCKS: "By when",
    Topic.OUTSIDE: "Who is outside, and from when",
    Topic.REPORTS: "Who is told",
    Topic.OWED: "What is owed in any case",
}
_SURE = {
    Sureness.SEEN: "Seen in that source",
    Sureness.QUOTED: "Seen quoted elsewhere",
    Sureness.KNOWN: "Generally known, and not looked up",
}


def sector_html(sector: SectorFacts) -> dict[str, str]:
    """Return what is known of a sector as HTML, by topic."""
    return {
        topic.value: fill("sector", statements=statements, sure=_SURE, look_up=sector.look_up)
        for topic, statements in sector.topics.items()
    }
