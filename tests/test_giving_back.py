"""`nbgrader release_feedback` gives back all that can be given, and names the rest."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, environment
from support.exchanges import RIGHT, Exchange, mini_exchange

if TYPE_CHECKING:
    from pathlib import Path


Change = Callable[["Path"], None]


def without(folder: Path) -> None:
    (folder / "submission_secret.txt").unlink()


def empty(folder: Path) -> None:
    (folder / "submission_secret.txt").write_text("", encoding="utf-8")


def spaces(folder: Path) -> None:
    (folder / "submission_secret.txt").write_text(" \n", encoding="utf-8")


def damaged(folder: Path) -> None:
    (folder / "submission_secret.txt").write_bytes(b"\xff\xfe<script>")


def very_long(folder: Path) -> None:
    (folder / "submission_secret.txt").write_text("a" * 10_000, encoding="utf-8")


def folder_for_a_secret(folder: Path) -> None:
    (folder / "submission_secret.txt").unlink()
    (folder / "submission_secret.txt").mkdir()


def without_time(folder: Path) -> None:
    (folder / "timestamp.txt").unlink()


def damaged_time(folder: Path) -> None:
    (folder / "timestamp.txt").write_bytes(b"soon")


NOT_GIVEN: dict[Change, str] = {
    without: "did not come through the exchange",
    empty: "is empty or damaged",
    spaces: "is empty or damaged",
    damaged: "is empty or damaged",
    very_long: "is empty or damaged",
    folder_for_a_secret: "is empty or damaged",
}
GIVEN = [without_time, damaged_time]


def name_of(change: Change) -> str:
    return change.__name__.replace("_", "-")


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """Return a course in which all of these are marked and have their pages."""
    exchange = mini_exchange(tmp_path_factory.mktemp("feedback"))
    for student in ("aaa", "zoe", *map(name_of, (*NOT_GIVEN, *GIVEN))):
        folder = exchange.course.submit(student, RIGHT)
        (folder / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC", encoding="utf-8")
        (folder / "submission_secret.txt").write_text(f"{student}s", encoding="utf-8")
    for change in (*NOT_GIVEN, *GIVEN):
        change(exchange.course.folder / "submitted" / name_of(change) / "mini")
    exchange.nbgrader("autograde", "mini")
    exchange.nbgrader("generate_feedback", "mini")
    (exchange.course.folder / "feedback/half/mini").mkdir(parents=True)
    return exchange


@pytest.fixture(scope="module")
def said(exchange: Exchange) -> str:
    return exchange.nbgrader("release_feedback", "mini").stderr


def test_everyone_who_can_be_given_the_page_is(exchange: Exchange, said: str) -> None:
    assert "Traceback" not in said
    given = {page.partition("Feedback for ")[2].partition("<")[0].strip() for page in exchange.pages.values()}
    assert {name.partition(" ")[0] for name in given} == {"aaa", "zoe", *map(name_of, GIVEN)}
    assert len(exchange.pages) == 2 + len(GIVEN)


@pytest.mark.parametrize("change", NOT_GIVEN, ids=name_of)
def test_who_is_not_is_named_with_the_reason(said: str, change: Change) -> None:
    [line] = [line for line in said.splitlines() if f" {name_of(change)}: " in line]
    assert "the feedback stays in" in line
    assert NOT_GIVEN[change] in line


def test_a_folder_without_a_page_is_named(said: str) -> None:
    assert [line for line in said.splitlines() if " half: " in line]


def test_learners_can_read_the_pages_and_list_none(exchange: Exchange, said: str) -> None:
    assert said
    folder = exchange.root / "complaints-workbook" / "feedback"
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0o011
    assert {stat.S_IMODE(page.stat().st_mode) for page in folder.iterdir()} == {0o644}


def test_formgraders_envelope_gives_back_the_same(exchange: Exchange, said: str, tmp_path: Path) -> None:
    assert said
    other = tmp_path / "exchange"
    other.mkdir()
    program = (
        "import sys\nfrom traitlets.config import Config\n"
        "from nbgrader.apps.api import NbGraderAPI\nfrom nbgrader.apps.baseapp import NbGrader\n"
        "app = NbGrader()\napp.initialize([])\napp.update_config(Config({'Exchange': {'root': sys.argv[1]}}))\n"
        "done = NbGraderAPI(app.coursedir, parent=app).release_feedback('mini')\nprint(done['success'], done['log'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(other)],
        cwd=exchange.course.folder, env=environment(), capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("True"), done.stdout + done.stderr
    assert "without: the feedback stays in" in done.stdout
    assert len(list((other / "complaints-workbook/feedback").iterdir())) == len(exchange.pages)


def test_one_learner_alone_can_be_given_theirs_and_one_left_out(tmp_path: Path) -> None:
    exchange = marked(tmp_path, "ann", "ben", "cat")
    exchange.nbgrader("release_feedback", "mini", "--student=ben")
    assert len(exchange.pages) == 1
    exchange.nbgrader("release_feedback", "mini", "--CourseDirectory.student_id_exclude=ann")
    assert len(exchange.pages) == 2


def test_work_at_another_place_gets_its_feedback_or_the_right_reason(tmp_path: Path) -> None:
    exchange = mini_exchange(tmp_path)
    submitted = exchange.course.folder / "submitted"
    with Gradebook(f"sqlite:///{exchange.course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
        for student in ("ann", "ben", "cat"):
            gradebook.add_student(student)
    for student, secret in {"ann": "anns", "ben": "", "cat": "cats"}.items():
        folder = exchange.course.submit(student.upper(), RIGHT)
        (folder / "submission_secret.txt").write_text(secret, encoding="utf-8")
    # As nbgrader collects a folder that holds the folder of the work.
    (submitted / "CAT/mini").rename(submitted / "inner")
    (submitted / "CAT/mini").mkdir()
    (submitted / "inner").rename(submitted / "CAT/mini/mini")
    (submitted / "CAT/mini/mini/submission_secret.txt").rename(submitted / "CAT/mini/submission_secret.txt")
    exchange.nbgrader("autograde", "mini")
    exchange.nbgrader("generate_feedback", "mini")
    said = exchange.nbgrader("release_feedback", "mini").stderr
    assert "Gave back for mini: ann, cat (2)." in said
    assert "The submission_secret.txt that came with the work is empty or damaged" in said


def test_that_nothing_can_be_given_back_is_no_success(tmp_path: Path) -> None:
    exchange = marked(tmp_path, "ann", secret={"ann": ""})
    done = exchange.nbgrader("release_feedback", "mini", check=False)
    assert done.returncode == 1
    assert "ann: the feedback stays in" in done.stderr
    assert "Nothing was given back for mini." in done.stderr
    assert "Traceback" not in done.stderr


def test_two_who_handed_in_one_secret_are_named_and_neither_reads_the_others_page(tmp_path: Path) -> None:
    exchange = marked(tmp_path, "ann", "eve", "zoe", secret={"eve": "anns"})
    said = exchange.nbgrader("release_feedback", "mini").stderr
    assert len(exchange.pages) == 1
    assert "ann: the feedback stays in" in said
    assert "It would be found by eve too" in said


def test_a_page_that_only_the_tutor_may_read_can_be_read_by_its_learner(tmp_path: Path) -> None:
    exchange = marked(tmp_path, "ann")
    os.chmod(exchange.course.folder / "feedback/ann/mini/mini.html", 0o600)  # noqa: PTH101
    exchange.nbgrader("release_feedback", "mini")
    [page] = (exchange.root / "complaints-workbook/feedback").iterdir()
    assert stat.S_IMODE(page.stat().st_mode) == 0o644


def test_a_learner_fetches_what_was_given_back(tmp_path: Path) -> None:
    exchange = mini_exchange(tmp_path / "tutor")
    home = tmp_path / "learner"
    home.mkdir()
    learner, own = Course(home, "mini"), (
        f"--Exchange.root={exchange.root}", f"--Exchange.cache={home / 'cache'}",
        "--CourseDirectory.course_id=complaints-workbook", "--CourseDirectory.student_id=ann",
    )  # fmt: skip
    learner.nbgrader("fetch_assignment", "mini", *own)
    learner.nbgrader("submit", "mini", *own)
    exchange.course.submit("by-mail", RIGHT)
    exchange.nbgrader("collect", "mini")
    exchange.nbgrader("autograde", "mini")
    exchange.nbgrader("generate_feedback", "mini")
    exchange.nbgrader("release_feedback", "mini")
    learner.nbgrader("fetch_feedback", "mini", *own)
    [page] = (home / "mini/feedback").rglob("*.html")
    assert "Feedback for ann" in page.read_text("utf-8")


def test_a_page_that_is_older_than_the_marks_is_not_given_back(tmp_path: Path) -> None:
    exchange = marked(tmp_path, "ann", "ben")
    with Gradebook(f"sqlite:///{exchange.course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
        gradebook.find_grade("written", "mini", "mini", "ann").manual_score = 1.0
        gradebook.db.commit()
    said = exchange.nbgrader("release_feedback", "mini").stderr
    assert "ann: the feedback stays in" in said
    assert "The page is older than the marks; make the feedback again." in said
    assert ["Feedback for ben" in page for page in exchange.pages.values()] == [True]
    exchange.nbgrader("generate_feedback", "mini", "--force")
    assert "older" not in exchange.nbgrader("release_feedback", "mini").stderr
    assert len(exchange.pages) == 2


def marked(folder: Path, *students: str, secret: dict[str, str] | None = None) -> Exchange:
    exchange = mini_exchange(folder)
    for student in students:
        submitted = exchange.course.submit(student, RIGHT)
        (submitted / "submission_secret.txt").write_text((secret or {}).get(student, f"{student}s"), encoding="utf-8")
    exchange.nbgrader("autograde", "mini")
    exchange.nbgrader("generate_feedback", "mini")
    return exchange
