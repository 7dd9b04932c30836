"""``nbgrader zip_collect`` for the zip that Moodle lets a tutor download, as it comes, answers and all.

nbgrader unpacks first, and then asks of each file whose it is. Its own two steps stop for
all at the first zip that is damaged, unpack without end, and take the notebook alone.
"""

from __future__ import annotations

import filecmp
import logging
import os
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import temp_attrs

from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.marking.handed_in.submission import (
    NOTE_LIMIT,
    TIMESTAMP,
    NotMarkableError,
    check_name,
    read_timestamp,
)
from complaints_workbook.nbgrader_steps.downloads.class_list import Learner, ListedNames
from complaints_workbook.nbgrader_steps.downloads.hand_ins import DownloadedHandIn, Owner, hand_ins, owner_of
from complaints_workbook.nbgrader_steps.downloads.unpacking import Unpacking, plain_files
from complaints_workbook.nbgrader_steps.settings import size_bounds

if TYPE_CHECKING:
    from datetime import datetime

    from nbgrader.apps.baseapp import NbGrader


class UnpackPlainFiles(ExtractorPlugin):  # type: ignore[misc]
    """nbgrader's first step, within bounds: what cannot be unpacked is told, and stops nothing else."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack what was downloaded into one folder to the other."""
        directory = self.parent.coursedir
        pattern = self.config.FileNameCollectorPlugin.get("named_regexp", "")

        def whose(parts: tuple[str, ...]) -> str:
            owner = owner_of(parts, pattern)
            return "/".join(parts[:1] if owner is None else owner.place)

        file, together = size_bounds(directory)
        unpacking = Unpacking(
            Path(extracted_path),
            whose=whose,
            tell=self.log.warning,
            file=file,
            together=together,
        )
        for path, parts in plain_files(Path(archive_path)):
            try:
                unpacking.unpack(path, parts)
            except OSError as error:
                self.log.warning("%s cannot be unpacked (%s).", shown_name(path.name), error.strerror)


class CollectByLearner(FileNameCollectorPlugin):  # type: ignore[misc]
    """nbgrader's second step: whose each file is by the class list, where it goes, and when it was handed in."""

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """Return what nbgrader is to do with an unpacked file, or None if nothing."""
        return self._wanted.get(os.path.realpath(submitted_file))

    @cached_property
    def _wanted(self) -> dict[str, dict[str, Any]]:
        return {
            os.path.realpath(path): {"student_id": student, "file_id": name, "timestamp": hand_in.time}
            for student, hand_in in self.newest.items()
            if self._is_to_be_taken(student, hand_in)
            for path, name in hand_in.files.items()
        }

    @cached_property
    def newest(self) -> dict[str, DownloadedHandIn]:
        """What each learner handed in last, by the name in the gradebook."""
        app = self.parent
        unpacked = Path(app._format_collect_path(app.extracted_directory))  # noqa: SLF001 - nbgrader has no other way
        found = hand_ins(plain_files(unpacked), app.coursedir.assignment_id, self.named_regexp)
        numbers: defaultdict[str, set[str]] = defaultdict(set)
        for hand_in in found:
            numbers[hand_in.owner.name].add(hand_in.owner.number)
        newest: dict[str, DownloadedHandIn] = {}
        for hand_in in found:
            student = self._student(hand_in.owner, alone=len(numbers[hand_in.owner.name]) == 1)
            if student is not None and (student not in newest or _later(hand_in, newest[student])):
                newest[student] = hand_in
        return newest

    @cached_property
    def _class(self) -> ListedNames:
        directory = self.parent.coursedir
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            return ListedNames(
                Learner(
                    each.id,
                    each.first_name or "",
                    each.last_name or "",
                    tuple(filter(None, (each.lms_user_id, each.email))),
                )
                for each in gradebook.students
            )

    def _student(self, owner: Owner, *, alone: bool) -> str | None:
        """Return the learner's name in the gradebook; None if it is none, which is told.

        `alone` says whether no other hand-in has the same name.
        """
        name = owner.name
        found = [name] if self.named_regexp else self._class.named(name)
        if len(found) == 1 and alone:
            name = found[0]
        elif found or not alone:
            name = f"{name} {owner.number}".strip()
            self.log.warning(
                "%s: more than one learner has that name; rename the folder to whose it is.", shown_name(name)
            )
        elif not owner.number:
            self.log.warning("%s was not taken: nobody on the class list is called so.", shown_name(name))
            return None
        elif self._class:
            self.log.warning(
                "%s is not on the class list; rename the folder if it is somebody who is.", shown_name(name)
            )
        try:
            check_name(name)
        except NotMarkableError as error:
            self.log.warning("%s was not taken. %s", shown_name(name), error)
            return None
        return name

    def _is_to_be_taken(self, student: str, hand_in: DownloadedHandIn) -> bool:
        directory = self.parent.coursedir
        there = Path(directory.format_path(directory.submitted_directory, student, directory.assignment_id))
        if not there.is_dir() or not any(there.iterdir()):
            return True
        if not self.parent.force:
            self.log.warning("%s handed in before; take what is newer with --force.", shown_name(student))
            return False
        before = _time_of(there)
        if before is None and not _holds_all(hand_in, there):
            self.log.warning(
                "%s: what stands in %s does not say when it was handed in, and stays. If the download is the newer of "
                "the two, move that folder out of %s/ and run the same command again.",
                shown_name(student),
                there,
                directory.submitted_directory,
            )
            return False
        if before is not None and (hand_in.time is None or hand_in.time < before):
            self.log.warning("%s: what stands in %s is newer, and stays.", shown_name(student), there)
            return False
        return True


def moodles_names(app: NbGrader, assignment: str) -> dict[str, str]:
    """Return the name and number that Moodle knows each learner's hand-in by, of all that was unpacked.

    Parameters
    ----------
    app : NbGrader
        One of nbgrader's applications, which has read the course's settings.
    assignment : str
        The assignment's id.
    """
    collecting = ZipCollectApp(config=app.config, log_level=logging.CRITICAL)
    collecting.coursedir = app.coursedir
    with temp_attrs(app.coursedir, assignment_id=assignment):
        owners = {student: hand_in.owner for student, hand_in in CollectByLearner(parent=collecting).newest.items()}
    return {student: f"{owner.name}_{owner.number}" for student, owner in owners.items() if owner.number}


def _later(one: DownloadedHandIn, other: DownloadedHandIn) -> bool:
    return one.time is not None and (other.time is None or one.time >= other.time)


def _holds_all(hand_in: DownloadedHandIn, folder: Path) -> bool:
    """Return whether nothing would be lost with the folder: each of its files is in the hand-in as well."""
    downloaded = {folder / name: path for path, name in hand_in.files.items()}
    there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return all(
        path in downloaded and not path.is_symlink() and filecmp.cmp(path, downloaded[path], shallow=False)
        for path in there
    )


def _time_of(folder: Path) -> datetime | None:
    try:
        return read_timestamp(read_file(folder / TIMESTAMP, NOTE_LIMIT))
    except UnreadableError:
        return None
