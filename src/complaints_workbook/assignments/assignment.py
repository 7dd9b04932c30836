"""An assignment's folder in ``source/``: what is asked, what may be practised, what is right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.sections import sections
from complaints_workbook.content.data_files import Content, fit, load
from complaints_workbook.content.organisations import Id
from complaints_workbook.errors import ContentError, pick
from complaints_workbook.exercises.answers import KeyFaultsError, RawKey, match
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.specification_type import UnknownKindError, specification_type
from complaints_workbook.file_names import ANSWERS, EXERCISES, PRACTICES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.exercises.specification import Specification


class _ExercisesFile(Content):
    exercises: tuple[dict[str, Any], ...]


class _PracticesFile(Content):
    practices: tuple[dict[str, Any], ...]


class _AnswersFile(Content):
    exercises: dict[Id, RawKey]


@dataclass(frozen=True)
class Exercise:
    """An exercise with the content that it draws on."""

    specification: Specification
    datasets: Datasets

    @cached_property
    def item_set(self) -> ItemSet:
        """What is asked and marked."""
        own = self.specification
        return ItemSet(own.id, own.title, own.criteria, own.read_again, own.fields(self.datasets))

    @property
    def fields(self) -> Fields:
        """What is answered, in the order in which it is shown."""
        return self.item_set.fields

    @property
    def points(self) -> float:
        """The marks to be had."""
        return self.item_set.points


@dataclass(frozen=True)
class Assignment:
    """The exercises and practices in a folder.

    Practices carry their keys with them, because they are there to be tried
    with the answer at hand; assessed exercises never do.
    """

    id: str
    exercises: Mapping[str, Exercise]
    practices: Mapping[str, Exercise]
    practice_keys: Mapping[str, Key]

    def exercise(self, name: str) -> Exercise:
        """Return the assessed exercise with this id.

        Raises
        ------
        UnknownExerciseError
            If the folder has none of that name.
        """
        return pick(self.exercises, name, EXERCISES)

    def practice(self, name: str) -> Exercise:
        """Return the practice with this id.

        Raises
        ------
        UnknownExerciseError
            If the folder has none of that name.
        """
        return pick(self.practices, name, PRACTICES)


def load_assignment(folder: Path, datasets: Datasets) -> Assignment:
    """Read an assignment's exercises and practices.

    Read anew when a file has changed since, else remembered.

    Raises
    ------
    ContentError
        Naming file, entry and field of each fault.
    """
    files = [section / name for section in sections(folder) for name in (EXERCISES, PRACTICES)]
    return _load_assignment(folder, datasets, tuple((path, path.stat().st_mtime_ns) for path in files if path.exists()))


@lru_cache(maxsize=8)
def _load_assignment(folder: Path, datasets: Datasets, stamps: tuple[tuple[Path, int], ...]) -> Assignment:
    exercises: dict[str, Exercise] = {}
    practices: dict[str, Exercise] = {}
    keys: dict[str, Key] = {}
    for path, _ in stamps:
        if path.name == EXERCISES:
            asked = _specifications(path, load(path, _ExercisesFile).exercises, exercises)
            exercises |= {s.id: Exercise(s, datasets) for s in asked}
        else:
            entries = load(path, _PracticesFile).practices
            bare = [{k: v for k, v in entry.items() if k != "answers"} for entry in entries]
            practices |= {s.id: Exercise(s, datasets) for s in _specifications(path, bare, practices)}
            for entry in entries:
                raw = fit(path, {"items": entry.get("answers")}, RawKey, within=str(entry.get("id")))
                keys[entry["id"]] = _match(path, practices[entry["id"]], raw)
    return Assignment(folder.name, exercises, practices, keys)


def load_keys(folder: Path, assignment: Assignment) -> dict[str, Key]:
    """Read the keys of an assignment's exercises from its source folder.

    Parameters
    ----------
    folder : Path
        The assignment's folder in ``source/``; never a submission's.
    assignment : Assignment
        The exercises that the keys belong to.

    Raises
    ------
    ContentError
        Naming every exercise without keys and every key that does not fit.
    """
    keys: dict[str, Key] = {}
    for section in sections(folder):
        path = section / ANSWERS
        for name, raw in load(path, _AnswersFile).exercises.items() if path.exists() else ():
            if name not in assignment.exercises:
                raise ContentError(path, [f"'{name}' is no exercise; remove its keys."])
            keys[name] = _match(path, assignment.exercises[name], raw)
    if missing := assignment.exercises.keys() - keys.keys():
        raise ContentError(folder / SECTIONS, [f"exercise '{name}' has no keys; add them." for name in sorted(missing)])
    return keys


def _specifications(path: Path, entries: Iterable[dict[str, Any]], known: Collection[str]) -> list[Specification]:
    specifications: list[Specification] = []
    faults: list[str] = []
    for number, entry in enumerate(entries, 1):
        name = str(entry.get("id") or f"number {number}")
        try:
            kind = specification_type(entry.get("kind"))
            specifications.append(fit(path, entry, kind, within=name))
        except UnknownKindError as error:
            faults.append(f"{name} > kind: {error}.")
        except ContentError as error:
            faults += error.faults
    ids = [*known, *(s.id for s in specifications)]
    faults += [
        f"{name}: two exercises have this id; give one another." for name in {i for i in ids if ids.count(i) > 1}
    ]
    if faults:
        raise ContentError(path, faults)
    return specifications


def _match(path: Path, exercise: Exercise, raw: RawKey) -> Key:
    name = exercise.specification.id
    try:
        return match(exercise.fields, raw)
    except KeyFaultsError as error:
        raise ContentError(path, [f"{name} > {fault}" for fault in error.faults]) from None
