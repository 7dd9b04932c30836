"""``nbgrader generate_assignment``, its button in formgrader, and ``workbook release``.

What is released is named, and stands whole or not at all: it is made beside what learners
have, and takes its place when the gradebook knows of it. nbgrader's own converter copies
whatever stands in the folder, and removes what was released before it finds a fault.
"""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import nbformat
import nbgrader.apps.api
import nbgrader.apps.generateassignmentapp
import nbgrader.converters
from nbgrader.converters.base import NbGraderException
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.utils import temp_attrs

from complaints_workbook.assignments.released_files import held_back, is_workbooks, released_files
from complaints_workbook.assignments.unfinished import unfinished
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import ASSIGNMENT
from complaints_workbook.marking.cohort.folders import swap
from complaints_workbook.marking.gradebook import record_assignment
from complaints_workbook.pages.release_text import release_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKSHOP = ".workbook"
"""Where it is made, on the disk of the course; nbgrader passes hidden folders over."""


class GenerateNamed(GenerateAssignment):  # type: ignore[misc]
    """nbgrader's converter, for the workbook's assignments; a tutor's own ones it makes as ever."""

    _making = ""

    @property
    def _output_directory(self) -> str:
        return self._making or str(super()._output_directory)

    def start(self) -> None:
        """Make what the course directory's assignment names."""
        directory = self.coursedir
        found = sorted(glob.glob(directory.format_path(directory.source_directory, ".", directory.assignment_id)))  # noqa: PTH207 - as nbgrader looks
        if not any(is_workbooks(Path(place)) for place in found):
            super().start()
            return
        for folder in map(Path, found):
            with temp_attrs(directory, assignment_id=folder.name):
                if is_workbooks(folder):
                    self._make_safely(folder)
                else:
                    super().start()

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy the files that learners are given; of a tutor's own assignment, all of them, as nbgrader does."""
        if not self._making:
            super().init_assignment(assignment_id, student_id)
            return
        source, target = (Path(of(assignment_id, student_id)) for of in (self._format_source, self._format_dest))
        for name in released_files(source):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)

    def _make_safely(self, folder: Path) -> None:
        try:
            self._make(folder)
        except WorkbookError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"{error.filename or folder}: {error.strerror or error}. What was released stays as it was.")

    def _make(self, folder: Path) -> None:
        directory, name = self.coursedir, folder.name
        if directory.notebook_id not in ("*", name):
            self._fail(f"An assignment's only notebook has its name; there is no {directory.notebook_id!r}.")
        if (folder / ASSIGNMENT).is_file():
            # An author's fault is told in words; nbgrader's steps would tell it with all that they were doing.
            release_text(folder, shared_datasets())
        if sentence := unfinished(folder):
            self._fail(f"{name}: {sentence}")
        left = held_back(folder)
        root = Path(directory.root)
        (root / _WORKSHOP).mkdir(exist_ok=True)
        with TemporaryDirectory(prefix="release-", dir=root / _WORKSHOP) as place:
            made = self._made_in(os.path.relpath(place, root), name)
            target = Path(directory.format_path(directory.release_directory, ".", name))
            target.parent.mkdir(parents=True, exist_ok=True)
            swap(os.fspath(made), os.fspath(target))
        if directory.groupshared:
            self.set_permissions(name, ".")
        self.log.info("Made %s", target)
        if left:
            self.log.warning("These stay with you, since the notebook does not name them: %s", ", ".join(left))

    def _made_in(self, place: str, name: str) -> Path:
        """Make what is released in another place, and let the gradebook know it."""
        directory = self.coursedir
        # What nbgrader's step would record of the cells is recorded when all of it has been made.
        steps = [step for step in self.preprocessors if not str(getattr(step, "__name__", step)).endswith("SaveCells")]
        with (
            temp_attrs(self, _making=place, preprocessors=steps),
            temp_attrs(directory, notebook_id=name),
            _of_its_workshop_nothing(self.log),
        ):
            super().start()
            made = Path(self._format_dest(name, "."))
        if not self.no_database:
            notebook = nbformat.read(made / f"{name}.ipynb", as_version=4)
            for sentence in record_assignment(directory.db_url, directory.course_id, name, notebook):
                self.log.warning(sentence)
        return made

    def _fail(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)


@contextlib.contextmanager
def _of_its_workshop_nothing(log: logging.Logger) -> Iterator[None]:
    """Let nbgrader not tell of files that are about to be moved; what it warns of is told."""

    def is_no_news(record: logging.LogRecord) -> bool:
        return record.levelno != logging.INFO

    log.addFilter(is_no_news)
    try:
        yield
    finally:
        log.removeFilter(is_no_news)


def release_named() -> None:
    """Put this where nbgrader's command and formgrader look for their own."""
    for place in (nbgrader.apps.api, nbgrader.apps.generateassignmentapp, nbgrader.converters):
        place.GenerateAssignment = GenerateNamed
