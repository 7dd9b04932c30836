"""Amounts of money: Decimal pounds, to the penny."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

PENNY = Decimal("0.01")


def _from_yaml(value: object) -> object:
    """Turn a YAML number into a Decimal by its digits, not its binary value."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


Pounds = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0, max_digits=12, decimal_places=2)]
"""Pounds and pence, zero or more."""

Share = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0, le=1)]
"""A proportion between 0 and 1."""

Quantity = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0)]
"""A count or a duration, zero or more."""


def to_pence(amount: Decimal) -> Decimal:
    """Round pounds to the penny, halves up.

    Examples
    --------
    >>> to_pence(Decimal("39.4521"))
    Decimal('39.45')
    """
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def show(amount: Decimal) -> str:
    """Write an amount as people do.

    Examples
    --------
    >>> show(Decimal("1250"))
    '£1,250.00'
    """
    return f"£{to_pence(amount):,.2f}"
