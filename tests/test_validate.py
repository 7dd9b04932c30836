"""Validate says in plain words what is left to answer, whatever has become of the notebook."""

from __future__ import annotations

import copy
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.lab import SETTINGS
from complaints_workbook.nbgrader_steps.validate import as_results
from complaints_workbook.own_work.told import told
from support.courses import Course, mini_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
WRITTEN = "You have not written an answer to 1 question:\n- 1.5 Records"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def validate(course: Course, folder: Path, name: str = "mini.ipynb") -> str:
    done = course.nbgrader("validate", os.fspath(folder / name), JUPYTER_CONFIG_PATH=str(SETTINGS))
    for word in ("Traceback", "import", "cell", "kernel", "TEST", "FAILED"):
        assert word not in done.stdout
    return done.stdout


def change(folder: Path, edit: Callable[[list[Any]], object]) -> None:
    path = folder / "mini.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    edit(notebook["cells"])
    path.write_text(json.dumps(notebook), "utf-8")


def place(cells: list[Any]) -> int:
    return next(
        at for at, cell in enumerate(cells) if cell["metadata"].get("nbgrader", {}).get("grade_id") == "written"
    )


def test_what_is_begun_what_is_not_and_what_is_not_written_is_told_apart(course: Course) -> None:
    folder = course.submit("dot", {"sorting": RIGHT["sorting"] | {"late": None}})
    said = validate(course, folder)
    assert "You have answered 2 of 4 questions in 2 exercises, and 0 of 1 written question." in said
    assert "You have begun 1 exercise and not finished:\n- 1.1 Query, problem or complaint?: The late parcel" in said
    assert "You have not begun 1 exercise:\n- 1.5 Four steps\n" in said
    assert WRITTEN in said


def test_a_notebook_that_nobody_has_touched_is_counted_and_not_taken_apart(course: Course) -> None:
    folder = course.submit("dot", {})
    (folder / "responses.json").unlink()
    said = validate(course, folder)
    assert "You have answered 0 of 4 questions in 2 exercises, and 0 of 1 written question." in said
    assert "You have not begun 2 exercises:" in said
    assert "The late parcel" not in said


def test_when_everything_is_answered_that_is_all_that_is_said(course: Course) -> None:
    folder = course.submit("dot", RIGHT, {"written": "Because memory is short."})
    said = validate(course, folder)
    assert said.startswith("You have answered 4 of 4 questions in 2 exercises, and 1 of 1 written question.\n")
    assert "You have not" not in said
    assert "not whether it is right" in said


def split(cells: list[Any]) -> None:
    at = place(cells)
    second = copy.deepcopy(cells[at]) | {"id": "again", "source": "Second half."}
    cells[at]["source"] = "First half."
    cells.insert(at + 1, second)


def lose_its_name(cells: list[Any]) -> None:
    cells[place(cells) - 1]["metadata"]["nbgrader"]["grade_id"] = "written-question"  # as those of the course are
    cells[place(cells)].update(metadata={}, source="My words.")


def lose_all_names(cells: list[Any]) -> None:
    for cell in cells:
        cell["metadata"] = {}


def spoil_metadata(cells: list[Any]) -> None:
    for at, cell in enumerate(cells):
        cell["metadata"]["nbgrader"] = [7, {}, {"grade_id": 7, "points": "x"}, None][at % 4]


def add_strange_cells(cells: list[Any]) -> None:
    cells[place(cells)]["source"] = ["My ", "\ud800words."]
    cells.extend([7, None, [], {}, {"cell_type": 3, "source": 3, "metadata": 3}, {"source": ["a", 3]}])


@pytest.mark.parametrize("edit", [split, lose_its_name, add_strange_cells])
def test_an_answer_counts_whatever_an_editor_did_to_its_cell(course: Course, edit: Callable[[list[Any]], None]) -> None:
    folder = course.submit("dot", RIGHT)
    change(folder, edit)
    assert "and 1 of 1 written question." in validate(course, folder)


@pytest.mark.parametrize("edit", [lose_all_names, spoil_metadata, list.clear])
def test_a_notebook_without_names_says_what_of_the_exercises_is_left(
    course: Course, edit: Callable[[list[Any]], None]
) -> None:
    folder = course.submit("dot", RIGHT)
    change(folder, edit)
    assert "You have answered 4 of 4 questions in 2 exercises." in validate(course, folder)


@pytest.mark.parametrize("content", [b"", b"{half", b"[]", b"\xff\xfe"])
def test_a_notebook_that_cannot_be_read_is_said(course: Course, content: bytes) -> None:
    folder = course.submit("dot", RIGHT)
    (folder / "mini.ipynb").write_bytes(content)
    assert "The notebook could not be read, so written questions are not counted." in validate(course, folder)


def test_a_copy_under_another_name_is_told_of_by_its_own_words(course: Course) -> None:
    folder = course.submit("dot", RIGHT, {"written": "Mine."})
    (folder / "mini.ipynb").rename(folder / "my copy.ipynb")
    assert "and 1 of 1 written question." in validate(course, folder, "my copy.ipynb")


def test_damaged_pages_and_answers_of_a_newer_workbook_are_told(course: Course) -> None:
    folder = course.submit("dot", RIGHT)
    (folder / "responses.json").write_text('{"version": 9, "exercises": {}}')
    assert "come from a newer version of the workbook" in validate(course, folder)
    (folder / "pages.json").write_text("{")
    assert "the file is damaged" in validate(course, folder)


def test_no_markup_of_a_learners_folder_reaches_the_page(course: Course) -> None:
    """Its pages and its notebook may be a classmate's."""
    folder = course.submit("dot", {})
    pages = folder / "pages.json"
    pages.write_text(pages.read_text("utf-8").replace("Query, problem or complaint?", "<img src=x onerror=hit>"))

    def forge(cells: list[Any]) -> None:
        cells[place(cells) - 1]["source"] = "### <script>hit</script>"

    change(folder, forge)
    [shown] = as_results(*told(folder / "mini.ipynb"))["failed"]
    assert "&lt;img src=x onerror=hit&gt;" in shown["error"]
    assert "&lt;script&gt;" in shown["error"]
    assert "<img" not in shown["error"]
    assert "<script" not in shown["error"]


def test_what_is_written_in_another_notebook_alone_is_told_of(course: Course) -> None:
    folder = course.submit("dot", RIGHT, {"written": "Here."})
    (folder / "mini-Copy1.ipynb").write_bytes((folder / "mini.ipynb").read_bytes())
    assert "another notebook" not in validate(course, folder)
    change(folder, lambda cells: cells[place(cells)].update(source="There is more here."))
    said = validate(course, folder)
    assert "In “mini-Copy1.ipynb”, which is another notebook, you wrote an answer to “Records”." in said
    assert "Copy what you want to be marked into the notebook that you hand in." in said
    said = validate(course, folder, "mini-Copy1.ipynb")
    assert "You are working in “mini-Copy1.ipynb”. The notebook to hand in is “mini.ipynb”." in said
