"""The units that a learner can choose from, as their awarding bodies number them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.study.outline import units

if TYPE_CHECKING:
    from complaints_workbook.study.outline import UnitOutline


@dataclass(frozen=True)
class Offered:
    """A unit as one awarding body offers it.

    Attributes
    ----------
    id : str
        Such as ``ocr-62``.
    name : str
        Such as ``OCR unit 62``.
    unit : UnitOutline
        What it is: the same for all bodies that offer it.
    """

    id: str
    name: str
    unit: UnitOutline


def units_offered() -> tuple[Offered, ...]:
    """Return every unit of the syllabus once for each awarding body that offers it."""
    return tuple(
        Offered(_id(f"{offering.awarding_body} {offering.unit_number}"), name, unit)
        for unit in units()
        for offering in unit.offered_by
        for name in (f"{offering.awarding_body} unit {offering.unit_number}",)
    )


def unit_called(offered_id: str) -> Offered | None:
    """Return the unit of this id, or None if nobody offers it."""
    return next((offered for offered in units_offered() if offered.id == offered_id), None)


def _id(name: str) -> str:
    """Return a name as an address can hold it.

    Examples
    --------
    >>> _id("City & Guilds 311")
    'city-guilds-311'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))
