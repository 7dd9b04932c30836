"""What tutors have beside nbgrader's commands: time for one learner, feedback in a zip, a spreadsheet of marks."""

from __future__ import annotations

import csv
import shlex
import sqlite3
import stat
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, environment, mini_course, responses_text

if TYPE_CHECKING:
    from pathlib import Path

RIGHT: dict[str, dict[str, Any]] = {"sorting": {"hours": "query"}}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def workbook(course: Course, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", *arguments],
        cwd=course.folder, env=environment(COLUMNS="300"), capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def add_students(course: Course, **students: dict[str, str]) -> None:
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
        for student, about in students.items():
            gradebook.add_student(student, **about)


class TestExtend:
    """`workbook extend`."""

    DUE = ("db", "assignment", "add", "mini", "--duedate", "2026-07-03 17:00 Europe/London")

    def test_more_time_counts_from_the_deadline(self, course: Course) -> None:
        add_students(course, ann={}, ben={})
        course.nbgrader(*self.DUE)
        assert "ann has until 10 July 2026, 19:00 BST for mini." in workbook(
            course, "extend", "mini", "ann", "--days", "7", "--hours", "2"
        )
        penalty = course.folder / "penalty.py"
        penalty.write_text(
            "from nbgrader.plugins import LateSubmissionPlugin\nclass All(LateSubmissionPlugin):\n"
            "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n        return score\n",
            encoding="utf-8",
        )
        with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
            settings.write("c.AssignLatePenalties.plugin_class = 'penalty.All'\n")
        for student in ("ann", "ben"):
            folder = course.submit(student, RIGHT)
            (folder / "timestamp.txt").write_text("2026-07-10 17:30:00 UTC", encoding="utf-8")
        course.nbgrader("autograde", "mini")
        assert course.scores() == {"ann": 1.0, "ben": 0.0}
        assert "--students ann --force" in workbook(course, "extend", "mini", "ann", "--days", "0")
        course.nbgrader("autograde", "mini", "--force")
        assert course.scores() == {"ann": 0.0, "ben": 0.0}

    def test_who_has_longer_has_an_own_deadline_in_the_spreadsheet(self, course: Course) -> None:
        add_students(course, ann={}, ben={}, cat={})
        course.nbgrader(*self.DUE)
        for student in ("ann", "cat"):
            workbook(course, "extend", "mini", student, "--days", "7")
        workbook(course, "extend", "mini", "cat", "--days", "0")
        course.submit("ann", RIGHT)
        course.nbgrader("autograde", "mini")
        due = {student: row["duedate"] for student, row in course.grades().items()}
        assert due == {"ann": "2026-07-10 17:00 BST", "ben": "2026-07-03 17:00 BST", "cat": "2026-07-03 17:00 BST"}

    def test_what_cannot_be_is_told(self, course: Course) -> None:
        add_students(course, ann={})
        assert "mini has no deadline" in workbook(course, "extend", "mini", "ann", "--days", "7", code=1)
        course.nbgrader(*self.DUE)
        assert "There is no learner amn" in workbook(course, "extend", "mini", "amn", "--days", "7", code=1)
        assert "Say how much longer, such as by --days 7." in workbook(course, "extend", "mini", "ann", code=1)
        assert "no assignment maxi" in workbook(course, "extend", "maxi", "ann", "--days", "7", code=1)


class TestDeadline:
    """`nbgrader db assignment add` and `import`, and Formgrader's small form."""

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("04/07/2096 17:00", "Wednesday, 4 July 2096, 17:00 BST"),
            ("4.12.2096 17:00", "Tuesday, 4 December 2096, 17:00 GMT"),
            ("Tue 4 Dec 2096 5:00 pm", "Tuesday, 4 December 2096, 17:00 GMT"),
            ("2096-12-04 17:00 Europe/Paris", "Tuesday, 4 December 2096, 16:00 GMT"),
            ("2096-07-03T16:00:00Z", "Tuesday, 3 July 2096, 17:00 BST"),
            ("2025-12-04 17:00", "Thursday, 4 December 2025, 17:00 GMT, which is past"),
        ],
    )
    def test_it_is_read_as_people_here_write_it_and_said_back(self, course: Course, written: str, told: str) -> None:
        said = course.nbgrader("db", "assignment", "add", "mini", "--duedate", written).stderr
        assert f"mini is due on {told}." in said

    @pytest.mark.parametrize("written", ["next friday", "2026-12-04", "4/12/26 17:00", "17:00", "2026-10-25 01:30", ""])
    def test_what_is_no_certain_time_is_refused_with_a_word_and_changes_nothing(
        self, course: Course, written: str
    ) -> None:
        course.nbgrader("db", "assignment", "add", "mini", "--duedate", "2026-12-04 17:00")
        done = course.nbgrader("db", "assignment", "add", "mini", "--duedate", written, check=False)
        assert done.returncode == 1
        assert "Write day and time, such as '2026-12-04 17:00' or '4 December 2026 17:00'" in done.stderr
        assert "Traceback" not in done.stderr
        assert self.due(course) == "2026-12-04 17:00:00"

    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ("31/11/2026 5pm", "names a day that does not exist"),
            ("29 February 2027 17:00", "names a day that does not exist"),
            ("04/12/2026", "says no time of day"),
            ("4 December 2026", "says no time of day"),
            ("soon", "does not hold a time"),
        ],
    )
    def test_what_is_wrong_with_it_is_told_and_nothing_before_it(self, course: Course, written: str, why: str) -> None:
        done = course.nbgrader("db", "assignment", "add", "mini", "--duedate", written, check=False)
        assert f"The deadline {written!r} {why}. Write day and time" in done.stderr
        assert "Creating" not in done.stderr

    def test_an_hour_is_a_time(self, course: Course) -> None:
        said = course.nbgrader("db", "assignment", "add", "mini", "--duedate", "4/12/2096 5pm").stderr
        assert "mini is due on Tuesday, 4 December 2096, 17:00 GMT." in said

    def test_one_of_an_assignment_that_is_not_there_is_refused(self, course: Course) -> None:
        done = course.nbgrader("db", "assignment", "add", "minni", "--duedate", "2026-12-04 17:00", check=False)
        assert done.returncode == 1
        assert "There is no assignment minni in source/; it has mini. Nothing was added." in done.stderr
        table = course.folder / "due.csv"
        table.write_text("name,duedate\nminni,04/07/2096 17:00\n", encoding="utf-8")
        said = course.nbgrader("db", "assignment", "import", "due.csv").stderr
        assert "There is no assignment minni in source/; it has mini." in said
        course.nbgrader(*shlex.split(said.partition("run: nbgrader ")[2].partition("\n")[0]))
        with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
            assert [assignment.name for assignment in gradebook.assignments] == ["mini"]

    def test_a_table_of_assignments_is_read_so_too(self, course: Course) -> None:
        table = course.folder / "due.csv"
        table.write_text("name,duedate\nmini,04/07/2026 17:00\n", encoding="utf-8")
        assert "mini is due on Saturday, 4 July 2026" in course.nbgrader("db", "assignment", "import", "due.csv").stderr
        table.write_text("name,duedate\nmini,soon\n", encoding="utf-8")
        done = course.nbgrader("db", "assignment", "import", "due.csv", check=False)
        assert done.returncode == 1
        assert "The deadline 'soon' does not hold a time." in done.stderr
        assert self.due(course) == "2026-07-04 16:00:00"

    def due(self, course: Course) -> str:
        with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
            return str(gradebook.find_assignment("mini").duedate)


