"""The notebook teaches every criterion, reads easily, and runs as released."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
import textstat

from complaints_workbook.assignments.assignment import Assignment, load_assignment, load_keys
from complaints_workbook.assignments.notebooks import exercise_name, is_written_answer
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.exercises.items import OneKey
from complaints_workbook.rules.escalation import route
from complaints_workbook.rules.liability import cost_of_admitting, cost_of_not_admitting
from courses import ROOT, environment
from prose import sentences

NAME = "complaints-lo1"
SOURCE = ROOT / "source" / NAME
NUMBERS = [f"1.{n}" for n in range(1, 9)]
LONGEST, MEAN, EASE = 25, 15, 60


@cache
def notebook() -> Any:
    return nbformat.read(str(SOURCE / f"{NAME}.ipynb"), as_version=4)


@cache
def assignment() -> Assignment:
    return load_assignment(SOURCE, shared_datasets())


@cache
def section(number: str) -> str:
    """Return what a section teaches: its own text, without the awarding bodies' lists and the answers."""
    text: list[str] = []
    inside = False
    for cell in notebook().cells:
        if cell.cell_type != "markdown" or is_written_answer(cell):
            continue
        if match := re.match(r"## (\d\.\d) ", cell.source):
            inside = match[1] == number
        elif cell.source.startswith("## "):
            inside = False
        if inside and "guidance" not in cell.metadata.get("workbook", {}):
            text.append(cell.source)
    return "\n\n".join(text)


def assert_reads_easily(text: str) -> None:
    found = sentences(text)
    words = [len(sentence.split()) for sentence in found]
    assert [sentence for sentence, count in zip(found, words, strict=True) if count > LONGEST] == []
    assert sum(words) / len(words) <= MEAN
    assert textstat.flesch_reading_ease(" ".join(found)) >= EASE


@pytest.mark.parametrize("number", NUMBERS)
def test_a_section_reads_easily(number: str) -> None:
    assert_reads_easily(section(number))


def test_the_opening_and_the_end_read_easily() -> None:
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in notebook().cells}
    assert_reads_easily(cells["start"])
    assert_reads_easily(cells["end"])


@pytest.mark.parametrize("number", NUMBERS)
def test_what_exercises_say_reads_easily(number: str) -> None:
    both = {**assignment().exercises, **assignment().practices}
    chosen = [e.specification for e in both.values() if e.specification.criteria[0] == f"complaints/{number}"]
    assert chosen
    assert_reads_easily("\n\n".join(f"{s.introduction}\n\n{s.worked_example or ''}" for s in chosen))


@pytest.mark.parametrize("number", NUMBERS)
def test_reasons_read_easily(number: str) -> None:
    keys = load_keys(SOURCE, assignment())
    reasons = [
        reason
        for name, exercise in assignment().exercises.items()
        if exercise.specification.criteria[0] == f"complaints/{number}"
        for key in keys[name].items.values()
        for reason in (key.reasons.values() if hasattr(key, "reasons") else [])
    ]
    assert_reads_easily("\n\n".join(reasons))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_section_has_all_that_a_good_section_has(number: str) -> None:
    code = f"complaints/{number}"
    text = section(number)
    assert f"> **{number}** {load_syllabus().criterion(code).statement}" in text
    assert "### What it asks" in text
    assert re.search("common mistake", text, re.IGNORECASE)
    assert "### Evidence from your own work" in text
    assert re.search(r"!\[[^\]]{60,}\]\(images/", text)
    of_it = {name for name, e in assignment().exercises.items() if code in e.specification.criteria}
    assert of_it
    assert any(code in e.specification.criteria for e in assignment().practices.values())
    written = [c for c in notebook().cells if is_written_answer(c) and code in c.metadata.workbook.criteria]
    assert written
    assert all("=== BEGIN MARK SCHEME ===" in cell.source for cell in written)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_awarding_bodys_own_words_stand_under_the_criterion(number: str) -> None:
    code = f"complaints/{number}"
    cell = next(c for c in notebook().cells if c.metadata.get("workbook", {}).get("guidance") == [code])
    for lists in load_syllabus().guidance_for(code).values():
        for guidance in lists:
            for entry in guidance.entries:
                assert entry.text in cell.source
                assert all(point in cell.source for point in entry.points)
    assert all(name in cell.source for name in ("OCR, unit 62", "City & Guilds, unit 311", "Pearson, unit 40"))


