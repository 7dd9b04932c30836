"""Sums as authors write them, such as ``76 / 150 * 100``. Plain."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\s*(?:(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<sign>[-+*/()]))", re.ASCII)
_LONGEST = 200
_SHOWN = str.maketrans({"*": "×", "/": "÷", "-": "−"})  # noqa: RUF001 - the signs that people write


def work_out(working: str) -> Fraction:
    """Return what a sum comes to, exactly.

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> work_out("(1,200 - 300) / 3")
    Fraction(300, 1)
    """
    if len(working) > _LONGEST:
        raise ValueError(working)
    tokens = [*_tokens(working), ""]
    value = _sum(tokens)
    if tokens != [""]:
        raise ValueError(working)
    return value


def shown(working: str) -> str:
    """Return a sum as people write it, such as ``76 ÷ 150 × 100``."""
    return working.translate(_SHOWN)


def rounded(value: Fraction, places: int) -> Decimal:
    """Round to so many decimals, halves away from zero, as people do."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _tokens(working: str) -> Iterator[str]:
    at = 0
    while at < len(working.rstrip()):
        found = _TOKEN.match(working, at)
        if not found:
            raise ValueError(working)
        yield found[found.lastgroup or 0].replace(",", "")
        at = found.end()


def _sum(tokens: list[str]) -> Fraction:
    value = _product(tokens)
    while tokens[0] in {"+", "-"}:
        value = value + _product(tokens) if tokens.pop(0) == "+" else value - _product(tokens)
    return value


def _product(tokens: list[str]) -> Fraction:
    value = _term(tokens)
    while tokens[0] in {"*", "/"}:
        times = tokens.pop(0) == "*"
        term = _term(tokens)
        if not times and not term:
            raise ValueError(tokens)
        value = value * term if times else value / term
    return value


def _term(tokens: list[str]) -> Fraction:
    first = tokens.pop(0) if tokens[0] else ""
    if first == "-":
        return -_term(tokens)
    if first != "(":
        return Fraction(first)  # what is no number is a ValueError
    value = _sum(tokens)
    if tokens[0] != ")":
        raise ValueError(tokens)
    tokens.pop(0)
    return value
