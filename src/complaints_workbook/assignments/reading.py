"""Read an assignment's folder in ``source/``: all that can be read, and every fault on the way.

Nothing else reads these files. Who has no use for a part of them stops if there are
any faults; a check tells them all, and an author's preview shows the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.about import About
from complaints_workbook.assignments.exercise import Exercise
from complaints_workbook.assignments.sections import sections
from complaints_workbook.content.data_files import Content, Model, fit, load
from complaints_workbook.content.remembering import depend_on, remembered
from complaints_workbook.errors import ContentError, Fault, pick
from complaints_workbook.exercises.answers import RawKey, match
from complaints_workbook.exercises.keys import Key
from complaints_workbook.exercises.specification_type import UnknownKindError, specification_type
from complaints_workbook.file_names import ANSWERS, ASSIGNMENT, EXERCISES, PRACTICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Field, FieldKey, Fields
    from complaints_workbook.exercises.specification import Specification


class _ExercisesFile(Content):
    exercises: tuple[dict[str, Any], ...]


class _PracticesFile(Content):
    practices: tuple[dict[str, Any], ...]


class _AnswersFile(Content):
    exercises: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An exercise or practice with its keys.

    Attributes
    ----------
    exercise : Exercise
        Its content.
    path, keys_path : Path
        The files that it and its keys stand in.
    key : Key
        The keys that fit.
    faults : tuple of Fault
        Why others don't.
    """

    exercise: Exercise
    path: Path
    keys_path: Path
    key: Key
    faults: tuple[Fault, ...]

    @property
    def specification(self) -> Specification:
        """What the author wrote of it."""
        return self.exercise.specification

    @property
    def keys(self) -> Mapping[str, FieldKey]:
        """The keys that fit, by field id."""
        return self.key.fields

    def keyed_fields(self) -> Iterator[tuple[Field[Any, Any], FieldKey]]:
        """Yield each field that has a fitting key, with that key."""
        if self.keys:
            yield from ((field, self.keys[field.id]) for field in self.exercise.fields if field.id in self.keys)


@dataclass(frozen=True)
class AssignmentFiles:
    """What could be read of an assignment, and the faults of what could not.

    Attributes
    ----------
    folder : Path
        Its folder in ``source/``.
    about : About or None
        What it says of itself.
    exercises, practices : tuple of Asked
        Those that could be read.
    unread : mapping of str to tuple of Fault
        Why others could not, by the ids of exercises and practices; under "" where a whole file could not.
    faults : tuple of Fault
        All of them.
    """

    folder: Path
    about: About | None
    exercises: tuple[Asked, ...]
    practices: tuple[Asked, ...]
    unread: Mapping[str, tuple[Fault, ...]]
    faults: tuple[Fault, ...]

    @property
    def id(self) -> str:
        """The assignment's id, after which its folder is named."""
        return self.folder.name

    @property
    def notebook_path(self) -> Path:
        """Where its notebook stands."""
        return self.folder / f"{self.id}.ipynb"

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Exercises and practices together."""
        return self.exercises + self.practices

    def exercise(self, name: str) -> Asked:
        """Return an assessed exercise, whatever is wrong with others.

        Raises
        ------
        ContentError
            If it could not be read, or a file in which it may stand.
        UnknownExerciseError
            If there is none of that name.
        """
        return self._one(name, self.exercises, EXERCISES)

    def practice(self, name: str) -> Asked:
        """Return a practice. As `exercise`."""
        return self._one(name, self.practices, PRACTICES)

    def _one(self, name: str, asked: tuple[Asked, ...], file_name: str) -> Asked:
        known = {each.specification.id: each for each in asked}
        if name not in known:
            for unread in (name, ""):
                if why := [fault for fault in self.unread.get(unread, ()) if fault.path.name == file_name]:
                    raise ContentError(*why)
        return pick(known, name, file_name)


@remembered(most=8)
def read_assignment(folder: Path, datasets: Datasets) -> AssignmentFiles:
    """Read an assignment's folder in ``source/``; never raises for an author's fault.

    Parameters
    ----------
    folder : Path
        The folder.
    datasets : Datasets
        The organisations, dossiers and registers that its exercises draw on. What is missing
        there is told by the check of exercises, and what is faulty by the check of datasets.
    """
    reader = _Reader(datasets)
    about = reader.file(folder / ASSIGNMENT, About)
    for section in sections(folder):
        reader.read_exercises(section)
        reader.read_practices(section)
    unread = {name: tuple(faults) for name, faults in reader.unread.items()}
    return AssignmentFiles(
        folder, about, tuple(reader.exercises), tuple(reader.practices), unread, tuple(reader.faults)
    )


class _Reader:
    """Reads section after section, and keeps what it finds."""

    def __init__(self, datasets: Datasets) -> None:
        self._datasets = datasets
        self.exercises: list[Asked] = []
        self.practices: list[Asked] = []
        self.unread: dict[str, list[Fault]] = {}
        self.faults: list[Fault] = []

    def read_exercises(self, section: Path) -> None:
        path, keys_path = section / EXERCISES, section / ANSWERS
        if not _is_there(path) and not _is_there(keys_path):
            return
        file, answers = self.file(path, _ExercisesFile), self.file(keys_path, _AnswersFile)
        entries = file.exercises if file else ()
        written = answers.exercises if answers else {}
        for name in sorted(written.keys() - {str(entry.get("id")) for entry in entries}):
            self.faults.append(Fault(keys_path, name, "there is no such exercise; remove its keys."))
        for specification in self._specifications(path, entries, self.exercises):
            self.exercises.append(self._asked(specification, path, keys_path, written, told=answers is None))

    def read_practices(self, section: Path) -> None:
        path = section / PRACTICES
        if not _is_there(path):
            return
        file = self.file(path, _PracticesFile)
        entries = file.practices if file else ()
        bare = tuple({name: value for name, value in entry.items() if name != "answers"} for entry in entries)
        keys = {str(entry.get("id")): {"items": entry["answers"]} for entry in entries if "answers" in entry}
        for specification in self._specifications(path, bare, self.practices):
            self.practices.append(self._asked(specification, path, path, keys))

    def file(self, path: Path, model: type[Model]) -> Model | None:
        """Read a file, or None if it is faulty."""
        try:
            return load(path, model)
        except ContentError as error:
            self._cannot_read("", error.faults)
            return None

    def _cannot_read(self, name: str, faults: tuple[Fault, ...]) -> None:
        self.unread.setdefault(name, []).extend(faults)
        self.faults += faults

    def _specifications(
        self, path: Path, entries: tuple[dict[str, Any], ...], known: list[Asked]
    ) -> Iterator[Specification]:
        for number, entry in enumerate(entries, 1):
            name = str(entry.get("id") or f"number {number}")
            try:
                specification = fit(path, entry, specification_type(entry.get("kind")), within=name)
            except UnknownKindError as error:
                self._cannot_read(name, (Fault(path, f"{name} > kind", f"{error}."),))
            except ContentError as error:
                self._cannot_read(name, error.faults)
            else:
                if name in {each.specification.id for each in known}:
                    self.faults.append(Fault(path, name, "two entries have this id; give one another."))
                else:
                    yield specification

    def _asked(
        self,
        specification: Specification,
        path: Path,
        keys_path: Path,
        written: Mapping[str, Any],
        *,
        told: bool = False,
    ) -> Asked:
        """Return an exercise with its keys; `told` says that there are none because their file is faulty."""
        exercise = Exercise(specification, self._datasets)
        name = specification.id
        fields = self._fields(exercise, path)
        key, faults = Key({}), list[Fault]()
        if name not in written:
            faults += [] if told else [Fault(keys_path, name, "it has no keys; add one for each item.")]
        elif fields:
            try:
                raw = fit(keys_path, written[name], RawKey, within=name)
            except ContentError as error:
                faults += error.faults
            else:
                key, why = match(fields, raw)
                faults += [Fault(keys_path, *misfit.within(name)) for misfit in why]
        self.faults += faults
        return Asked(exercise, path, keys_path, key, tuple(faults))

    def _fields(self, exercise: Exercise, path: Path) -> Fields:
        """Return the fields, or none where content that they rest on is missing or faulty."""
        try:
            return exercise.fields
        except (ContentError, KeyError):
            return ()
        except ValueError as error:
            self.faults.append(Fault(path, exercise.specification.id, str(error)))
            return ()


def _is_there(path: Path) -> bool:
    depend_on(path)
    return path.exists()
