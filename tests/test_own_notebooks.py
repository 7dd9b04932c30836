"""`workbook study` knows a learner's notebook whatever they call it, and loses nothing that they wrote in it."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from complaints_workbook.command_line import app
from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.study.requests import Request
from complaints_workbook.study.settings import Settings, settings_of
from complaints_workbook.study.site.routes import answer
from complaints_workbook.study.study import Study
from support.courses import mini_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def edit(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook["cells"])
    path.write_text(json.dumps(notebook), "utf-8")


def cell(cells: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def text_of(path: Path, name: str) -> str:
    return "".join(cell(json.loads(path.read_text("utf-8"))["cells"], name)["source"])


def run_it(cells: list[dict[str, Any]]) -> None:
    """Be opened and run, which changes the file."""
    for number, each in enumerate(each for each in cells if each["cell_type"] == "code"):
        each["execution_count"] = number + 1


def write_it(cells: list[dict[str, Any]]) -> None:
    run_it(cells)
    cell(cells, "written")["source"] = ["Because memory\n", "is short."]


class Learner:
    """A learner's folder, and what is released to them."""

    def __init__(self, place: Path) -> None:
        self.release = place / "release"
        shutil.copytree(mini_course(place / "course").folder / "release", self.release)
        self.work = place / "my-work"
        self.folder = self.work / "mini"
        self.notebook = self.folder / "mini.ipynb"

    def study(self) -> str:
        done = CliRunner().invoke(app, ["study", "--prepare-only", "--folder", str(self.work)])
        assert done.exit_code == 0, done.output
        return " ".join(done.stdout.split())

    def release_again(self) -> None:
        """Release a notebook with a correction."""

        def correct(cells: list[dict[str, Any]]) -> None:
            cells[0]["source"] = ["# Corrected\n", "More."]

        edit(self.release / "mini/mini.ipynb", correct)

    def start_page(self) -> str:
        settings_of(Study(self.work)).change(lambda _: Settings(unit="ocr-62"))
        return answer(Study(self.work), Request("GET", "")).body.decode()

    def earlier(self) -> list[str]:
        return sorted(path.name for path in (self.work / "earlier").glob("*"))


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    learner = Learner(tmp_path)
    monkeypatch.setenv(RELEASE, str(learner.release))
    learner.study()
    edit(learner.notebook, write_it)
    return learner


TODAY = datetime.now(UTC).astimezone().date()


# Names


@pytest.mark.parametrize("name", ["mine.ipynb", "complaints Phoebe’s (2).ipynb", "mini-Copy1.ipynb"])
def test_a_renamed_notebook_is_opened_and_no_blank_one_is_given(learner: Learner, name: str) -> None:
    learner.notebook.rename(learner.folder / name)
    said = learner.study()
    assert f"mini/mini.ipynb is called mini/{name} now." in said
    assert not learner.notebook.exists()
    assert f'href="/lab/tree/{quote("mini/" + name)}"' in learner.start_page()


def test_a_renamed_folder_is_opened_and_its_pages_are_renewed_there(learner: Learner) -> None:
    new = learner.folder.rename(learner.work / "my complaints")
    pages = learner.release / "mini/pages.json"
    pages.write_text(pages.read_text("utf-8") + "\n")
    assert "mini/mini.ipynb is called my complaints/mini.ipynb now." in learner.study()
    assert not learner.folder.exists()
    assert (new / "pages.json").read_bytes() == pages.read_bytes()
    assert 'href="/lab/tree/my%20complaints/mini.ipynb"' in learner.start_page()


def test_a_newer_release_reaches_a_renamed_notebook(learner: Learner) -> None:
    renamed = learner.notebook.rename(learner.folder / "mine.ipynb")
    learner.release_again()
    assert "mini/mine.ipynb is the newest version now, with your written answers in it." in learner.study()
    assert (text_of(renamed, "written"), text_of(renamed, "title").startswith("# Corrected")) == (
        "Because memory\nis short.",
        True,
    )


def test_a_notebook_that_is_another_one_is_not_taken_for_it(learner: Learner) -> None:
    learner.notebook.rename(learner.folder / "mine.ipynb")
    (learner.folder / "mine.ipynb").write_text('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}')
    (learner.folder / "half.ipynb").write_text("{half")
    assert "is called" not in learner.study()
    assert learner.notebook.exists()


def test_what_is_given_back_its_name_is_as_it_was(learner: Learner) -> None:
    learner.notebook.rename(learner.folder / "mine.ipynb")
    learner.study()
    (learner.folder / "mine.ipynb").rename(learner.notebook)
    assert "is called" not in learner.study()
    assert 'href="/lab/tree/mini/mini.ipynb"' in learner.start_page()


# A newer release


