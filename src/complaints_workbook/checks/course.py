"""A course's folder as it is checked: its files, and the checks that apply to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.checks.assignment import check_assignment
from complaints_workbook.checks.case_notes import check_case_notes
from complaints_workbook.checks.cases import check_case
from complaints_workbook.checks.organisations import check_organisation
from complaints_workbook.checks.registers import check_register, check_register_tables
from complaints_workbook.checks.repeated_names import check_repeated_names
from complaints_workbook.checks.sectors import check_sector
from complaints_workbook.content.datasets import Datasets, shared_datasets
from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTES = "case-notes.yaml"


@dataclass(frozen=True)
class Course:
    """A course's folder and the datasets that its exercises draw on."""

    folder: Path
    datasets: Datasets

    @property
    def source(self) -> Path:
        """Where the authors' notebooks, exercises and keys stand."""
        return self.folder / "source"

    @property
    def release(self) -> Path:
        """Where what is made for learners stands."""
        return self.folder / "release"

    def assignments(self) -> list[Path]:
        """Return the folders of all assignments."""
        return _folders_in(self.source)

    def left_over(self) -> list[Path]:
        """Return what was released of assignments that are no longer in ``source/``."""
        return [path for path in _folders_in(self.release) if not (self.source / path.name).is_dir()]


def _folders_in(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("[!.]*") if path.is_dir())


@dataclass(frozen=True)
class Check:
    """Something to check: its file or folder, and how."""

    path: Path
    find: Callable[[], list[Fault]]


def open_course(folder: Path) -> Course:
    """Return the course in a folder; its own datasets, or else those of the workbook."""
    own = folder / "datasets"
    return Course(folder, Datasets(own) if own.is_dir() else shared_datasets())


def checks_of(course: Course) -> list[Check]:
    """Return every check of a course's files, in the order of the house."""
    return [*_of_datasets(course.datasets), *_of_source(course)]


def _of_datasets(datasets: Datasets) -> Iterator[Check]:
    folder = datasets.folder
    for path in sorted((folder / "organisations").glob("*.yaml")):
        yield _check(path, check_repeated_names, check_organisation)
    for path in sorted((folder / "cases").glob("*.yaml")):
        yield _check(path, check_repeated_names, lambda path: check_case(path, datasets))
    for path in sorted((folder / "registers").glob("*.yaml")):
        yield _check(path, check_repeated_names, lambda path: check_register(path, datasets))
    yield _check(folder / "registers", check_register_tables)
    for path in sorted((folder / "sectors").glob("*.yaml")):
        yield _check(path, check_repeated_names, check_sector)


def _of_source(course: Course) -> Iterator[Check]:
    if not course.source.is_dir():
        return
    yield _check(
        course.source / NOTES,
        check_repeated_names,
        lambda path: check_case_notes(path, course.datasets),
        lambda path: _beside_assignments(path.parent),
    )
    for folder in course.assignments():
        for path in sorted(folder.rglob("*.yaml")):
            yield _check(path, check_repeated_names)
        yield _check(folder, lambda folder: check_assignment(read_assignment(folder, course.datasets), course.datasets))
    for folder in course.left_over():
        yield _check(folder, lambda folder: [without_source(folder)])


def without_source(released: Path) -> Fault:
    """Return the fault of a folder in ``release/`` that was made of nothing that is still there."""
    return Fault(
        released,
        "",
        f"there is no source/{released.name} that it was made of, so nobody can say which keys it holds; delete it.",
    )


def _beside_assignments(source: Path) -> list[Fault]:
    """Return a fault for each file beside the assignments that nothing reads; nbgrader may be told of notebooks."""
    loose = [path for path in source.iterdir() if path.is_file() and path.name != NOTES and path.suffix != ".ipynb"]
    return [Fault(path, "", "nothing reads this file; delete it, or move it into an assignment.") for path in loose]


def _check(path: Path, *finders: Callable[[Path], list[Fault]]) -> Check:
    return Check(path, lambda: [fault for find in finders for fault in find(path)])
