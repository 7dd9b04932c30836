"""Every folder, file and learner of a cohort is accounted for: taken where it is plain, and told where it is not."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from support.courses import Course, mini_course, responses_text
from support.marked_courses import mark, outcomes, report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
NFC = unicodedata.normalize("NFC", "José")
NFD = unicodedata.normalize("NFD", "José")
URL = "sqlite:///{}/gradebook.db"


def url_of(course: Course) -> str:
    return URL.format(course.folder)


def scores(course: Course) -> dict[str, float]:
    """Return everybody's marks as the gradebook has them."""
    found: dict[str, float] = {}
    for learner, _, auto, manual, extra, _ in course.gradebook():
        mark_ = (auto or 0.0) if manual is None else manual
        found[learner] = found.get(learner, 0.0) + mark_ + (extra or 0.0)
    return found


def put(course: Course, place: str, answers: dict[str, dict[str, Any]] | None = RIGHT) -> Path:
    """Put honest work at any place in ``submitted/``."""
    folder = course.folder / "submitted" / place
    shutil.copytree(course.notebook("release").parent, folder)
    if answers is not None:
        (folder / "responses.json").write_text(responses_text(answers), "utf-8")
    return folder


def pack(course: Course, place: str, work: Path) -> None:
    path = course.folder / "submitted" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for file in work.iterdir():
            archive.write(file, f"mini/{file.name}")


# Where the work stands below submitted/<learner>/; it is the only thing that can be meant.
PLAIN = {
    "nested": "mini/mini",
    "with-my-work": "my-work/mini",
    "in-capitals": "Mini",
    "capitals-too-deep": "my-work/MINI",
    "unpacked-twice": "mini (1)/mini",
    "loose": "",
    "handed-in-my-work-again": "mini/my-work/mini",
    "many-folders-too-deep": "a/b/c/d/e/mini",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """Hand in in all these ways beside one that is right, and mark; the course and what the terminal said."""
    course = mini_course(tmp_path_factory.mktemp("course") / "course")
    shutil.copytree(course.folder / "source" / "mini", course.folder / "source" / "maxi")
    right = put(course, "right/mini")
    for learner, place in PLAIN.items():
        put(course, f"{learner}/{place}")
    put(course, "two-at-once/my-work/mini")
    put(course, "two-at-once/MINI")
    pack(course, "packed.zip", right)
    pack(course, "still-packed/mini.zip", right)
    pack(course, "packed-inside/mini/mini.zip", right)
    shutil.copy(right / "mini.ipynb", course.folder / "submitted" / "mini.ipynb")
    put(course, "with-copies/mini")
    put(course, "with-copies/mini (1)")
    (course.folder / "submitted" / "with-copies" / "notes.docx").write_bytes(b"x")
    (course.folder / "submitted" / "with-copies" / ".DS_Store").write_bytes(b"x")
    put(course, "beside-too-deep/my-work/mini")
    (course.folder / "submitted" / "beside-too-deep" / "my-work" / "answers.docx").write_bytes(b"x")
    (course.folder / "submitted" / ".DS_Store").write_bytes(b"x")
    (course.folder / "submitted" / "nothing-in-it").mkdir()
    put(course, "another-assignment/maxi")
    put(course, "my-work/mini")
    (course.folder / "submitted" / "a-link").symlink_to(course.folder / "datasets")
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        for learner in ("right", *PLAIN, "with-copies", "beside-too-deep", "absent", "another-assignment"):
            gradebook.add_student(learner)
        gradebook.add_student("deve", first_name="Daisy", last_name="Everett")
    put(course, "Daisy Everett/mini")
    return course, mark(course, code=1).stdout


@pytest.mark.parametrize("learner", PLAIN)
def test_work_that_can_only_be_this_is_taken_from_where_it_stands_and_that_is_told(
    told: tuple[Course, str], learner: str
) -> None:
    course, _ = told
    line = report(course)[learner]
    assert line["outcome"] == "marked"
    place = f"submitted/{learner}/{PLAIN[learner]}".rstrip("/")
    wanted = f"It was taken from {place}; it belongs at submitted/{learner}/mini."
    assert wanted in line["remarks"]
    assert scores(course)[learner] == 6


def test_work_that_could_be_either_is_told_and_neither_is_taken(told: tuple[Course, str]) -> None:
    line = report(told[0])["two-at-once"]
    assert line["outcome"] == "failed"
    assert "submitted/two-at-once/MINI and submitted/two-at-once/my-work/mini" in line["remarks"]
    assert "Keep one of them, at submitted/two-at-once/mini." in line["remarks"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("packed.zip", "unpack it into the folder of the learner"),
        ("mini.ipynb", "It is a loose file"),
        ("still-packed", "'mini.zip' has not been unpacked"),
        ("nothing-in-it", "The folder is empty"),
        ("a-link", "It is a link to somewhere else, and was not followed"),
    ],
)
def test_what_is_not_taken_is_told_with_what_to_do(told: tuple[Course, str], name: str, words: str) -> None:
    course, said = told
    line = report(course)[name]
    assert line["outcome"] == "not taken"
    assert words in line["remarks"]
    assert name in said


