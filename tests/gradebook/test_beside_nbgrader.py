"""What the writer of marks leaves in a gradebook is what nbgrader’s own commands leave there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course
from support.databases import THEIRS, Databases, rows
from support.gradebooks import (
    BEN,
    CLASS,
    COURSE,
    PARTLY,
    RIGHT,
    database_of,
    entry,
    set_database,
    tutor_marks,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from complaints_workbook.marking.records import SubmissionMarks
    from support.databases import Rows


# Side by side with nbgrader: what happens in turn to one course, and the entries that say the same.
def hand_in(course: Course) -> None:
    course.submit("ann", RIGHT, {"written": "Because *memory* is short."})
    course.submit("ben", PARTLY)
    course.submit("cat", {})
    stamp(course, "ann", "2026-11-22 10:00:00 UTC")
    stamp(course, "ben", "2026-11-22 11:30:00.250000 UTC")


def stamp(course: Course, student: str, time: str) -> None:
    (course.notebook("submitted", student).parent / "timestamp.txt").write_text(time, encoding="utf-8")


def change_submissions(course: Course) -> None:
    """Ann answers less and says nothing of when; Cat answers everything, a while later."""
    (course.notebook("submitted", "ann").parent / "timestamp.txt").unlink()
    for student, answers in (("ann", PARTLY), ("cat", RIGHT)):
        folder = course.notebook("submitted", student).parent
        folder.rename(folder.with_name("before"))
        course.submit(student, answers, {"written": "It is the law."})
    stamp(course, "cat", "2026-12-01 09:00:00 UTC")


def set_due_date(url: str) -> None:
    """Make Ann and Cat late, and let Ben hand in two days later."""
    with Gradebook(url, COURSE) as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-21 12:00:00 UTC")
        gradebook.grant_extension("mini", "ben", days=2)


def move_due_date(url: str) -> None:
    """Make nobody late but Cat."""
    with Gradebook(url, COURSE) as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-30 12:00:00 UTC")


def nothing(_: Any) -> None:
    """Change nothing."""


LATER = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001


ANNS, CATS = entry("ann", (1, 2, None)), entry("cat", (3, 3, None), LATER)


def as_before(*entries: SubmissionMarks) -> tuple[SubmissionMarks, ...]:
    """Say of submissions that were marked before that nothing in them has changed since."""
    return tuple(replace(each, unchanged=frozenset(each.scores)) for each in entries)


HISTORY: dict[
    str, tuple[Callable[[Course], None], Callable[[str], None], Sequence[SubmissionMarks], dict[str, float]]
] = {
    # What learners do, what happens in the gradebook, what is written, and the scores after it, worked out by hand.
    "first marking": (hand_in, nothing, CLASS, {"ann": 6, "ben": 3, "cat": 0}),
    "after the tutor": (nothing, tutor_marks, as_before(*CLASS), {"ann": 8.5, "ben": 2.75, "cat": 0}),
    "changed submissions": (
        change_submissions,
        nothing,
        (ANNS, *as_before(BEN), CATS),
        {"ann": 5.5, "ben": 2.75, "cat": 6},
    ),
    "a due date": (nothing, set_due_date, as_before(ANNS, BEN, CATS), {"ann": 0, "ben": 2.75, "cat": 0}),
    "a later due date": (nothing, move_due_date, as_before(ANNS, BEN, CATS), {"ann": 5.5, "ben": 2.75, "cat": 0}),
}


@pytest.fixture(scope="module")
def side_by_side(
    course: Course, generated: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Rows, Rows, Course]]:
    """Mark with nbgrader's autograde and with the writer; return the rows of both, and a course to export ours from."""
    ours, theirs = databases.copy(generated), database_of(course)
    found = {}
    for name, (learners, tutor, entries, _) in HISTORY.items():
        learners(course)
        for url in (theirs, ours):
            tutor(url)
        course.nbgrader("autograde", "mini", "--force")
        write(ours, *entries)
        exporting = mini_course(tmp_path_factory.mktemp("export"), release=False)
        set_database(exporting, databases.copy(ours))
        found[name] = (rows(theirs), rows(ours), exporting)
    return found


@pytest.mark.parametrize("moment", HISTORY)
def test_every_row_is_as_nbgraders_autograde_leaves_it(side_by_side: dict[str, Any], moment: str) -> None:
    theirs, ours, _ = side_by_side[moment]
    assert len(theirs["grade"]) == 9
    assert len(theirs["comment"]) == 3
    for table in THEIRS:
        assert ours[table] == theirs[table], table


@pytest.mark.parametrize("moment", ["after the tutor", "a due date"])
def test_nbgrader_exports_the_scores_worked_out_by_hand(side_by_side: dict[str, Any], moment: str) -> None:
    *_, exporting = side_by_side[moment]
    assert exporting.scores() == HISTORY[moment][3]


def test_nbgraders_export_of_its_own_marks_is_the_same(course: Course, side_by_side: dict[str, Any]) -> None:
    *_, exporting = side_by_side["a later due date"]
    assert exporting.grades() == course.grades()
    assert exporting.scores() == HISTORY["a later due date"][3]
