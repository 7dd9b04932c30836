"""Tell a tutor what became of every submission: a file, and words that are safe to show."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.times import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

LONGEST = 60
"""Characters of a folder's name that are shown."""

INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Signs that Unicode calls letters or marks, and nobody sees."""

_HEAD = ["learner", "outcome", "waits for you", "handed in", "remarks"]
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


OUTCOMES = ("marked", "unchanged", "failed", "not taken", "not handed in", "noted")
"""What can become of a submission, of what else lies there, of those who handed nothing in, and of the assignment."""

URGENT = ("noted", "failed", "not taken", "marked", "unchanged", "not handed in")
"""The same, in the order in which a tutor has to act on them."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of a submission, or of something that is none, as the report tells it.

    Attributes
    ----------
    student : str
        The learner; or the name of what was not taken.
    outcome : str
        One of `OUTCOMES`.
    waits : int
        Cells that wait for the tutor.
    remarks : tuple of str
        Sentences: why it failed, or what the tutor should know.
    handed_in : datetime or None
        When, in UTC without a zone, as far as is known.
    page_waits : bool
        Whether `make_feedback_pages` is to make its page, now that its marks are saved.
    """

    student: str
    outcome: str
    waits: int = 0
    remarks: tuple[str, ...] = ()
    handed_in: datetime | None = None
    page_waits: bool = False


@dataclass
class CohortCounts:
    """How many submissions became what."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    waiting: int = 0

    def add(self, line: ReportLine) -> None:
        """Count a submission."""
        self.counts[line.outcome] += 1
        self.waiting += line.waits > 0


def shown_name(name: str) -> str:
    r"""Return the name of a folder as it can be shown anywhere, on one line.

    Examples
    --------
    >>> shown_name("ann\nbell")
    'ann\\x0abell'
    """
    shown = shown_text(name[: LONGEST + 1])
    return f"{shown[:LONGEST]}…" if len(name) > LONGEST else shown


def shown_text(text: str) -> str:
    r"""Return a text that somebody else may have written as it can be shown anywhere, on one line.

    Examples
    --------
    >>> shown_text("\x1b[2JOutcome 1")
    '\\x1b[2JOutcome 1'
    """
    return "".join(c if c.isprintable() and c not in INVISIBLE else _code(c) for c in text)


def report_text(lines: Iterable[ReportLine], earlier: str = "", zone: tzinfo = UTC) -> str:
    """Return the report as CSV: learner, outcome, cells that wait for the tutor, time of handing in, remarks.

    Parameters
    ----------
    lines : iterable of ReportLine
        What became of whom.
    earlier : str
        The report of an earlier run, of which the others' rows are kept.
    zone : tzinfo
        The course's, in which times are told.
    """
    rows = [_row(line, zone) for line in lines]
    head, *before = list(csv.reader(io.StringIO(earlier))) or [[]]
    if head == _HEAD:
        told = {name for name, *_ in rows}
        rows += [row for row in before if row and row[0] not in told]
    file = io.StringIO()
    csv.writer(file).writerows([_HEAD, *sorted(rows, key=lambda row: row[0])])
    return file.getvalue()


def _row(line: ReportLine, zone: tzinfo) -> list[str]:
    return [
        spreadsheet_text(shown_name(line.student)),
        line.outcome,
        str(line.waits),
        said(line.handed_in, zone) if line.handed_in else "",
        spreadsheet_text(" ".join(line.remarks)),
    ]


def spreadsheet_text(text: str) -> str:
    """Return text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 - the sizes of escapes
