"""The command that marks, and what it took and said."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from courses import environment

if TYPE_CHECKING:
    from courses import Course

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
    nbgrader = (sys.executable, "-m", "nbgrader")
    marked = _run(course, home, *nbgrader, "autograde", "mini")
    told = _run(course, home, *nbgrader, "generate_feedback", "mini")
    said = marked.said + told.said
    return Marking(
        said,
        marked.seconds + told.seconds,
        max(marked.megabytes, told.megabytes),
        marked.ended and told.ended,
        {learner: line for line, learner in re.findall(r"(There was an error .* for student '(.*)')", said)},
    )


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
