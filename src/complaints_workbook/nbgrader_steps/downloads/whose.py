"""Whose each hand-in of a download is: by the class list, and by the folders that the tutor has given other names.

Two learners may bear one name, and one may be on no list. Such work gets a folder of the
download's name, and the tutor says whose it is by renaming that. What stands in the
renamed folder is known again by its time and its files.
"""

from __future__ import annotations

import filecmp
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.located import listed
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.notes import time_of
from complaints_workbook.marking.handed_in.submission import NotMarkableError, check_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from complaints_workbook.nbgrader_steps.downloads.class_list import ListedNames
    from complaints_workbook.nbgrader_steps.downloads.hand_ins import DownloadedHandIn

Key = tuple[str, str]
"""Who handed in, as the download says it: a name, and Moodle's number."""

Tell = Callable[[str], None]
"""Takes a sentence for the tutor."""


@dataclass
class Whose:
    """Finds whose hand-ins are.

    Parameters
    ----------
    class_list : ListedNames
        Who is on the class list.
    top : Path
        The folder that holds a folder for each learner.
    place_of : callable
        From a learner to where their work stands.
    tell : callable
        Takes a sentence on what the tutor has to look at.
    before : mapping of Key to str
        Whose folders had been renamed to what, as far as earlier downloads tell.
    by_pattern : bool
        Whether names are the learners' already, since a pattern of the tutor's found them.
    """

    class_list: ListedNames
    top: Path
    place_of: Callable[[str], Path]
    tell: Tell
    before: Mapping[Key, str] = field(default_factory=dict)
    by_pattern: bool = False

    def newest(self, found: Iterable[DownloadedHandIn]) -> dict[str, DownloadedHandIn]:
        """Return what each learner handed in last, by the name in the gradebook; what is nobody's is told."""
        newest: dict[str, DownloadedHandIn] = {}
        by_key = _by_key(found)
        certain = self._certain(by_key)
        for key, of_one in by_key.items():
            student = self._student(key, of_one, certain)
            if student is None:
                continue
            for hand_in in of_one:
                if student not in newest or _later(hand_in, newest[student]):
                    newest[student] = hand_in
        return newest

    def renamed(self, found: Iterable[DownloadedHandIn]) -> dict[Key, str]:
        """Return the learners whose folders got another name than the download gives them."""
        by_key = _by_key(found)
        certain = self._certain(by_key)
        doubtful = {key: of_one for key, of_one in by_key.items() if certain[key] is None}
        names = {key: self._by_its_folder(key, of_one, certain) for key, of_one in doubtful.items()}
        return {key: name for key, name in names.items() if name is not None}

    def _student(self, key: Key, of_one: Sequence[DownloadedHandIn], certain: Mapping[Key, str | None]) -> str | None:
        student = certain[key]
        if student is not None:
            return student if self._is_a_name(student) else None
        found, shown = self.class_list.named(key[0]), shown_name(key[0])
        if not key[1] and not found:
            files = listed([name for hand_in in of_one for name in hand_in.files.values()])
            self.tell(f"{shown} was not taken, for nobody on the class list is called so: {files}.")
            return None
        ours = self._folders_name(key, certain)
        if not self._is_a_name(ours):
            return None
        if (other := self.before.get(key) or self._by_its_folder(key, of_one, certain)) is not None:
            return other
        if ours != key[0]:
            who = f" ({', '.join(found)})" if found else ""
            self.tell(
                f"{shown_name(ours)}: more than one learner has that name{who}; rename the folder to whose it is. "
                "It will be known again."
            )
        elif self.class_list:
            self.tell(f"{shown} is not on the class list; rename the folder if it is somebody who is.")
        return ours

    def _certain(self, by_key: Mapping[Key, object]) -> dict[Key, str | None]:
        """Return whose each is where there can be no doubt, and None where there can."""
        if self.by_pattern:
            return {key: key[0] for key in by_key}
        times = Counter(name for name, _ in by_key)
        named = {key: self.class_list.named(key[0]) for key in by_key}
        return {key: of[0] if len(of) == 1 and times[key[0]] == 1 else None for key, of in named.items()}

    def _folders_name(self, key: Key, all_of: Iterable[Key]) -> str:
        """Return the name of the folder of who cannot be told for certain."""
        doubtful = self.class_list.named(key[0]) or not _is_alone(key, all_of)
        return f"{key[0]} {key[1]}".strip() if doubtful else key[0]

    def _is_a_name(self, name: str) -> bool:
        try:
            check_name(name)
        except NotMarkableError as error:
            self.tell(f"{shown_name(name)} was not taken. {error}")
            return False
        return True

    def _by_its_folder(
        self, key: Key, of_one: Sequence[DownloadedHandIn], certain: Mapping[Key, str | None]
    ) -> str | None:
        """Return the only folder with this work in it, if there is none of the name that it was given."""
        if self.place_of(self._folders_name(key, certain)).exists():
            return None
        found = {
            name
            for hand_in in of_one
            if hand_in.time is not None
            for name in self._by_time.get(hand_in.time, ())
            if name not in certain.values() and _holds(self.place_of(name), hand_in)
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_time(self) -> dict[datetime, list[str]]:
        found: defaultdict[datetime, list[str]] = defaultdict(list)
        for folder in self.top.iterdir() if self.top.is_dir() else ():
            if (time := time_of(self.place_of(folder.name))) is not None:
                found[time].append(folder.name)
        return found


def _by_key(found: Iterable[DownloadedHandIn]) -> dict[Key, list[DownloadedHandIn]]:
    by_key: defaultdict[Key, list[DownloadedHandIn]] = defaultdict(list)
    for hand_in in found:
        by_key[hand_in.owner.name, hand_in.owner.number].append(hand_in)
    return dict(by_key)


def _is_alone(key: Key, all_of: Iterable[Key]) -> bool:
    """Say whether no other number comes with the same name."""
    return sum(name == key[0] for name, _ in all_of) == 1


def _later(one: DownloadedHandIn, other: DownloadedHandIn) -> bool:
    return one.time is not None and (other.time is None or one.time >= other.time)


def _holds(folder: Path, hand_in: DownloadedHandIn) -> bool:
    """Say whether all files of a hand-in stand in a folder as they are."""
    places = [(path, folder / name) for path, name in hand_in.files.items()]
    return all(
        place.is_file() and not place.is_symlink() and filecmp.cmp(path, place, shallow=False) for path, place in places
    )
