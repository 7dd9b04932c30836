"""A learner chooses a sector once: each criterion's place shows what it needs of it, and no mark knows of it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

from complaints_workbook import own_sector
from complaints_workbook.assignments.reading import read_assignment
from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.sectors import Topic
from complaints_workbook.file_names import PAGES, RESPONSES
from complaints_workbook.pages.own_sector import OWN_SECTOR
from complaints_workbook.pages.preview import Preview
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.rendering.sector import HEADINGS, sector_html
from support.courses import ROOT, mini_course, responses_text
from support.kept_work import Learner
from support.looking import THEMES, assert_axe_finds_nothing, assert_nothing_is_cut_off, make_narrow
from support.notebook_page import open_notebook, progress, saved, use_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from support.jupyter_servers import Lab

RELEASE = ROOT / "release/c7-lo3"
NAMED = (
    *("financial services", "energy", "telecoms", "social housing", "councils", "nhs", "rail", "retail"),
    *("hospitality", "parcels", "education", "charities", "water"),
)
"""The sectors that C7's learners come from."""

every_sector = pytest.mark.parametrize("name", shared_datasets().sector_ids())


class TestWhatIsKnown:
    @pytest.mark.parametrize("wanted", NAMED)
    def test_each_sector_that_learners_come_from_can_be_chosen(self, wanted: str) -> None:
        names = [shared_datasets().sector(name).name.lower() for name in shared_datasets().sector_ids()]
        assert sum(wanted in name for name in names) == 1

    @every_sector
    def test_every_statement_is_shown_with_its_source_and_how_sure_it_is(self, name: str) -> None:
        sector = shared_datasets().sector(name)
        shown = sector_html(sector)
        for topic, statements in sector.topics.items():
            for each in statements:
                assert each.says.replace("'", "&#x27;") in shown[topic]
                assert f"{each.source}. " in shown[topic]
            assert shown[topic].count("cw-source") == len(statements)
            assert shown[topic].count("It changes, so check.") == sum(each.changes for each in statements)

    @every_sector
    def test_a_topic_of_which_nothing_was_found_says_so_and_where_to_look(self, name: str) -> None:
        sector = shared_datasets().sector(name)
        silent = [topic for topic, statements in sector.topics.items() if not statements]
        for topic, html in sector_html(sector).items():
            assert (f"Nothing certain was found for this sector. Look it up: {sector.look_up}." in html) == (
                topic in silent
            )

    @every_sector
    def test_the_four_questions_of_a_sector_are_answered_or_said_to_be_open(self, name: str) -> None:
        known = load_pages(RELEASE / PAGES).own_sector
        asked = (Topic.DEFINITION, Topic.CLOCKS, Topic.OUTSIDE, Topic.REPORTS)
        assert set(asked) <= set(known.places["3.5"])
        assert all(known.sectors[name].topics[topic] for topic in asked)


