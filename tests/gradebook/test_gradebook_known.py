"""What stands in a gradebook is known again, and found quickly."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from complaints_workbook.marking.records import SubmissionMarks, Tutored, recorded_after
from support.databases import Databases, PostgreSQL
from support.gradebooks import (
    ANN,
    CLASS,
    COURSE,
    UNRULY,
    entry,
    opened,
    set_due_date_only,
    tutor_marks,
    write,
)

if TYPE_CHECKING:
    from complaints_workbook.marking.gradebook import CohortGradebook


# What is known.
def test_what_was_written_is_known_again(url: str) -> None:
    with opened(url) as gradebook:
        assert gradebook.known(["ann", "ben"]) == {}
        gradebook.write([replace(ANN, outcome="part", remarks=("There is no “x”;\0 see\nbelow.", "Two."))])
        known = gradebook.known(["ann", "ben"])
    assert list(known) == ["ann"]
    ann = known["ann"]
    assert (ann.fingerprint, ann.outcome, ann.remarks) == ("f1", "part", ("There is no “x”;\0 see\nbelow.", "Two."))
    assert (ann.score, ann.waiting, ann.late_penalty, ann.feedback) == (6, ("written",), None, None)
    assert (ann.tutored, ann.comments) == ({}, {})


def test_what_a_tutor_gave_is_known(url: str) -> None:
    write(url, *CLASS)
    tutor_marks(url)
    with opened(url) as gradebook:
        known = gradebook.known(["ann", "ben", "cat"])
    assert known["ann"].tutored == {"written": Tutored(2.5, None)}
    assert known["ann"].comments == {"written": "Say how."}
    assert known["ann"].waiting == ()
    assert known["ben"].tutored == {"steps": Tutored(1.0, 0.5), "sorting": Tutored(None, 0.25)}
    assert [known[name].score for name in ("ann", "ben", "cat")] == [8.5, 2.75, 0]


def test_feedback_is_remembered_beside_the_marks(url: str) -> None:
    with opened(url) as gradebook:
        gradebook.write([], {})
        gradebook.write([ANN])
        gradebook.write([], {"ann": "page1", "nobody": "page2"})
        assert gradebook.known(["ann"])["ann"].feedback == "page1"
        gradebook.write([replace(ANN, fingerprint="f2")])
        known = gradebook.known(["ann", "nobody"])
        assert list(known) == ["ann"]
        assert (known["ann"].fingerprint, known["ann"].feedback) == ("f2", "page1")
        gradebook.write([], {"ann": "page2"})
        assert (gradebook.known(["ann"])["ann"].fingerprint, gradebook.known(["ann"])["ann"].feedback) == (
            "f2",
            "page2",
        )


@UNRULY
def test_marks_that_something_else_made_have_no_fingerprint(url: str) -> None:
    with Gradebook(url, COURSE) as gradebook:
        gradebook.update_or_create_student("ann")
        gradebook.add_submission("mini", "ann")
    with opened(url) as cohort:
        known = cohort.known(["ann"])["ann"]
        assert (known.fingerprint, known.outcome, known.remarks) == (None, "", ())
        assert known.waiting == ("sorting", "steps", "written")
        cohort.write([], {"ann": "page"})
        assert (cohort.known(["ann"])["ann"].fingerprint, cohort.known(["ann"])["ann"].feedback) == (None, "page")


def test_cells_are_the_assignments(url: str) -> None:
    with opened(url) as gradebook:
        cells = gradebook.cells
    assert {name: (cell.max_score, cell.cell_type) for name, cell in cells.graded.items()} == {
        "sorting": (3, "code"),
        "steps": (3, "code"),
        "written": (4, "markdown"),
    }
    assert list(cells.answers) == ["written"]
    assert cells.max_score == 10


def test_nothing_is_looked_for_through_a_whole_table(generated: str, databases: Databases) -> None:
    """Otherwise a large gradebook would be slower than a small one."""
    if isinstance(databases, PostgreSQL):
        pytest.skip("the plans of PostgreSQL depend on how much is there")
    url = databases.copy(generated)
    set_due_date_only(url)
    asked: list[tuple[str, Any]] = []
    with opened(url) as gradebook:
        event.listen(
            gradebook._database.engine,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, parameters, *_: asked.append((statement, parameters)),
        )
        gradebook.write(CLASS)
        gradebook.known(["ann", "ben"])
        gradebook.write([], {"ann": "page"})
    queries = [(statement, values) for statement, values in asked if statement.lstrip().startswith("SELECT")]
    assert len(queries) >= 8
    with contextlib.closing(databases.connect(url)) as connection:
        for statement, values in queries:
            for *_, step in connection.execute(f"explain query plan {statement}", values):
                assert not re.match(r"SCAN (submitted|grade\b|comment|student|workbook)", step), (step, statement)


def test_what_will_be_known_can_be_told_before_it_is_written(url: str) -> None:
    """A worker makes a page before the marks are saved; so it must know what will stand in the gradebook."""
    with Gradebook(url, COURSE) as theirs:
        theirs.add_task_cell("task", "mini", "mini", max_score=5, cell_type="markdown")

    def assert_told(gradebook: CohortGradebook, *entries: SubmissionMarks) -> None:
        before = gradebook.known([each.student for each in entries])
        gradebook.write(entries)
        after = gradebook.known([each.student for each in entries])
        for each in entries:
            assert recorded_after(before.get(each.student), each, ["task"]) == after[each.student]

    with opened(url) as gradebook:
        assert_told(gradebook, *CLASS)
        tutor_marks(url)
        gradebook.write([], {"ann": "page"})
        assert_told(gradebook, replace(ANN, fingerprint="f2"), *CLASS[1:])
        assert_told(gradebook, *(entry(each.student, (None, 0.25, 1)) for each in CLASS))
        with Gradebook(url, COURSE) as theirs:
            grade = theirs.find_grade("task", "mini", "mini", "ann")
            grade.manual_score, grade.needs_manual_grade = 4, False
            theirs.db.commit()
        assert_told(gradebook, *CLASS)