class TestFeedback:
    """`workbook feedback`."""

    def test_moodle_gives_each_page_to_its_learner(self, course: Course) -> None:
        add_students(course, ann={"first_name": "Ann", "last_name": "Bell"})
        archive = course.folder / "downloaded/mini/archive/all.zip"
        archive.parent.mkdir(parents=True)
        with zipfile.ZipFile(archive, "w") as written:
            folder = "Ann Bell_1873_assignsubmission_file"
            written.write(course.notebook("release"), f"{folder}/mini.ipynb")
            written.writestr(f"{folder}/responses.json", responses_text(RIGHT))
        course.nbgrader("zip_collect", "mini")
        course.submit("by-mail", RIGHT)
        course.nbgrader("autograde", "mini")
        course.nbgrader("generate_feedback", "mini")
        assert "2 pages are in" in workbook(course, "feedback", "mini")
        made = course.folder / "reports/mini-feedback.zip"
        with zipfile.ZipFile(made) as feedback:
            pages = {name: feedback.read(name).decode() for name in feedback.namelist()}
        assert sorted(pages) == ["Ann Bell_1873_assignsubmission_file_mini.html", "by-mail mini.html"]
        assert "Your marks for each criterion" in pages["by-mail mini.html"]
        assert stat.S_IMODE(made.stat().st_mode) == 0o600

    def test_a_page_that_is_older_than_the_marks_is_left_out_and_told(self, course: Course) -> None:
        for student in ("ann", "ben", "cat"):
            course.submit(student, RIGHT)
        workbook(course, "mark", "mini", "--feedback")
        assert "3 pages are in" in workbook(course, "feedback", "mini")
        answers = course.folder / "submitted/ann/mini/responses.json"
        answers.write_text(responses_text({"sorting": {"hours": "problem"}}), encoding="utf-8")
        workbook(course, "mark", "mini")
        with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
            gradebook.find_grade("written", "mini", "mini", "ben").manual_score = 1.0
            gradebook.db.commit()
        said = workbook(course, "feedback", "mini")
        assert "1 pages are in" in said
        for student in ("ann", "ben"):
            assert f"{student}: left out. The page is older than the marks; make the feedback again." in said
        with zipfile.ZipFile(course.folder / "reports/mini-feedback.zip") as feedback:
            assert feedback.namelist() == ["cat mini.html"]
        workbook(course, "mark", "mini", "--feedback")
        assert "3 pages are in" in workbook(course, "feedback", "mini")

    def test_without_any_it_says_how_to_make_it(self, course: Course) -> None:
        assert "make it with 'workbook mark mini --feedback'" in workbook(course, "feedback", "mini", code=1)


