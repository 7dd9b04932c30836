"""A criterion's code, such as ``complaints/1.6``, as people read it. Plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def criterion_number(code: str) -> str:
    """Return the number that the documents print.

    Examples
    --------
    >>> criterion_number("complaints/1.6")
    '1.6'
    """
    return code.partition("/")[2]


def criterion_numbers(codes: Iterable[str]) -> str:
    """Return the numbers of several criteria.

    Examples
    --------
    >>> criterion_numbers(("complaints/1.6", "complaints/1.7"))
    '1.6, 1.7'
    """
    return ", ".join(map(criterion_number, codes))
