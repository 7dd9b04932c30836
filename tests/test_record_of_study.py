"""The record of study says what was done, and that it is practice and no evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.study.checklist.checklist import points_of
from support.assignments import COMPLAINTS_LO1
from support.courses import responses_text
from support.studying import Learner, studying

if TYPE_CHECKING:
    from pathlib import Path

OWN = COMPLAINTS_LO1
CODE = "complaints/1.1"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", OWN)


def of_section() -> list[str]:
    return [name for name, page in OWN.pages.exercises.items() if page.item_set.criteria[0] == CODE]


def answer_section(learner: Learner, *, right: bool) -> None:
    answers = OWN.right if right else OWN.wrong
    (learner.folder / "responses.json").write_text(
        responses_text({name: answers[name] for name in of_section()}), "utf-8"
    )


def page(learner: Learner, unit: str = "ocr-62") -> BeautifulSoup:
    response = learner.ask(f"record/{unit}")
    assert response.status == 200
    return BeautifulSoup(response.body, "html.parser")


def row(record: BeautifulSoup, number: str) -> list[str]:
    (found,) = [each for each in record.select("tbody tr") if each.select_one(".number").get_text() == number]  # type: ignore[union-attr]
    return [" ".join(cell.get_text(" ").split()) for cell in found.select("td")]


def test_it_says_that_it_is_practice_and_no_evidence(learner: Learner) -> None:
    said = page(learner).get_text(" ")
    assert "This is a record of practice, and no evidence." in said
    assert "Simulation is not evidence." in said
    assert "only an assessor decides that" in said


def test_it_tells_each_criterion_with_its_first_and_its_latest_marks(learner: Learner) -> None:
    exercises = [OWN.pages.exercise(name).item_set for name in of_section()]
    points = f"{sum(each.points for each in exercises):g}"
    for right in (False, True):
        answer_section(learner, right=right)
        learner.send(f"mark/{OWN.name}", {})
    record = page(learner)
    answered, marks, marked = row(record, "1.1")
    asked = sum(len(each.fields) for each in exercises)
    written = [each for each in learner.keys.written.values() if each.criteria == (CODE,)]
    assert answered == f"{asked} of {asked + len(written)}"
    assert marks == f"{points} of {points} marks first 0 of {points} marks"
    assert marked.startswith("2 times, last on ")
    assert row(record, "1.2")[1:] == ["Nothing answered yet", "Not yet"]
    assert {each.get_text() for each in record.select("tbody .number")} == {
        "Foundations",
        *(criterion.number for criterion in load_syllabus().outcome(OWN.name).criteria),
    }


def test_written_answers_and_what_was_ticked_stand_apart_from_marks(learner: Learner) -> None:
    question, key = next((name, each) for name, each in learner.keys.written.items() if each.criteria == (CODE,))
    learner.write(question, "It shows the time. But the crew writes it down.")
    ticked = dict.fromkeys((f"tick-{name}" for name in list(points_of(key.scheme))[:2]), "on")
    learner.send(f"checklist/{OWN.name}/{question}", ticked)
    record = page(learner)
    (line,) = [each.get_text(" ") for each in record.select("li") if "10 words" in each.get_text(" ")]
    assert "ticked for 2 of 6" in " ".join(line.split())
    assert row(record, "1.1")[1] == "Not marked yet"


def test_each_unit_has_a_record_by_its_own_name_and_by_that_of_whoever_awards_it(learner: Learner) -> None:
    assert "OCR unit 62" in page(learner).get_text()
    for unit in load_syllabus().units:
        record = page(learner, unit.id)
        assert unit.reference in record.get_text()
        assert len(record.select("h2")) == len(unit.outcomes)
    assert learner.ask("record/nothing").status == 404


def test_attempts_that_cannot_be_read_cost_the_marks_and_nothing_else(learner: Learner) -> None:
    answer_section(learner, right=True)
    (learner.folder / "attempts.json").write_text(json.dumps({"version": 99, "attempts": []}), "utf-8")
    answered, marks, _ = row(page(learner), "1.1")
    assert not answered.startswith("0 ")
    assert marks == "Not marked yet"
