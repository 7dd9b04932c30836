"""`workbook study` puts keys where work is marked: only where the authors' files are, and anew when they change."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.pages.keys_reading import load_keys
from complaints_workbook.study.study import Study
from support.specimen_course import NAME, specimen, specimen_course

if TYPE_CHECKING:
    from pathlib import Path

    from support.courses import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return specimen_course(tmp_path / "course")


def prepare(course: Course, folder: Path) -> str:
    """Run the command as a learner does, without JupyterLab, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", "study", "--prepare-only", "--folder", str(folder)],
        cwd=course.folder,
        env=course.environment(**{RELEASE: str(course.folder / "release"), "COLUMNS": "200"}),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def test_where_the_authors_files_are_the_folder_gets_keys_that_fit_its_exercises(course: Course) -> None:
    study = Study(course.folder / "my-work")
    prepare(course, study.folder)
    keys = load_keys(study.keys(NAME), study.folder / NAME / "pages.json")
    assert {name: each.key for name, each in keys.exercises.items()} == specimen().keys
    assert study.has_keys


def test_where_no_authors_files_are_there_are_no_keys(course: Course, tmp_path: Path) -> None:
    shutil.rmtree(course.folder / "source")
    study = Study(tmp_path / "my-work")
    prepare(course, study.folder)
    assert not study.has_keys


def test_keys_are_made_anew_when_an_author_changes_them_and_only_then(course: Course) -> None:
    study = Study(course.folder / "my-work")
    prepare(course, study.folder)
    first = study.keys(NAME).stat()
    prepare(course, study.folder)
    assert study.keys(NAME).stat().st_mtime_ns == first.st_mtime_ns
    answers = next((course.folder / "source" / NAME / "sections").glob("*/answers.yaml"))
    text = answers.read_text(encoding="utf-8")
    answers.write_text(f"{text}# a remark\n", encoding="utf-8")
    prepare(course, study.folder)
    assert study.keys(NAME).stat().st_mtime_ns > first.st_mtime_ns


def test_a_fault_of_an_authors_costs_the_keys_and_nothing_else(course: Course) -> None:
    next((course.folder / "source" / NAME / "sections").glob("*/answers.yaml")).write_text("[", encoding="utf-8")
    study = Study(course.folder / "my-work")
    said = prepare(course, study.folder)
    assert f"{NAME} cannot be marked here" in said
    assert (study.folder / NAME / f"{NAME}.ipynb").is_file()
    assert not study.has_keys
