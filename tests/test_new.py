"""`workbook new` lays out any outcome: what the syllabus says stands there, what is to be written is named."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from typer.testing import CliRunner

from complaints_workbook.assignments.notebooks import BEGIN, TO_WRITE
from complaints_workbook.command_line import app
from complaints_workbook.content.syllabus import load_syllabus
from support.courses import ROOT, Course

if TYPE_CHECKING:
    from pathlib import Path

OUTCOMES = ("complaints-lo2", "problems-lo1", "c7-lo1")
PICTURED = "A parcel goes from the shop to the customer, who waves a letter at the van that brought it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a course in which nothing is written yet."""
    (tmp_path / "source").mkdir()
    shutil.copy(ROOT / "source/case-notes.yaml", tmp_path / "source")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def new(folder: Path, assignment: str) -> Path:
    result = run("new", assignment, "--folder", str(folder))
    assert (result.exit_code, result.stderr) == (0, "")
    return folder / "source" / assignment


def check(folder: Path) -> list[dict[str, str]]:
    faults: list[dict[str, str]] = json.loads(run("check", "--json", str(folder)).stdout)["faults"]
    return faults


def write_it(place: Path) -> None:
    """Do what an author does, at the least: take the examples, write a word where one is asked for, draw a picture."""
    for path in place.glob("sections/*/*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        example = [line.removeprefix("#") for line in lines if line.startswith("#  ")]
        [head] = [line for line in lines if not line.startswith("#")]
        path.write_text("\n".join([head.partition(" ")[0], *example]) + "\n", "utf-8")
    notebook = place / f"{place.name}.ipynb"
    cells = nbformat.read(notebook, as_version=4)
    for cell in cells.cells:
        lines = ["Written." if line.startswith(TO_WRITE) else line for line in cell.source.splitlines()]
        cell.source = "\n".join(lines).replace("### The idea", f"### The idea\n![{PICTURED}](images/parcel.svg)")
    nbformat.write(cells, notebook)
    (place / "images").mkdir()
    (place / "images/parcel.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")


@pytest.mark.parametrize("assignment", OUTCOMES)
def test_check_names_what_is_still_to_be_written_and_nothing_else(folder: Path, assignment: str) -> None:
    new(folder, assignment)
    faults = check(folder)
    others = [fault for fault in faults if not fault["message"].startswith("still to be written: ")]
    criteria = load_syllabus().outcome(assignment).criteria
    missing = ["there is no exercise", "there is no practice", "it has no picture"]
    told = [fault["message"].partition(";")[0].partition(" '")[0] for fault in others]
    assert sorted(told) == sorted(missing * len(criteria))
    # What it asks, idea, worked case, common mistake, exercises, question, mark scheme and evidence.
    assert len(faults) - len(others) == 1 + 8 * len(criteria)
    assert {fault["path"] for fault in faults} == {f"source/{assignment}/{assignment}.ipynb"}


@pytest.mark.parametrize("assignment", OUTCOMES)
def test_what_is_only_laid_out_serves_no_criterion(folder: Path, assignment: str) -> None:
    new(folder, assignment)
    result = run("criteria", "--folder", str(folder), "--require", assignment)
    assert result.exit_code == 1
    for criterion in load_syllabus().outcome(assignment).criteria:
        assert f"{criterion.code} is not taught, practised, marked, written about, evidenced" in result.stderr


@pytest.mark.parametrize("assignment", OUTCOMES)
def test_once_that_is_written_it_is_checked_complete_released_and_marked(folder: Path, assignment: str) -> None:
    write_it(new(folder, assignment))
    assert check(folder) == []
    assert run("criteria", "--folder", str(folder), "--require", assignment).exit_code == 0

    course = Course(folder, assignment)
    course.nbgrader("generate_assignment", assignment)
    assert BEGIN not in course.notebook("release").read_text("utf-8")
    exercises = [f"decide-{c.number.replace('.', '-')}" for c in load_syllabus().outcome(assignment).criteria]
    right = {"hours": "query", "late": "complaint", "code": "problem"}
    course.submit("ann", dict.fromkeys(exercises, right))
    course.nbgrader("autograde", assignment)
    assert course.earned("ann") == dict.fromkeys(exercises, 3.0)


@pytest.mark.parametrize("assignment", OUTCOMES)
def test_each_criterion_has_its_words_and_every_awarding_bodys_lists(folder: Path, assignment: str) -> None:
    notebook = nbformat.read(new(folder, assignment) / f"{assignment}.ipynb", as_version=4)
    syllabus = load_syllabus()
    assert "Simulation is not " in notebook.cells[0].source
    for criterion in syllabus.outcome(assignment).criteria:
        [cell] = [c for c in notebook.cells if c.metadata.get("workbook", {}).get("guidance") == [criterion.code]]
        for lists in syllabus.guidance_for(criterion.code).values():
            for each in lists:
                back = each.pointing_back(criterion.code)
                for text in [back] if back else [t for entry in each.entries for t in (entry.text, *entry.points)]:
                    assert text in cell.source
        for offering in syllabus.unit(criterion.unit_id).offered_by:
            assert f"**{offering.awarding_body}, unit {offering.unit_number}**" in cell.source
        assert any(f"> **{criterion.number}** {criterion.statement}" in c.source for c in notebook.cells)


def test_it_never_overwrites(folder: Path) -> None:
    place = new(folder, "complaints-lo2")
    (place / "assignment.yaml").write_text("mine", "utf-8")
    result = run("new", "complaints-lo2", "--folder", str(folder))
    assert result.exit_code == 1
    assert result.stderr == (
        f"{place} is there already, and is left as it is. Open {place / 'complaints-lo2.ipynb'} to go on with it.\n"
    )
    assert (place / "assignment.yaml").read_text("utf-8") == "mine"


def test_an_outcome_that_is_not_in_the_syllabus_is_told_with_the_nearest(folder: Path) -> None:
    result = run("new", "complaints-lo3", "--folder", str(folder))
    assert result.exit_code == 1
    assert "There is no assignment 'complaints-lo3'; the nearest: complaints-lo" in result.stderr
    assert [path.name for path in (folder / "source").iterdir()] == ["case-notes.yaml"]