class TestItsCell:
    @pytest.mark.parametrize("name", ["c7-lo1", "c7-lo2", "c7-lo3"])
    def test_authors_see_what_is_released(self, name: str) -> None:
        files = read_assignment(ROOT / "source" / name, shared_datasets())
        released = load_pages(ROOT / "release" / name / PAGES).own_sector
        assert Preview(files, shared_datasets()).own_sector == released
        assert released.places

    def test_a_folder_whose_pages_are_older_says_so_in_a_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pages = json.loads((RELEASE / PAGES).read_text("utf-8"))
        del pages["own_sector"]
        (tmp_path / PAGES).write_text(json.dumps(pages), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert "There is no place '3.5' for the learner's sector" in repr(own_sector("3.5"))

    @pytest.mark.parametrize("occasion", ["validate", "autograde"])
    def test_it_shows_nothing_when_nbgrader_runs_it(self, occasion: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NBGRADER_EXECUTION", occasion)
        assert own_sector("3.5") is None


class TestTheChoice:
    def test_no_mark_and_no_wait_depends_on_it(self, tmp_path: Path) -> None:
        course = mini_course(tmp_path / "course")
        answers = {"sorting": {"hours": "query", "late": "problem", "code": "problem"}}
        course.submit("ann", answers, {"written": "Because."})
        course.submit("ben", answers | {OWN_SECTOR: {"sector": "energy"}}, {"written": "Because."})
        course.submit("cat", answers | {OWN_SECTOR: {"sector": ["no", "sector"]}}, {"written": "Because."})
        course.nbgrader("autograde", "mini")
        grades = {name: [row for row in course.gradebook() if row[0] == name] for name in ("ann", "ben", "cat")}
        ann = [row[1:] for row in grades["ann"]]
        assert sum(row[1] or 0 for row in ann) == 2
        assert [row[1:] for row in grades["ben"]] == [row[1:] for row in grades["cat"]] == ann

    def test_it_is_taken_to_another_computer_with_the_answers(self, tmp_path: Path) -> None:
        here, there = (Learner(tmp_path / name) for name in ("here", "there"))
        for each in (here, there):
            shutil.copytree(RELEASE, each.work / "c7-lo3")
        chosen = {OWN_SECTOR: {"sector": "rail"}}
        (here.work / "c7-lo3" / RESPONSES).write_text(responses_text(chosen), encoding="utf-8")
        said = there.restore(here.download())
        assert saved(there.work / "c7-lo3") == chosen
        assert "does not ask it" not in said


@pytest.fixture(scope="module")
def sectors_lab(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return jupyter_lab(tmp_path_factory.mktemp("sectors"))


@pytest.fixture
def folder(sectors_lab: Lab) -> Iterator[Path]:
    """Give a learner the third outcome of C7: of its notebook some places, an exercise and the progress."""
    folder = sectors_lab.folder / "c7-lo3"
    shutil.copytree(RELEASE, folder)
    path = folder / "c7-lo3.ipynb"
    notebook = nbformat.read(str(path), as_version=4)
    kept = (
        'own_sector("3.1")',
        'own_sector("3.5")',
        'own_sector("3.11")',
        'exercise("two-depots-level")',
        "progress()",
    )
    notebook.cells = [
        cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("# ")
    ] + [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.endswith(kept)]
    nbformat.write(notebook, str(path))
    yield folder
    sectors_lab.end_kernels()
    shutil.rmtree(folder)


def place(page: Page, number: str) -> Locator:
    """Return the place of a criterion, when it is shown."""
    region = page.get_by_role("region", name=f"{number} in your own sector")
    region.wait_for(timeout=90_000)
    return region


def choose(page: Page, number: str, key: str) -> None:
    """Choose a sector with the keyboard, by the letter that it begins with."""
    place(page, number).get_by_role("combobox", name=f"{number}: Your sector").focus()
    page.keyboard.press(key)
    expect(place(page, number).get_by_role("status").last).to_contain_text("Saved at")


@pytest.mark.usefixtures("browser")
class TestInJupyterLab:
    def test_chosen_once_it_is_shown_wherever_it_is_needed_and_again_the_next_day(
        self, page: Page, sectors_lab: Lab, folder: Path
    ) -> None:
        open_notebook(page, sectors_lab, folder / "c7-lo3.ipynb")
        expect(place(page, "3.5").get_by_role("listitem")).to_have_count(5)  # what it will show
        choose(page, "3.1", "r")
        rail = shared_datasets().sector("rail")
        assert saved(folder) == {OWN_SECTOR: {"sector": "rail"}}
        for _ in range(2):
            for number, topics in load_pages(RELEASE / PAGES).own_sector.places.items():
                if number not in ("3.1", "3.5", "3.11"):
                    continue
                shown = place(page, number)
                expect(shown.get_by_text(rail.scope)).to_be_visible()
                for topic in map(Topic, topics):
                    expect(shown.get_by_role("heading", name=HEADINGS[topic])).to_be_visible()
                    for each in rail.topics[topic]:
                        expect(shown.get_by_text(each.says)).to_be_visible()
                expect(shown).to_contain_text("As of 29 November 2026.")
            open_notebook(page, sectors_lab, folder / "c7-lo3.ipynb")

    def test_it_is_no_answer_to_a_question(self, page: Page, sectors_lab: Lab, folder: Path) -> None:
        open_notebook(page, sectors_lab, folder / "c7-lo3.ipynb")
        choose(page, "3.5", "e")
        expect(progress(page).get_by_role("status")).to_contain_text("You have answered 0 of")
        expect(place(page, "3.5")).not_to_contain_text("of 1 answered")

    def test_axe_finds_nothing_before_and_after_in_light_and_dark_and_nothing_is_cut_off(
        self, page: Page, sectors_lab: Lab, folder: Path
    ) -> None:
        open_notebook(page, sectors_lab, folder / "c7-lo3.ipynb")
        place(page, "3.11")
        assert_axe_finds_nothing(page, "before")
        choose(page, "3.5", "s")
        for theme in THEMES:
            use_theme(page, theme)
            assert_axe_finds_nothing(page, theme)
        make_narrow(page, 320, 900)
        assert_nothing_is_cut_off(page, 320)

    def test_on_paper_there_is_what_is_known_and_nothing_to_choose(
        self, page: Page, sectors_lab: Lab, folder: Path
    ) -> None:
        open_notebook(page, sectors_lab, folder / "c7-lo3.ipynb")
        choose(page, "3.11", "w")
        page.emulate_media(media="print")
        expect(place(page, "3.11").get_by_role("combobox")).to_be_hidden()
        expect(place(page, "3.11").get_by_text(shared_datasets().sector("water").scope)).to_be_visible()
        page.emulate_media(media="screen")
