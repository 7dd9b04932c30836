"""Each notebook teaches every criterion of its outcome, and asks as much about it as is promised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import exercise_name, is_written_answer
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.exercises.kinds import kinds
from support.assignments import ASSIGNMENTS
from support.sections import each_section

if TYPE_CHECKING:
    from support.assignments import Authored
    from support.sections import Section


@each_section
def test_a_section_has_all_that_a_good_section_has(section: Section) -> None:
    code, assignment = section.criterion.code, section.authored.assignment
    assert f"> **{section.criterion.number}** {section.criterion.statement}" in section.text
    assert "### What it asks" in section.text
    assert re.search("common mistake", section.text, re.IGNORECASE)
    assert "### Evidence from your own work" in section.text
    assert re.search(r"!\[[^\]]{60,}\]\(images/", section.text)
    assert any(code in e.specification.criteria for e in assignment.exercises.values())
    assert any(code in e.specification.criteria for e in assignment.practices.values())
    written = [c for c in section.authored.notebook.cells if is_written_answer(c)]
    of_it = [c for c in written if code in c.metadata.workbook.criteria]
    assert of_it
    assert all("=== BEGIN MARK SCHEME ===" in cell.source for cell in of_it)


@each_section
def test_every_awarding_bodys_own_words_stand_under_the_criterion(section: Section) -> None:
    code, syllabus = section.criterion.code, load_syllabus()
    [cell] = [c for c in section.cells if c.metadata.get("workbook", {}).get("guidance") == [code]]
    for lists in syllabus.guidance_for(code).values():
        for guidance in lists:
            for entry in guidance.entries:
                assert entry.text in cell.source
                assert all(point in cell.source for point in entry.points)
    for offering in syllabus.unit(section.criterion.unit_id).offered_by:
        assert f"{offering.awarding_body}, unit {offering.unit_number}" in cell.source


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


def test_every_practice_shows_a_worked_case_first(authored: Authored) -> None:
    practices = authored.assignment.practices
    assert [name for name, practice in practices.items() if not practice.specification.worked_example] == []


def test_the_notebook_says_that_simulation_is_not_evidence_before_anything_else(authored: Authored) -> None:
    assert "Simulation is not allowed as evidence" in authored.notebook.cells[0].source


def test_points_in_the_notebook_are_those_of_the_exercises(authored: Authored) -> None:
    cells = {exercise_name(cell.source): cell for cell in authored.notebook.cells if cell.cell_type == "code"}
    for name, exercise in authored.assignment.exercises.items():
        assert cells[name].metadata.nbgrader.points == exercise.points
