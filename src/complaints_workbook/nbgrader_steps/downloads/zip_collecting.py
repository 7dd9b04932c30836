"""``nbgrader zip_collect`` for the zip that Moodle lets a tutor download, as it comes, answers and all.

nbgrader's own unpacks first, and then asks of each file whose it is. It stops for all at the
first zip that is damaged, unpacks without end, takes the notebook alone, and tells of every
file and not of any learner.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import temp_attrs

from complaints_workbook.marking.cohort.located import listed
from complaints_workbook.marking.cohort.private import close_to_others, make_private
from complaints_workbook.marking.cohort.report import shown_name
from complaints_workbook.marking.gradebook.recorded import added_by_marking
from complaints_workbook.nbgrader_steps.downloads.class_list import Learner, ListedNames
from complaints_workbook.nbgrader_steps.downloads.hand_ins import hand_ins, owner_of
from complaints_workbook.nbgrader_steps.downloads.taking import THERE, WITH_FORCE, put, why_not
from complaints_workbook.nbgrader_steps.downloads.unpacking import Unpacking, plain_files
from complaints_workbook.nbgrader_steps.downloads.whose import Tell, Whose
from complaints_workbook.nbgrader_steps.settings import size_bounds, top_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbgrader.apps.baseapp import NbGrader

    from complaints_workbook.nbgrader_steps.downloads.hand_ins import DownloadedHandIn
_nbgraders = ZipCollectApp.start


def take_downloads() -> None:
    """Let nbgrader's command take downloads so, unless the settings name plugins of the tutor's own."""
    ZipCollectApp.start = _start


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
        whose = _whose(collecting)
        owners = {student: each.owner for student, each in whose.newest(_unpacked(collecting)).items()}
    return {student: f"{owner.name}_{owner.number}" for student, owner in owners.items() if owner.number}


def _start(app: ZipCollectApp) -> None:
    if (app.extractor_plugin, app.collector_plugin) != (ExtractorPlugin, FileNameCollectorPlugin):
        _nbgraders(app)
        return
    super(ZipCollectApp, app).start()
    archive, extracted = (_place(app, step) for step in (app.archive_directory, app.extracted_directory))
    if not archive.is_dir() or not any(plain_files(archive)):
        app.fail("There is nothing in %s; put the zip of Moodle's 'Download all submissions' there.", archive)
    whose = _whose(app, app.log.warning)
    # What was unpacked last tells which learners' folders have been given other names since.
    whose.before = whose.renamed(_unpacked(app))
    _make_room(app, extracted)
    _unpack(app, archive, extracted)
    _take(app, whose.newest(_unpacked(app)), whose)


def _place(app: ZipCollectApp, step: str) -> Path:
    return Path(app._format_collect_path(step))  # noqa: SLF001 - nbgrader has no other way


def _make_room(app: ZipCollectApp, extracted: Path) -> None:
    """Make the empty folder that is unpacked into, and let nobody else look into what learners handed in."""
    directory = app.coursedir
    tops = [Path(directory.root, app.downloaded_directory), top_of(directory, directory.submitted_directory)]
    for top in tops:
        make_private(top, shared=directory.groupshared)
    close_to_others(tops)
    if extracted.is_dir() and any(extracted.iterdir()):
        if not app.force:
            app.fail(
                "A download was taken before. To take what is newer, run 'nbgrader zip_collect %s --force'; nothing "
                "that was handed in gets lost by that.",
                directory.assignment_id,
            )
        shutil.rmtree(extracted)
    extracted.mkdir(parents=True, exist_ok=True)


def _unpack(app: ZipCollectApp, archive: Path, extracted: Path) -> None:
    pattern = _pattern(app)

    def whose(parts: tuple[str, ...]) -> str:
        owner = owner_of(parts, pattern)
        return "/".join(parts[:1] if owner is None else owner.place)

    file, together = size_bounds(app.coursedir)
    unpacking = Unpacking(extracted, whose=whose, tell=app.log.warning, file=file, together=together)
    for path, parts in plain_files(archive):
        try:
            unpacking.unpack(path, parts)
        except OSError as error:
            app.log.warning("%s cannot be unpacked (%s).", shown_name(path.name), error.strerror)


def _pattern(app: ZipCollectApp) -> str:
    return str(app.config.FileNameCollectorPlugin.get("named_regexp", ""))


def _unpacked(app: ZipCollectApp) -> list[DownloadedHandIn]:
    files = plain_files(_place(app, app.extracted_directory))
    return hand_ins(files, app.coursedir.assignment_id, _pattern(app))


def _whose(app: ZipCollectApp, tell: Tell = lambda _: None) -> Whose:
    directory = app.coursedir
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        # Whom marking added bears the name of a folder, and nobody's.
        added = added_by_marking(gradebook.db.connection())
        learners = [
            Learner(
                each.id,
                each.first_name or "",
                each.last_name or "",
                tuple(filter(None, (each.lms_user_id, each.email))),
            )
            for each in gradebook.students
            if each.id not in added
        ]
    top = top_of(directory, directory.submitted_directory)

    def place_of(student: str) -> Path:
        return Path(directory.format_path(directory.submitted_directory, student, directory.assignment_id))

    return Whose(ListedNames(learners), top, place_of, tell, by_pattern=bool(_pattern(app)))


def _take(app: ZipCollectApp, newest: Mapping[str, DownloadedHandIn], whose: Whose) -> None:
    """Take what is new, and tell whose work was taken and whose was not."""
    shared = bool(app.coursedir.groupshared)
    taken: list[str] = []
    there: list[str] = []
    with_force: list[str] = []
    for student, hand_in in sorted(newest.items()):
        place = whose.place_of(student)
        try:
            why = why_not(hand_in, place, force=app.force)
            if why is None:
                left = put(hand_in, place, shared=shared)
                taken.append(student)
                if left:
                    app.log.warning("%s: all was taken but this: %s.", shown_name(student), listed(left))
            elif why in (THERE, WITH_FORCE):
                (there if why == THERE else with_force).append(student)
            else:
                app.log.warning("%s: %s", shown_name(student), why)
        except OSError as error:
            app.log.warning("%s: the work was not taken (%s).", shown_name(student), error.strerror or error)
    for words, students in (
        ("Taken", taken),
        ("There already, and as it was", there),
        ("Handed in before; take what is newer with --force", with_force),
    ):
        if students:
            app.log.info("%s: %s (%d).", words, ", ".join(map(shown_name, students)), len(students))
    if not newest:
        app.log.warning("Nothing was taken: there is nobody's work in what was downloaded.")