def test_a_packed_file_in_the_right_folder_is_told(told: tuple[Course, str]) -> None:
    line = report(told[0])["packed-inside"]
    assert line["outcome"] == "failed"
    assert "submitted/packed-inside/mini/mini.zip has not been unpacked" in line["remarks"]


def test_copies_and_documents_beside_the_work_are_named_and_litter_is_not(told: tuple[Course, str]) -> None:
    course, _ = told
    line = report(course)["with-copies"]
    assert line["outcome"] == "marked"
    assert "Beside it lies 'mini (1)', 'notes.docx', which was not taken." in line["remarks"]
    assert ".DS_Store" not in str(report(course))


def test_what_lies_beside_work_that_was_taken_from_elsewhere_is_named(told: tuple[Course, str]) -> None:
    assert (
        "Beside it lies 'my-work/answers.docx', which was not taken." in report(told[0])["beside-too-deep"]["remarks"]
    )


def test_a_folder_of_the_workbooks_is_nobody(told: tuple[Course, str]) -> None:
    assert report(told[0])["my-work"]["outcome"] == "failed"
    assert "my-work" not in scores(told[0])


def test_those_on_the_class_list_who_have_not_handed_in_are_told(told: tuple[Course, str]) -> None:
    course, said = told
    absent = {name for name, outcome in outcomes(course).items() if outcome == "not handed in"}
    assert absent == {"absent", "another-assignment", "deve"}
    assert "Not handed in: absent, another-assignment, deve." in said


def test_a_folder_on_no_class_list_is_told_and_whose_it_may_be(told: tuple[Course, str]) -> None:
    remarks = report(told[0])["Daisy Everett"]["remarks"]
    assert "It is on no class list" in remarks
    assert "It may be the work of deve" in remarks
    assert "class list" not in report(told[0])["right"]["remarks"]


def test_nbgraders_command_tells_the_same(told: tuple[Course, str], tmp_path: Path) -> None:
    course = Course(shutil.copytree(told[0].folder, tmp_path / "course", symlinks=True), "mini")
    done = course.nbgrader("autograde", "mini", "--force", check=False)
    said = done.stdout + done.stderr
    for name in ("packed.zip", "still-packed", "nothing-in-it", "two-at-once", "absent"):
        assert name in said


# Names.
@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


@pytest.mark.parametrize(("first", "then"), [(NFC, NFD), (NFD, NFC)])
def test_one_name_in_two_spellings_is_one_learner_with_the_gradebooks_spelling(
    course: Course, first: str, then: str
) -> None:
    put(course, f"{first}/mini")
    mark(course)
    (course.folder / "submitted" / first).rename(course.folder / "submitted" / then)
    (course.folder / "submitted" / then / "mini" / "responses.json").write_text(responses_text({}), "utf-8")
    mark(course, "--feedback")
    assert outcomes(course) == {first: "marked"}
    assert scores(course) == {first: 0}
    assert (course.folder / "feedback" / first / "mini" / "mini.html").is_file()

    put(course, f"{first}/mini")
    mark(course, code=1)
    assert "2 folders bear this name" in report(course)[first]["remarks"]


