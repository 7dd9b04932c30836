"""Check that a notebook says honestly how long it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.assignments.teaching import section_of
from complaints_workbook.assignments.time import WORDS_A_MINUTE, minutes_of, minutes_to_read
from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.pages.making import exercise_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles

_STATED = re.compile(r"^\|\s*(?P<section>[^|]+?)\s*\|.*\|\s*(?P<minutes>[0-9]+) minutes\s*\|\s*$", re.MULTILINE)
_TAG = re.compile(r"<[^>]+>")
_NEAR = 5
"""Minutes by which a stated time may differ, and its share of the whole, in parts of a hundred."""


def check_time(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return a fault for each time that the opening cell's table states and that is not so.

    A section's time is that of its words, of its exercises and practices, and of what is
    written in it. That of an exercise is no less than it takes to read.
    """
    return [*_of_sections(files, notebook), *(fault for asked in files.asked for fault in _of_one(asked))]


def _of_sections(files: AssignmentFiles, notebook: NotebookNode) -> Iterator[Fault]:
    asked = {each.specification.id: each.specification.minutes for each in files.asked}
    for row in _STATED.finditer(notebook.cells[0].source if notebook.cells else ""):
        section, stated = section_of(row["section"], notebook.cells), int(row["minutes"])
        minutes = minutes_of(section, asked)
        if section and abs(stated - minutes) > max(_NEAR, minutes * _NEAR // 100):
            message = f"it says {stated} minutes, and its words, exercises and answers take about {minutes}; say that."
            yield Fault(files.notebook_path, f"the first cell > {row['section']}", message)


def _of_one(asked: Asked) -> Iterator[Fault]:
    own = asked.specification
    try:
        words = _words(dict(exercise_page(asked.exercise).shown))
    except (ContentError, KeyError, ValueError):
        return  # told by the check of exercises, or of what they draw on
    if own.minutes < (least := minutes_to_read(words)):
        message = f"it says {own.minutes} and has {words} words, which take {least} at {WORDS_A_MINUTE} a minute."
        yield Fault(asked.path, f"{own.id} > minutes", f"{message[:-1]}; give it more.")


def _words(shown: object) -> int:
    """Count the words of what a view is given: of each text in it, but for names without a space."""
    if isinstance(shown, dict):
        return sum(map(_words, shown.values()))
    if isinstance(shown, list | tuple):
        return sum(map(_words, shown))
    return len(_TAG.sub(" ", shown).split()) if isinstance(shown, str) and " " in shown else 0
