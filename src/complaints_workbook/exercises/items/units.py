"""The units that a number can be given in, and how they are written. Plain."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class NumberUnit(Struct, frozen=True):
    """A unit.

    Attributes
    ----------
    words : str
        What stands after a number.
    forms : tuple of str
        How people write it behind a number, in small letters.
    one : str
        What stands after 1, if something else.
    before, close : str
        What is written before a number, or right behind it, in place of the words.
    measures : str
        What it measures; units of the same can be converted.
    size : Decimal
        How large it is, beside others that measure the same.
    """

    words: str
    forms: tuple[str, ...]
    measures: str
    size: Decimal = Decimal(1)
    one: str = ""
    before: str = ""
    close: str = ""


def _time(word: str, measures: str, size: int, *short: str) -> NumberUnit:
    return NumberUnit(f"{word}s", (f"{word}s", word, *short), measures, Decimal(size), one=word)


def _share(number: int, word: str) -> NumberUnit:
    words = f"per {number:,}"
    return NumberUnit(
        words, (words, f"per {number}", f"per {word}", f"in {number:,}", f"in {number}"), "share", _of(number)
    )


def _of(number: int) -> Decimal:
    return 1 / Decimal(number)


COUNT = "count"
"""Things counted, which the author names."""

POUNDS = "pounds"

UNITS: Mapping[str, NumberUnit] = {
    "per-cent": NumberUnit("per cent", ("%", "per cent", "percent"), "share", _of(100), close="%"),
    "per-hundred": _share(100, "hundred"),
    "per-thousand": _share(1000, "thousand"),
    "per-ten-thousand": _share(10_000, "ten thousand"),
    "percentage-points": NumberUnit(
        "percentage points",
        ("percentage points", "percentage point", "% points", "points", "pp"),
        "percentage points",
        one="percentage point",
    ),
    "points": NumberUnit("points", ("points", "point"), "points", one="point"),
    "minutes": _time("minute", "time", 1, "mins", "min"),
    "hours": _time("hour", "time", 60, "hrs", "hr"),
    "days": _time("day", "days", 1),
    "weeks": _time("week", "days", 7),
    "working-days": _time("working day", "working days", 1),
    "months": _time("month", "months", 1),
    "years": _time("year", "months", 12),
    "times": NumberUnit("times", ("times", "x", "×"), "times"),
    COUNT: NumberUnit("", (), "count"),
    POUNDS: NumberUnit("pounds", ("pounds", "pound"), "pounds", before="£"),
}
"""By the names that authors use."""


def written(number: str, name: str, of: str = "") -> str:
    """Write a number with its unit.

    Parameters
    ----------
    number : str
        As people write it.
    name : str
        The unit's.
    of : str
        What is counted, or what it is a share of.

    Examples
    --------
    >>> written("12.5", "per-cent", "contacts"), written("1", "days"), written("4", "per-thousand", "orders")
    ('12.5% of contacts', '1 day', '4 per 1,000 orders')
    """
    unit = UNITS[name]
    if name == COUNT:
        return f"{number} {of}"
    if unit.close or unit.before:
        sign, figures = ("−", number[1:]) if number.startswith("−") else ("", number)  # noqa: RUF001 - as people write it
        return f"{sign}{unit.before}{figures}{unit.close}{f' of {of}' if of and unit.close else ''}"
    words = unit.one if number == "1" and unit.one else unit.words
    return " ".join(part for part in (number, words, of if unit.measures == "share" else "") if part)


def behind(name: str, of: str = "") -> str:
    """Return what stands behind a box for a number of this unit.

    Examples
    --------
    >>> behind("per-cent", "contacts"), behind("count", "contacts"), behind("days")
    ('% of contacts', 'contacts', 'days')
    """
    return written("", name, of).strip()


def forms(name: str, of: str = "") -> tuple[str, ...]:
    """Return all that may be written behind a number of this unit, in small letters."""
    what = of.casefold()
    alone = UNITS[name].forms or (what,)
    if not what or name == COUNT:
        return alone
    return (*alone, *(f"{form} of {what}" for form in alone), *(f"{form} {what}" for form in alone))
