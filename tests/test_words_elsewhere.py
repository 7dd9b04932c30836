"""What a learner wrote anywhere waits for the tutor with its place named; 0 is for those who wrote nothing."""

from __future__ import annotations

import json
import sqlite3
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from hostile.submission import base64_png, cell, code, markdown
from support.courses import Course, mini_course, responses_text
from support.marked_courses import mark, report
from support.notebook_page import open_notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

WORDS = "Zebras keep good records."
ANSWERS = {"sorting": {"hours": "query"}}
"""Earns 1 of 3."""

Notebook = dict[str, Any]


def add(at: int, added: dict[str, Any]) -> Callable[[Notebook], None]:
    return lambda notebook: notebook["cells"].insert(at, added)


def answer(notebook: Notebook) -> None:
    cell(notebook, "written")["source"] = WORDS


def in_the_question(notebook: Notebook) -> None:
    cell(notebook, "written-prompt")["source"] += f"\n\n{WORDS}"


def merged(notebook: Notebook) -> None:
    in_the_question(notebook)
    notebook["cells"].remove(cell(notebook, "written"))


def split(notebook: Notebook) -> None:
    written = cell(notebook, "written")
    notebook["cells"].append(deepcopy(written) | {"source": WORDS, "id": "second-half"})


def retyped(notebook: Notebook) -> None:
    notebook["cells"][notebook["cells"].index(cell(notebook, "written"))] = markdown(WORDS)


def without_metadata(notebook: Notebook) -> None:
    answer(notebook)
    for each in notebook["cells"]:
        each["metadata"] = {}


def without_metadata_and_ids(notebook: Notebook) -> None:
    without_metadata(notebook)
    for each in notebook["cells"]:
        del each["id"]


def of_colab(notebook: Notebook) -> None:
    """Colab keeps the ids among the metadata, and knows no minor version of the format."""
    answer(notebook)
    notebook |= {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}}}
    for each in notebook["cells"]:
        each["metadata"] = {"id": each.pop("id")}


def of_another_course(notebook: Notebook) -> None:
    notebook["cells"] = [code("import re")]


def lost_cell(notebook: Notebook) -> None:
    notebook["cells"].remove(cell(notebook, "written"))


def unreadable_cell(notebook: Notebook) -> None:
    cell(notebook, "written")["source"] = {"text": WORDS}


def picture(notebook: Notebook) -> None:
    cell(notebook, "written")["attachments"] = {"a.png": {"image/png": base64_png(3, 2)}}


