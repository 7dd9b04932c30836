"""The assignments of a course, each with all that a test wants to know of it.

`ASSIGNMENTS` are those in the project's ``source/``, found by their folders. A test that
asks for `authored` runs once for each of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import nbformat

from complaints_workbook.assignments.assignment import Assignment, load_assignment
from complaints_workbook.checks.course import Course as CheckedCourse
from complaints_workbook.content.datasets import PLACE as DATASETS
from complaints_workbook.content.datasets import Datasets, shared_datasets
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.file_names import PAGES
from complaints_workbook.marking.one.material import Material, load_material
from complaints_workbook.pages.reading import load_pages
from support.answering import Answers, right_answers, wrong_answers
from support.courses import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from complaints_workbook.content.syllabus import Criterion
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.pages.page import Pages


@dataclass(frozen=True)
class Authored:
    """An assignment as its authors have it, and as it is released.

    Parameters
    ----------
    course : Path
        The course's folder.
    name : str
        The assignment's id.
    datasets : Datasets
        What its exercises draw on.
    """

    course: Path
    name: str
    datasets: Datasets

    @property
    def source(self) -> Path:
        """The authors' folder."""
        return self.course / "source" / self.name

    @property
    def release(self) -> Path:
        """What learners get."""
        return self.course / "release" / self.name

    @property
    def notebook_name(self) -> str:
        """The notebook's file name."""
        return f"{self.name}.ipynb"

    @cached_property
    def assignment(self) -> Assignment:
        """Its exercises and practices."""
        return load_assignment(self.source, self.datasets)

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """The keys of its exercises."""
        return self.assignment.keys

    @cached_property
    def notebook(self) -> Any:
        """The authors' notebook."""
        return nbformat.read(str(self.source / self.notebook_name), as_version=4)

    @cached_property
    def released(self) -> Any:
        """The learners' notebook."""
        return nbformat.read(str(self.release / self.notebook_name), as_version=4)

    @cached_property
    def pages(self) -> Pages:
        """The learners' pages."""
        return load_pages(self.release / PAGES)

    @cached_property
    def material(self) -> Material:
        """What it is marked with."""
        with patch.dict(os.environ, {DATASETS: str(self.datasets.folder)}):
            shared_datasets.cache_clear()
            material = load_material(self.source, self.release)
        shared_datasets.cache_clear()
        return material

    @cached_property
    def right(self) -> Answers:
        """Answers that earn every mark."""
        return right_answers(self.assignment.exercises, self.keys)

    @cached_property
    def wrong(self) -> Answers:
        """An answer to everything, none of which earns anything."""
        return wrong_answers(self.assignment.exercises, self.keys)

    @cached_property
    def right_in_practices(self) -> Answers:
        """The right answers to its practices."""
        return right_answers(self.assignment.practices, self.assignment.practice_keys)

    @cached_property
    def wrong_in_practices(self) -> Answers:
        """Wrong answers to its practices."""
        return wrong_answers(self.assignment.practices, self.assignment.practice_keys)

    @property
    def points(self) -> float:
        """The marks of all its exercises."""
        return sum(exercise.points for exercise in self.assignment.exercises.values())

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of its outcome."""
        outcome = self.assignment.about.outcome_id
        return load_syllabus().outcome(outcome).criteria if outcome else ()


ASSIGNMENTS = tuple(
    Authored(ROOT, folder.name, shared_datasets()) for folder in CheckedCourse(ROOT, shared_datasets()).assignments()
)
"""What stands in the project's ``source/``."""

COMPLAINTS_LO1 = next(each for each in ASSIGNMENTS if each.name == "complaints-lo1")
"""The one whose exercises and sections tests name."""
