"""`nbgrader generate_assignment` releases what is named, whole or not at all, whatever is marked already."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support.courses import ROOT, Course, environment, mini_course

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "It has a question mark, and it is more than a question."
"""A reason of the small course's keys."""

LEFT_BEHIND = [
    *(f"{before}answers.yaml{after}" for before, after in [
        ("", "~"), ("", ".bak"), ("", ".orig"), ("", ".save"), (".", ".swp"), (".", ".un~"), ("#", "#"), (".#", ""),
        ("", " (copy)"), ("Copy of ", ""), ("", ".gz"), ("", ".2026-11-29"), ("", "_BACKUP_123"), ("", ".rej"),
    ]),
    "answers.yml", "ANSWERS.YAML", "Answers.Yml", "answers.json", "answers.txt", "answers", "old/answers.yaml",
    "old/keys.csv", "images/answers.yaml~", "images/answers.txt", "mini.ipynb.bak", "mini.ipynb~", "mini-copy.ipynb",
    "old/mini.ipynb", "Sections/1.1/answers.yaml", "sections~/1.1/answers.txt", "assignment.yaml~", "responses.json",
]  # fmt: skip


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def released(course: Course) -> dict[str, bytes]:
    folder = course.folder / "release"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path) -> Callable[[Callable[[Any], None]], None]:
    def change(how: Callable[[Any], None]) -> None:
        notebook = json.loads(path.read_text("utf-8"))
        how(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    return change


def with_another_question(notebook: Any) -> None:
    more = copy.deepcopy(notebook["cells"][-2:])
    for cell in more:
        cell["metadata"]["nbgrader"]["grade_id"] += "-2"
        cell["id"] += "-2"
    notebook["cells"] += more


def by_command(course: Course) -> None:
    course.nbgrader("generate_assignment", "mini", check=False)


def by_release(course: Course) -> None:
    command = [sys.executable, "-m", "complaints_workbook.command_line", "release", "--force", "mini"]
    subprocess.run(command, cwd=course.folder, env=environment(), check=False, timeout=120, capture_output=True)


_BUTTON = """
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
app = NbGrader()
app.initialize([])  # reads the course's settings, as formgrader does
print(NbGraderAPI(app.coursedir, parent=app).generate_assignment("mini"))
"""


def by_button(course: Course) -> None:
    """Press formgrader's button, which calls this."""
    command = [sys.executable, "-c", _BUTTON]
    subprocess.run(command, cwd=course.folder, env=environment(), check=False, timeout=120, capture_output=True)


@pytest.fixture(params=[by_command, by_release, by_button])
def release(request: pytest.FixtureRequest) -> Callable[[Course], None]:
    way: Callable[[Course], None] = request.param
    return way


def test_nothing_that_editors_leave_beside_the_keys_is_released(
    course: Course, release: Callable[[Course], None]
) -> None:
    before = released(course)
    source = course.folder / "source/mini"
    for name in LEFT_BEHIND:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(KEY, encoding="utf-8")
    (source / "linked.txt").symlink_to("sections/1.1/answers.yaml")
    shutil.rmtree(course.folder / "release")
    release(course)
    assert released(course) == before


def test_pictures_and_files_that_the_notebook_names_are_released(
    course: Course, release: Callable[[Course], None]
) -> None:
    source = course.folder / "source/mini"
    for name in ("images/flow.svg", "data/a log.csv", "data/other.csv", "form.docx", "notes.txt", "links/out.csv"):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text("x", encoding="utf-8")
    (source / "links/out.csv").unlink()
    (source / "links/out.csv").symlink_to("../sections/1.1/answers.yaml")
    scheme = "=== BEGIN MARK SCHEME ===\nSee [the notes](notes.txt).\n=== END MARK SCHEME ==="

    def name_them(notebook: Any) -> None:
        notebook["cells"][0]["source"] += "\n\n[The log](data/a%20log.csv), [the form](./form.docx), [x](links/out.csv)"
        notebook["cells"][-1]["source"] = scheme

    edit(course.notebook("source"))(name_them)
    release(course)
    assert set(released(course)) - {"mini/mini.ipynb", "mini/pages.json"} == {
        "mini/images/flow.svg", "mini/data/a log.csv", "mini/form.docx",
    }  # fmt: skip


@pytest.mark.parametrize(
    "broken", ["import nothing_of_this_name\n", "c. = [\n", None], ids=["import", "syntax", "gone"]
)
def test_without_the_courses_settings_nothing_is_made(
    course: Course, release: Callable[[Course], None], broken: str | None
) -> None:
    before = released(course)
    settings = course.folder / "nbgrader_config.py"
    if broken is None:
        settings.unlink()
    else:
        settings.write_text(broken + settings.read_text("utf-8"), encoding="utf-8")
    release(course)
    assert released(course) == before
    said = course.nbgrader("generate_assignment", "mini", "--force", check=False)
    assert (said.returncode, released(course)) == (1, before)
    assert "nbgrader_config.py were not read" in said.stderr


def test_without_the_courses_settings_no_code_of_a_learners_is_run(course: Course, tmp_path: Path) -> None:
    folder = course.submit("eve", {})
    (course.folder / "nbgrader_config.py").unlink()

    def run_code(notebook: Any) -> None:
        notebook["cells"][2]["source"] = f"open({os.fspath(tmp_path / 'ran')!r}, 'w')"

    edit(folder / "mini.ipynb")(run_code)
    assert course.nbgrader("autograde", "mini", check=False).returncode == 1
    assert not (tmp_path / "ran").exists()


def test_in_a_fresh_clone_the_first_two_steps_lead_to_marks(tmp_path: Path) -> None:
    """The released folder is in the repository, and there is no gradebook yet."""
    made = mini_course(tmp_path / "made")
    course = mini_course(tmp_path / "clone", release=False)
    shutil.copytree(made.folder / "release", course.folder / "release")
    course.nbgrader("generate_assignment", "mini")
    course.submit("ann", {"sorting": {"hours": "query"}})
    course.nbgrader("autograde", "mini")
    assert course.scores() == {"ann": 1.0}


def test_a_later_version_with_another_question_is_released_and_marks_are_kept(
    course: Course, release: Callable[[Course], None]
) -> None:
    course.submit("ann", {"sorting": {"hours": "query"}}, {"written": "Because *memory* is short."})
    course.nbgrader("autograde", "mini")
    edit(course.notebook("source"))(with_another_question)
    release(course)
    assert "written-2" in course.notebook("release").read_text("utf-8")
    course.nbgrader("generate_assignment", "mini", "--force")
    course.nbgrader("autograde", "mini")
    assert course.scores() == {"ann": 1.0}
    assert {name for _, name, *_ in course.gradebook()} == {"sorting", "steps", "written", "written-2"}


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_an_authors_fault_leaves_what_was_released(course: Course, options: tuple[str, ...]) -> None:
    before = released(course)
    exercises = course.folder / "source/mini/sections/1.1/exercises.yaml"
    exercises.write_text(exercises.read_text("utf-8").replace("title: Four steps", "titel: Four steps"), "utf-8")
    done = course.nbgrader("generate_assignment", "mini", *options, check=False)
    assert (done.returncode, released(course)) == (1, before)
    assert "1.1/exercises.yaml > steps > title: the field is missing; add it." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gradebook_that_cannot_be_written_leaves_what_was_released(course: Course) -> None:
    before = released(course)
    (course.folder / "gradebook.db").write_bytes(b"This is no database.")
    edit(course.notebook("source"))(with_another_question)
    done = course.nbgrader("generate_assignment", "mini", "--force", check=False)
    assert (done.returncode, released(course)) == (1, before)
    assert "Traceback" not in done.stderr


def test_what_stays_behind_is_told(course: Course) -> None:
    (course.folder / "source/mini/plan.docx").write_text("x", encoding="utf-8")
    said = course.nbgrader("generate_assignment", "mini").stderr
    assert "These stay with you, since the notebook does not name them: plan.docx" in said


def test_a_tutors_own_assignment_is_made_as_nbgrader_makes_it(course: Course) -> None:
    own = course.folder / "source/own"
    own.mkdir()
    shutil.copy(course.notebook("source"), own / "first.ipynb")
    shutil.copy(course.notebook("source"), own / "second.ipynb")
    (own / "helper.py").write_text("x = 1\n", encoding="utf-8")
    course.nbgrader("generate_assignment", "own")
    assert {name for name in released(course) if name.startswith("own/")} == {
        "own/first.ipynb", "own/second.ipynb", "own/helper.py",
    }  # fmt: skip


def test_the_environments_settings_are_installed() -> None:
    """They refuse to go on where the course's own cannot be read."""
    installed = Path(sys.prefix) / "etc/jupyter/nbgrader_config.py"
    own = ROOT / "src/complaints_workbook/nbgrader_steps/environment/nbgrader_config.py"
    assert installed.read_text("utf-8") == own.read_text("utf-8")