def test_names_that_look_alike_or_cannot_be_seen_are_told(course: Course) -> None:
    for name in ("ann", "ann\u200b", "\u0430nn", "Ben", "ben", "\u3164"):
        put(course, f"{name}/mini")
    mark(course, code=1)
    found = report(course)
    assert found["ann"]["remarks"] == ""
    assert "signs that cannot be seen" in found["ann\\u200b"]["remarks"]
    for name in ("ann\\u200b", "\u0430nn", "Ben"):
        assert "It looks like another learner's name" in found[name]["remarks"]
    assert found["\\u3164"]["outcome"] == "failed"
    assert "Nobody can see this name" in found["\\u3164"]["remarks"]


def test_marking_one_learner_again_keeps_what_the_report_says_of_the_others(course: Course) -> None:
    for name in ("ann", "ben", "cat"):
        put(course, f"{name}/mini")
    (put(course, "dan/mini") / "mini.ipynb").write_text("[", "utf-8")
    mark(course)
    before = report(course)
    mark(course, "--students", "ben,cat", "--force")
    assert report(course) == before
    mark(course, "--students", "ben")
    assert report(course) == {**before, "ben": {**before["ben"], "outcome": "unchanged"}}
    shutil.rmtree(course.folder / "submitted" / "ann")
    mark(course)
    assert outcomes(course) == {"ann": "not handed in"} | dict.fromkeys(("ben", "cat", "dan"), "unchanged")


def test_a_learner_whose_name_has_a_comma_can_be_named(course: Course) -> None:
    for name in ("Smith, John", "ann", "ben", "cat"):
        put(course, f"{name}/mini")
    mark(course, "--students", "Smith, John", "--students", "ann,ben")
    assert set(outcomes(course)) == {"Smith, John", "ann", "ben"}
    mark(course, "--students", '"Smith, John",cat')
    assert outcomes(course) == {"Smith, John": "unchanged", "ann": "marked", "ben": "marked", "cat": "marked"}
    assert "nothing of Smith, zed" in mark(course, "--students", "Smith,zed", code=1).stderr


def test_those_whom_marking_added_are_no_class_list(course: Course) -> None:
    put(course, "ann/mini")
    mark(course)
    put(course, "ben/mini")
    mark(course)
    assert report(course)["ben"]["remarks"] == ""


# Names in capitals, and folders that got another name.
def add_students(course: Course, *students: str) -> None:
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        for student in students:
            gradebook.add_student(student)


def learners(course: Course) -> set[str]:
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        return {student.id for student in gradebook.students}


LISTED = """
import json
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from complaints_workbook.nbgrader_steps.as_data import mark_as_data
mark_as_data()
api = NbGraderAPI(config=Config(), coursedir=CourseDirectory(root="."))
print(json.dumps({row["student"]: row["autograded"] for row in api.get_submissions("mini")}))
"""
"""What formgrader lists, as a program."""


def test_a_folder_that_differs_in_capitals_alone_is_its_learners(course: Course) -> None:
    add_students(course, "dan", "zoë", "ben", "BEN")
    for name in ("DAN", unicodedata.normalize("NFD", "Zoë"), "Ben"):
        put(course, f"{name}/mini")
    mark(course)
    assert {name: outcome for name, outcome in outcomes(course).items() if outcome == "marked"} == dict.fromkeys(
        ("dan", "zoë", "Ben"), "marked"
    )
    assert "The folder is called DAN, and was taken as dan's." in report(course)["dan"]["remarks"]
    assert "It looks like another learner's name: BEN, ben." in report(course)["Ben"]["remarks"]
    assert learners(course) == {"dan", "zoë", "ben", "BEN", "Ben"}
    mark(course, "--students", "dan", "--force")
    assert outcomes(course)["dan"] == "marked"
    course.nbgrader("autograde", "mini", "--student=dan", "--force")
    done = subprocess.run(
        [sys.executable, "-c", LISTED], cwd=course.folder, capture_output=True, text=True, timeout=100, check=True
    )
    assert json.loads(done.stdout) == dict.fromkeys(("dan", "zoë", "Ben"), True)


