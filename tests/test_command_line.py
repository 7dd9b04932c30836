"""`workbook study` prepares a learner's folder, keeps what is theirs, and opens the start page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from complaints_workbook.command_line import COMMANDS, app
from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.lab import SETTINGS
from complaints_workbook.pages.file_format import write
from complaints_workbook.pages.page import Listing, Pages
from complaints_workbook.study.giving.working_folder import Changes, bring_up_to_date, released_files
from support.courses import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

COURSE = Path(__file__).parent / "checked_course"
NOTEBOOK = Path("complaints-lo1/complaints-lo1.ipynb")
LEARNERS_MENUS = {
    "File": ["Close Tab", "Save Notebook", "Print…"],
    "View": ["Appearance", "File Browser", "Table of Contents"],
    "Run": ["Run All Cells", "Restart Kernel and Run All Cells…"],
    "Settings": ["Theme", "Language", "Save Widget State Automatically"],
}
LETTERS = ("a", "b", "x", "d", "d", "m", "y", "v", "Shift+M", "0", "0")
CHORDS = ("ArrowLeft", "Alt+Enter", "Control+Backspace", "Control+Shift+M", "Control+Shift+ArrowDown", "Delete")
ENTRIES = ".lm-Menu .lm-Menu-item:not(.lm-mod-hidden):not([data-type=separator]) .lm-Menu-itemLabel"
DAY = date(2026, 11, 22)


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return what a small course releases, with strays that must not be handed out."""
    folder = tmp_path / "release"
    shutil.copytree(COURSE / "source" / "complaints-lo1", folder / "complaints-lo1")
    listing = Listing("Resolve customers’ complaints, outcome 1", 1, "complaints-lo1")
    (folder / "complaints-lo1" / "pages.json").write_text(write(Pages("complaints-lo1", {}, {}, {}, listing)), "utf-8")
    (folder / "complaints-lo1" / "responses.json").write_text("{}")
    (folder / "complaints-lo1" / ".ipynb_checkpoints").mkdir()
    (folder / "complaints-lo1" / ".ipynb_checkpoints" / "old.ipynb").write_text("{}")
    monkeypatch.setenv(RELEASE, str(folder))
    return folder


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


class TestTheWorkingFolder:
    """The learner's files are theirs."""

    def test_what_is_missing_is_added_and_no_key_or_answer_is(self, release: Path, tmp_path: Path) -> None:
        changes = bring_up_to_date(tmp_path / "work", released_files(release), DAY)
        names = {"complaints-lo1.ipynb", "pages.json"}
        assert {path.name for path in changes.added} == names | {"list.svg"}
        assert {path.name for path in (tmp_path / "work/complaints-lo1").iterdir()} == names | {"images"}

    def test_a_second_time_nothing_is_done(self, tmp_path: Path) -> None:
        for _ in range(2):
            changes = bring_up_to_date(tmp_path, {NOTEBOOK: b"one"}, DAY)
        assert changes == Changes()

    def test_a_newer_notebook_is_put_beside_the_learners_once(self, tmp_path: Path) -> None:
        bring_up_to_date(tmp_path, {NOTEBOOK: b"one"}, DAY)
        (tmp_path / NOTEBOOK).write_bytes(b"mine")
        beside = NOTEBOOK.with_name("complaints-lo1-new-2026-11-22.ipynb")
        assert bring_up_to_date(tmp_path, {NOTEBOOK: b"two"}, DAY).beside == {NOTEBOOK: beside}
        assert bring_up_to_date(tmp_path, {NOTEBOOK: b"two"}, DAY) == Changes()
        assert ((tmp_path / NOTEBOOK).read_bytes(), (tmp_path / beside).read_bytes()) == (b"mine", b"two")

    def test_a_folder_of_an_earlier_workbook_gets_its_pages_and_loses_nothing(
        self, release: Path, tmp_path: Path
    ) -> None:
        work = tmp_path / "work"
        yaml = NOTEBOOK.with_name("exercises.yaml")
        bring_up_to_date(work, {NOTEBOOK: b"earlier", yaml: b"exercises: []"}, DAY)
        (work / NOTEBOOK).write_bytes(b"mine")
        changes = bring_up_to_date(work, released_files(release), DAY)
        assert changes.added == [NOTEBOOK.with_name("images") / "list.svg", NOTEBOOK.with_name("pages.json")]
        assert list(changes.beside) == [NOTEBOOK]
        assert ((work / NOTEBOOK).read_bytes(), (work / yaml).read_bytes()) == (b"mine", b"exercises: []")

        (release / NOTEBOOK.with_name("pages.json")).write_text('{"version": 1}')
        assert bring_up_to_date(work, released_files(release), DAY).renewed == [NOTEBOOK.with_name("pages.json")]

    def test_two_newer_notebooks_on_one_day_have_two_names(self, tmp_path: Path) -> None:
        bring_up_to_date(tmp_path, {NOTEBOOK: b"one"}, DAY)
        (tmp_path / NOTEBOOK).write_bytes(b"mine")
        names = [bring_up_to_date(tmp_path, {NOTEBOOK: text}, DAY).beside[NOTEBOOK].name for text in (b"two", b"three")]
        assert names == ["complaints-lo1-new-2026-11-22.ipynb", "complaints-lo1-new-2026-11-22-2.ipynb"]

    def test_a_file_that_the_learner_has_not_changed_is_renewed(self, tmp_path: Path) -> None:
        bring_up_to_date(tmp_path, {NOTEBOOK: b"one"}, DAY)
        assert bring_up_to_date(tmp_path, {NOTEBOOK: b"two"}, DAY).renewed == [NOTEBOOK]
        assert (tmp_path / NOTEBOOK).read_bytes() == b"two"

    def test_a_file_of_unknown_origin_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / NOTEBOOK).parent.mkdir()
        (tmp_path / NOTEBOOK).write_bytes(b"mine")
        assert bring_up_to_date(tmp_path, {NOTEBOOK: b"two"}, DAY) == Changes()
        assert (tmp_path / NOTEBOOK).read_bytes() == b"mine"

    @pytest.mark.parametrize("record", ["", "[]", "{", "\x00", "[" * 100_000])
    def test_a_damaged_record_loses_nothing(self, tmp_path: Path, record: str) -> None:
        bring_up_to_date(tmp_path, {NOTEBOOK: b"one"}, DAY)
        (tmp_path / NOTEBOOK).write_bytes(b"mine")
        (tmp_path / ".workbook/given.json").write_text(record)
        bring_up_to_date(tmp_path, {NOTEBOOK: b"two"}, DAY)
        assert (tmp_path / NOTEBOOK).read_bytes() == b"mine"


class TestStudy:
    """The command."""

    def test_it_prepares_the_folder_and_says_where_it_is(self, release: Path, tmp_path: Path) -> None:
        result = run("study", "--prepare-only", "--folder", str(tmp_path / "my work"))
        assert result.exit_code == 0
        assert f"Your work is in {tmp_path / 'my work'}." in result.stdout
        assert (tmp_path / "my work" / NOTEBOOK).read_bytes() == (release / NOTEBOOK).read_bytes()

    def test_it_says_that_there_is_a_newer_notebook(self, release: Path, tmp_path: Path) -> None:
        run("study", "--prepare-only", "--folder", str(tmp_path))
        (tmp_path / NOTEBOOK).write_text("mine")
        (release / NOTEBOOK).write_text("newer")
        said = run("study", "--prepare-only", "--folder", str(tmp_path)).stdout
        assert "There is a newer version of complaints-lo1/complaints-lo1.ipynb. Yours is as you left it" in said

    def test_a_release_without_a_notebook_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(RELEASE, str(tmp_path))
        result = run("study", "--prepare-only", "--folder", str(tmp_path / "work"))
        assert result.exit_code == 1
        assert result.stderr.startswith(f"There is no notebook in {tmp_path}; ")
        assert not (tmp_path / "work").exists()

    def test_a_folder_that_cannot_be_made_is_told(self, release: Path) -> None:
        result = run("study", "--prepare-only", "--folder", str(release / NOTEBOOK / "work"))
        assert result.exit_code == 1
        assert "Your work cannot be kept in" in result.stderr
        assert "choose another place with --folder." in result.stderr

    @pytest.mark.parametrize("place", ["release's", "folder's"])
    def test_a_clone_says_that_it_holds_the_best_answers(self, release: Path, tmp_path: Path, place: str) -> None:
        """Binder installs the package elsewhere, and keeps the learner's folder in the clone."""
        clone = release.parent if place == "release's" else tmp_path / "clone"
        work = tmp_path / "elsewhere/work" if place == "release's" else clone / "work"
        assert "holds the best answers" not in run("study", "--prepare-only", "--folder", str(work)).stdout
        shutil.copytree(COURSE / "source", clone / "source")
        said = run("study", "--prepare-only", "--folder", str(work)).stdout
        assert "This copy of the workbook holds the best answers too" in said


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_making_the_environment_says_what_it_does_while_the_learner_waits(tmp_path: Path) -> None:
    steps = subprocess.run(
        ["make", "--dry-run", "study", f"VENV={tmp_path / 'new'}"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    [installs] = [step for step in steps if "pip install" in step]
    assert "Setting up, which takes some minutes the first time." in installs
    assert not {"-q", "-qq", "--quiet"} & set(installs.split())


class TestErrors:
    """A user's mistake is a sentence."""

    def test_a_folder_that_does_not_exist(self, tmp_path: Path) -> None:
        result = run("check", str(tmp_path / "nowhere"))
        assert result.exit_code == 1
        assert (
            result.stderr
            == f"There is no folder {tmp_path / 'nowhere'}; name the folder of a course, the one that holds source/.\n"
        )

    def test_a_folder_inside_a_course_will_do(self) -> None:
        assert run("check", str(COURSE / "source" / "complaints-lo1")).exit_code == 0

    @pytest.mark.usefixtures("release")
    def test_a_learner_waits_for_nothing_that_authors_and_tutors_use(self, tmp_path: Path) -> None:
        slow = "'nbformat', 'pandas', 'jupyterlab', 'nbgrader', 'sqlalchemy', 'distributed', 'markdown_it'"
        code = (
            "import sys\nfrom complaints_workbook.command_line import app\n"
            "app(['study', '--prepare-only'], standalone_mode=False)\n"
            f"print(sorted({{{slow}}} & set(sys.modules)))"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"

    def test_help_names_every_command(self) -> None:
        words = run("--help").stdout.split()
        assert [word for word in COMMANDS if word not in words] == []
        assert all(run(command, "--help").exit_code == 0 for command in COMMANDS)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, jupyter_lab: Callable[[Path], Lab]) -> Lab:
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(COURSE / "source" / "complaints-lo1", folder / "complaints-lo1")
    return jupyter_lab(folder)


@pytest.mark.parametrize(
    ("required", "outcome"), [({}, "4 skipped"), ({"REQUIRE_BROWSER": "1"}, "4 errors")], ids=["skipped", "failed"]
)
def test_without_chromium_browser_tests_are_skipped_or_fail(required: dict[str, str], outcome: str) -> None:
    command = [sys.executable, "-m", "pytest", "--numprocesses=0", "-k", "TestTheLearnersJupyterLab and not shipped"]
    environment = {name: value for name, value in os.environ.items() if name != "REQUIRE_BROWSER"}
    environment |= {"CHROMIUM": "no-such-browser"} | required
    done = subprocess.run([*command, __file__], env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout
    assert "There is no Chromium on this machine; install it, or name it in CHROMIUM." in done.stdout


class TestTheLearnersJupyterLab:
    """The settings that `study` starts JupyterLab with."""

    @pytest.fixture
    def notebook(self, page: Page, lab: Lab) -> Page:
        page.goto(lab.address(NOTEBOOK.as_posix()))
        last = len(json.loads((lab.folder / NOTEBOOK).read_text("utf-8"))["cells"]) - 1
        # JupyterLab draws what is out of view when it has time.
        page.locator(".jp-Notebook .jp-Cell").nth(last).wait_for(state="attached", timeout=60_000)
        page.get_by_role("button", name="Validate").wait_for()
        return page

    def test_nothing_of_kernels_code_or_news_is_in_sight(self, notebook: Page) -> None:
        menus = notebook.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()
        assert menus == list(LEARNERS_MENUS)
        for menu, entries in LEARNERS_MENUS.items():
            notebook.get_by_role("menuitem", name=menu, exact=True).first.click()
            assert notebook.locator(ENTRIES).all_inner_texts() == entries
            notebook.keyboard.press("Escape")
        assert notebook.get_by_role("button", name="Validate").is_visible()
        for selector in (".jp-KernelName", ".jp-Notebook-ExecutionIndicator", ".jp-CellToolbar", ".jp-toast"):
            assert notebook.locator(f"{selector} >> visible=true").count() == 0, selector

    def test_no_letter_and_no_other_keys_add_hide_move_or_take_away_a_cell(self, notebook: Page) -> None:
        cells = notebook.locator(".jp-Notebook .jp-Cell")
        before = [cells.count(), *(cells.nth(place).inner_text()[:40] for place in range(4))]
        cells.nth(1).click()
        for key in LETTERS + CHORDS:
            notebook.keyboard.press(key)
        notebook.wait_for_timeout(300)
        assert [cells.count(), *(cells.nth(place).inner_text()[:40] for place in range(4))] == before
        assert notebook.locator(".jp-Notebook .jp-Cell.lm-mod-hidden").count() == 0
        assert notebook.locator(".jp-Dialog").count() == 0

    def test_the_other_button_of_the_mouse_opens_the_browsers_own_menu_and_none_that_deletes(
        self, notebook: Page
    ) -> None:
        notebook.locator(".jp-Notebook .jp-Cell").nth(1).click(button="right")
        notebook.wait_for_timeout(300)
        assert notebook.locator(".lm-Menu").count() == 0

    def test_files_that_hold_answers_are_not_among_those_that_one_click_opens(self, notebook: Page, lab: Lab) -> None:
        for name in ("responses.json", "attempts.json", "pages.json", "checklists.json"):
            (lab.folder / "complaints-lo1" / name).write_text("{}")
        notebook.locator(".jp-SideBar [data-id=filebrowser]").click()
        notebook.get_by_role("button", name="Refresh").first.click()
        notebook.locator(".jp-DirListing-itemText", has_text="complaints-lo1.ipynb").wait_for()
        listed = notebook.locator(".jp-DirListing-itemText").all_inner_texts()
        assert [name for name in listed if name.endswith(".json")] == []

    def test_the_settings_are_shipped_with_the_package(self) -> None:
        assert (SETTINGS / "labconfig" / "default_setting_overrides.json").is_file()
