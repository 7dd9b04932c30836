"""`workbook mark` leaves what nbgrader's own commands leave, marks only what changed, and says what became of it."""

from __future__ import annotations

import re
import shutil
import stat
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course, responses_text
from support.dask_clusters import dask_cluster, free_port
from support.databases import PostgreSQL, rows
from support.marked_courses import STAGES, files, identities, mark, marks, outcomes, report

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from support.postgresql import Server

# Marks worked out by hand, as in test_nbgrader_cycle: Ann 6, Ben 1 + 2, Cat nothing.
RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
PARTLY: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "query"},
    "steps": {"informal": ["listen", "agree", "check", "record"]},
}
LEARNERS = ("ann", "ben", "cat", "dot", "eve")
MARKABLE = LEARNERS[:-1]


def url_of(course: Course) -> str:
    return f"sqlite:///{course.folder / 'gradebook.db'}"


def with_handouts(course: Course) -> Course:
    """Put other files beside the notebook, which names them, one in a folder of its own."""
    folder = course.notebook("source").parent
    (folder / "handout.csv").write_text("day,calls\nMonday,12\n", encoding="utf-8")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "ladder.svg").write_text("<svg/>", encoding="utf-8")
    notebook = course.read("source")
    notebook.cells[0].source += "\n\n[A day](handout.csv)\n\n![A ladder](pictures/ladder.svg)"
    nbformat.write(notebook, str(course.notebook("source")))
    course.nbgrader("generate_assignment", "mini")
    return course


