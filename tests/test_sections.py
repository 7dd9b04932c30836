"""Each notebook teaches every criterion of its outcome, and asks as much about it as is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.coverage import served
from complaints_workbook.assignments.notebooks import is_written_answer
from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.checks.assignment import check_assignment
from complaints_workbook.exercises.kinds import kinds
from support.assignments import ASSIGNMENTS
from support.sections import each_criterion

if TYPE_CHECKING:
    from support.assignments import Authored
    from support.sections import Section


def test_no_fault_is_found(authored: Authored) -> None:
    """Among them: a section that lacks something, a practice without a worked case, points that do not add up."""
    assert check_assignment(read_assignment(authored.source, authored.datasets), authored.datasets) == []


@each_criterion
def test_a_criterion_is_taught_practised_marked_written_about_and_evidenced(section: Section) -> None:
    own = section.authored.assignment
    practices = {name: practice.specification.criteria for name, practice in own.practices.items()}
    exercises = {name: exercise.specification.criteria for name, exercise in own.exercises.items()}
    assert served(section.code, section.authored.notebook.cells, practices, exercises).lacks() == []


def test_there_is_as_much_to_do_as_promised(authored: Authored) -> None:
    """Of each criterion on the average: two exercises, fifteen questions, a practice and a written question."""
    exercises, criteria = authored.assignment.exercises.values(), len(authored.criteria)
    assert len(exercises) >= 2 * criteria
    assert sum(len(exercise.fields) for exercise in exercises) >= 15 * criteria
    assert len(authored.assignment.practices) >= criteria
    assert sum(map(is_written_answer, authored.notebook.cells)) >= criteria


def test_every_kind_of_exercise_is_used() -> None:
    used = {e.specification.kind for each in ASSIGNMENTS for e in each.assignment.exercises.values()}
    assert used == set(kinds())
