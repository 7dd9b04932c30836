"""Find the learners whom somebody names on the command line. Pure."""

from __future__ import annotations

import csv
import re
import shlex
from collections import defaultdict
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.cohort.searching import in_small_letters, same_name
from complaints_workbook.marking.marking_error import MarkingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLAIN = re.compile(r"[\w@.+-]+")
_NEEDS_QUOTES = re.compile(r"[\w@.+ ,'()-]+")
"""Names that stand between double quotes in every shell: nothing in them means something there."""


def named(handed_in: Sequence[str], wanted: Iterable[str], assignment: str) -> list[str]:
    """Return the folders of the learners who are named, each once.

    Parameters
    ----------
    handed_in : sequence of str
        The names of all folders.
    wanted : iterable of str
        Each a name, or several with commas between them; one that itself holds a comma stands alone or
        between quotation marks.
    assignment : str
        The assignment, for what is said.

    Raises
    ------
    MarkingError
        If one of them is not there, or none is named.

    Examples
    --------
    >>> named(["ann", "ben", "Smith, John"], ["ann,ben", "Smith, John"], "mini")
    ['ann', 'ben', 'Smith, John']
    """
    there = {same_name(name): name for name in handed_in}
    names = [name for each in wanted for name in _split(each, there)]
    if not names:
        msg = "Name at least one learner, or leave the option out."
        raise MarkingError(msg)
    small = defaultdict(list)
    for name in handed_in:
        small[in_small_letters(name)].append(name)
    for name in names:
        if same_name(name) not in there and len(alike := small.get(in_small_letters(name), [])) == 1:
            there[same_name(name)] = alike[0]
    if missing := [name for name in names if same_name(name) not in there]:
        nobody = ", ".join(map(shown_name, missing))
        msg = f"There is nothing of {nobody} for {assignment}; check the names in submitted/."
        raise MarkingError(msg)
    return list(dict.fromkeys(there[same_name(name)] for name in names))


def quoted(student: str) -> str:
    """Return a learner's name as it is written in a command that somebody copies; no shell takes it for more."""
    if _PLAIN.fullmatch(student):
        return student
    return f'"{student}"' if _NEEDS_QUOTES.fullmatch(student) else shlex.quote(student)


def _split(text: str, there: dict[str, str]) -> list[str]:
    if same_name(text.strip()) in there:
        return [text.strip()]
    (parts,) = csv.reader([text], skipinitialspace=True)
    return [part.strip() for part in parts if part.strip()]