def test_a_newer_notebook_gets_what_was_written_and_the_own_one_is_kept(learner: Learner) -> None:
    own = learner.notebook.read_bytes()
    learner.release_again()
    said = learner.study()
    kept = f"mini-before-{TODAY}.ipynb"
    assert "mini/mini.ipynb is the newest version now, with your written answers in it." in said
    assert f"kept as it was, as earlier/{kept}." in said
    assert (learner.work / "earlier" / kept).read_bytes() == own
    assert text_of(learner.notebook, "written") == "Because memory\nis short."
    assert text_of(learner.notebook, "title").startswith("# Corrected")
    assert sorted(path.suffix for path in learner.folder.iterdir()) == [".ipynb", ".json"]
    assert "newest version" not in learner.study()


def test_a_pasted_picture_goes_with_its_answer(learner: Learner) -> None:
    picture = {"a.png": {"image/png": "AAAA"}}
    edit(learner.notebook, lambda cells: cell(cells, "written").update(attachments=picture))
    learner.release_again()
    learner.study()
    cells = json.loads(learner.notebook.read_text("utf-8"))["cells"]
    assert cell(cells, "written")["attachments"] == picture


def test_an_answer_that_is_not_begun_takes_the_newer_words(learner: Learner) -> None:
    shutil.copy(learner.release / "mini/mini.ipynb", learner.notebook)
    edit(learner.notebook, run_it)
    learner.release_again()
    edit(learner.release / "mini/mini.ipynb", lambda cells: cell(cells, "written").update(source="Write here."))
    learner.study()
    assert text_of(learner.notebook, "written") == "Write here."


def add_a_note(cells: list[dict[str, Any]]) -> None:
    cells.insert(1, {"cell_type": "markdown", "id": "n", "metadata": {}, "source": "My note."})


def change_a_text(cells: list[dict[str, Any]]) -> None:
    cell(cells, "title")["source"] = "My own words."


def copy_an_answer(cells: list[dict[str, Any]]) -> None:
    cells.append(copy.deepcopy(cell(cells, "written")) | {"id": "again"})


def answer_what_is_gone(cells: list[dict[str, Any]]) -> None:
    old = copy.deepcopy(cell(cells, "written")) | {"id": "old"}
    old["metadata"]["nbgrader"]["grade_id"] = "written-before"
    cells.append(old)


@pytest.mark.parametrize("change", [add_a_note, change_a_text, copy_an_answer, answer_what_is_gone])
def test_where_something_would_stay_behind_the_own_notebook_stays_and_the_newer_is_beside(
    learner: Learner, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    edit(learner.notebook, change)
    own = learner.notebook.read_bytes()
    learner.release_again()
    assert "There is a newer version of mini/mini.ipynb. Yours is as you left it" in learner.study()
    assert learner.notebook.read_bytes() == own
    [beside] = learner.folder.glob("mini-new-*.ipynb")
    assert beside.read_bytes() == (learner.release / "mini/mini.ipynb").read_bytes()
    assert learner.earlier() == []


# What learners are shown and never change


def test_pages_that_somebody_has_changed_are_as_released_again(learner: Learner) -> None:
    path = learner.work / "mini/pages.json"
    before = path.read_bytes()
    path.write_bytes(before + b"<img src=x onerror=alert(1)>")
    learner.study()
    assert path.read_bytes() == before
    assert learner.earlier() == [f"{path.stem}-before-{TODAY}{path.suffix}"]


@pytest.mark.parametrize("words", ["", "My own notes."])
def test_the_start_page_of_earlier_versions_goes_unless_somebody_wrote_in_it(learner: Learner, words: str) -> None:
    page, record = learner.work / "start.md", learner.work / ".workbook/given.json"
    page.write_text("# Complaints workbook")
    given = json.loads(record.read_text("utf-8")) | {"start.md": hashlib.sha256(page.read_bytes()).hexdigest()}
    record.write_text(json.dumps(given))
    page.write_text(f"# Complaints workbook{words}")
    learner.study()
    assert page.exists() == bool(words)


# Links


@pytest.mark.parametrize("leads", ["somewhere", "nowhere"])
def test_a_link_in_place_of_the_folder_of_earlier_versions_is_not_followed(
    learner: Learner, tmp_path: Path, leads: str
) -> None:
    """Whoever hands somebody a folder can have put it there."""
    (tmp_path / "somewhere").mkdir()
    (learner.work / "earlier").symlink_to(tmp_path / leads)
    learner.release_again()
    learner.study()
    assert list((tmp_path / "somewhere").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()
    assert "memory" in text_of(next((learner.work / "earlier-2").glob("mini-before-*.ipynb")), "written")
    assert "memory" in text_of(learner.notebook, "written")


def test_a_link_among_earlier_versions_is_not_followed(learner: Learner, tmp_path: Path) -> None:
    (learner.work / "earlier").mkdir()
    (learner.work / f"earlier/mini-before-{TODAY}.ipynb").symlink_to(tmp_path / "elsewhere.ipynb")
    learner.release_again()
    learner.study()
    assert not (tmp_path / "elsewhere.ipynb").exists()
    assert "memory" in text_of(learner.work / f"earlier/mini-before-{TODAY}-2.ipynb", "written")
