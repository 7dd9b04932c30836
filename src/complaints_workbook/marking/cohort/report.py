"""Tell a tutor what became of every submission: a file, and words that are safe to show."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.marking.cohort.mark_cohort import ReportLine

LONGEST = 60
"""Characters of a folder's name that are shown."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def shown_name(name: str) -> str:
    r"""Return the name of a folder as it can be shown anywhere, on one line.

    Examples
    --------
    >>> shown_name("ann\nbell")
    'ann\\x0abell'
    """
    shown = "".join(c if c.isprintable() else _code(c) for c in name[: LONGEST + 1])
    return f"{shown[:LONGEST]}…" if len(name) > LONGEST else shown


def report_text(lines: Iterable[ReportLine]) -> str:
    """Return the report as CSV: learner, outcome, cells that wait for the tutor, remarks."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("learner", "outcome", "waits for you", "remarks"))
    for line in sorted(lines, key=lambda line: line.student):
        writer.writerow((spreadsheet_text(shown_name(line.student)), line.outcome, line.waits, " ".join(line.remarks)))
    return file.getvalue()


def spreadsheet_text(text: str) -> str:
    """Return text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 - the sizes of escapes