@pytest.mark.parametrize("place", ["ANN/mini", "ann/mini/mini", "ann/my-work/MINI", "ann/mini"])
@pytest.mark.parametrize("above", [True, False], ids=["a note above the work", "a note beside it"])
def test_work_at_another_place_has_its_time_everywhere(course: Course, place: str, above: bool) -> None:
    add_students(course, "ann")
    work = put(course, place)
    noted = work.parent if above and work.parent.name == "mini" else work
    (work / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC", "utf-8")
    (noted / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC", "utf-8")  # nbgrader's stands highest
    mark(course)
    assert report(course)["ann"]["handed in"] == "2026-11-20 10:00 GMT"
    done = subprocess.run(
        [sys.executable, "-c", LISTED], cwd=course.folder, capture_output=True, text=True, timeout=100, check=True
    )
    assert json.loads(done.stdout) == {"ann": True}  # one with another time would have to be marked again


def test_of_two_folders_that_differ_in_capitals_each_is_told(course: Course) -> None:
    add_students(course, "dan", "eve")
    for name in ("Dan", "dan", "Eve", "EVE"):
        put(course, f"{name}/mini")
    mark(course, code=1)
    assert outcomes(course) == {"dan": "marked", "Dan": "marked", "eve": "failed"}
    assert "It looks like another learner's name: dan." in report(course)["Dan"]["remarks"]
    assert "2 folders bear this name" in report(course)["eve"]["remarks"]


def rename(course: Course, before: str, name: str) -> None:
    (course.folder / "submitted" / before).rename(course.folder / "submitted" / name)


@pytest.mark.parametrize("listed", [True, False])
def test_a_folder_that_gets_another_name_takes_with_it_what_was_given_by_hand(course: Course, listed: bool) -> None:
    if listed:
        add_students(course, "dan", "ann")
    put(course, "ann/mini")
    write_something(put(course, "Zoe G/mini"))
    mark(course, "--feedback")
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        grade = gradebook.find_grade("written", "mini", "mini", "Zoe G")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        gradebook.find_comment("written", "mini", "mini", "Zoe G").manual_comment = "Said well."
        gradebook.db.commit()
    before = scores(course)["Zoe G"]
    rename(course, "Zoe G", "dan")
    mark(course, "--feedback")
    assert scores(course) == {"ann": scores(course)["ann"], "dan": before}
    assert outcomes(course) == {"ann": "unchanged", "dan": "marked"}
    assert report(course)["dan"]["waits for you"] == "0"
    assert (
        "The folder was called Zoe G before; what you gave by hand came with the work."
        in (report(course)["dan"]["remarks"])
    )
    assert learners(course) == {"ann", "dan"}
    assert set(course.grades()) == {"ann", "dan"}
    for stage in ("autograded", "feedback"):
        assert {path.name for path in (course.folder / stage).iterdir()} - {".workbook"} == {"ann", "dan"}
    page = (course.folder / "feedback/dan/mini/mini.html").read_text("utf-8")
    assert "Said well." in page
    mark(course, "--force", "--feedback")
    assert scores(course)["dan"] == before
    assert set(outcomes(course)) == {"ann", "dan"}


def test_one_whose_folder_is_gone_is_told_with_what_to_do_and_keeps_marks(course: Course) -> None:
    add_students(course, "ann")
    put(course, "ann/mini")
    put(course, "Zoe G/mini")
    mark(course, "--feedback")
    shutil.rmtree(course.folder / "submitted/Zoe G")
    put(course, "dan/mini", {"sorting": {"hours": "problem"}})
    mark(course)
    command = 'nbgrader db student remove "Zoe G" --force'
    assert report(course)["Zoe G"]["outcome"] == "not handed in"
    assert command in report(course)["Zoe G"]["remarks"]
    assert "Zoe G" in scores(course)
    course.nbgrader(*shlex.split(command)[1:])
    assert learners(course) == {"ann", "dan"}
    mark(course)
    assert set(outcomes(course)) == {"ann", "dan"}
    done = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", "feedback", "mini"],
        cwd=course.folder, env=course.environment(), capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    assert "Zoe G: left out. The gradebook has no marks of anybody by that name." in done.stderr
    with zipfile.ZipFile(course.folder / "reports/mini-feedback.zip") as pages:
        assert pages.namelist() == ["ann mini.html"]


# Unopened.
def write_something(folder: Path) -> None:
    notebook = folder / "mini.ipynb"
    text = notebook.read_text("utf-8")
    assert "Double-click here" in text
    notebook.write_text(text.replace("Double-click here", "Records help. Double-click here"), "utf-8")


def leave_a_damaged_file(folder: Path) -> None:
    (folder / "responses-damaged-20261120-101500.json").write_text('{"version": 1', "utf-8")


def test_work_that_was_handed_in_unopened_is_told_apart_and_counted_by_one_command(course: Course) -> None:
    folder = put(course, "ann/mini", None)
    for name in (".DS_Store", "Thumbs.db", "._mini.ipynb"):
        (folder / name).write_bytes(b"x")
    put(course, "ben/mini")
    mark(course, "--feedback")
    line = report(course)["ann"]
    assert "It was handed in unopened" in line["remarks"]
    assert "workbook mark mini --unanswered ann" in line["remarks"]
    assert int(line["waits for you"]) == 2

    said = mark(course, "--feedback", "--unanswered", "ann,ben").stdout
    assert "counts as unanswered" in " ".join(said.replace("│", " ").split())
    assert scores(course)["ann"] == 0
    assert report(course)["ann"]["waits for you"] == "0"
    assert "for it was not handed in unopened" in report(course)["ben"]["remarks"]
    page = (course.folder / "feedback" / "ann" / "mini" / "mini.html").read_text("utf-8")
    assert "handed in unopened" in page
    assert "waits for the tutor" not in page
    assert "0 of 10 marks" in page

    mark(course, "--force", "--feedback")
    assert "counts as unanswered" in report(course)["ann"]["remarks"]
    assert report(course)["ann"]["waits for you"] == "0"

    (course.notebook("submitted", "ann").parent / "responses.json").write_text(responses_text(RIGHT), "utf-8")
    mark(course)
    assert scores(course)["ann"] == 6


@pytest.mark.parametrize("change", [write_something, leave_a_damaged_file])
def test_work_with_a_word_or_a_lost_file_in_it_was_not_unopened(course: Course, change: Callable[[Path], None]) -> None:
    change(put(course, "ann/mini", None))
    mark(course, "--unanswered", "ann")
    assert "for it was not handed in unopened" in report(course)["ann"]["remarks"]
    assert int(report(course)["ann"]["waits for you"]) >= 2


# From a fresh clone, and after a later release.
def test_marking_needs_no_gradebook(course: Course) -> None:
    (course.folder / "gradebook.db").unlink()
    put(course, "ann/mini")
    mark(course)
    assert scores(course) == {"ann": 6}


def test_a_release_with_other_points_is_marked_after_marks_and_tells_what_waits_again(course: Course) -> None:
    put(course, "ann/mini")
    write_something(course.notebook("submitted", "ann").parent)
    mark(course)
    give(course, "ann", 3)
    released = course.notebook("release")
    released.write_text(released.read_text("utf-8").replace('"points": 4', '"points": 5'), "utf-8")
    said = " ".join(mark(course).stdout.replace("│", " ").split())
    assert "The points of 'written' have changed from 4 to 5." in said
    assert report(course)["ann"]["waits for you"] == "1"
    assert scores(course)["ann"] == 9


def give(course: Course, learner: str, score: float, cell: str = "written") -> None:
    """Give a mark as formgrader does."""
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        grade = gradebook.find_grade(cell, "mini", "mini", learner)
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()


# What waits after a new hand-in.
def test_what_waits_after_a_new_hand_in_is_what_changed_and_the_report_counts_as_the_gradebook(course: Course) -> None:
    folder = put(course, "ann/mini", None)
    write_something(folder)
    mark(course)
    give(course, "ann", 3)
    give(course, "ann", 2, "steps")
    (folder / "responses.json").write_text(responses_text(RIGHT), "utf-8")
    mark(course)
    assert waiting(course) == {"steps"}
    assert report(course)["ann"]["waits for you"] == "1"

    give(course, "ann", 2, "steps")
    mark(course, "--force")
    assert waiting(course) == set()

    notebook = folder / "mini.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("Records help.", "Records help everyone."), "utf-8")
    for _ in range(2):
        mark(course)
        assert waiting(course) == {"written"}
        assert report(course)["ann"]["waits for you"] == "1"


def waiting(course: Course) -> set[str]:
    return {cell for _, cell, *_, waits in course.gradebook() if waits}


# Times.
def test_a_missing_time_is_told_where_it_matters_and_no_older_one_is_kept_in_silence(course: Course) -> None:
    folder = put(course, "ann/mini")
    put(course, "ben/mini")
    mark(course)
    assert report(course)["ben"]["remarks"] == ""
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-21 12:00:00 UTC")
    (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC", "utf-8")
    mark(course)
    assert report(course)["ann"]["handed in"] == "2026-11-20 10:00 GMT"
    assert report(course)["ann"]["remarks"] == ""
    assert (
        "It does not say when it was handed in (timestamp.txt is missing); it may be late"
        in (report(course)["ben"]["remarks"])
    )

    (folder / "timestamp.txt").unlink()
    (folder / "responses.json").write_text(responses_text({}), "utf-8")
    for _ in range(2):
        mark(course)
        remarks = report(course)["ann"]["remarks"]
        assert "The gradebook keeps the time of an earlier hand-in, 2026-11-20 10:00 GMT" in remarks


def test_what_is_true_of_many_is_told_once(course: Course) -> None:
    for name in ("ann", "ben", "cat"):
        put(course, f"{name}/mini", None if name == "cat" else {})
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-21 12:00:00 UTC")
    said = mark(course).stdout
    told = [line for line in said.splitlines() if "does not say when it was handed in" in line]
    assert ["ann, ben, cat" in line for line in told] == [True], said
    assert "timestamp.txt is missing" in report(course)["ben"]["remarks"]


def test_late_work_is_told_with_both_times_and_an_extension_counts(course: Course) -> None:
    for name in ("ann", "ben", "cat"):
        time = "2026-11-27 17:00:00 UTC" if name == "cat" else "2026-11-30 10:00:00 UTC"
        (put(course, f"{name}/mini") / "timestamp.txt").write_text(time, "utf-8")
    mark(course)
    assert {line["remarks"] for line in report(course).values()} == {""}
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-11-27 17:00:00 UTC")
        gradebook.grant_extension("mini", "ben", days=7)
    for options in ((), ("--force",)):
        said = mark(course, *options).stdout
        late = "Late: handed in 30 November 2026, 10:00 GMT; due 27 November 2026, 17:00 GMT."
        assert late in said
        assert [line["remarks"] for line in report(course).values()] == [late, "", ""]


# Names on the page.
def test_the_feedback_page_calls_the_learner_by_name_and_is_made_anew_when_that_changes(course: Course) -> None:
    put(course, "abell/mini")
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        gradebook.add_student("abell", first_name="Ann", last_name="Bell")
    page = course.folder / "feedback" / "abell" / "mini" / "mini.html"
    mark(course, "--feedback")
    assert "Feedback for Ann Bell" in page.read_text("utf-8")
    with Gradebook(url_of(course), "complaints-workbook") as gradebook:
        gradebook.update_or_create_student("abell", last_name="Bell-Jones")
    mark(course, "--feedback")
    assert "Feedback for Ann Bell-Jones" in page.read_text("utf-8")
