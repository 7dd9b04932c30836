"""A submission: the folder that a learner handed in, read once and safely.

Nothing in it is believed, followed or run. Three files are read, each by itself:
the notebook, ``responses.json`` and ``timestamp.txt``.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in import handed_answers, handed_notebook
from complaints_workbook.marking.handed_in.safe_files import MissingFileError, UnreadableError, read_file
from complaints_workbook.marking.records import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from complaints_workbook.marking.handed_in.handed_answers import HandedAnswers
    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"
"""What nbgrader's exchange puts beside a submission, and needs to give feedback back."""

NOTE_LIMIT = 200
"""Bytes of such a note."""

# Signs that end lines, turn text round, are no text, or mean something to a page, to the
# command line's patterns (nbgrader reads names as patterns) or to a spreadsheet.
_BAD_IN_NAMES = re.compile(
    r'^[-=+@]|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff<>"&\\*?\[\]]'
)
_UTC = " UTC"
# Without dots or a leading slash: dateutil opens the file that a zone's name leads to.
_ZONE = re.compile(r"[\w+-]+(/[\w+-]+)*", re.ASCII)
_ANY_TIMES = (datetime(2000, 1, 1, 1, 1), datetime(2001, 2, 2, 2, 2))  # noqa: DTZ001 - to be compared alone
"""They differ in all that a time must say; of seconds, few write any."""

_SECRET = re.compile(rb"[\w-]*")

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
        The same of nbgrader's own notes beside them.
    fingerprint : bytes
        Of everything that was read.
    """

    student: str
    cells: tuple[HandedCell, ...] | None
    answers: HandedAnswers | None
    timestamp: datetime | None
    kept: dict[str, bytes]
    faults: tuple[str, ...]
    oddities: tuple[str, ...]
    fingerprint: bytes


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


def read_submission(student: str, folder: Path, root: Path, assignment: str) -> Submission:
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

    Raises
    ------
    NotMarkableError
        If neither the notebook nor the answers can be read.
    """
    check_name(student)
    _check_folders(folder, root)
    work, notes = _Files(folder), _Files(folder)
    cells = work.take(f"{assignment}.ipynb", handed_notebook.LIMIT, handed_notebook.read_cells, keep=False)
    answers = work.take(RESPONSES, handed_answers.LIMIT, handed_answers.read_answers)
    faults = [f"{name} {error}" for name, error in work.unreadable.items()]
    if cells is None and answers is None:
        msg = f"{' and '.join(faults)}; ask the learner to hand it in again."
        raise NotMarkableError(msg)
    timestamp = notes.take(TIMESTAMP, NOTE_LIMIT, read_timestamp)
    notes.take(SECRET, NOTE_LIMIT, _read_secret)
    # Work that was put here without nbgrader's exchange has none of its notes.
    oddities = [f"{name} {e}" for name, e in notes.unreadable.items() if not isinstance(e, MissingFileError)]
    return Submission(
        student,
        cells,
        answers,
        timestamp,
        work.kept | notes.kept,
        tuple(faults),
        tuple(oddities),
        work.digest.digest() + notes.digest.digest(),
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

    def take(self, name: str, limit: int, read: Callable[[bytes], Read], *, keep: bool = True) -> Read | None:
        self.digest.update(name.encode())
        try:
            content = read_file(self._folder / name, limit)
            self.digest.update(content)
            taken = read(content)
        except UnreadableError as error:
            self.digest.update(str(error).encode())
            self.unreadable[name] = error
            return None
        if keep:
            self.kept[name] = content
        return taken


def read_timestamp(content: bytes) -> datetime:
    """Read the time at which nbgrader says that something was handed in.

    Returns
    -------
    datetime
        In UTC, without zone, as the gradebook keeps it.

    Raises
    ------
    UnreadableError
        If it is no such time.
    """
    try:
        text = content.decode("ascii").strip()
        time = datetime.fromisoformat(text.removesuffix(_UTC)) if text.endswith(_UTC) else _in_any_zone(text)
    except Exception:  # noqa: BLE001 - dateutil, which reads for nbgrader, has errors of many kinds
        time = None
    # One that names a second zone beside UTC could mean either; nbgrader refuses it too.
    if time is None or time.tzinfo is not None:
        msg = "does not hold a time"
        raise UnreadableError(msg)
    return time


def _read_secret(content: bytes) -> None:
    if not _SECRET.fullmatch(content):
        msg = "does not hold what nbgrader writes there"
        raise UnreadableError(msg)


def _in_any_zone(text: str) -> datetime:
    """Read a time as nbgrader does, in whatever zone its exchange was set to."""
    from dateutil.parser import parse
    from nbgrader.utils import parse_utc

    parts = text.split(" ")
    named = len(parts) == len(("day", "time", "zone"))
    if named and not _ZONE.fullmatch(parts[-1]):
        msg = "no name of a zone"
        raise ValueError(msg)
    with warnings.catch_warnings():
        # It warns of a zone that it does not know, and takes the time as if there were none.
        warnings.simplefilter("error")
        # What a text leaves out is taken from now; so it would be another time at every marking.
        said = " ".join(parts[:-1]) if named else text
        if len({parse(said, default=default) for default in _ANY_TIMES}) > 1:
            msg = "not a whole time"
            raise ValueError(msg)
        time: datetime = parse_utc(text)
    return time.replace(tzinfo=None)


def _check_folders(folder: Path, root: Path) -> None:
    for place in (folder, *folder.parents):
        if place == root:
            return
        if stat.S_ISLNK(os.lstat(place).st_mode):
            msg = "The folder is a link to somewhere else; ask the learner to hand in the folder itself."
            raise NotMarkableError(msg)
