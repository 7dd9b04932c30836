"""Read an assignment's files for checking: all that can be read, and every fault on the way.

The workbook itself stops at a faulty file. A check goes on, so that an author
learns of all the faults at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.about import About, load_about
from complaints_workbook.assignments.assignment import Exercise
from complaints_workbook.assignments.sections import sections
from complaints_workbook.checks.fault import Fault, fault_from, faults_of
from complaints_workbook.content.data_files import Content, Model, fit, load
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.answers import KeyFaultsError, RawKey, match
from complaints_workbook.exercises.specification_type import UnknownKindError, specification_type
from complaints_workbook.file_names import ANSWERS, EXERCISES, PRACTICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nbformat import NotebookNode

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
    """An exercise or practice, and of its keys those that fit.

    Attributes
    ----------
    exercise : Exercise
        Its content.
    path : Path
        The file that it stands in.
    keys_path : Path
        The file that its keys stand in.
    keys : mapping of str to FieldKey
        By field id.
    """

    exercise: Exercise
    path: Path
    keys_path: Path
    keys: Mapping[str, FieldKey] = field(default_factory=dict)

    @property
    def specification(self) -> Specification:
        """What the author wrote of it."""
        return self.exercise.specification

    def keyed_fields(self) -> Iterator[tuple[Field[Any, Any], FieldKey]]:
        """Yield each field that has a fitting key, with that key."""
        if self.keys:
            yield from ((field, self.keys[field.id]) for field in self.exercise.fields if field.id in self.keys)


@dataclass(frozen=True)
class AssignmentFiles:
    """What could be read of an assignment, and the faults of what could not."""

    folder: Path
    about: About | None
    exercises: tuple[Asked, ...]
    practices: tuple[Asked, ...]
    notebook: NotebookNode | None
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


def read_assignment(folder: Path, datasets: Datasets) -> AssignmentFiles:
    """Read an assignment's folder in ``source/``; never raises for an author's fault."""
    faults: list[Fault] = []
    exercises: list[Asked] = []
    practices: list[Asked] = []
    for section in sections(folder):
        exercises += _exercises(section, datasets, [asked.specification.id for asked in exercises], faults)
        practices += _practices(section / PRACTICES, datasets, [asked.specification.id for asked in practices], faults)
    notebook = _notebook(folder / f"{folder.name}.ipynb", faults)
    return AssignmentFiles(folder, _about(folder, faults), tuple(exercises), tuple(practices), notebook, tuple(faults))


def _about(folder: Path, faults: list[Fault]) -> About | None:
    try:
        return load_about(folder)
    except ContentError as error:
        faults += faults_of(error)
        return None


def _exercises(section: Path, datasets: Datasets, known: list[str], faults: list[Fault]) -> list[Asked]:
    path, keys_path = section / EXERCISES, section / ANSWERS
    if not path.exists() and not keys_path.exists():
        return []
    entries = _entries(path, _ExercisesFile, faults)
    answers = _answers(keys_path, faults)
    strangers = (answers or {}).keys() - {str(entry.get("id")) for entry in entries}
    faults += [Fault(keys_path, name, "there is no such exercise; remove its keys.") for name in sorted(strangers)]
    return [
        _with_keys(Exercise(specification, datasets), path, keys_path, answers, faults)
        for specification in _specifications(path, entries, known, faults)
    ]


def _practices(path: Path, datasets: Datasets, known: list[str], faults: list[Fault]) -> list[Asked]:
    if not path.exists():
        return []
    entries = _entries(path, _PracticesFile, faults)
    bare = [{name: value for name, value in entry.items() if name != "answers"} for entry in entries]
    keys = {str(entry.get("id")): {"items": entry["answers"]} for entry in entries if "answers" in entry}
    return [
        _with_keys(Exercise(specification, datasets), path, path, keys, faults)
        for specification in _specifications(path, bare, known, faults)
    ]


def _entries(path: Path, model: type[Model], faults: list[Fault]) -> tuple[dict[str, Any], ...]:
    file = _load(path, model, faults)
    if file is None:
        return ()
    entries: tuple[dict[str, Any], ...] = getattr(file, path.stem)
    return entries


def _answers(path: Path, faults: list[Fault]) -> dict[str, Any] | None:
    file = _load(path, _AnswersFile, faults)
    return None if file is None else file.exercises


def _load(path: Path, model: type[Model], faults: list[Fault]) -> Model | None:
    try:
        return load(path, model)
    except ContentError as error:
        faults += faults_of(error)
        return None


def _specifications(path: Path, entries: Iterable[Any], known: list[str], faults: list[Fault]) -> list[Specification]:
    specifications: dict[str, Specification] = {}
    for number, entry in enumerate(entries, 1):
        name = str(entry.get("id") or f"number {number}")
        try:
            specification = fit(path, entry, specification_type(entry.get("kind")), within=name)
        except UnknownKindError as error:
            faults.append(Fault(path, f"{name} > kind", f"{error}."))
        except ContentError as error:
            faults += faults_of(error)
        else:
            if specification.id in (*known, *specifications):
                faults.append(Fault(path, name, "two entries have this id; give one another."))
            else:
                specifications[specification.id] = specification
    return list(specifications.values())


def _with_keys(
    exercise: Exercise, path: Path, keys_path: Path, answers: Mapping[str, Any] | None, faults: list[Fault]
) -> Asked:
    name = exercise.specification.id
    if answers is not None and name not in answers:
        faults.append(Fault(keys_path, name, "it has no keys; add one for each item."))
    fields = _fields(exercise, path, faults)
    if not fields or name not in (answers or {}):
        return Asked(exercise, path, keys_path)
    try:
        raw = fit(keys_path, (answers or {})[name], RawKey, within=name)
    except ContentError as error:
        faults += faults_of(error)
        return Asked(exercise, path, keys_path)
    faults += [fault_from(keys_path, text, name) for text in _key_faults(fields, raw)]
    return Asked(exercise, path, keys_path, {field.id: key for field in fields if (key := _key(field, raw))})


def _fields(exercise: Exercise, path: Path, faults: list[Fault]) -> Fields:
    """Return the fields, or none where content that they rest on is missing or faulty.

    What is missing among the dossiers is told by the check of exercises, and what
    is faulty there by the check of dossiers.
    """
    try:
        return exercise.fields
    except (ContentError, KeyError):
        return ()
    except ValueError as error:
        faults.append(Fault(path, exercise.specification.id, str(error)))
        return ()


def _key_faults(fields: Fields, raw: RawKey) -> tuple[str, ...]:
    try:
        match(fields, raw)
    except KeyFaultsError as error:
        return error.faults
    return ()


def _key(field: Field[Any, Any], raw: RawKey) -> FieldKey | None:
    """Return one field's key, whatever is wrong with its neighbours'."""
    try:
        return match((field,), RawKey(items={field.id: raw.items[field.id]})).fields[field.id]
    except (KeyError, KeyFaultsError):
        return None


def _notebook(path: Path, faults: list[Fault]) -> NotebookNode | None:
    import nbformat

    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        faults.append(Fault(path, "", "the notebook is missing; put it back."))
    except (ValueError, AttributeError, nbformat.ValidationError, nbformat.reader.NotJSONError) as error:
        reason = str(error).partition("\n")[0][:120]
        faults.append(Fault(path, "", f"the file is not a notebook ({reason}); restore an earlier copy."))
    else:
        return notebook
    return None
