"""Numbers as authors write them in YAML: read by their digits, never through binary fractions."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field


def _from_yaml(value: object) -> object:
    """Turn a YAML number into a Decimal by its digits, not its binary value."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


Pounds = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0, max_digits=12, decimal_places=2)]
"""Pounds and pence, zero or more."""

Share = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0, le=1)]
"""A proportion between 0 and 1."""

Quantity = Annotated[Decimal, BeforeValidator(_from_yaml), Field(ge=0)]
"""A count or a duration, zero or more."""
