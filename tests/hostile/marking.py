"""The command that marks, and what it took and said."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import shown_name
from support.courses import environment

if TYPE_CHECKING:
    from support.courses import Course

LONGEST = 280
"""Seconds after which a command is ended."""


@dataclass(frozen=True)
class Marking:
    """One run of the marking command.

    Attributes
    ----------
    said : str
        What it wrote to the terminal.
    seconds, megabytes : float
        The time, and the memory of its largest process.
    ended : bool
        Whether it ended by itself.
    reasons : dict
        By learner, what the report says of a submission that was not simply marked.
    """

    said: str
    seconds: float
    megabytes: float
    ended: bool
    reasons: dict[str, str] = field(default_factory=dict)


def mark(course: Course, home: Path) -> Marking:
    """Mark every submission of the course and make all feedback, as a tutor does."""
    command = (sys.executable, "-m", "complaints_workbook.command_line", "mark", "mini", "--feedback")
    marking = _run(course, home, *command)
    names = {shown_name(path.name): path.name for path in (course.folder / "submitted").iterdir()}
    report = course.folder / "reports" / "mini-marking.csv"
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reasons = {names[row["learner"].removeprefix("'")]: row["remarks"] for row in rows if row["remarks"]}
    return replace(marking, reasons=reasons)


def _run(course: Course, home: Path, *command: str) -> Marking:
    """Run a command in the course with an empty home."""
    report = home / "taken.json"
    script = Path(__file__).with_name("measured.py")
    done = subprocess.run(
        [sys.executable, os.fspath(script), os.fspath(report), str(LONGEST), *command],
        cwd=course.folder,
        env=environment(HOME=str(home)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    taken = json.loads(report.read_text("utf-8"))
    said = done.stdout.decode(errors="backslashreplace")
    return Marking(said, taken["seconds"], taken["megabytes"], taken["code"] is not None)
