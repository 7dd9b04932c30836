"""What each learner handed in, out of what was unpacked. Pure, but for looking at the files' names and times."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in.notes import SECRET
from complaints_workbook.marking.handed_in.times import TIMESTAMP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MOODLES = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+_?(?P<rest>.*)", re.DOTALL)
"""A learner's folder in Moodle's download, or the beginning of each of their files."""

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is, by its path.

    Attributes
    ----------
    name : str
        The learner's, as the download has it.
    number : str
        Moodle's number of the hand-in, which is one for each learner; empty in a download of another kind.
    place : tuple of str
        What all that is theirs has in common.
    rest : tuple of str
        The file's path in it.
    """

    name: str
    number: str
    place: Parts
    rest: Parts


def owner_of(parts: Parts, pattern: str = "") -> Owner | None:
    """Return whose a file is, or None if it is nobody's.

    The first part that Moodle named decides, so that nobody hands in for another by the names
    of their own files. In other downloads it is the first part, without the ending of a file.

    Parameters
    ----------
    parts : tuple of str
        The file's path among what was unpacked.
    pattern : str
        nbgrader's ``named_regexp``, where a tutor set one; it finds names in its own way.

    Examples
    --------
    >>> owner_of(("week 1", "Ann Bell_12_assignsubmission_file", "mini.ipynb")).name
    'Ann Bell'
    >>> owner_of(("week 1", "Ann Bell_12_assignsubmission_file_mini.ipynb")).rest
    ('mini.ipynb',)
    """
    if pattern:
        return _by_pattern(parts, pattern)
    for at, part in enumerate(parts):
        if found := _MOODLES.fullmatch(part):
            place = (*parts[:at], f"{found['name']}_{found['number']}")
            return Owner(found["name"].strip(), found["number"], place, _rest(found, parts[at + 1 :]))
    return Owner(Path(parts[0]).stem if len(parts) == 1 else parts[0], "", parts[:1], parts[1:] or parts)


def _by_pattern(parts: Parts, pattern: str) -> Owner | None:
    at = next((at for at, part in enumerate(parts) if _MOODLES.fullmatch(part)), None)
    shown = parts if at is None or at == len(parts) - 1 else (*parts[: at + 1], parts[-1])
    named = re.match(pattern, os.sep + os.path.join(*shown))  # noqa: PTH118 - nbgrader's patterns match text
    if named is None:
        return None
    moodles = _MOODLES.fullmatch(parts[at]) if at is not None else None
    rest = (named["file_id"].strip("/\\"),) if moodles is None else _rest(moodles, parts[(at or 0) + 1 :])
    if moodles is None and not Path(rest[0]).suffix:
        rest = (rest[0] + Path(parts[-1]).suffix,)
    return Owner(named["student_id"], "", (named["student_id"],), rest)


def _rest(found: re.Match[str], behind: Parts) -> Parts:
    return (*((found["rest"],) if found["rest"] else ()), *behind)


@dataclass(frozen=True)
class DownloadedHandIn:
    """What one learner handed in at one time.

    Attributes
    ----------
    owner : Owner
        Of one of the files.
    files : mapping of Path to str
        Where each file goes in the learner's folder.
    time : datetime or None
        The latest of the files' times, in UTC without zone; None if the download gives none.
    """

    owner: Owner
    files: Mapping[Path, str]
    time: datetime | None


def hand_ins(files: Iterable[tuple[Path, Parts]], assignment: str, pattern: str = "") -> list[DownloadedHandIn]:
    """Return what was handed in, each learner's of each download by itself.

    Parameters
    ----------
    files : iterable of (Path, tuple of str)
        The unpacked files, each with its path among them.
    assignment : str
        The assignment, whose notebook or answers tell which folder is the learner's own.
    pattern : str
        As in `owner_of`.
    """
    found: dict[Parts, list[tuple[Path, Owner]]] = {}
    for path, parts in files:
        if (owner := owner_of(parts, pattern)) is not None:
            found.setdefault(owner.place, []).append((path, owner))
    return [_hand_in(of_one, assignment) for of_one in found.values()]


def _hand_in(of_one: Sequence[tuple[Path, Owner]], assignment: str) -> DownloadedHandIn:
    base = _base([owner.rest for _, owner in of_one], assignment)
    files: dict[str, Path] = {}
    # What stands in the learner's own folder comes first, and nothing elsewhere takes its name.
    for path, owner in sorted(of_one, key=lambda each: each[1].rest[: len(base)] != base):
        rest = owner.rest[len(base) :] if owner.rest[: len(base)] == base else owner.rest
        name = PurePosixPath(*rest).as_posix()
        if rest[:1] not in ((TIMESTAMP,), (SECRET,)):
            files.setdefault(name, path)
    # A file that Moodle did not name has the time of the learner's own work, or of the tutor's download.
    times = [stamp for path, owner in of_one if owner.number and (stamp := path.stat().st_mtime)]
    latest = datetime.fromtimestamp(max(times), UTC).replace(tzinfo=None) if times else None
    return DownloadedHandIn(of_one[0][1], {path: name for name, path in files.items()}, latest)


def _base(rests: Iterable[Parts], assignment: str) -> Parts:
    """Return the folder that the learner's work stands in: that of the notebook, or of the answers, nearest the top."""
    wanted = (f"{assignment}.ipynb", RESPONSES)
    own = [rest for rest in rests if rest and rest[-1] in wanted]
    own = own or [rest for rest in rests if rest and rest[-1].endswith(".ipynb")]
    return min(
        own, key=lambda rest: (len(rest), wanted.index(rest[-1]) if rest[-1] in wanted else 9, rest), default=("",)
    )[:-1]
