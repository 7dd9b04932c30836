"""The rows of a register: complaints, or contacts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

Of = Literal["complaints", "contacts"]
"""What a register is of."""


class ComplaintOutcome(StrEnum):
    """How a complaint was closed."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly upheld"
    NOT_UPHELD = "not upheld"


class Known(StrEnum):
    """An answer that may be missing; "not known" is not "no"."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


class Priority(StrEnum):
    """How soon a contact has to be dealt with; who only asks for something makes a request."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row, with what every register holds. `closed` is None while it is open."""

    reference: str
    received: date
    channel: str
    category: str
    cause: str
    product_or_service: str
    area: str
    first_contact_resolved: bool
    closed: date | None
    repeat_of: str | None
    summary: str

    @property
    def month(self) -> str:
        """The month of receipt, such as "2026-03"."""
        return f"{self.received:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Entry):
    """One complaint. `outcome` is None while it is open."""

    stage: int
    outcome: ComplaintOutcome | None
    redress_pounds: Decimal
    safety: bool
    vulnerable: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """One problem, question or request that was brought to a desk.

    `minutes` is all the time spent on it, and `cost_pounds` that time with the visits.
    `satisfaction` is from 1 to 5, and None where nobody answered.
    """

    priority: Priority
    reopened: bool
    minutes: int
    cost_pounds: Decimal
    satisfaction: int | None


ENTRIES: Mapping[Of, type[Entry]] = {"complaints": Complaint, "contacts": Contact}
"""What the rows of each sort of register are."""

COLUMNS: Mapping[Of, tuple[str, ...]] = {
    "complaints": (
        "reference",
        "received",
        "channel",
        "category",
        "cause",
        "product_or_service",
        "area",
        "first_contact_resolved",
        "stage",
        "closed",
        "outcome",
        "redress_pounds",
        "repeat_of",
        "safety",
        "vulnerable",
        "summary",
    ),
    "contacts": (
        "reference",
        "received",
        "channel",
        "category",
        "cause",
        "product_or_service",
        "area",
        "priority",
        "first_contact_resolved",
        "reopened",
        "closed",
        "minutes",
        "cost_pounds",
        "repeat_of",
        "satisfaction",
        "summary",
    ),
}
"""The columns of each sort of register, in the order of its file."""

MONEY: Mapping[Of, str] = {"complaints": "redress_pounds", "contacts": "cost_pounds"}
"""The column of each sort of register that says what an entry cost."""
