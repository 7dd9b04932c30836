"""A register, as it is when both its files are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaints_workbook.content.registers.description import Description
    from complaints_workbook.content.registers.entries import Entry


@dataclass(frozen=True)
class Register:
    """A register, whole: what it is, and its entries in the order of the file."""

    description: Description
    entries: tuple[Entry, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """Every month of the register, in order."""
        return tuple(self.description.opportunity.volumes)

    def entry(self, reference: str) -> Entry:
        """Return the entry with this reference; KeyError if there is none."""
        for entry in self.entries:
            if entry.reference == reference:
                return entry
        raise KeyError(reference)

    @property
    def came_back(self) -> frozenset[str]:
        """The references of entries about which somebody came back."""
        return frozenset(entry.repeat_of for entry in self.entries if entry.repeat_of is not None)
