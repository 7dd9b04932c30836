"""What `workbook mark` tells at the end: how many became what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from complaints_workbook.marking.cohort.report import CohortCounts, ReportLine

SHOWN = 30
"""Rows of the table that says why, and names in one of them; all of them stand in the report."""


def print_tables(
    assignment: str, tally: CohortCounts, lines: Sequence[ReportLine], pages: int | None, report: Path
) -> None:
    """Print what became of a cohort.

    Parameters
    ----------
    assignment : str
        What was marked.
    tally : CohortCounts
        How many became what.
    lines : sequence of ReportLine
        What became of whom.
    pages : int or None
        How many have a feedback page; None where none was asked for.
    report : Path
        Where all of it stands.
    """
    from complaints_workbook.marking.cohort.report import URGENT

    console = Console(highlight=False)
    table = Table("Submissions", "", title=f"{assignment}")
    table.add_row("Marked", f"{tally.counts['marked']:,}")
    table.add_row("Unchanged", f"{tally.counts['unchanged']:,}")
    table.add_row("Failed", f"{tally.counts['failed']:,}")
    table.add_row("Need a tutor’s mark", f"{tally.waiting:,}")
    if pages is not None:
        table.add_row("Feedback pages", f"{pages:,}")
    for what, outcome in (("Not handed in", "not handed in"), ("Not taken", "not taken")):
        if number := tally.counts[outcome]:
            table.add_row(what, f"{number:,}")
    console.print(table)
    if waiting := sorted(line.student for line in lines if line.waits):
        console.print(f"Need your mark: {_names(waiting)}.", soft_wrap=True)
    if missing := sorted(line.student for line in lines if line.outcome == "not handed in"):
        console.print(f"Not handed in: {_names(missing)}.", soft_wrap=True)
    told = list(_told_together(sorted(lines, key=lambda line: (URGENT.index(line.outcome), line.student))))
    if told:
        why = Table("Learner", "Outcome", "Why")
        for students, outcome, remarks in told[:SHOWN]:
            why.add_row(_names(students), outcome, escape(" ".join(remarks)))
        console.print(why)
    more = f"{len(told) - SHOWN:,} more and all the others stand" if len(told) > SHOWN else "Every submission stands"
    console.print(f"{more} in {escape(str(report))}.", soft_wrap=True)


def _told_together(lines: Iterable[ReportLine]) -> Iterator[tuple[Sequence[str], str, Sequence[str]]]:
    """Yield learners, outcome and remarks, so that what is true of many is told once."""
    whose: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        for remark in line.remarks:
            whose.setdefault((line.outcome, remark), []).append(line.student)
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (outcome, remark), students in whose.items():
        together.setdefault((outcome, tuple(students)), []).append(remark)
    for (outcome, names), remarks in together.items():
        yield names, outcome, remarks


def _names(students: Sequence[str]) -> str:
    """Return learners' names as they can be shown, and how many more there are."""
    from complaints_workbook.marking.cohort.report import shown_name

    more = f" and {len(students) - SHOWN:,} more" if len(students) > SHOWN else ""
    return escape(", ".join(map(shown_name, students[:SHOWN]))) + more