def lines_of_windows(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        each["source"] = each["source"].replace("\n", "\r\n")


IN_THE_NOTEBOOK: dict[str, tuple[Callable[[Notebook], None], str]] = {
    "code cell below": (add(6, code(f"# {WORDS}")), "in a new cell below “Written question: records”"),
    "text cell at the end of the question": (
        add(5, markdown(WORDS)),
        "in a new cell below “Written question: records”",
    ),
    "raw cell at the top": (add(0, {"cell_type": "raw", "metadata": {}, "source": WORDS}), "in a new cell at the top"),
    "text cell far from it": (add(1, markdown(WORDS)), "in a new cell below “A small course”"),
    "question": (in_the_question, "in the workbook’s own cell “Written question: records”"),
    "merged": (merged, "in the workbook’s own cell “Written question: records”"),
    "retyped": (retyped, "in a new cell below “Written question: records”"),
    "without metadata and ids": (without_metadata_and_ids, "in a new cell below “Written question: records”"),
    "another course": (of_another_course, "mini.ipynb holds nothing of this assignment’s"),
    "lost cell": (lost_cell, "in its own cell, which is not in the notebook"),
    "unreadable cell": (unreadable_cell, "in a cell that cannot be read"),
}
"""What was done to the notebook, and what the report says of it."""

NOTHING: dict[str, Callable[[Notebook], None]] = {
    "nothing": lambda _: None,
    "spaces": lambda notebook: cell(notebook, "written").update(source=" \n\u200b\t\xa0"),
    "lines of Windows": lines_of_windows,
}
"""Where there are no words of the learner's."""

STILL_THE_ANSWER = {"answered": answer, "split": split, "without metadata": without_metadata, "of Colab": of_colab,
                    "picture": picture}  # fmt: skip
"""Where the words are the answer as ever, and there is nothing to remark."""

BESIDE = {
    "mini-Copy1.ipynb": "“mini-Copy1.ipynb”",
    "mini-new-2026-11-29.ipynb": "“mini-new-2026-11-29.ipynb”",
    "Copy of mini.ipynb": "“Copy of mini.ipynb”",
    "mini (Ann's conflicted copy 2026-11-29).ipynb": "“mini (Ann's conflicted copy 2026-11-29).ipynb”",
    "backup/mini.ipynb": "“backup/mini.ipynb”",
    "earlier/mini-before-2026-11-30.ipynb": "“earlier/mini-before-2026-11-30.ipynb”",
    ".ipynb_checkpoints/mini-checkpoint.ipynb": "“.ipynb_checkpoints/mini-checkpoint.ipynb”",
    "mini.ipynb.txt": "“mini.ipynb.txt”",
    "mini.ipynb~": "“mini.ipynb~”",
    "mini.ipynb.crdownload": "“mini.ipynb.crdownload”",
}
"""Where a notebook with the answer stands beside an empty one, and what the report says of it."""


@dataclass(frozen=True)
class Marked:
    """The course, marked, and what the command said of each learner."""

    course: Course
    reports: dict[str, dict[str, str]]

    def remarks(self, learner: str) -> str:
        """Return what the report remarks on a learner."""
        return self.reports[learner]["remarks"]

    def grade(self, learner: str, name: str = "written") -> tuple[float | None, bool]:
        """Return a cell's score, and whether it waits."""
        rows = [row for row in self.course.gradebook() if row[:2] == (learner, name)]
        return rows[0][2], bool(rows[0][5])

    def submission(self, learner: str) -> str:
        """Return what formgrader calls a learner's notebook in an address."""
        with sqlite3.connect(self.course.folder / "gradebook.db") as database:
            found = database.execute(
                "select n.id from submitted_notebook n join submitted_assignment a on n.assignment_id = a.id "
                "where a.student_id = ?",
                (learner,),
            ).fetchone()
        return str(found[0])

    def source(self, learner: str, name: str = "written") -> str:
        """Return a cell of the marked notebook."""
        return str(cell(self.notebook(learner), name)["source"])

    def notebook(self, learner: str) -> Notebook:
        """Return the marked notebook, but for the mark schemes."""
        found: Notebook = json.loads(self.course.notebook("autograded", learner).read_text("utf-8"))
        for each in found["cells"]:
            each["source"] = "".join(each["source"])
            each["metadata"].setdefault("nbgrader", {"grade_id": ""})
        return found


DOCUMENTS = (
    "My answers.docx",
    "onlinetext.html",
    "a.HTM",
    "a.rtf",
    "a.odt",
    "a.txt",
    "a.md",
    "a.mht",
    "a.eml",
    "a.docm",
    "answer",
    "voice.m4a",
    "my answers.url",
    ".My answers.docx.icloud",
    "images/photo of my page.jpg",
    "a/b/mini.json",
)
"""Any kind may be one. Moodle's own name for what is typed into its page is among them."""

OF_PROGRAMS = ("attempts.json", "checklists.json", "~$My answers.docx", ".DS_Store", "Thumbs.db", "._mini.ipynb",
               "__pycache__/a.pyc", "feedback/2026/mini.html", "backup/pages.json", "backup/timestamp.txt")  # fmt: skip
"""What the workbook, nbgrader and other programs leave in a learner's folder by themselves."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    course = mini_course(tmp_path_factory.mktemp("words") / "course")
    in_place = {name: change for name, (change, _) in IN_THE_NOTEBOOK.items()}
    for learner, change in {**in_place, **STILL_THE_ANSWER, **NOTHING}.items():
        hand_in(course, learner, change)
    for place in BESIDE:
        put_beside(hand_in(course, learner_of(place)), place, changed(course, answer))
    hand_in_as_other_programs_write(course)
    hand_in_renamed(course)
    folder = hand_in(course, "two that differ", answer)
    put_beside(folder, "mini-Copy1.ipynb", changed(course, lambda it: cell(it, "written").update(source="Gnus do.")))
    for place in (".ipynb_checkpoints", "earlier"):
        put_beside(hand_in(course, f"copy in {place}", answer), f"{place}/mini.ipynb", changed(course, in_the_question))
    for name in DOCUMENTS:
        put(hand_in(course, f"document {DOCUMENTS.index(name)}"), name)
    for name in OF_PROGRAMS:
        put(hand_in(course, f"program {OF_PROGRAMS.index(name)}"), name)
    put(hand_in(course, "too deep"), f"{'folder/' * 9}my answer.txt")
    folder = hand_in(course, "other answers")
    (folder / "responses-damaged-20261120-101500.json").write_text(responses_text(ANSWERS)[:-5], encoding="utf-8")
    (folder / "responses (Ann's conflicted copy 2026-11-20).json").write_text(responses_text(ANSWERS), encoding="utf-8")
    mark(course, "--feedback")
    return Marked(course, report(course))


def hand_in_as_other_programs_write(course: Course) -> None:
    path = hand_in(course, "byte order mark", answer) / "mini.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    path = hand_in(course, "half a character", answer) / "mini.ipynb"
    path.write_text(path.read_text("utf-8").replace("Zebras", "Zebras\\ud83d"), encoding="utf-8")


def hand_in_renamed(course: Course) -> None:
    folder = hand_in(course, "renamed", answer)
    (folder / "mini.ipynb").rename(folder / "mini Phoebe Quinn.ipynb")
    (folder / "responses.json").rename(folder / "responses (1).json")
    folder = hand_in(course, "renamed, with another", answer)
    (folder / "mini.ipynb").rename(folder / "Mini.ipynb")
    notes = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [markdown("Call Ben.")]}
    put_beside(folder, "notes.ipynb", notes)


def put(folder: Path, place: str) -> None:
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(b"Zebras")


def put_beside(folder: Path, place: str, notebook: Notebook) -> None:
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_text(json.dumps(notebook), encoding="utf-8")


def changed(course: Course, change: Callable[[Notebook], object]) -> Notebook:
    notebook: Notebook = json.loads(course.notebook("release").read_text("utf-8"))
    for each in notebook["cells"]:
        each["source"] = "".join(each["source"])
    change(notebook)
    return notebook


def hand_in(course: Course, learner: str, change: Callable[[Notebook], object] = lambda _: None) -> Path:
    folder = course.submit(learner, ANSWERS)
    (folder / "mini.ipynb").write_text(json.dumps(changed(course, change)), encoding="utf-8")
    return folder


def learner_of(place: str) -> str:
    return f"beside {list(BESIDE).index(place)}"


@pytest.mark.parametrize("learner", IN_THE_NOTEBOOK)
def test_words_in_another_cell_wait_and_their_place_is_named(marked: Marked, learner: str) -> None:
    place = IN_THE_NOTEBOOK[learner][1]
    assert marked.grade(learner) == (None, True)
    assert place in marked.remarks(learner)
    assert "Nothing stands in the answer’s own cell, but the learner" in marked.source(learner)
    # A cell that is not there, or holds no text, has no words to show.
    shown = "\n".join(each["source"] for each in marked.notebook(learner)["cells"])
    assert WORDS in shown or learner in ("another course", "lost cell", "unreadable cell")
    assert marked.grade(learner, "sorting") == (1.0, False)


@pytest.mark.parametrize("learner", STILL_THE_ANSWER)
def test_an_answer_that_a_program_has_changed_is_still_the_answer(marked: Marked, learner: str) -> None:
    assert marked.grade(learner) == (None, True)
    assert WORDS in marked.source(learner) or "<img" in marked.source(learner)
    assert marked.remarks(learner) == ""


@pytest.mark.parametrize("place", BESIDE)
def test_an_answer_in_another_notebook_waits_and_is_shown(marked: Marked, place: str) -> None:
    learner = learner_of(place)
    assert marked.grade(learner) == (None, True)
    assert f"the learner wrote in {BESIDE[place]}" in marked.remarks(learner)
    assert WORDS in marked.source(learner)


@pytest.mark.parametrize("learner", NOTHING)
def test_nothing_written_is_0_with_no_response(marked: Marked, learner: str) -> None:
    assert marked.grade(learner) == (0.0, False)
    assert marked.remarks(learner) == ""
    page = (marked.course.folder / "feedback" / learner / "mini" / "mini.html").read_text("utf-8")
    for shown in (page, marked.source(learner)):
        assert "Nothing was written here." in shown
        assert "Double-click here" not in shown
    assert "Your tutor writes" not in page


@pytest.mark.parametrize("learner", ["byte order mark", "half a character"])
def test_how_a_file_is_written_changes_nothing(marked: Marked, learner: str) -> None:
    assert marked.grade(learner) == (None, True)
    assert "keep good records" in marked.source(learner)
    assert marked.remarks(learner) == ""


def test_the_only_notebook_and_the_only_answers_that_fit_are_taken_and_told(marked: Marked) -> None:
    assert marked.grade("renamed") == (None, True)
    assert marked.grade("renamed", "sorting") == (1.0, False)
    assert WORDS in marked.source("renamed")
    assert marked.remarks("renamed") == (
        "mini.ipynb is missing; “mini Phoebe Quinn.ipynb” was taken in its place. "
        "responses.json is missing; “responses (1).json” was taken in its place."
    )
    assert "“Mini.ipynb” was taken in its place. Other notebooks that were handed in: “notes.ipynb”." in marked.remarks(
        "renamed, with another"
    )


def test_of_two_notebooks_the_one_with_the_right_name_counts_and_the_other_is_shown(marked: Marked) -> None:
    assert WORDS in marked.source("two that differ")
    assert "“mini-Copy1.ipynb”" in marked.remarks("two that differ")
    assert "Gnus do." in marked.notebook("two that differ")["cells"][-1]["source"]


@pytest.mark.parametrize("place", [".ipynb_checkpoints", "earlier"])
def test_copies_that_programs_keep_say_nothing_of_an_answer_that_is_there(marked: Marked, place: str) -> None:
    assert WORDS in marked.source(f"copy in {place}")
    assert marked.remarks(f"copy in {place}") == ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_file_in_the_folder_may_be_the_answer(marked: Marked, name: str) -> None:
    learner = f"document {DOCUMENTS.index(name)}"
    assert marked.grade(learner) == (None, True)
    assert f"may have written in “{name}”" in marked.remarks(learner)


@pytest.mark.parametrize("name", OF_PROGRAMS)
def test_what_programs_leave_in_the_folder_is_no_answer(marked: Marked, name: str) -> None:
    learner = f"program {OF_PROGRAMS.index(name)}"
    assert marked.grade(learner) == (0.0, False)
    assert marked.remarks(learner) == ""


def test_what_lies_too_deep_to_be_looked_at_may_be_the_answer(marked: Marked) -> None:
    assert marked.grade("too deep") == (None, True)
    assert "holds folders too deep to be looked into" in marked.remarks("too deep")


def test_other_files_of_answers_are_named(marked: Marked) -> None:
    for name in ("responses-damaged-20261120-101500.json", "responses (Ann's conflicted copy 2026-11-20).json"):
        assert f"“{name}”" in marked.remarks("other answers")
    assert marked.grade("other answers", "sorting") == (1.0, False)


def test_the_feedback_page_shows_words_that_stood_beside_the_question(marked: Marked) -> None:
    page = (marked.course.folder / "feedback" / "question" / "mini" / "mini.html").read_text("utf-8")
    assert WORDS in page


# In the browser


def test_formgrader_shows_where_words_stand_and_a_pasted_picture(page: Page, jupyter_lab: Any, marked: Marked) -> None:
    lab = jupyter_lab(marked.course.folder, learner=False)
    page.goto(lab.at("/formgrader"))
    page.goto(lab.at(f"/formgrader/submissions/{marked.submission('question')}/"))
    answer_cell = page.locator(".nbgrader_cell", has_text="Nothing stands in the answer’s own cell").last
    expect(answer_cell).to_contain_text("in the workbook’s own cell “Written question: records”")
    expect(page.locator("body")).to_contain_text(WORDS)
    page.goto(lab.at(f"/formgrader/submissions/{marked.submission('picture')}/"))
    expect(page.locator("img[alt='picture']")).to_have_js_property("naturalWidth", 3)


MATHS = (
    'See [a](https://e.example/$x) and " onmouseover="window.hit=1" style="position:fixed $ then $$y$$ \\\\(z\\\\) '
    "\\begin{equation}q\\end{equation} &dollar;w&dollar; @@0@@ [b](https://e.example/$$$)"
)


_ATTRIBUTES = """(place) => [...place.querySelectorAll("*")].flatMap((element) =>
  [...element.attributes].map((attribute) => `${element.localName} ${attribute.name}`))"""


def test_jupyterlab_puts_no_formula_back_into_what_a_learner_wrote(
    page: Page, jupyter_lab: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    course = mini_course(tmp_path_factory.mktemp("maths") / "course")
    hand_in(course, "ann", lambda it: cell(it, "written").update(source=MATHS))
    mark(course)
    lab = jupyter_lab(course.folder, learner=False)
    open_notebook(page, lab, course.notebook("autograded", "ann"))
    shown = page.locator(".jp-RenderedMarkdown", has_text="See a and")
    shown.wait_for()
    assert "$y$$" in shown.inner_text()
    attributes = shown.evaluate(_ATTRIBUTES)
    assert set(attributes) <= {"div class", "a href", "a rel", "a target"}
    assert page.locator(".jp-RenderedMarkdown mjx-container").count() == 0