class TestExport:
    """`nbgrader export`."""

    def test_who_handed_nothing_in_has_no_marks(self, course: Course) -> None:
        about = {"first_name": "Zoë", "last_name": 'Good, "Zed"', "lms_user_id": "=1+1", "email": "z@example.org"}
        add_students(course, zoe=about, ann={}, ben={}, cat={})
        course.nbgrader("db", "assignment", "add", "mini", "--duedate", "2026-07-03 17:00 Europe/London")
        workbook(course, "extend", "mini", "cat", "--days", "7")
        course.submit("ann", RIGHT)
        course.submit("ben", {})
        course.nbgrader("autograde", "mini")
        course.nbgrader("export")
        with (course.folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
        assert {student: row["score"] for student, row in rows.items()} == {
            "ann": "1.0", "ben": "0.0", "cat": "", "zoe": "",
        }  # fmt: skip
        assert (rows["zoe"]["first_name"], rows["zoe"]["last_name"]) == ("Zoë", 'Good, "Zed"')
        assert rows["zoe"]["lms_user_id"] == "'=1+1"
        assert rows["ann"]["max_score"] == "10.0"
        assert rows["ann"]["duedate"] == "2026-07-03 17:00 BST"

    def test_marks_that_are_not_whole_are_told(self, course: Course) -> None:
        add_students(course, cat={})
        course.submit("ann", RIGHT, {"written": "Because of the policy."})
        course.submit("ben", {})
        course.nbgrader("autograde", "mini")
        assert "The scores of 'ann' are not whole yet" in course.nbgrader("export").stderr
        with (course.folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {row["student_id"]: row["waits_for_you"] for row in csv.DictReader(file)} == {
                "ann": "1", "ben": "0", "cat": "",
            }  # fmt: skip

    def test_some_can_be_named(self, course: Course) -> None:
        add_students(course, ann={}, ben={})
        course.nbgrader("export", "--student", "['ben']", "--assignment", "['mini']", "--to", "some.csv")
        with (course.folder / "some.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["student_id"] for row in csv.DictReader(file)] == ["ben"]

    def test_what_was_marked_by_hand_alone_has_its_marks(self, course: Course) -> None:
        """As in a gradebook that nbgrader's own marking wrote, without a time of handing in."""
        add_students(course, ann={})
        course.submit("ann", {})
        course.nbgrader("autograde", "mini")
        with sqlite3.connect(course.folder / "gradebook.db") as database:
            database.execute("drop table workbook_marking")
        with sqlite3.connect(course.folder / "gradebook.db") as database:
            database.execute(
                "update grade set manual_score = 3 where cell_id in (select id from base_cell where name = 'written')"
            )
        assert course.scores() == {"ann": 3.0}


class TestHandingOut:
    """`nbgrader generate_assignment` and `nbgrader release_assignment`."""

    def test_making_the_learners_copy_is_told_in_one_line(self, course: Course) -> None:
        said = course.nbgrader("generate_assignment", "mini", "--force").stderr.splitlines()
        assert [line.partition("] ")[2] for line in said] == [f"Made {course.folder / 'release/mini'}"]

    def test_no_exchange_is_made_where_nobody_made_one(self, course: Course) -> None:
        root = course.folder.parent / "nowhere"
        done = course.nbgrader("release_assignment", "mini", f"--Exchange.root={root}", check=False)
        assert done.returncode == 1
        assert f"There is no exchange folder at {root}, so nothing was handed out." in done.stderr
        assert "c.Exchange.root" in done.stderr
        assert "Traceback" not in done.stderr
        assert not root.exists()

    @pytest.mark.parametrize(
        ("step", "undone", "instead"),
        [
            (["collect", "mini", "--update"], "nothing was collected", "'nbgrader zip_collect mini'"),
            (["release_feedback", "mini"], "nothing was given back", "'workbook feedback mini'"),
        ],
    )
    def test_without_an_exchange_a_step_that_needs_one_says_what_to_do_instead(
        self, course: Course, step: list[str], undone: str, instead: str
    ) -> None:
        root = course.folder.parent / "nowhere"
        done = course.nbgrader(*step, f"--Exchange.root={root}", check=False)
        assert done.returncode == 1
        assert f"There is no exchange folder at {root}, so {undone}." in done.stderr
        assert instead in done.stderr
        assert "Traceback" not in done.stderr
        assert "Unwritable" not in done.stderr


class TestClassList:
    """`nbgrader db student import`."""

    LIST = "id,first_name,last_name,email,lms_user_id\r\nso,Síle,O’Brien,s@example.org,C1\r\njm,José,Muñoz,,\r\n"

    def imported(self, course: Course, content: bytes, code: int = 0) -> str:
        (course.folder / "class.csv").write_bytes(content)
        done = course.nbgrader("db", "student", "import", "class.csv", check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stderr

    def students(self, course: Course) -> dict[str, tuple[str | None, ...]]:
        with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "complaints-workbook") as gradebook:
            return {s.id: (s.first_name, s.last_name, s.email, s.lms_user_id) for s in gradebook.students}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_as_spreadsheets_save_it(self, course: Course, encoding: str) -> None:
        self.imported(course, self.LIST.encode(encoding))
        assert self.students(course) == {
            "so": ("Síle", "O’Brien", "s@example.org", "C1"), "jm": ("José", "Muñoz", None, None),
        }  # fmt: skip

    def test_columns_may_stand_in_any_order_and_others_are_passed_over(self, course: Course) -> None:
        self.imported(course, b"tutor, Last_Name ,id\nX,Bell,ann\n,,\n")
        assert self.students(course) == {"ann": (None, "Bell", None, None)}

    def test_names_are_listed_on_an_old_console(self, course: Course) -> None:
        self.imported(course, self.LIST.encode())
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", "db", "student", "list"],
            cwd=course.folder, env=environment(PYTHONIOENCODING="ascii"), capture_output=True, timeout=100, check=True,
        )  # fmt: skip
        assert b"Jos\\xe9" in done.stdout

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (LIST.encode("cp1252"), "cp1252"),
            (LIST.encode("utf-16"), "UTF-16"),
            (LIST.replace(",", ";").encode(), "semicolons"),
            (b"name,email\nAnn,x\n", "There is no column 'id'"),
            (b"id\tfirst_name\nann\tAnn\n", "between tabs"),
            (b"sep=,\nid,first_name\nann,Ann\n", "'sep='"),
            (b"Class of 2026\n\nid,first_name\nann,Ann\n", "stand in row 3"),
            (b"", "There is no column 'id'"),
            (b"id,first_name\nann,Ann\nann,Ben\n,Cat\n../x,Dot\n", "row 3: the id ann is there twice"),
            (b"id,first_name\nann,Ann\n../x,Dot\n", "row 3: the id holds signs"),
        ],
        ids=["cp1252", "utf-16", "semicolons", "no-id", "tabs", "sep", "title", "empty", "twice", "signs"],
    )
    def test_what_is_wrong_is_told_and_nobody_is_imported(self, course: Course, content: bytes, words: str) -> None:
        assert words in self.imported(course, content, code=1)
        assert self.students(course) == {}
