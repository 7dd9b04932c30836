"""nbgrader goes on with a gradebook that the writer of marks has written to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from complaints_workbook.marking.gradebook import GradebookError
from support.courses import mini_course
from support.databases import rows
from support.gradebooks import (
    ANN,
    CLASS,
    COURSE,
    UNRULY,
    opened,
    set_database,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path


# Beside nbgrader.
@UNRULY
def test_nbgrader_removes_students_and_upgrades_the_database_as_ever(url: str, tmp_path: Path) -> None:
    write(url, *CLASS)
    beside = mini_course(tmp_path, release=False)
    set_database(beside, url)
    beside.nbgrader("db", "upgrade")
    beside.nbgrader("db", "student", "remove", "ann", "--force")
    beside.nbgrader("db", "student", "add", "ann")
    with opened(url) as gradebook:
        assert set(gradebook.known(["ann", "ben", "cat"])) == {"ben", "cat"}
    with Gradebook(url, COURSE) as theirs:
        theirs.add_submission("mini", "ann")
    with opened(url) as gradebook:
        assert gradebook.known(["ann"])["ann"].fingerprint is None, "another submission, never marked by us"
        gradebook.write([ANN])
        assert gradebook.known(["ann"])["ann"].score == 6


def test_nbgrader_removes_the_assignment_as_ever(url: str) -> None:
    write(url, *CLASS)
    with Gradebook(url, COURSE) as gradebook:
        gradebook.remove_assignment("mini")
    with pytest.raises(GradebookError, match="no notebook 'mini'"), opened(url):
        pass


def test_an_assignment_generated_again_meanwhile_is_marked_with_its_new_cells(url: str) -> None:
    with opened(url) as gradebook:
        with Gradebook(url, COURSE) as theirs:
            theirs.remove_notebook("mini", "mini")
            theirs.add_notebook("mini", "mini")
            theirs.add_grade_cell("other", "mini", "mini", max_score=5, cell_type="code")
        gradebook.write([replace(ANN, scores={"other": 4.0}, comments={})])
        assert gradebook.known(["ann"])["ann"].score == 4
    grades = rows(url)["grade"]
    assert [row["auto_score"] for row in grades] == [4.0]


def test_tasks_stay_the_tutors_alone(url: str) -> None:
    """For a task, nbgrader's autograde touches no mark."""
    with Gradebook(url, COURSE) as theirs:
        theirs.add_task_cell("task", "mini", "mini", max_score=5, cell_type="markdown")
    with opened(url) as gradebook:
        gradebook.write([ANN])
        assert gradebook.known(["ann"])["ann"].waiting == ("task", "written")
        with Gradebook(url, COURSE) as theirs:
            grade = theirs.find_grade("task", "mini", "mini", "ann")
            grade.manual_score, grade.needs_manual_grade = 4, False
            theirs.db.commit()
        gradebook.write([ANN])
        known = gradebook.known(["ann"])["ann"]
    assert (known.waiting, known.score) == (("written",), 10)
