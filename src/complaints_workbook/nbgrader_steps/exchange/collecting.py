"""``nbgrader collect`` and formgrader's Collect: take what learners handed in through the exchange.

nbgrader's own follows links with the tutor's rights, takes a folder for the learner's whose
name it bears, and stops for everybody at the first that it cannot read.
"""

from __future__ import annotations

import os
import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import ExchangeCollect

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.cohort.folders import swap
from complaints_workbook.marking.cohort.naming import quoted
from complaints_workbook.marking.cohort.private import close_to_others, is_shared, make_private
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.cohort.times import said
from complaints_workbook.marking.handed_in.notes import NOTE_LIMIT, SECRET
from complaints_workbook.marking.handed_in.safe_files import MissingFileError, UnreadableError, read_file
from complaints_workbook.marking.handed_in.submission import check_name
from complaints_workbook.marking.handed_in.times import TIMESTAMP, read_timestamp
from complaints_workbook.nbgrader_steps.exchange.hand_ins import (
    HandIn,
    account_name,
    account_number,
    in_utc,
    read_hand_in,
)
from complaints_workbook.nbgrader_steps.exchange.no_exchange import require_exchange
from complaints_workbook.nbgrader_steps.exchange.owners import Claim, doubts
from complaints_workbook.nbgrader_steps.exchange.plain_files import Bounds, copy_plain_files
from complaints_workbook.nbgrader_steps.settings import size_bounds, time_zone, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_SHARED = (0o2770, 0o660)
_PRIVATE = (0o700, 0o600)


class CollectPlainFiles(ExchangeCollect):  # type: ignore[misc]
    """nbgrader's collecting: plain files within bounds, of whom they belong to; what is not taken is told."""

    def ensure_root(self) -> None:
        """Refuse to collect where there is no exchange."""
        name = self.coursedir.assignment_id
        require_exchange(
            self,
            "nothing was collected",
            f"put each learner's folder at submitted/<learner>/{name}, or Moodle's zip into downloaded/{name}/archive "
            f"and run 'nbgrader zip_collect {name}'",
        )
        super().ensure_root()

    def init_src(self) -> None:
        """Find what each learner handed in last."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        try:
            self.zone = time_zone(self.config)
        except WorkbookError as error:
            self.fail(str(error))
        self.inbound_path = str(Path(self.root, self.coursedir.course_id, "inbound"))
        try:
            found = self._found()
        except OSError as error:
            self.fail(f"{self.inbound_path} cannot be read ({error.strerror}); release the assignment first.")
        first = {each.claim: each.changed for each in sorted(found, key=lambda each: each.changed, reverse=True)}
        unbelieved = doubts(first, os.getuid(), account_name, account_number)
        self.duedate = self._due()
        self.src_records = list(self._last([hand_in for hand_in in found if self._is_wanted(hand_in, unbelieved)]))

    def copy_files(self) -> None:
        """Take them, one by one, whatever becomes of the others."""
        if not self.src_records:
            self.log.warning("There is nothing to collect for %s.", self.coursedir.assignment_id)
        top = top_of(self.coursedir, self.coursedir.submitted_directory)
        make_private(top, shared=self.coursedir.groupshared)
        close_to_others([top])
        taken: dict[str, HandIn | None] = {}
        for hand_in in self.src_records:
            try:
                taken[hand_in.student] = hand_in if self._take(hand_in) else None
            except (OSError, WorkbookError) as error:
                why = error.strerror or error if isinstance(error, OSError) else error
                self._tell(hand_in.student, f"what was handed in was not taken: {str(why).removesuffix('.')}.")
        if as_before := [student for student, hand_in in taken.items() if hand_in is None]:
            self.log.info("Not taken again, as it was taken before: %s (%d).", _all(as_before), len(as_before))
        believed = [each for each in taken.values() if each is not None and self._is_only_believed(each)]
        if self.check_owner and believed:
            self.log.warning(
                "Nobody can check whose work this is: %s. The machine has no accounts of these learners' names, so the "
                "first account that handed in by a name is believed. Look whether these are theirs.",
                _all(f"{each.student} (account {account_name(each.owner) or each.owner})" for each in believed),
            )

    def _is_only_believed(self, hand_in: HandIn) -> bool:
        return hand_in.owner != os.getuid() and account_number(hand_in.student) is None

    def _found(self) -> list[HandIn]:
        """Return all that was handed in for the course, and tell of what is named as nothing of this assignment is."""
        found = []
        for path in sorted(Path(self.inbound_path).iterdir()):
            hand_in = read_hand_in(path)
            if hand_in is not None:
                found.append(hand_in)
            elif f"+{self.coursedir.assignment_id}+" in path.name:
                self._tell(path.name, "this folder of the exchange was not taken, as its name holds no time.")
        return found

    def _is_wanted(self, hand_in: HandIn, unbelieved: dict[Claim, str]) -> bool:
        directory = self.coursedir
        if hand_in.assignment != directory.assignment_id or not fnmatchcase(
            hand_in.student, directory.student_id or "*"
        ):
            return False
        if hand_in.student in directory.student_id_exclude.split(","):
            return False
        if self.check_owner and hand_in.claim in unbelieved:
            why = unbelieved[hand_in.claim]
            self._tell(
                hand_in.student,
                f"{hand_in.path.name} was not taken, for {why}. If it is right so, collect with "
                f"--ExchangeCollect.check_owner=False --student={quoted(hand_in.student)}",
            )
            return False
        return True

    def _last(self, found: list[HandIn]) -> Iterator[HandIn]:
        """Yield each learner's last, or the last before the deadline where that is asked for and there is one."""
        of_each: dict[str, list[HandIn]] = {}
        for hand_in in sorted(found, key=lambda hand_in: hand_in.time):
            of_each.setdefault(hand_in.student, []).append(hand_in)
        for of_one in of_each.values():
            on_time = [each for each in of_one if self.duedate is not None and each.time <= self.duedate]
            yield (on_time if self.before_duedate and on_time else of_one)[-1]

    def _due(self) -> datetime | None:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                due: datetime | None = gradebook.find_assignment(self.coursedir.assignment_id).duedate
            except MissingEntry:
                return None
        return due

    def _take(self, hand_in: HandIn) -> bool:
        """Take what was handed in, unless what was taken before stays."""
        directory, student = self.coursedir, hand_in.student
        check_name(student)
        target = Path(directory.format_path(directory.submitted_directory, student, directory.assignment_id))
        if os.path.lexists(target) and not self._replaces(hand_in, target):
            return False
        shared = is_shared(Path(directory.root), by_settings=directory.groupshared)
        make_private(target.parent, shared=shared)
        new = target.with_name(f".{target.name}.{os.urandom(16).hex()}.tmp")
        bounds = Bounds(
            *size_bounds(directory),
            directory.ignore,
            _SHARED if shared else _PRIVATE,
        )
        first = (f"{directory.assignment_id}.ipynb", RESPONSES, TIMESTAMP, SECRET)
        try:
            copied = copy_plain_files(hand_in.path, new, bounds, first)
            self._note_time(hand_in, new, max(hand_in.changed, in_utc(copied.changed)))
            (new / TIMESTAMP).chmod(bounds.modes[1])
            swap(os.fspath(new), os.fspath(target))
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self.log.info("%s: taken as handed in at %s", shown_name(student), said(hand_in.time, self.zone))
        if copied.left:
            self._tell(student, f"all was taken but this: {'; '.join(copied.left)}.")
        return True

    def _replaces(self, hand_in: HandIn, target: Path) -> bool:
        """Say whether a hand-in takes the place of what was collected before."""
        before = None
        try:
            before = read_timestamp(read_file(target / TIMESTAMP, NOTE_LIMIT))
        except UnreadableError as error:
            if self.update and not isinstance(error, MissingFileError):
                self._tell(hand_in.student, f"{TIMESTAMP} of what stood in {target} {error}.")
        newer = before is None or hand_in.time > before
        if (self.update and newer) or (self.before_duedate and before != hand_in.time):
            return True
        if not self.update and newer:
            self._tell(hand_in.student, "there is a newer hand-in; take it with --update.")
        return False

    def _note_time(self, hand_in: HandIn, folder: Path, changed: datetime) -> None:
        """Let the time be that of the folder's name, and tell of what speaks against it."""
        note, when = folder / TIMESTAMP, said(hand_in.time, self.zone)
        try:
            if read_timestamp(read_file(note, NOTE_LIMIT)) != hand_in.time:
                self._tell(hand_in.student, f"its {TIMESTAMP} says another time than {when}, which counts.")
        except MissingFileError:
            self._tell(hand_in.student, f"it came without {TIMESTAMP}; {when} counts.")
        except UnreadableError as error:
            self._tell(hand_in.student, f"its {TIMESTAMP} {error}; {when} counts.")
        if note.is_dir():
            shutil.rmtree(note)
        note.unlink(missing_ok=True)
        note.write_text(hand_in.said, encoding="utf-8")
        if self.duedate is not None and hand_in.time <= self.duedate < changed:
            self._tell(
                hand_in.student,
                f"it says {when}, before the deadline, but was changed after it "
                f"({said(changed, self.zone)}); look whether it was on time.",
            )

    def _tell(self, student: str, what: str) -> None:
        # Names of learners and of their files stand in it.
        self.log.warning("%s: %s", shown_name(student), "".join(c if c.isprintable() else repr(c)[1:-1] for c in what))


def _all(names: Iterable[str]) -> str:
    return ", ".join(map(shown_name, names))
