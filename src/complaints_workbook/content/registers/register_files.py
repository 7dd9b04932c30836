"""Read a register's two files, and say where a fault is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from complaints_workbook.content.data_files import load
from complaints_workbook.content.misfits import Misfit
from complaints_workbook.content.registers.csv_files import OddFileError, read_rows
from complaints_workbook.content.registers.description import Description
from complaints_workbook.content.registers.entries import (
    COLUMNS,
    ENTRIES,
    Complaint,
    ComplaintOutcome,
    Contact,
    Entry,
    Known,
    Priority,
)
from complaints_workbook.content.registers.register import Register
from complaints_workbook.content.remembering import depend_on, remembered
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from enum import StrEnum
    from pathlib import Path

MOST_FAULTS = 20
"""So many faults of one file are told; a spoilt column has thousands."""

_POUNDS = re.compile(r"[0-9]{1,7}\.[0-9]{2}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MINUTES = re.compile(r"[0-9]{1,5}")
_YES_NO = {"yes": True, "no": False}
_SCORES = {str(score): score for score in range(1, 6)}


@remembered()
def load_description(path: Path) -> Description:
    """Read what a register is, without its rows.

    Parameters
    ----------
    path : Path
        The description, ``<id>.yaml``.

    Raises
    ------
    ContentError
        If it is missing or faulty.
    """
    description = load(path, Description)
    if description.id != path.stem:
        message = f"it is '{description.id}' but the file is '{path.stem}'; make them agree."
        raise ContentError(Fault(path, "id", message))
    return description


# One at a time: a register is large, and a hosted class pays for every kernel's memory.
@remembered(most=1)
def load_register(path: Path) -> Register:
    """Read one register: its description, and the CSV file beside it.

    Parameters
    ----------
    path : Path
        The description, ``<id>.yaml``.

    Raises
    ------
    ContentError
        If either file is missing or faulty; it names row, column and what to do.
    """
    description = load_description(path)
    table = path.with_suffix(".csv")
    rows = _read_rows(table, COLUMNS[description.of])
    entries, faults = _read_entries(rows, description)
    if not faults:
        faults = list(_faults_between(entries, description))
    if faults:
        raise ContentError(*(Fault(table, *fault) for fault in _shortened(faults)))
    return Register(description, tuple(entries))


def _read_rows(path: Path, columns: Sequence[str]) -> list[list[str]]:
    """Read the rows below the header."""
    depend_on(path)
    try:
        rows = read_rows(path.read_bytes(), columns)
    except FileNotFoundError:
        raise ContentError(Fault(path, "", "the file is missing; put it back.")) from None
    except OddFileError as odd:
        raise ContentError(*(Fault(path, *fault) for fault in odd.faults)) from None
    header = tuple(rows[0]) if rows else ()
    if header != columns:
        raise ContentError(Fault(path, "row 1", _header_fault(header, columns)))
    return rows[1:]


def _header_fault(header: Sequence[str], columns: Sequence[str]) -> str:
    for name in columns:
        if name not in header:
            return f"column '{name}' is missing; put it back."
    for name in header:
        if name not in columns or header.count(name) > 1:
            return f"column '{name}' is not wanted; take it out."
    return f"the columns are in another order; put them in this one: {', '.join(columns)}."


def _read_entries(rows: Iterable[Sequence[str]], description: Description) -> tuple[list[Entry], list[Misfit]]:
    known = _parsers(description)
    parsers = {name: known[name] for name in COLUMNS[description.of]}
    make = ENTRIES[description.of]
    entries: list[Entry] = []
    faults: list[Misfit] = []
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(parsers):
            message = f"it has {len(cells)} cells for {len(parsers)} columns; check its commas."
            faults.append(Misfit(f"row {number}", message))
            continue
        found = dict(_parse(cells, parsers, number, faults))
        if len(found) == len(parsers):
            entries.append(make(**found))
    return entries, faults


@dataclass(frozen=True, slots=True)
class _Parser:
    """How to read a column, and what to write where that fails."""

    read: Callable[[str], Any]
    advice: str


def _parse(
    cells: Sequence[str], parsers: Mapping[str, _Parser], number: int, faults: list[Misfit]
) -> Iterator[tuple[str, Any]]:
    for (name, parser), cell in zip(parsers.items(), cells, strict=True):
        try:
            yield name, parser.read(cell.strip())
        except (ValueError, KeyError, InvalidOperation):
            faults.append(Misfit(f"row {number}, column '{name}'", f"'{cell}' cannot be read; {parser.advice}."))


def _parsers(description: Description) -> dict[str, _Parser]:
    yes_or_no = _Parser(_YES_NO.__getitem__, "write yes or no")
    pounds = _Parser(_pounds, "write pounds and pence without a sign, such as 25.00; 0.00 for none")
    listed = {
        name: _Parser(
            {word: word for word in words}.__getitem__,
            f"use a word that {description.id}.yaml lists under words > {name}, or add it there",
        )
        for name, words in dict(description.words).items()
    }
    return {
        "reference": _Parser(_text, f"give the {description.one} a reference"),
        "received": _Parser(_day, "write the day as 2026-03-31"),
        "channel": listed["channel"],
        "category": listed["category"],
        "cause": listed["cause"],
        "product_or_service": listed["product_or_service"],
        "area": listed["area"],
        "first_contact_resolved": yes_or_no,
        "stage": _Parser({"1": 1, "2": 2}.__getitem__, "write 1 or 2"),
        "closed": _Parser(_or_blank(_day), "write the day as 2026-03-31, or leave it blank while open"),
        "outcome": _Parser(
            _or_blank(ComplaintOutcome), f"write {_either(ComplaintOutcome)}, or leave it blank while open"
        ),
        "redress_pounds": pounds,
        "priority": _Parser(Priority, f"write {_either(Priority)}"),
        "reopened": yes_or_no,
        "minutes": _Parser(_minutes, "write whole minutes without a unit, such as 12"),
        "cost_pounds": pounds,
        "satisfaction": _Parser(
            _or_blank(_SCORES.__getitem__), "write a whole number from 1 to 5, or leave it blank where nobody answered"
        ),
        "repeat_of": _Parser(_or_blank(_text), "write the earlier reference, or leave it blank"),
        "safety": yes_or_no,
        "vulnerable": _Parser(Known, f"write {_either(Known)}"),
        "summary": _Parser(_text, f"say in a sentence what the {description.one} is"),
    }


def _either(words: type[StrEnum]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"


def _text(cell: str) -> str:
    if not cell:
        raise ValueError
    return cell


def _day(cell: str) -> date:
    if not _ISO_DAY.fullmatch(cell):
        raise ValueError
    return date.fromisoformat(cell)


def _pounds(cell: str) -> Decimal:
    if not _POUNDS.fullmatch(cell):
        raise ValueError
    return Decimal(cell)


def _minutes(cell: str) -> int:
    if not _MINUTES.fullmatch(cell):
        raise ValueError
    return int(cell)


def _or_blank(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else None


def _faults_between(entries: Sequence[Entry], description: Description) -> Iterator[Misfit]:
    """Find the faults that show only when cells are compared."""
    if not entries:
        yield Misfit("row 2", f"there are no {description.of}; put them back.")
    months, earlier = set(description.opportunity.volumes), dict[str, date]()
    for number, entry in enumerate(entries, start=2):
        for column, problem in _faults_of(entry, months, description, earlier):
            yield Misfit(f"row {number}, column '{column}'", f"{problem}.")
        earlier[entry.reference] = entry.received


def _faults_of(
    entry: Entry, months: set[str], description: Description, earlier: Mapping[str, date]
) -> Iterator[tuple[str, str]]:
    one, as_at = description.one, description.as_at
    if entry.reference in earlier:
        yield "reference", f"{entry.reference} is there twice; give each {one} its own"
    if entry.month not in months or entry.received > as_at:
        yield "received", f"{entry.received} is outside the register's months; correct it, or extend the volumes"
    if entry.closed and not entry.received <= entry.closed <= as_at:
        yield "closed", f"{entry.closed} is before it was received or after {as_at}; correct one of them"
    if isinstance(entry, Complaint) and (entry.closed is None) != (entry.outcome is None):
        yield "outcome", "a closed complaint has an outcome and an open one has none; correct one of them"
    if isinstance(entry, Contact) and entry.closed is None and entry.satisfaction is not None:
        yield "satisfaction", "nobody is asked while it is open; leave it blank, or say when it was closed"
    if entry.repeat_of and entry.repeat_of not in earlier:
        yield "repeat_of", f"no {one} above has the reference {entry.repeat_of}; correct it, or leave it blank"


def _shortened(faults: Sequence[Misfit]) -> list[Misfit]:
    rest = len(faults) - MOST_FAULTS
    more = [Misfit("", f"there are {rest} more faults; put these right first.")] if rest > 0 else []
    return [*faults[:MOST_FAULTS], *more]
