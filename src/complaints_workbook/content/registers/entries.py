"""The rows of a register."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One complaint: one row. `closed` and `outcome` are None while it is open."""

    reference: str
    received: date
    channel: str
    category: str
    cause: str
    product_or_service: str
    area: str
    first_contact_resolved: bool
    stage: int
    closed: date | None
    outcome: ComplaintOutcome | None
    redress_pounds: Decimal
    repeat_of: str | None
    safety: bool
    vulnerable: Known
    summary: str

    @property
    def month(self) -> str:
        """The month of receipt, such as "2026-03"."""
        return f"{self.received:%Y-%m}"


COLUMNS = tuple(field.name for field in fields(Entry))
"""The columns of a register, in order."""
