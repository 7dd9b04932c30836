"""`workbook criteria` finds where each criterion is served, and says what is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from nbformat import v4
from typer.testing import CliRunner

from complaints_workbook.assignments.coverage import headings, number, served
from complaints_workbook.command_line import app
from complaints_workbook.content.syllabus import load_syllabus

COURSE = Path(__file__).parent / "checked_course"
PARTS = ("taught", "practised", "marked", "written", "evidenced")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["criteria", *arguments])


def entries(*arguments: str) -> dict[str, Any]:
    result = run("--json", *arguments)
    return {entry["criterion"]: entry for entry in json.loads(result.stdout)}


def test_every_criterion_of_the_syllabus_is_listed() -> None:
    assert len(entries("--folder", str(COURSE))) == 53


def test_all_five_places_of_a_criterion_are_named() -> None:
    entry = entries("--folder", str(COURSE))["complaints/1.1"]
    assert {part: entry[part] for part in PARTS} == {
        "taught": ["1.1 Assess monitoring techniques", "1.1: what your own specification lists"],
        "practised": ["practise-techniques"],
        "marked": ["techniques"],
        "written": ["write-11"],
        "evidenced": ["Evidence from your own work"],
    }
    assert entry["lacks"] == []


def test_marks_are_counted_for_each_criterion_and_for_its_own_verb(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    path = course / "source/complaints-lo1/sections/1.1/exercises.yaml"
    text = path.read_text("utf-8").replace("criteria: [complaints/1.1]", "criteria: [complaints/1.1, complaints/1.2]")
    text = text.replace("    minutes: 5\n", "    minutes: 5\n    asks: assess\n")
    text = text.replace("label: Calls at night\n", "label: Calls at night\n        asks: apply\n        points: 2\n")
    path.write_text(
        text.replace("label: A rude letter\n", "label: A rude letter\n        criterion: complaints/1.2\n"), "utf-8"
    )

    found = entries("--folder", str(course))
    # Four items: one of two marks that is only applied, two to assess, and one that is for 1.2, whose verb is another.
    assert found["complaints/1.1"]["marks"] == {
        "items": 3,
        "marks": 4,
        "verb": "assess",
        "verb_items": 2,
        "verb_marks": 2,
    }
    marks = entries("--folder", str(COURSE))["complaints/1.2"]["marks"]
    assert found["complaints/1.2"]["marks"] == {**marks, "items": marks["items"] + 1, "marks": marks["marks"] + 1}
    said = run("--folder", str(course)).stdout
    assert "marks: 4 in 3 items, of which 2 in 2 ask the learner to assess." in said


def test_foundations_are_told_before_the_criteria_and_are_none_of_them(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    folder = course / "source/complaints-lo1"
    path = folder / "sections/1.6/exercises.yaml"
    path.write_text(path.read_text("utf-8").replace("[complaints/1.6]", "[foundations]"), "utf-8")
    notebook = folder / "complaints-lo1.ipynb"
    notebook.write_text(
        notebook.read_text("utf-8").replace("## 1.1 Assess", "## Foundations: first\\n\\n## 1.1 Assess"), "utf-8"
    )

    found = entries("--folder", str(course))
    assert next(iter(found)) == "foundations"
    assert found["foundations"]["taught"] == ["Foundations: first"]
    assert (found["foundations"]["marked"], found["foundations"]["marks"]["verb"]) == (["escalate"], None)
    assert "marked" in found["complaints/1.6"]["lacks"]
    said = run("--folder", str(course)).stdout
    assert "Foundations of complaints-lo1 What has to be known before the criteria" in said
    assert "of 53 criteria" in said


def test_what_a_criterion_lacks_is_named() -> None:
    entry = entries("--folder", str(COURSE))["complaints/1.6"]
    assert entry["lacks"] == ["practised", "written about", "evidenced"]


def test_an_outcome_that_is_not_written_yet_lacks_everything() -> None:
    assert len(entries("--folder", str(COURSE))["c7/3.9"]["lacks"]) == len(PARTS)


def test_requiring_an_incomplete_outcome_fails_and_says_why() -> None:
    result = run("--folder", str(COURSE), "--require", "complaints-lo1")
    assert result.exit_code == 1
    assert "complaints-lo1 is not complete:" in result.stderr
    assert "complaints/1.6 is not practised, written about, evidenced" in result.stderr
    assert "complaints/1.1 is not" not in result.stderr


@pytest.mark.parametrize("first", ["complaints-lo1", "problems-lo2"])
def test_every_outcome_that_is_required_must_be_complete(first: str) -> None:
    second = "problems-lo2" if first == "complaints-lo1" else "complaints-lo1"
    result = run("--folder", str(COURSE), "--require", first, "--require", second, "--require", first)
    assert result.exit_code == 1
    told = [line.partition(" is not complete: ")[0] for line in result.stderr.splitlines()]
    assert told == [first, second]


def test_requiring_a_complete_outcome_succeeds(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    criteria = load_syllabus().outcome("complaints-lo1").criteria
    codes = [criterion.code for criterion in criteria]
    folder = course / "source" / "complaints-lo1"
    for name in ("exercises.yaml", "practices.yaml"):
        path = folder / "sections/1.1" / name
        text = path.read_text("utf-8").replace("criteria: [complaints/1.1]", f"criteria: {json.dumps(codes)}")
        path.write_text(text, "utf-8")
    notebook = json.loads((folder / "complaints-lo1.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == "top":
            cell["source"] = "\n\n".join(f"## {criterion.number} Something" for criterion in criteria)
        for use in cell["metadata"].get("workbook", {}):
            cell["metadata"]["workbook"][use] = codes
    (folder / "complaints-lo1.ipynb").write_text(json.dumps(notebook), "utf-8")

    result = run("--folder", str(course), "--require", "complaints-lo1")
    assert (result.exit_code, result.stderr) == (0, "")
    for both in (("complaints-lo1", "c7-lo3"), ("c7-lo3", "complaints-lo1")):
        result_of_both = run("--folder", str(course), *(word for name in both for word in ("--require", name)))
        assert (result_of_both.exit_code, result_of_both.stderr.count("is not complete")) == (1, 1)
    assert "8 of 53 criteria are taught, practised, marked, written about and evidenced." in result.stdout


def test_an_unknown_outcome_is_told_with_the_nearest() -> None:
    result = run("--folder", str(COURSE), "--require", "complaints-lo7")
    assert result.exit_code == 1
    assert "There is no assignment 'complaints-lo7'; the nearest: complaints-lo" in result.stderr
    assert "Traceback" not in result.output


def test_a_learners_folder_gets_a_clear_sentence(tmp_path: Path) -> None:
    result = run("--folder", str(tmp_path))
    assert result.exit_code == 1
    assert "There is no source/ folder in" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


class TestHeadings:
    """What counts as a heading, and as a criterion's."""

    def test_headings_are_read_as_readers_see_them(self) -> None:
        cells = [
            v4.new_markdown_cell("## 1.1 *Assess* `it`\n\n```\n# no heading\n```\n\nOther\n====="),
            v4.new_code_cell("# no"),
        ]
        assert [heading.text for heading in headings(cells)] == ["1.1 Assess it", "Other"]

    @pytest.mark.parametrize(
        ("heading", "expected"),
        [
            ("1.1 Assess", "1.1"),
            ("3.10 Explain", "3.10"),
            ("1.1.2 Detail", None),
            ("What 1.1 asks", None),
            ("1.12x", None),
        ],
    )
    def test_a_number_opens_the_heading(self, heading: str, expected: str | None) -> None:
        assert number(heading) == expected

    def test_a_criterion_is_not_taken_for_another_that_begins_alike(self) -> None:
        cells = [v4.new_markdown_cell("## 3.10 Explain")]
        assert served("c7/3.1", cells, {}, {}).taught == ()
        assert served("c7/3.10", cells, {}, {}).taught == ("3.10 Explain",)
