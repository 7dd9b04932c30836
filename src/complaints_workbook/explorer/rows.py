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
        "contacts": ("Priority", "At first contact", "Came back about", "Cost", "Score"),
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
        settled = "settled" if entry.first_contact_resolved else "closed later" if entry.closed else "open"
        score = "none" if entry.satisfaction is None else str(entry.satisfaction)
        return [entry.priority.value, settled, entry.repeat_of or "–", pounds(entry.cost_pounds), score]
    return []
