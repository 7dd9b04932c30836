"""What the columns of a register are called when people are told of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.content.registers.entries import Of


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one sort of register.

    `place` is one of its areas in a word, and `spent` what its money is, such as "pounds paid".
    """

    cause: str
    category: str
    area: str
    place: str
    places: str
    spent: str

    @property
    def ranked(self) -> Mapping[str, str]:
        """The columns that can be ranked, and what each is called."""
        return {
            "cause": self.cause,
            "category": self.category,
            "channel": "channel",
            "product_or_service": "product or service",
            "area": self.area,
        }


WORDING: Mapping[Of, Wording] = {
    "complaints": Wording(
        cause="cause",
        category="kind",
        area="branch or area",
        place="branch",
        places="branches",
        spent="pounds paid",
    ),
    "contacts": Wording(
        cause="reason",
        category="service",
        area="department",
        place="department",
        places="departments",
        spent="pounds spent",
    ),
}