def hand_in(course: Course) -> None:
    """Hand in for Ann (all right), Ben (partly), Cat (nothing), Dot (no answers file) and Eve (no notebook at all)."""
    folder = course.submit("ann", RIGHT, {"written": "Because *memory* is short, and 2 < 3."})
    (folder / "timestamp.txt").write_text("2026-11-22 10:00:00.000000 UTC", encoding="utf-8")
    (folder / "submission_secret.txt").write_text("abc", encoding="utf-8")
    course.submit("ben", PARTLY)
    course.submit("cat", {})
    course.submit("dot", None, {"written": "My answers to the exercises got lost."})
    folder = course.submit("eve", None)
    (folder / "mini.ipynb").write_text("This is no notebook.", encoding="utf-8")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Make the course that the others are copies of, with nothing marked."""
    course = mini_course(tmp_path_factory.mktemp("handed-in") / "course")
    with_handouts(course)
    hand_in(course)
    return course


def copied(course: Course, folder: Path) -> Course:
    return Course(shutil.copytree(course.folder, folder, symlinks=True), course.assignment)


@pytest.fixture(scope="module")
def marked_once(handed_in: Course, tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """Mark the class and make its feedback; the course, for tests that only look, and what was said."""
    course = copied(handed_in, tmp_path_factory.mktemp("marked") / "course")
    return course, mark(course, "--feedback", code=1).stdout


@pytest.fixture
def course(marked_once: tuple[Course, str], tmp_path: Path) -> Course:
    """Give a copy of the marked course, without the one who cannot be marked."""
    copy = copied(marked_once[0], tmp_path / "course")
    shutil.rmtree(copy.folder / "submitted" / "eve")
    return copy


def set_answers(course: Course, learner: str, answers: dict[str, dict[str, Any]]) -> None:
    (course.notebook("submitted", learner).parent / "responses.json").write_text(responses_text(answers), "utf-8")


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def scores(course: Course) -> dict[tuple[str, str], float | None]:
    return {(learner, cell): auto for learner, cell, auto, *_ in course.gradebook()}


class TestWhatItLeaves:
    def test_is_what_nbgraders_commands_leave_with_the_same_settings(
        self, handed_in: Course, marked_once: tuple[Course, str], tmp_path: Path
    ) -> None:
        ours, _ = marked_once
        theirs = copied(handed_in, tmp_path / "theirs")
        assert theirs.nbgrader("autograde", "mini", check=False).returncode == 1  # for Eve's
        theirs.nbgrader("generate_feedback", "mini")

        assert files(ours) == files(theirs)
        assert {name.split("/")[1] for name in files(ours)} == set(MARKABLE)
        assert rows(url_of(ours)) == rows(url_of(theirs))
        assert ours.grades() == theirs.grades()

    def test_is_what_nbgraders_commands_leave_of_late_work(self, handed_in: Course, tmp_path: Path) -> None:
        ours = copied(handed_in, tmp_path / "ours")
        shutil.rmtree(ours.folder / "submitted" / "eve")
        (ours.notebook("submitted", "ben").parent / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC", "utf-8")
        replace_in(
            ours.folder / "nbgrader_config.py",
            "c = get_config()",
            'c = get_config()\nc.LateSubmissionPlugin.penalty_method = "zero"',
        )
        with Gradebook(url_of(ours), "complaints-workbook") as gradebook:
            gradebook.update_or_create_assignment("mini", duedate="2026-11-21 12:00:00 UTC")
        theirs = copied(ours, tmp_path / "theirs")
        mark(ours, "--feedback")
        theirs.nbgrader("autograde", "mini")
        theirs.nbgrader("generate_feedback", "mini")
        assert files(ours) == files(theirs)
        assert rows(url_of(ours)) == rows(url_of(theirs))
        assert "6 marks have been taken off because it was handed in late." in page(ours, "ann")
        assert "taken off" not in page(ours, "ben")

        pages = identities(ours.folder / "feedback")
        mark(ours, "--feedback")
        assert identities(ours.folder / "feedback") == pages

    def test_has_the_files_permissions_and_rows_of_stock_nbgrader(
        self, marked_once: tuple[Course, str], tmp_path: Path
    ) -> None:
        ours, _ = marked_once
        stock = ours.stock_copy(tmp_path / "stock")
        for learner in set(LEARNERS) - {"ann"}:
            shutil.rmtree(stock.folder / "submitted" / learner)
        stock.nbgrader("autograde", "mini")
        stock.nbgrader("generate_feedback", "mini")

        def modes(course: Course) -> dict[str, str]:
            return {
                name: stat.filemode(mode)
                for name, (mode, _) in files(course).items()
                # What learners' kernels need; nbgrader takes it along, and nothing reads it there.
                if "/ann" in name and not name.endswith("pages.json")
            }

        assert modes(ours) == modes(stock)
        assert "autograded/ann/mini/pictures/ladder.svg" in modes(stock)
        same = [name for name in modes(stock) if not name.endswith((".ipynb", ".html"))]
        assert [files(ours)[name] for name in same] == [files(stock)[name] for name in same]
        assert [row for row in ours.gradebook() if row[0] == "ann"] == stock.gradebook()

    def test_are_the_marks_worked_out_by_hand(self, marked_once: tuple[Course, str]) -> None:
        assert marked_once[0].scores() == {"ann": 6.0, "ben": 3.0, "cat": 0.0, "dot": 0.0}

    def test_is_the_same_from_worker_processes(
        self, handed_in: Course, marked_once: tuple[Course, str], tmp_path: Path
    ) -> None:
        copy = copied(handed_in, tmp_path / "course")
        mark(copy, "--feedback", "--workers", "2", code=1)
        assert files(copy) == files(marked_once[0])
        assert rows(url_of(copy)) == rows(url_of(marked_once[0]))
        assert report(copy) == report(marked_once[0])

    def test_is_the_same_from_a_cluster_of_somebody_elses_and_one_without_workers_is_told_plainly(
        self, handed_in: Course, marked_once: tuple[Course, str], tmp_path: Path
    ) -> None:
        copy = copied(handed_in, tmp_path / "course")
        with dask_cluster(tmp_path / "dask") as cluster:
            said = mark(copy, *cluster.options, code=1)
            assert one_sentence(said).startswith(f"The Dask scheduler at {cluster.address} has no workers;")
            assert not files(copy)

            cluster.add_workers(2)
            mark(copy, *cluster.options, "--feedback", code=1)
        assert files(copy) == files(marked_once[0])
        assert rows(url_of(copy)) == rows(url_of(marked_once[0]))

    def test_is_the_same_in_postgresql(
        self, marked_once: tuple[Course, str], tmp_path: Path, postgresql: Server
    ) -> None:
        ours, _ = marked_once
        folder = tmp_path / "course"
        for stage in ("source", "submitted"):
            shutil.copytree(ours.folder / stage, folder / stage)
        url = PostgreSQL(postgresql).new()
        settings = (ours.folder / "nbgrader_config.py").read_text("utf-8")
        (folder / "nbgrader_config.py").write_text(f"{settings}\nc.CourseDirectory.db_url = {url!r}\n", "utf-8")
        course = Course(folder, "mini")
        course.nbgrader("generate_assignment", "mini")
        mark(course, "--feedback", code=1)
        assert files(course) == files(ours)
        assert marks(course, url) == marks(ours)
        assert not (folder / "gradebook.db").exists()


class TestWhatItSays:
    def test_the_table_counts_what_became_of_all(self, marked_once: tuple[Course, str]) -> None:
        said = marked_once[1]
        assert "Need your mark: ann, dot." in said
        for what, number in {"Marked": 4, "Unchanged": 0, "Failed": 1, "Need a tutor’s mark": 2}.items():
            assert re.search(rf"{what} +│ +{number} ", said), said

    def test_the_table_says_why(self, marked_once: tuple[Course, str]) -> None:
        said = " ".join(marked_once[1].replace("│", " ").split())
        assert "eve failed mini.ipynb " in said
        assert " and responses.json is missing; ask the learner to hand it in again." in said
        assert "dot marked responses.json is missing" in said

    def test_the_report_says_the_same_of_everybody(self, marked_once: tuple[Course, str]) -> None:
        told = report(marked_once[0])
        assert outcomes(marked_once[0]) == dict.fromkeys(MARKABLE, "marked") | {"eve": "failed"}
        assert {learner: int(row["waits for you"]) for learner, row in told.items()} == {
            "ann": 1, "ben": 0, "cat": 0, "dot": 3, "eve": 0,
        }  # fmt: skip
        assert [learner for learner, row in told.items() if row["remarks"]] == ["dot", "eve"]
        assert "reports/mini-marking.csv" in marked_once[1]


class TestOnlyWhatChanged:
    def test_a_second_run_marks_nothing_and_leaves_every_file(self, course: Course) -> None:
        before, known = files(course), marks(course)
        made = [identities(course.folder / stage) for stage in STAGES]
        said = mark(course, "--feedback").stdout
        assert outcomes(course) == dict.fromkeys(MARKABLE, "unchanged")
        assert re.search(r"Unchanged +│ +4 ", said)
        assert re.search(r"Need a tutor’s mark +│ +2 ", said)
        assert re.search(r"Feedback pages +│ +4 ", said)
        assert report(course)["dot"]["waits for you"] == "3"
        assert report(course)["dot"]["remarks"].startswith("responses.json is missing")
        assert (files(course), marks(course)) == (before, known)
        assert [identities(course.folder / stage) for stage in STAGES] == made

    def test_what_is_handed_in_anew_and_what_was_deleted_is_marked_again(self, course: Course) -> None:
        set_answers(course, "ann", PARTLY)
        (course.folder / "autograded" / "ben" / "mini" / "mini.ipynb").unlink()
        before = files(course, "autograded/cat")
        mark(course, "--feedback")
        assert outcomes(course) == {"ann": "marked", "ben": "marked", "cat": "unchanged", "dot": "unchanged"}
        assert (scores(course)["ann", "sorting"], scores(course)["ann", "steps"]) == (1, 2)
        assert course.notebook("autograded", "ben").is_file()
        assert "3 of 10 marks" in page(course, "ann")
        assert files(course, "autograded/cat") == before

    def test_all_are_marked_again_when_a_key_changes(self, course: Course) -> None:
        replace_in(course.notebook("source").parent / "sections/1.1/answers.yaml", "key: query", "key: problem")
        mark(course)
        assert outcomes(course) == dict.fromkeys(MARKABLE, "marked")
        assert scores(course)["ann", "sorting"] == 2

    def test_all_are_marked_again_when_the_exercises_change(self, course: Course) -> None:
        exercises = course.notebook("source").parent / "sections/1.1/exercises.yaml"
        replace_in(exercises, "title: Four steps", "title: Four good steps")
        replace_in(exercises, "read_again: The steps", "read_again: Three kinds of contact")
        mark(course, "--feedback")
        assert outcomes(course) == dict.fromkeys(MARKABLE, "marked")
        assert "Four good steps" in course.notebook("autograded", "ann").read_text("utf-8")
        assert "Four good steps" in page(course, "ann")
        assert "“The steps”" not in page(course, "ben")

    def test_all_are_marked_again_on_demand(self, course: Course) -> None:
        before, known = files(course), marks(course)
        made = identities(course.folder / "autograded")
        mark(course, "--force", "--feedback")
        assert outcomes(course) == dict.fromkeys(MARKABLE, "marked")
        assert (files(course), marks(course)) == (before, known)
        again = identities(course.folder / "autograded")
        assert again.keys() == made.keys()
        assert not [name for name, which in again.items() if name.endswith("ipynb") and which == made[name]]

    def test_only_those_who_are_named_are_marked_and_each_once(self, handed_in: Course, tmp_path: Path) -> None:
        copy = copied(handed_in, tmp_path / "course")
        mark(copy, "--students", "ann, cat,ann,", "--feedback")
        assert outcomes(copy) == {"ann": "marked", "cat": "marked"}
        assert copy.scores().keys() == {"ann", "cat"}
        for stage in STAGES:
            assert {path.name for path in (copy.folder / stage).iterdir()} - {".workbook"} == {"ann", "cat"}

    def test_nobody_is_added_where_the_settings_say_so(self, handed_in: Course, tmp_path: Path) -> None:
        copy = copied(handed_in, tmp_path / "course")
        shutil.rmtree(copy.folder / "submitted" / "eve")
        replace_in(
            copy.folder / "nbgrader_config.py",
            "c = get_config()",
            "c = get_config()\nc.Autograde.create_student = False",
        )
        with Gradebook(url_of(copy), "complaints-workbook") as gradebook:
            gradebook.add_student("ben")
        mark(copy, code=1)
        assert outcomes(copy) == {"ann": "failed", "ben": "marked", "cat": "failed", "dot": "failed"}
        assert "add the learner first" in report(copy)["ann"]["remarks"]
        assert copy.scores().keys() == {"ben"}
        assert copy.nbgrader("autograde", "mini", check=False).returncode == 1
        copy.nbgrader("autograde", "mini", "--create", "--force")
        assert copy.scores().keys() == {"ann", "ben", "cat", "dot"}

    def test_another_notebook_is_told(self, handed_in: Course, tmp_path: Path) -> None:
        copy = copied(handed_in, tmp_path / "course")
        done = copy.nbgrader("autograde", "mini", "--notebook", "maxi", check=False)
        assert done.returncode == 1
        assert "there is no 'maxi'" in done.stdout + done.stderr


def page(course: Course, learner: str) -> str:
    return (course.folder / "feedback" / learner / "mini" / "mini.html").read_text("utf-8")


class TestATutorsMarks:
    def test_are_kept_by_marking_again_and_stand_in_feedback(self, course: Course) -> None:
        tutor(course, "ann", 3, "Two *good* reasons more.")
        set_answers(course, "ann", PARTLY)
        mark(course, "--force", "--feedback")
        kept = [row[3] for row in course.gradebook() if row[:2] == ("ann", "written")]
        assert kept == [3]
        assert course.scores()["ann"] == 1 + 2 + 3
        assert "6 of 10 marks" in page(course, "ann")
        assert "Two <em>good</em> reasons more." in page(course, "ann")

    def test_renew_that_learners_page_alone(self, course: Course) -> None:
        before = identities(course.folder / "feedback")
        marked = identities(course.folder / "autograded")
        tutor(course, "ann", 4, "Well said.")
        mark(course, "--feedback")
        assert outcomes(course) == dict.fromkeys(MARKABLE, "unchanged")
        after = identities(course.folder / "feedback")
        renewed = {name for name in after if name.endswith(".html") and after[name] != before[name]}
        assert renewed == {"ann/mini/mini.html"}
        assert identities(course.folder / "autograded") == marked
        assert "10 of 10 marks" in page(course, "ann")

        ours = files(course, "feedback")
        course.nbgrader("generate_feedback", "mini", "--force")
        assert files(course, "feedback") == ours


def tutor(course: Course, learner: str, score: float, comment: str) -> None:
    """Give a mark and a comment as formgrader does."""
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        grade = gradebook.find_grade("written", "mini", "mini", learner)
        grade.manual_score = score
        grade.needs_manual_grade = False
        gradebook.find_comment("written", "mini", "mini", learner).manual_comment = comment
        gradebook.db.commit()


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the only line that a command wrote; it is a sentence or two."""
    said = re.sub(r"^(Marking|Feedback) .*$", "", done.stdout + done.stderr, flags=re.MULTILINE).strip()
    assert len(said.splitlines()) == 1, said
    assert said.endswith("."), said
    return said


