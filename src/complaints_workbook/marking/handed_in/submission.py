"""A submission: the folder that a learner handed in, read once and safely.

Nothing in it is believed, followed or run. Three files are read, each by itself:
the notebook, ``responses.json`` and ``timestamp.txt``. What else lies there is looked at
(`beside`), so that nothing a learner wrote goes unseen.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in import handed_answers, handed_notebook
from complaints_workbook.marking.handed_in.beside import NOTHING, Beside, look_beside, shown_file
from complaints_workbook.marking.handed_in.notes import NOTE_LIMIT, SECRET, noted_in
from complaints_workbook.marking.handed_in.safe_files import MissingFileError, UnreadableError, read_file
from complaints_workbook.marking.handed_in.times import TIMESTAMP, read_timestamp
from complaints_workbook.marking.records import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from complaints_workbook.marking.handed_in.handed_answers import HandedAnswers
    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

__all__ = [
    "NotMarkableError",
    "Submission",
    "check_name",
    "read_submission",
]

# Signs that end lines, turn text round, are no text, or mean something to a page, to the
# command line's patterns (nbgrader reads names as patterns) or to a spreadsheet.
_BAD_IN_NAMES = re.compile(
    r'^[-=+@]|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff<>"&\\*?\[\]]'
)
_SECRET = re.compile(rb"[\w-]+")
_MOST_NAMED = 3

Read = TypeVar("Read")


class NotMarkableError(WorkbookError):
    """A submission cannot be marked at all; the message is one sentence for the tutor."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in.

    Attributes
    ----------
    student : str
        The learner's name in the gradebook.
    cells : tuple of HandedCell, or None
        The notebook's; None if it cannot be read.
    answers : HandedAnswers or None
        Those to exercises; None if they cannot be read.
    timestamp : datetime or None
        When it was handed in, in UTC without zone.
    kept : dict of str to bytes
        Files to keep beside the marked notebook, by name.
    faults : tuple of str
        Why the notebook or the answers cannot be read, in words that follow nothing.
    oddities : tuple of str
        The same of nbgrader's own notes beside them, and what was taken in the place of something.
    fingerprint : bytes
        Of everything that was read.
    beside : Beside
        What else lies in the folder.
    no_time : str
        Why there is no `timestamp`, in words that follow nothing; empty if there is one.
    """

    student: str
    cells: tuple[HandedCell, ...] | None
    answers: HandedAnswers | None
    timestamp: datetime | None
    kept: dict[str, bytes]
    faults: tuple[str, ...]
    oddities: tuple[str, ...]
    fingerprint: bytes
    beside: Beside = NOTHING
    no_time: str = ""


def check_name(student: str) -> None:
    """Refuse a folder's name that cannot be a learner's.

    Raises
    ------
    NotMarkableError
        Saying what is wrong with it.
    """
    if student.startswith(".") or ".." in student:
        msg = "The name of the folder starts with a dot or holds two dots; rename it to the learner's name."
    elif _BAD_IN_NAMES.search(student) or student != student.strip():
        msg = "The name of the folder holds signs that no learner's name has; rename it to the learner's name."
    elif len(student) > LONGEST_NAME:
        msg = f"The name of the folder is longer than {LONGEST_NAME} characters; rename it to the learner's name."
    else:
        return
    raise NotMarkableError(msg)


def read_submission(
    student: str, folder: Path, root: Path, assignment: str, released: frozenset[str] = frozenset()
) -> Submission:
    """Read what a learner handed in.

    Parameters
    ----------
    student : str
        The learner.
    folder : Path
        Such as ``submitted/ann/complaints-lo1``.
    root : Path
        Such as ``submitted``; every folder from there on must be a real one.
    assignment : str
        The assignment, which is the notebook's name too.
    released : frozenset of str
        Files that were released with the notebook; nobody wrote in them.

    Raises
    ------
    NotMarkableError
        If neither the notebook nor the answers can be read.
    """
    check_name(student)
    _check_folders(folder, root)
    notebook = f"{assignment}.ipynb"
    work, notes = _Files(folder), _Files(noted_in(folder, root))
    cells = work.take(notebook, handed_notebook.LIMIT, handed_notebook.read_cells)
    answers = work.take(RESPONSES, handed_answers.LIMIT, handed_answers.read_answers)
    asked_for = frozenset((notebook, RESPONSES, TIMESTAMP, SECRET))
    beside = look_beside(folder, asked_for, work.kept.pop(notebook, b""), released)
    oddities = []
    if RESPONSES in work.missing and (found := work.take_only(beside.answers, RESPONSES)) is not None:
        instead, answers = found
        beside = replace(beside, answers=tuple(name for name in beside.answers if name != instead))
        oddities.append(f"{RESPONSES} is missing; {shown_file(instead)} was taken in its place")
    faults = tuple(f"{name} {error}" for name, error in work.unreadable.items())
    if cells is None and answers is None and not beside.notebooks:
        instead = ", ".join(map(shown_file, beside.documents[:_MOST_NAMED]))
        there = f" What came instead ({instead}) is shown by Formgrader’s Look." if instead else ""
        msg = f"{' and '.join(faults)}; ask the learner to hand it in again.{there}"
        raise NotMarkableError(msg)
    timestamp = notes.take(TIMESTAMP, NOTE_LIMIT, read_timestamp)
    notes.take(SECRET, NOTE_LIMIT, _read_secret)
    # Work that was put here without nbgrader's exchange has none of its notes.
    oddities += [f"{name} {e}" for name, e in notes.unreadable.items() if not isinstance(e, MissingFileError)]
    return Submission(
        student,
        cells,
        answers,
        timestamp,
        work.kept | notes.kept,
        faults,
        tuple(oddities),
        work.digest.digest() + notes.digest.digest() + beside.fingerprint,
        beside,
        f"{TIMESTAMP} {notes.unreadable[TIMESTAMP]}" if TIMESTAMP in notes.unreadable else "",
    )


class _Files:
    """Files of a folder, as they are read; each may be unreadable by itself.

    Attributes
    ----------
    digest
        Of everything that was read, and of why something was not.
    kept : dict of str to bytes
        Contents of what was read, by name.
    unreadable : dict of str to UnreadableError
        Why the others were not, by name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Most processors have instructions for this one.
        self.digest = hashlib.sha256()
        self.kept: dict[str, bytes] = {}
        self.unreadable: dict[str, UnreadableError] = {}

    @property
    def missing(self) -> set[str]:
        """Names of the files that are not there."""
        return {name for name, error in self.unreadable.items() if isinstance(error, MissingFileError)}

    def take(self, name: str, limit: int, read: Callable[[bytes], Read]) -> Read | None:
        """Read a file; what cannot be read is noted."""
        self.digest.update(name.encode())
        try:
            content = read_file(self._folder / name, limit)
            self.digest.update(content)
            taken = read(content)
        except UnreadableError as error:
            self.digest.update(str(error).encode())
            self.unreadable[name] = error
            return None
        self.kept[name] = content
        return taken

    def take_only(self, names: Iterable[str], missing: str) -> tuple[str, HandedAnswers] | None:
        """Read the only one of some files that can be read as answers, in the place of the one that is missing."""
        others = _Files(self._folder)
        read = {name: others.take(name, handed_answers.LIMIT, handed_answers.read_answers) for name in names}
        found = [(name, answers) for name, answers in read.items() if answers is not None]
        self.digest.update(others.digest.digest())
        if len(found) != 1:
            return None
        del self.unreadable[missing]
        self.kept[missing] = others.kept[found[0][0]]
        return found[0]


def _read_secret(content: bytes) -> None:
    if not _SECRET.fullmatch(content):
        msg = "does not hold what nbgrader writes there"
        raise UnreadableError(msg)


def _check_folders(folder: Path, root: Path) -> None:
    for place in chain((folder,), folder.parents):
        if place == root:
            return
        if stat.S_ISLNK(os.lstat(place).st_mode):
            msg = "The folder is a link to somewhere else; ask the learner to hand in the folder itself."
            raise NotMarkableError(msg)
