"""Amounts of money: Decimal pounds, to the penny."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


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
