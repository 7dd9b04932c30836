"""What is merged into a letter: names, dates and amounts stand in it between braces, such as ``{refund}``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints_workbook.money import show
from complaints_workbook.rendering.html import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.write_reply import WriteReply

_FIELD = re.compile(r"\{([a-z][a-z0-9-]*)\}")


def values_of(reply: WriteReply, datasets: Datasets) -> dict[str, str]:
    """Return what is merged into a reply, in words, by name.

    Raises
    ------
    ContentError
        If its case or the case's organisation cannot be read.
    """
    known: dict[str, str] = {}
    if reply.case:
        case = datasets.case(reply.case)
        known = {"customer": case.customer, "organisation": datasets.organisation(case.organisation).name}
    return known | {name: _in_words(value) for name, value in reply.letter.fill.items()}


def merged(text: str, values: Mapping[str, str]) -> str:
    """Return a text with each value in its place; a name without a value stays as it is.

    Examples
    --------
    >>> merged("Dear {customer}, {thanks}", {"customer": "Ms Field"})
    'Dear Ms Field, {thanks}'
    """
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def named_in(text: str) -> list[str]:
    """Return the names that a text wants values of.

    Examples
    --------
    >>> named_in("We refund {refund} by {pay-by}.")
    ['refund', 'pay-by']
    """
    return _FIELD.findall(text)


def _in_words(value: str | date | Decimal) -> str:
    if isinstance(value, date):
        return f"{value:%A} {day(value)}"
    return show(value) if isinstance(value, Decimal) else value
