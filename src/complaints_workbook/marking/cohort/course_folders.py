"""Where a course keeps what is handed in, marked and sent back: nbgrader's folders, for one assignment."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.assignments.released_files import released_files
from complaints_workbook.marking.cohort.searching import in_small_letters, same_name, search
from complaints_workbook.marking.marking_error import MarkingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbgrader.coursedir import CourseDirectory

_STUDENT = "\0student"


class LayoutError(MarkingError):
    """The course's folders are laid out in a way that cannot be marked; the message says what to do."""


@dataclass(frozen=True)
class CourseFolders:
    """The folders of an assignment.

    Attributes
    ----------
    root : Path
        The course's folder.
    structure : str
        nbgrader's ``directory_structure``.
    source_stage, release_stage, submitted_stage, autograded_stage, feedback_stage : str
        The names of nbgrader's steps in it.
    assignment : str
        The assignment's id, and its notebook's name.
    extras : tuple of str
        The source's other released files, by their path in the source; they stand beside every marked notebook.
    groupshared : bool
        Whether other tutors may write what is made.
    others : frozenset of str
        The ids of the course's other assignments, without regard to capitals.
    """

    root: Path
    structure: str
    source_stage: str
    release_stage: str
    submitted_stage: str
    autograded_stage: str
    feedback_stage: str
    assignment: str
    extras: tuple[str, ...]
    groupshared: bool
    others: frozenset[str] = frozenset()

    def folder(self, stage: str, student: str = ".") -> Path:
        """Return the assignment's folder at a stage."""
        name = self.structure.format(nbgrader_step=stage, student_id=student, assignment_id=self.assignment)
        return self.root / name

    def top(self, stage: str) -> Path:
        """Return the folder that holds a folder for every student, such as ``submitted``."""
        parts = self.folder(stage, _STUDENT).parts
        return Path(*parts[: parts.index(_STUDENT)])

    def home(self, student: str) -> Path:
        """Return a learner's folder of what was handed in, under the name that it has.

        That may be another spelling of the same letters, or differ in capitals, where no other folder has the name.
        """
        home = self.folder(self.submitted_stage, student).parent
        if os.path.lexists(home):
            return home
        names = os.listdir(home.parent) if home.parent.is_dir() else []  # noqa: PTH208 - names are all that counts
        for same in (same_name, in_small_letters):
            alike = [name for name in names if same(name) == same(student)]
            if len(alike) == 1:
                return home.with_name(alike[0])
        return home

    @property
    def source(self) -> Path:
        """What authors write."""
        return self.folder(self.source_stage)

    @property
    def release(self) -> Path:
        """What learners are given."""
        return self.folder(self.release_stage)

    def students(self, wanted: str = "*", excluded: Iterable[str] = (), stage: str | None = None) -> list[str]:
        """Return who has something at a stage, by the names of their folders.

        Parameters
        ----------
        wanted : str
            A name, or a pattern with ``*``.
        excluded : iterable of str
            Names to leave out.
        stage : str, optional
            What was handed in, if omitted.
        """
        at = stage or self.submitted_stage
        top = self.top(at)
        names = [wanted] if "*" not in wanted else sorted(path.name for path in top.iterdir()) if top.is_dir() else []
        if at != self.submitted_stage:
            # Of what is handed in, a hidden folder is somebody's mistake, and is told; elsewhere none is a student's.
            names = [name for name in names if not name.startswith(".")]
        left_out = set(excluded)
        return [
            name
            for name in names
            if name not in left_out and (name == wanted or fnmatchcase(name, wanted)) and self._has(at, name)
        ]

    def _has(self, stage: str, student: str) -> bool:
        if os.path.lexists(self.folder(stage, student)):
            return True
        if stage != self.submitted_stage:
            return False
        own = self.folder(stage, student)
        if own.parent.name != student:
            return False
        home = self.home(student)
        return os.path.lexists(home / own.name) or bool(search(home, self.assignment, self.others).work)


def places_of(coursedir: CourseDirectory, assignment: str) -> CourseFolders:
    """Return an assignment's folders from nbgrader's settings.

    Raises
    ------
    LayoutError
        If students have no folders of their own in them.
    ContentError
        If the author's notebook cannot be read.
    """
    structure = str(coursedir.directory_structure)
    if "{student_id}" not in Path(structure).parts:
        msg = f"The setting CourseDirectory.directory_structure ({structure}) gives students no folder of their own."
        raise LayoutError(msg)
    places = CourseFolders(
        root=Path(coursedir.root),
        structure=structure,
        source_stage=coursedir.source_directory,
        release_stage=coursedir.release_directory,
        submitted_stage=coursedir.submitted_directory,
        autograded_stage=coursedir.autograded_directory,
        feedback_stage=coursedir.feedback_directory,
        assignment=assignment,
        extras=(),
        groupshared=bool(coursedir.groupshared),
    )
    places = replace(places, others=_other_assignments(places))
    if not (places.source / f"{assignment}.ipynb").is_file():
        return places
    return replace(places, extras=released_files(places.source))


def _other_assignments(places: CourseFolders) -> frozenset[str]:
    around = places.source.parent
    names = (path.name.casefold() for path in around.iterdir() if path.is_dir()) if around.is_dir() else ()
    return frozenset(names) - {places.assignment.casefold()}