def no_release(course: Course) -> None:
    course.notebook("release").unlink()


def another_release(course: Course) -> None:
    replace_in(course.notebook("release"), r"exercise(\"steps\")", r"exercise(\"stairs\")")


def faulty_keys(course: Course) -> None:
    replace_in(course.notebook("source").parent / "sections/1.1/answers.yaml", "key: query", "key: quarry")


def broken_release(course: Course) -> None:
    course.notebook("release").write_text("{", "utf-8")


def no_source(course: Course) -> None:
    course.notebook("source").unlink()


def broken_source(course: Course) -> None:
    course.notebook("source").write_text("[]", "utf-8")


def no_database(course: Course) -> None:
    (course.folder / "gradebook.db").write_text("This is no database. " * 100, "utf-8")


def no_access(course: Course) -> None:
    (course.folder / "autograded").rename(course.folder / "elsewhere")
    (course.folder / "autograded").write_text("In the way.", "utf-8")


def nothing(_: Course) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (
            nothing,
            ("--students", "ann,zed,yan"),
            "There is nothing of zed, yan for mini; check the names in submitted/.",
        ),
        (nothing, ("--students", ","), "Name at least one learner"),
        (no_release, (), "Run 'nbgrader generate_assignment mini' first."),
        (another_release, (), "shows other exercises than"),
        (faulty_keys, (), "quarry"),
        (broken_release, (), "mini.ipynb is no notebook. Run 'nbgrader generate_assignment mini --force'."),
        (no_source, (), "mini/mini.ipynb: the notebook is missing; put it back."),
        (broken_source, (), "mini/mini.ipynb: the file is not a notebook"),
        (no_database, (), "file is not a database"),
        (no_access, (), "autograded"),
        (
            nothing,
            ("--scheduler", f"tcp://127.0.0.1:{free_port()}", "--trust-everyone-on-this-network"),
            "There is no Dask scheduler at tcp://127.0.0.1:",
        ),
        (
            nothing,
            ("--scheduler", "nowhere", "--trust-everyone-on-this-network"),
            "There is no Dask scheduler at nowhere",
        ),
        (nothing, ("--scheduler", "127.0.0.1:8786"), "Everybody who can reach 127.0.0.1:8786 could read the keys"),
        (nothing, ("--scheduler", "tls://127.0.0.1:8786"), "name them by --tls-ca, --tls-cert, --tls-key, or in Dask"),
        (
            nothing,
            ("--scheduler", "tls://127.0.0.1:8786", "--tls-ca", "a", "--tls-cert", "b", "--tls-key", "c"),
            "There is no file a; name the right one by --tls-ca.",
        ),
    ],
)
def test_what_stops_the_work_is_told_in_a_sentence(
    course: Course, change: Callable[[Course], None], options: tuple[str, ...], words: str
) -> None:
    change(course)
    before = files(course)
    assert words in one_sentence(mark(course, *options, "--force", code=1))
    assert files(course) == before


def test_an_assignment_that_is_not_there_is_told_in_a_sentence(course: Course) -> None:
    said = one_sentence(mark(Course(course.folder, "maxi"), code=1))
    assert said == "There is no assignment maxi in source/; it has mini."


def test_a_course_that_nobody_has_handed_in_for_is_told_in_a_sentence(course: Course) -> None:
    shutil.rmtree(course.folder / "submitted")
    said = one_sentence(mark(course, code=1))
    assert said == "Nothing has been handed in for mini; put it at submitted/<learner>/mini."


def test_what_came_in_place_of_the_work_is_named(handed_in: Course, tmp_path: Path) -> None:
    copy = copied(handed_in, tmp_path / "course")
    folder = copy.folder / "submitted" / "dan" / "mini"
    folder.mkdir(parents=True)
    (folder / "onlinetext.html").write_text("<p>I did it, sir.</p>", encoding="utf-8")
    mark(copy, code=1)
    told = report(copy)["dan"]
    assert told["outcome"] == "failed"
    assert "What came instead (“onlinetext.html”) is shown by Formgrader’s Look." in told["remarks"]
    assert "came instead" not in report(copy)["eve"]["remarks"]
