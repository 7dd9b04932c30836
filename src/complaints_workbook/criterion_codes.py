"""A criterion's code, such as ``complaints/1.6``, as people read it. Plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FOUNDATIONS = "foundations"
"""Stands in place of a criterion's code for what has to be known before any criterion, and for its marks."""

BEFORE = "What has to be known before the criteria"
"""What the foundations are, where a criterion would have its statement."""


def criterion_number(code: str) -> str:
    """Return the number that the documents print, or the name of what comes before them.

    Examples
    --------
    >>> criterion_number("complaints/1.6"), criterion_number(FOUNDATIONS)
    ('1.6', 'Foundations')
    """
    return code.partition("/")[2] or code.capitalize()


def criterion_numbers(codes: Iterable[str]) -> str:
    """Return the numbers of several criteria.

    Examples
    --------
    >>> criterion_numbers(("complaints/1.6", "complaints/1.7"))
    '1.6, 1.7'
    """
    return ", ".join(map(criterion_number, codes))


def criteria_named(codes: Iterable[str]) -> str:
    """Return what something is for, in a caption's words.

    Examples
    --------
    >>> criteria_named(("complaints/1.6", "complaints/1.7")), criteria_named((FOUNDATIONS,))
    ('Criterion 1.6, 1.7', 'Foundations')
    """
    return numbers_named(criterion_numbers(codes))


def numbers_named(numbers: str) -> str:
    """Return what something is for, whose numbers are told already, in a caption's words; nothing of none.

    Examples
    --------
    >>> numbers_named("1.6, 1.7"), numbers_named("Foundations"), numbers_named("")
    ('Criterion 1.6, 1.7', 'Foundations', '')
    """
    return f"Criterion {numbers}" if numbers[:1].isdigit() else numbers
