"""What learners' kernels are given is what the authors' files say, and all that they need."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat import v4

from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.errors import ContentError, UnknownExerciseError
from complaints_workbook.file_names import PAGES
from complaints_workbook.pages.file_format import parse, write
from complaints_workbook.pages.making import make_pages
from complaints_workbook.pages.preview import Preview
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.rendering.dossier import dossier_html
from support.courses import METADATA, environment, mini_course

if TYPE_CHECKING:
    from pathlib import Path

    from support.assignments import Authored


def plain(shown: object) -> Any:
    """Return what a view is given as it arrives in the browser."""
    return json.loads(json.dumps(shown))


def test_a_released_page_is_the_page_that_the_author_sees(authored: Authored) -> None:
    released, preview = authored.pages, Preview(read_assignment(authored.source, authored.datasets), authored.datasets)
    assert list(released.exercises) == list(authored.assignment.exercises)
    assert list(released.practices) == list(authored.assignment.practices)
    for name in released.exercises:
        assert plain(released.exercise(name).shown) == plain(preview.exercise(name).shown)
        assert released.exercise(name).kind == preview.exercise(name).kind
    for name in released.practices:
        assert plain(released.practice(name).shown) == plain(preview.practice(name).shown)
        assert released.practice(name).kind == preview.practice(name).kind
    for organisation in released.papers:
        assert released.paper(organisation) == preview.paper(organisation)


def test_a_machines_log_is_no_note_a_neighbours_words_are_no_colleagues_and_a_talk_in_a_hall_is_at_no_counter() -> None:
    log, heard, talk = (
        dossier_html(shared_datasets().case(name), "")
        for name in ("sp-01-nineteen-forty-two", "sp-11-on-the-wall", "th-02-two-beds")
    )
    assert "Log made by the system" in log
    assert ">Note<" not in log
    assert "Mrs Longden" in heard
    assert ">Note<" in heard
    assert "colleague" not in heard.lower()
    assert "Face to face" in talk
    assert "counter" not in talk.lower()


def test_the_papers_of_every_organisation_on_a_page_are_released(authored: Authored) -> None:
    pages = (*authored.pages.exercises.values(), *authored.pages.practices.values())
    assert {name for page in pages for name in page.shown["organisations"]} == authored.pages.papers.keys()


def test_a_released_exercise_is_marked_as_the_source_is(authored: Authored) -> None:
    for name, exercise in authored.assignment.exercises.items():
        item_set, key = authored.pages.exercise(name).item_set, authored.keys[name]
        assert item_set == exercise.item_set
        some = dict(list(authored.right[name].items())[::2])
        for answers in (authored.right[name], authored.wrong[name], some, {}):
            mark = item_set.mark(key, answers)
            assert mark == exercise.item_set.mark(key, answers)
        assert mark.score == 0
        assert item_set.unanswered(some) == exercise.item_set.unanswered(some)


def test_a_released_practice_has_the_items_and_the_key_of_the_source(authored: Authored) -> None:
    for name, practice in authored.pages.practices.items():
        source, key = authored.assignment.practices[name].item_set, authored.assignment.practice_keys[name]
        assert (practice.item_set, practice.key) == (source, key)


def test_an_assessed_exercise_has_no_key_in_the_file(authored: Authored) -> None:
    data = json.loads((authored.release / PAGES).read_text("utf-8"))
    assert [name for name, entry in data["exercises"].items() if "key" in entry] == []
    assert [name for name, entry in data["practices"].items() if "key" not in entry] == []
    assert all(page.key is None for page in authored.pages.exercises.values())


def test_what_is_written_is_what_is_read(authored: Authored) -> None:
    text = write(make_pages(authored.assignment, authored.datasets))
    assert write(parse(authored.release / PAGES, text)) == text
    assert write(make_pages(authored.assignment, authored.datasets)) == text


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 1}', '{"version": 1, "exercises": 3}', "\x00"])
def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, damage: str) -> None:
    (tmp_path / PAGES).write_text(damage)
    with pytest.raises(ContentError, match=r"pages\.json: the file is damaged; delete it and start the workbook again"):
        load_pages(tmp_path / PAGES)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / PAGES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError, match="the file is damaged"):
        load_pages(tmp_path / PAGES)


def test_a_missing_file_and_another_version_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="the file is missing; start the workbook again"):
        load_pages(tmp_path / PAGES)
    (tmp_path / PAGES).write_text('{"version": 3}')
    with pytest.raises(ContentError, match="the file is of version 3, and this workbook reads 2"):
        load_pages(tmp_path / PAGES)


def test_an_unknown_exercise_is_told_with_those_that_there_are(authored: Authored) -> None:
    first = min(authored.pages.exercises)
    with pytest.raises(UnknownExerciseError, match=rf"There is no exercise 'x' in pages\.json\. It has: {first}"):
        authored.pages.exercise("x")


def test_a_learners_kernel_reads_no_yaml_and_checks_no_model(authored: Authored) -> None:
    """Every megabyte is paid for as often as there are learners on a server."""
    heavy = ("pydantic", "yaml", "markdown_it", "pandas", "complaints_workbook.content.datasets")
    code = f"""
import sys
from complaints_workbook import exercise, practice, progress
for name in {list(authored.pages.exercises)}: exercise(name)
for name in {list(authored.pages.practices)}: practice(name)
progress()
print(sorted({set(heavy)} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=authored.release,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_tutors_own_assignment_without_exercises_is_generated_as_ever(tmp_path: Path) -> None:
    course = mini_course(tmp_path / "course", release=False)
    own = course.folder / "source" / "own"
    own.mkdir()
    nbformat.write(v4.new_notebook(metadata=METADATA, cells=[v4.new_markdown_cell("# Mine")]), str(own / "own.ipynb"))
    course.nbgrader("generate_assignment", "own")
    assert [path.name for path in (course.folder / "release" / "own").iterdir()] == ["own.ipynb"]


def test_nothing_that_came_with_a_submission_is_marked_by(tmp_path: Path) -> None:
    """Run by nbgrader's own executor in the learner's folder, the cells mark from source/ all the same."""
    course = mini_course(tmp_path / "course")
    right: dict[str, dict[str, Any]] = {
        "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
        "steps": {"informal": ["listen", "check", "agree", "record"]},
    }
    for student, answers in (("ann", right), ("eve", {})):
        folder = course.submit(student, answers)
        pages = json.loads((folder / PAGES).read_text("utf-8"))
        pages["assignment"] = "other"
        for entry in pages["exercises"].values():
            entry["fields"] = entry["fields"][:1]
        (folder / PAGES).write_text(json.dumps(pages))
        for name in ("exercises.yaml", "practices.yaml", "answers.yaml"):
            (folder / name).write_text("assignment: other\n")
    stock = course.stock_copy(tmp_path / "stock")
    for marked in (course, stock):
        marked.nbgrader("autograde", "mini")
        assert marked.scores() == {"ann": 6.0, "eve": 0.0}
