"""`workbook study --mark` marks a learner's folder as its pages do, and tells it in plain words."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.study import Study
from support.courses import responses_text
from support.specimen_course import NAME, specimen, specimen_course

if TYPE_CHECKING:
    from pathlib import Path

    from support.courses import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return specimen_course(tmp_path / "course")


def mark(course: Course, folder: Path, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", "study", "--mark", "--folder", str(folder)],
        cwd=course.folder,
        env=course.environment(**{RELEASE: str(course.folder / "release"), "COLUMNS": "200"}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_it_tells_the_marks_of_each_criterion_and_where_the_feedback_is(course: Course) -> None:
    study = Study(course.folder / "my-work")
    assert "Nothing is answered in the exercises yet." in mark(course, study.folder, code=1)
    name, page = next(iter(specimen().pages.exercises.items()))
    (study.folder / NAME / "responses.json").write_text(responses_text({name: specimen().right[name]}), "utf-8")
    said = mark(course, study.folder)
    (attempt,) = attempts_store(study.folder / NAME).read().document.each
    points = page.item_set.points
    assert attempt.marks.score == points
    number = page.item_set.criteria[0].partition("/")[2]
    (line,) = [line for line in said.splitlines() if line.startswith(f"  {number} ")]
    assert line.endswith(f": {points:g} of {points:g} marks")
    assert "Written answers: 0 of 1 written. They are not marked here." in said
    assert f"http://localhost:8620/workbook/mark/{NAME}/{attempt.id}" in said
    assert "Simulation is not evidence." in said


def test_marked_again_it_tells_how_much_has_changed(course: Course) -> None:
    study = Study(course.folder / "my-work")
    mark(course, study.folder, code=1)
    name, page = next(iter(specimen().pages.exercises.items()))
    responses = study.folder / NAME / "responses.json"
    for answers in ({name: specimen().right[name]}, {name: specimen().wrong[name]}):
        responses.write_text(responses_text(answers), "utf-8")
        said = mark(course, study.folder)
    assert f"{page.item_set.points:g} fewer than before" in said


def test_where_there_are_no_keys_it_says_who_marks(course: Course, tmp_path: Path) -> None:
    course.folder.joinpath("source").rename(tmp_path / "elsewhere")
    assert "a tutor marks it" in mark(course, tmp_path / "my-work", code=1)


def test_a_title_or_a_name_that_somebody_else_made_does_nothing_to_the_window(course: Course) -> None:
    """Signs that steer a terminal can clear it, or write other words over these."""
    study = Study(course.folder / "my-work")
    mark(course, study.folder, code=1)
    name = next(iter(specimen().pages.exercises))
    (study.folder / NAME / "responses.json").write_text(responses_text({name: specimen().right[name]}), "utf-8")
    theirs = study.folder / "theirs"
    shutil.copytree(study.folder / NAME, theirs)
    pages = json.loads((theirs / "pages.json").read_text("utf-8"))
    pages["listing"]["title"] = "Outcome \x1b]0;mine\x07\x1b[2J\r\u202e 1"
    (theirs / "pages.json").write_text(json.dumps(pages), "utf-8")
    (study.folder / NAME / f"{NAME}.ipynb").rename(study.folder / NAME / "a\x1b[2Jb.ipynb")
    said = mark(course, study.folder)
    assert "\\x1b[2J" in said
    assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []
