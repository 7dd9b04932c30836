"""`workbook release` makes what learners are given: all of it, no more, and only where something changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from complaints_workbook.file_names import HIDDEN
from support.courses import ROOT, Course, environment, mini_course

MINI = Path("source/mini")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a course with a small assignment, and a companion without exercises."""
    folder = mini_course(tmp_path / "course", release=False).folder
    companion = folder / "source/portfolio"
    companion.mkdir()
    (companion / "assignment.yaml").write_text("title: Your evidence\norder: 8\nmarked: false\n", "utf-8")
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# Your evidence")]), companion / "portfolio.ipynb")
    return folder


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "complaints_workbook.command_line", "release", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=120
    )


FAULTS = re.compile(r" It has ([0-9]+) faults; 'workbook check' names them\.")


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Return what was done, whatever faults a small course has."""
    return FAULTS.sub("", done.stdout)


def released(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "release").rglob("*") if path.is_file())
    return {path.relative_to(folder / "release").as_posix(): path.read_bytes() for path in files}


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_learners_get_notebooks_pictures_and_pages_and_nothing_else(folder: Path) -> None:
    (folder / MINI / "images").mkdir()
    (folder / MINI / "images/flow.svg").write_text("<svg/>", "utf-8")
    for name in ("sections/1.1/plan.txt", "sections/1.1/sketch.svg", "sections/2.1/draft.docx", "old.yaml", "keys.yml"):
        (folder / MINI / name).parent.mkdir(exist_ok=True)
        (folder / MINI / name).write_text("x", "utf-8")
    done = release(folder)
    assert (told(done), done.stderr) == ("mini: made.\nportfolio: made.\n", "")
    everything = sorted(path.relative_to(folder / "release").as_posix() for path in (folder / "release").rglob("*"))
    assert everything == [
        "mini", "mini/images", "mini/images/flow.svg", "mini/mini.ipynb", "mini/pages.json",
        "portfolio", "portfolio/pages.json", "portfolio/portfolio.ipynb",
    ]  # fmt: skip
    assert not (folder / "gradebook.db").exists()


def test_it_makes_what_nbgraders_own_command_makes(folder: Path) -> None:
    release(folder)
    ours = released(folder)
    shutil.rmtree(folder / "release")
    for name in ("mini", "portfolio"):
        Course(folder, name).nbgrader("generate_assignment", name)
    assert released(folder) == ours


def test_only_what_has_changed_is_made_again(folder: Path) -> None:
    release(folder)
    assert told(release(folder)) == "mini: nothing has changed.\nportfolio: nothing has changed.\n"
    replace_in(folder / MINI / "sections/1.1/exercises.yaml", "title: Four steps", "title: Five steps")
    assert told(release(folder)) == "portfolio: nothing has changed.\nmini: made.\n"
    assert b"Five steps" in released(folder)["mini/pages.json"]
    assert told(release(folder, "--force", "portfolio")) == "portfolio: made anew; it is as it was.\n"


ANEW = "mini: made anew; it is as it was.\nportfolio: made anew; it is as it was.\n"


def test_a_clone_that_holds_what_is_released_says_that_nothing_has_changed(folder: Path) -> None:
    release(folder)
    shutil.rmtree(folder / HIDDEN)  # no clone has the record
    assert told(release(folder)) == ANEW


def test_what_was_changed_in_the_released_folder_is_made_again(folder: Path) -> None:
    release(folder)
    before = released(folder)
    (folder / "release/mini/mini.ipynb").unlink()
    (folder / "release/portfolio/stray.txt").write_text("x", "utf-8")
    assert told(release(folder)) == "mini: made.\nportfolio: made.\n"
    assert released(folder) == before


def test_all_is_made_again_when_the_datasets_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = folder / "datasets"
    shutil.copytree(ROOT / "datasets", datasets)
    monkeypatch.setenv("COMPLAINTS_WORKBOOK_DATASETS", str(datasets))
    release(folder)
    replace_in(datasets / "organisations/moorgate-homes.yaml", "name: Moorgate Homes", "name: Moorgate Houses")
    assert told(release(folder)) == ANEW


def test_a_fault_is_told_in_a_sentence_and_what_was_released_stays(folder: Path) -> None:
    release(folder)
    before = released(folder)
    replace_in(folder / MINI / "sections/1.1/exercises.yaml", "title: Four steps", "titel: Four steps")
    done = release(folder)
    assert done.returncode == 1
    assert "1.1/exercises.yaml > steps > title: the field is missing; add it." in done.stderr
    assert "Traceback" not in done.stderr
    assert released(folder) == before


def test_a_dossier_that_is_missing_leaves_what_was_released(folder: Path) -> None:
    release(folder)
    before = released(folder)
    replace_in(folder / MINI / "sections/1.1/exercises.yaml", "{id: hours, ", "{id: hours, case: nobodys, ")
    done = release(folder)
    assert (done.returncode, done.stderr) == (
        1, "cases/nobodys.yaml: there is no such file in cases/; check the id 'nobodys'.\n"
    )  # fmt: skip
    assert released(folder) == before


def test_without_the_settings_that_keep_keys_back_nothing_is_released(folder: Path) -> None:
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write("import nothing_of_this_name\n")
    done = release(folder)
    assert done.returncode == 1
    assert (
        "nbgrader_config.py, or course_settings.py beside it, cannot be read (No module named 'nothing_of_this_name')"
        in done.stderr
    )
    assert not (folder / "release").exists()


def test_an_assignment_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    done = release(folder, "maxi")
    assert (done.returncode, done.stderr) == (1, "There is no assignment maxi in source/; it has mini, portfolio.\n")


def test_what_is_still_to_be_written_is_not_released_and_keeps_nothing_else_back(folder: Path) -> None:
    release(folder, "portfolio")
    before = released(folder)
    path = folder / "source/portfolio/portfolio.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(v4.new_markdown_cell("TO WRITE: an idea\n\nTO WRITE: a case"))
    nbformat.write(notebook, path)
    done = release(folder)
    left = (
        "portfolio: not released: 2 things are still to be written in portfolio.ipynb; 'workbook check' names them.\n"
    )
    assert (done.returncode, told(done), done.stderr) == (0, f"{left}mini: made.\n", "")
    assert {name: content for name, content in released(folder).items() if name.startswith("portfolio/")} == before
    by_nbgrader = Course(folder, "portfolio").nbgrader("generate_assignment", "portfolio", "--force", check=False)
    assert by_nbgrader.returncode == 1
    assert left.strip() in by_nbgrader.stderr


def test_other_faults_are_counted_as_check_counts_them(folder: Path) -> None:
    [counted] = FAULTS.findall(release(folder, "mini").stdout)
    command = [sys.executable, "-m", "complaints_workbook.command_line", "check", "--json"]
    checked = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    faults = json.loads(checked.stdout)["faults"]
    assert int(counted) == len([fault for fault in faults if fault["path"].startswith("source/mini/")])


def test_what_was_released_of_an_assignment_that_is_gone_is_named(folder: Path) -> None:
    release(folder)
    shutil.rmtree(folder / "source/portfolio")
    assert "release/portfolio: there is no source/portfolio that it was made of" in release(folder).stderr
    assert (folder / "release/portfolio/pages.json").is_file()
