"""An entry of a register as the row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Complaint, Contact
from complaints_workbook.money import show as pounds
from complaints_workbook.rendering.html import day

if TYPE_CHECKING:
    from complaints_workbook.content.registers import Description, Entry


def columns(description: Description) -> tuple[str, ...]:
    """Return what stands above the columns of the list."""
    of_its_own = {
        "complaints": ("Outcome", "Redress"),
        "contacts": ("How it went", "Cost", "Score"),
    }[description.of]
    called = description.wording
    common = ("Number", "Received", "Channel", called.cause.capitalize(), called.area.capitalize())
    return (*common, *of_its_own, "What it says")


def row(entry: Entry) -> list[str]:
    """Return an entry's cells, in the order of `columns`."""
    common = [entry.reference, day(entry.received), entry.channel, entry.cause, entry.area]
    return [*common, *_of_its_own(entry), entry.summary]


def _of_its_own(entry: Entry) -> list[str]:
    if isinstance(entry, Complaint):
        return [entry.outcome.value if entry.outcome else "open", pounds(entry.redress_pounds)]
    if isinstance(entry, Contact):
        score = "none" if entry.satisfaction is None else str(entry.satisfaction)
        return [_how_it_went(entry), pounds(entry.cost_pounds), score]
    return []


def _how_it_went(contact: Contact) -> str:
    """Say whether it was settled at once, and which earlier one it is about."""
    later = "open" if contact.closed is None else "closed later"
    went = "settled at first contact" if contact.first_contact_resolved else later
    again = ", opened again" if contact.reopened else ""
    return f"{went}{again}; back about {contact.repeat_of}" if contact.repeat_of else f"{went}{again}"