def test_there_is_as_much_to_do_as_promised() -> None:
    exercises = assignment().exercises.values()
    assert len(exercises) >= 16
    assert sum(len(exercise.items) for exercise in exercises) >= 120
    assert len(assignment().practices) >= 8
    assert sum(map(is_written_answer, notebook().cells)) >= 8
    assert {e.specification.kind for e in exercises} == {
        "classify",
        "read-register",
        "choose-move",
        "put-in-order",
        "choose-escalation",
        "cost-liability",
        "weigh-options",
    }


def test_every_practice_shows_a_worked_case_first() -> None:
    assert [name for name, e in assignment().practices.items() if not e.specification.worked_example] == []


def test_the_notebook_says_that_simulation_is_not_evidence_before_anything_else() -> None:
    assert "Simulation is not allowed as evidence" in notebook().cells[0].source


def test_points_in_the_notebook_are_those_of_the_exercises() -> None:
    cells = {exercise_name(cell.source): cell for cell in notebook().cells if cell.cell_type == "code"}
    for name, exercise in assignment().exercises.items():
        assert cells[name].metadata.nbgrader.points == exercise.points


def test_escalation_keys_are_what_the_rules_make_of_the_dossiers() -> None:
    keys = load_keys(SOURCE, assignment())
    practice = [(e.specification, assignment().practice_keys[name]) for name, e in assignment().practices.items()]
    assessed = [(e.specification, keys[name]) for name, e in assignment().exercises.items()]
    compared = 0
    for specification, key in (*assessed, *practice):
        for entry in getattr(specification, "entries", ()) if specification.kind == "choose-escalation" else ():
            case = shared_datasets().case(entry.case)
            way = route(shared_datasets().organisation(case.organisation), case.escalation)
            who, when = key.items[f"{entry.id}.who"], key.items[f"{entry.id}.when"]
            assert isinstance(who, OneKey)
            assert isinstance(when, OneKey)
            assert (who.key, when.key) == (way.to, way.within.value.replace(" ", "-")), entry.id
            compared += 1
    assert compared >= 10


def test_costing_keys_are_what_the_rules_make_of_the_dossiers() -> None:
    keys = load_keys(SOURCE, assignment())
    practice = [(e.specification, assignment().practice_keys[name]) for name, e in assignment().practices.items()]
    assessed = [(e.specification, keys[name]) for name, e in assignment().exercises.items()]
    compared = 0
    for specification, key in (*assessed, *practice):
        for entry in getattr(specification, "entries", ()) if specification.kind == "cost-liability" else ():
            case = shared_datasets().case(entry.case)
            organisation = shared_datasets().organisation(case.organisation)
            assert case.liability is not None
            sides = {
                "admit": cost_of_admitting(case.liability, organisation),
                "refuse": cost_of_not_admitting(case.liability, organisation),
            }
            for part in entry.parts:
                side, _, name = part.works_out.partition(".")
                assert key.items[f"{entry.id}.{part.id}"].key == getattr(sides[side], name).amount, (entry.id, part.id)
                compared += 1
    assert compared >= 25


def test_nbval_runs_the_released_notebook(tmp_path: Path) -> None:
    """Every cell of what learners get runs without an error, in a folder of its own."""
    import shutil

    work = Path(shutil.copytree(ROOT / "release" / NAME, tmp_path / "work"))
    command = [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "-p", "no:cacheprovider", "-n0", f"{NAME}.ipynb"]
    done = subprocess.run(
        command, cwd=work, env=environment(), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
