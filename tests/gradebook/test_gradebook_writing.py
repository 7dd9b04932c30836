"""Marks are written once and whole, and what a tutor gave stays."""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import replace
from typing import Any

import pytest
from traitlets.config import Config

from complaints_workbook.marking.gradebook import configured_penalty, open_gradebook
from support.databases import Databases, rows
from support.gradebooks import (
    ANN,
    CAT,
    CLASS,
    COURSE,
    entry,
    opened,
    set_due_date_only,
    write,
)


# Writing.
def test_writing_twice_leaves_what_writing_once_leaves(url: str) -> None:
    write(url, *CLASS)
    once = rows(url)
    write(url, *CLASS)
    write(url, ANN)
    assert rows(url) == once


def test_of_two_entries_for_a_student_the_later_counts(url: str) -> None:
    write(url, entry("ann", (0, 0, 0)), ANN)
    with opened(url) as gradebook:
        assert gradebook.known(["ann"])["ann"].score == 6


def test_ids_are_as_long_as_nbgraders_and_all_different(url: str, databases: Databases) -> None:
    """Those of grades ascend, which keeps writing as fast in a large gradebook; those on pages tell no names."""
    students = [f"learner-{letter}" for letter in "abcdefghijkl"]
    with opened(url) as gradebook:
        for student in students:
            gradebook.write([entry(student, (1, 1, 1))])
            time.sleep(0.002)
    with contextlib.closing(databases.connect(url)) as connection:
        for table in ("submitted_assignment", "submitted_notebook", "grade", "comment"):
            ids = [row[0] for row in connection.execute(f"select id from {table}")]  # noqa: S608
            assert all(re.fullmatch(r"[0-9a-f]{32}", id_) for id_ in ids)
            assert len(set(ids)) == len(ids) >= len(students)
        numbered = connection.execute("select student_id from submitted_assignment order by id").fetchall()
        graded = connection.execute(
            "select s.student_id from grade g join submitted_notebook n on g.notebook_id = n.id "
            "join submitted_assignment s on n.assignment_id = s.id order by g.id"
        ).fetchall()
    assert [row[0] for row in numbered] != students
    assert list(dict.fromkeys(row[0] for row in graded)) == students


def test_a_grade_or_comment_that_is_missing_is_added(url: str, databases: Databases) -> None:
    write(url, *CLASS)
    whole = rows(url)
    with contextlib.closing(databases.connect(url)) as connection:
        connection.execute("delete from grade where auto_score = 3")
        connection.execute("delete from comment")
    assert len(rows(url)["grade"]) == 7
    write(url, *CLASS)
    assert rows(url) == whole


def test_a_cell_without_a_score_in_the_entry_waits_for_the_tutor(url: str) -> None:
    write(url, replace(ANN, scores={"sorting": 3}, comments={}))
    with opened(url) as gradebook:
        known = gradebook.known(["ann"])["ann"]
    assert known.waiting == ("steps", "written")
    assert known.score == 3


def test_whole_and_broken_marks_stand_side_by_side(url: str) -> None:
    write(url, entry("ann", (2.5, 3, 0)), entry("ben", (0, 1.25, None)))
    with opened(url) as gradebook:
        assert {student: known.score for student, known in gradebook.known(["ann", "ben"]).items()} == {
            "ann": 5.5,
            "ben": 1.25,
        }


def test_only_the_configured_plugin_takes_marks_off(url: str) -> None:
    set_due_date_only(url)
    with open_gradebook(url, COURSE, "mini", late_penalty=configured_penalty(Config())) as gradebook:
        gradebook.write(CLASS)
        assert gradebook.known(["ann"])["ann"].late_penalty is None


@pytest.mark.parametrize(("asked", "taken"), [(-1, 0), (2, 2), (7, 6), (None, None)])
def test_a_penalty_neither_adds_marks_nor_takes_more_than_there_are(
    url: str, asked: float | None, taken: float | None
) -> None:
    set_due_date_only(url)
    told: list[Any] = []

    def penalty(*arguments: Any) -> float | None:
        told.append(arguments)
        return asked

    with open_gradebook(url, COURSE, "mini", late_penalty=penalty) as gradebook:
        gradebook.write([ANN, CAT])
        assert gradebook.known(["ann"])["ann"].late_penalty == taken
    assert told == [("ann", 6.0, 22 * 3600.0)]  # from noon to ten; of Cat no time is known
