"""What can be counted of a register's entries for a table, and what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Complaint, Contact, complaint_tally, contact_tally, tally
from complaints_workbook.money import show as pounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaints_workbook.content.registers import Description, Entry, Of, Register

_OF_EACH = {
    "months": "Months",
    "received": "Received",
    "closed": "Closed",
    "first_contact": "Settled at first contact",
    "kept": "Settled at first contact, and nobody came back",
    "repeats": "Came back about an earlier one",
    "opportunity": "What could have led to one",
}

HEADINGS: Mapping[Of, Mapping[str, str]] = {
    "complaints": {
        **_OF_EACH,
        "upheld": "Upheld or partly upheld",
        "stage_two": "Went on to stage 2",
        "paid": "Cases paid",
        "redress": "Redress in all",
    },
    "contacts": {
        **_OF_EACH,
        "reopened": "Opened again",
        "minutes": "Minutes spent",
        "cost": "Cost in all",
        "answered": "Gave a score",
        "score": "Scores added up",
    },
}
"""By the names that authors use, for each sort of register."""


def heading(name: str, description: Description) -> str:
    """Return what stands above a count; what was received and what led to it have the register's own words."""
    if name == "received":
        return description.of.capitalize()
    if name == "opportunity":
        measure = description.opportunity.measure
        return f"{measure[:1].upper()}{measure[1:]}, all months added up"
    return HEADINGS[description.of][name]


def counted(entries: Sequence[Entry], register: Register, months: Sequence[str]) -> dict[str, str]:
    """Count the entries of some months in every way, as it is written."""
    numbers, volumes = tally(entries, register.came_back), register.description.opportunity.volumes
    found = {
        "months": len(months),
        "received": numbers.received,
        "closed": numbers.closed,
        "first_contact": numbers.first_contact,
        "kept": numbers.kept,
        "repeats": numbers.repeats,
        "opportunity": sum(volumes[month] for month in months),
    }
    own = _of_complaints(entries) if register.description.of == "complaints" else _of_contacts(entries)
    return {name: f"{number:,}" for name, number in found.items()} | own


def _of_complaints(entries: Sequence[Entry]) -> dict[str, str]:
    numbers = complaint_tally(entry for entry in entries if isinstance(entry, Complaint))
    return {
        "upheld": f"{numbers.upheld:,}",
        "stage_two": f"{numbers.stage_two:,}",
        "paid": f"{numbers.paid:,}",
        "redress": pounds(numbers.redress),
    }


def _of_contacts(entries: Sequence[Entry]) -> dict[str, str]:
    numbers = contact_tally(entry for entry in entries if isinstance(entry, Contact))
    return {
        "reopened": f"{numbers.reopened:,}",
        "minutes": f"{numbers.minutes:,}",
        "cost": pounds(numbers.cost),
        "answered": f"{numbers.answered:,}",
        "score": f"{numbers.score:,}",
    }
