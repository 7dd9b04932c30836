"""The start page: a unit that is chosen once, how far the learner is, and the one thing to do next."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.study.own_marks.attempts import Attempt, EarnedMarks, ExerciseMarks
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.requests import Request, Response
from complaints_workbook.study.site.routes import answer
from complaints_workbook.study.start.sections import sections_of
from complaints_workbook.study.study import Study
from support.assignments import COMPLAINTS_LO1, Authored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

FIRST = COMPLAINTS_LO1
UNITS = ("OCR unit 62", "City & Guilds unit 311", "Pearson unit 40", "OCR unit 39", "OCR unit C7")


class Learner:
    """A learner's folder with one assignment in it."""

    def __init__(self, folder: Path, authored: Authored = FIRST) -> None:
        self.authored = authored
        self.study = Study(folder)
        self.folder = folder / authored.name
        self.notebook = self.folder / authored.notebook_name
        shutil.copytree(authored.release, self.folder)
        self.sections = sections_of(read_notebook(self.notebook), authored.pages.exercises)

    def ask(self, path: str = "", form: dict[str, str] | None = None) -> Response:
        return answer(self.study, Request("POST" if form is not None else "GET", path, form or {}))

    def page(self, path: str = "") -> BeautifulSoup:
        response = self.ask(path)
        assert response.status == 200
        return BeautifulSoup(response.body, "html.parser")

    def choose(self, unit: str = "ocr-62") -> None:
        assert self.ask("unit", {"unit": unit}).status == 303

    def answer(self, exercises: Iterable[str]) -> None:
        saved = {
            name: {
                field: {"answer": value, "saved": "2026-11-30T09:00:00Z", "by": "test"}
                for field, value in self.authored.right[name].items()
            }
            for name in exercises
        }
        (self.folder / "responses.json").write_text(json.dumps({"version": 1, "exercises": saved}), "utf-8")

    def write(self, answers: Iterable[str]) -> None:
        notebook = json.loads(self.notebook.read_text("utf-8"))
        names = set(answers)
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") in names:
                cell["source"] = "What I think. And why."
        self.notebook.write_text(json.dumps(notebook), "utf-8")

    def finish(self, count: int) -> None:
        """Answer and write everything in so many sections, from the first on."""
        done = self.sections[:count]
        self.answer(name for section in done for name in section.exercises)
        self.write(name for section in done for name in section.written)

    def mark(self, section: int, score: float) -> None:
        """Have a section marked, with 10 marks to be had."""
        code = next(iter(self.authored.pages.exercises[self.sections[section].exercises[0]].item_set.criteria))
        of_it = {code: EarnedMarks(score, 10)}
        marked = ExerciseMarks(code, of_it, of_it, self.authored.right[self.sections[section].exercises[0]])
        attempt = Attempt(datetime.now(UTC), {self.sections[section].exercises[0]: marked}, {})
        attempts_store(self.folder).change(lambda attempts: attempts.adding(attempt))

    def states(self) -> list[str]:
        return [row.select_one(".tag").get_text() for row in self.page().select(".sections li")]  # type: ignore[union-attr]

    def next(self) -> tuple[str, str, str]:
        """Return what comes next: what it is about, the words of its button, and where that leads."""
        [card] = self.page().select(".next")
        button = card.select_one("a.button")
        heading = card.select_one("h2").get_text().replace("Next ", "", 1)  # type: ignore[union-attr]
        return heading, button.get_text() if button else "", str(button["href"]) if button else ""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    chosen = Learner(tmp_path)
    chosen.choose()
    return chosen


# The unit


def test_a_unit_is_chosen_once_and_the_choice_stays(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    names = [label.get_text() for label in learner.page().select(".choice label")]
    assert tuple(names) == UNITS
    learner.choose("pearson-40")
    assert learner.page().h1.get_text() == "Resolve customers’ complaints"  # type: ignore[union-attr]
    again = answer(Study(tmp_path), Request("GET", ""))
    assert "Pearson unit 40" in again.body.decode()
    assert learner.page("unit").select_one("input[checked]")["value"] == "pearson-40"  # type: ignore[index]


@pytest.mark.parametrize("form", [{}, {"unit": ""}, {"unit": "ocr-99"}, {"unit": "<script>"}])
def test_whoever_chooses_nothing_is_told(tmp_path: Path, form: dict[str, str]) -> None:
    told = Learner(tmp_path).ask("unit", form)
    page = BeautifulSoup(told.body, "html.parser")
    assert told.status == 422
    assert page.select_one("[role=alert]").get_text() == "Error: Choose a unit"  # type: ignore[union-attr]
    assert page.title.get_text().startswith("Error: ")  # type: ignore[union-attr]


def test_each_unit_that_is_offered_can_be_chosen_and_shows_its_outcomes(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    for choice in learner.page().select(".choice input"):
        learner.choose(str(choice["value"]))
        page = learner.page()
        title = page.h1.get_text()  # type: ignore[union-attr]
        unit = next(unit for unit in load_syllabus().units if unit.title == title)
        assert [h2.get_text().partition(" ")[2].partition(" ")[2] for h2 in page.select(".outcome h2")] == [
            outcome.statement for outcome in unit.outcomes
        ]


def test_what_is_not_written_yet_is_told(learner: Learner) -> None:
    assert "There is no notebook for this outcome here yet." in learner.page().get_text()
    assert "There is nothing for this unit here yet." not in learner.page().get_text()
    learner.folder.rename(learner.study.folder / ".away")
    assert "There is nothing for this unit here yet." in learner.page().get_text()


# How far the learner is


def test_every_section_of_every_assignment_is_there_with_its_minutes_and_leads_to_its_heading(
    authored: Authored, tmp_path: Path
) -> None:
    learner = Learner(tmp_path, authored)
    listing = authored.pages.listing
    assert listing is not None
    if listing.outcome is None:
        pytest.skip("a companion has no sections")
    outcome = load_syllabus().outcome(listing.outcome)
    learner.choose({"complaints": "ocr-62", "problems": "ocr-39", "c7": "ocr-c7"}[outcome.criteria[0].unit_id])
    numbers = [section.number for section in learner.sections]
    assert numbers[-len(outcome.criteria) :] == [criterion.number for criterion in outcome.criteria]
    assert all(section.minutes for section in learner.sections)
    assert sum(len(section.exercises) for section in learner.sections) == len(authored.pages.exercises)
    headings = {
        line.removeprefix("## ")
        for cell in read_notebook(learner.notebook)
        for line in cell.source.splitlines()
        if line.startswith("## ")
    }
    links = [str(link["href"]) for link in learner.page().select(".sections a")]
    assert len(links) == len(learner.sections)
    for link in links:
        place, _, anchor = link.partition("#")
        assert place == f"/lab/tree/{authored.name}/{authored.notebook_name}"
        assert unquote(anchor) in {heading.replace(" ", "-") for heading in headings}


def test_a_section_is_not_started_in_progress_answered_and_secure_or_to_revisit(learner: Learner) -> None:
    count = len(learner.sections)
    assert learner.states() == ["Not started"] * count
    learner.answer(learner.sections[0].exercises[:1])
    assert learner.states() == ["In progress"] + ["Not started"] * (count - 1)
    learner.finish(3)
    assert learner.states() == ["Answered"] * 3 + ["Not started"] * (count - 3)
    learner.mark(0, 8)
    learner.mark(1, 7.9)
    assert learner.states()[:3] == ["Secure", "To revisit", "Answered"]


def test_written_answers_count(learner: Learner) -> None:
    section = learner.sections[1]
    learner.answer(section.exercises)
    assert learner.states()[1] == "In progress"
    learner.write(section.written)
    assert learner.states()[1] == "Answered"


def test_the_minutes_left_become_fewer_until_none_are(learner: Learner) -> None:
    def left() -> str:
        return learner.page().select_one(".meter").get_text()  # type: ignore[union-attr]

    minutes = sum(section.minutes for section in learner.sections)
    assert f"about {round(minutes / 60)} hours left" in left() or f"about {minutes // 60} hours left" in left()
    learner.finish(len(learner.sections))
    assert "left" not in left()


def test_where_nothing_is_kept_no_word_says_that_anything_is(learner: Learner) -> None:
    kept, gone = (
        BeautifulSoup(
            answer(Study(learner.study.folder, keeps=keeps), Request("GET", "")).body, "html.parser"
        ).get_text()
        for keeps in (True, False)
    )
    assert "You will find your answers as you left them." in kept
    assert "Keep this page as a bookmark." in kept
    assert "Nothing is kept here." in gone
    assert "as you left it" not in gone
    assert "bookmark" not in gone


def test_a_section_is_called_there_as_in_the_notebooks_table_of_contents(learner: Learner) -> None:
    headings = [
        line.removeprefix("## ")
        for cell in json.loads(learner.notebook.read_text("utf-8"))["cells"]
        for line in "".join(cell["source"]).splitlines()
        if cell["cell_type"] == "markdown" and line.startswith("## ")
    ]
    named = [link.get_text() for link in learner.page().select(f'.sections a[href*="{FIRST.name}"]')]
    assert named
    assert [heading for heading in headings if heading in named] == named


def test_it_says_what_it_counts(learner: Learner) -> None:
    """Your progress, in the notebook, tells questions of exercises and written answers apart."""
    asked = sum(len(each.fields) for each in FIRST.pages.item_sets())
    written = sum(len(section.written) for section in learner.sections)
    said = " ".join(learner.page().select_one(".meter").get_text().split())  # type: ignore[union-attr]
    assert f"0 of {asked + written} questions answered ({asked} in exercises, {written} in your own words)" in said


# What comes next


def test_it_leads_from_the_start_through_every_section_to_what_is_to_be_read_again(learner: Learner) -> None:
    notebook = f"/lab/tree/{FIRST.name}/{FIRST.notebook_name}"
    first, second = (section.heading for section in learner.sections[:2])
    assert learner.next() == (first, "Start outcome 1", notebook)
    learner.answer(learner.sections[0].exercises[:1])
    assert learner.next() == (first, "Go on where you were", f"{notebook}?go-on#{quote(learner.sections[0].anchor)}")
    learner.finish(1)
    title, action, address = learner.next()
    assert (title, action) == (second, "Start")
    assert address.startswith(f"{notebook}#")
    learner.finish(len(learner.sections))
    assert learner.next() == ("You have answered everything that is here", "Record of study", "/workbook/record/ocr-62")
    learner.mark(1, 2)
    assert learner.next()[:2] == (second, "Read it again")


def test_where_keys_are_what_is_answered_is_marked_before_going_on(learner: Learner) -> None:
    keys = learner.study.keys(FIRST.name)
    keys.parent.mkdir(parents=True)
    keys.write_text("{}")
    learner.finish(1)
    title, action, address = learner.next()
    assert title == learner.sections[0].heading
    assert (action, address) == ("Mark my work", f"/workbook/mark/{FIRST.name}")
    learner.mark(0, 10)
    assert learner.next()[:2] == (learner.sections[1].heading, "Start")


def test_a_class_without_keys_is_led_to_no_marking(learner: Learner) -> None:
    learner.finish(1)
    assert "/workbook/mark/" not in str(learner.page())
    assert "Your tutor marks what you hand in." in learner.page().get_text()


@pytest.mark.parametrize("path", ["", "unit", "accessibility", "nothing"])
def test_every_address_of_the_workbooks_own_is_below_the_servers_root(learner: Learner, path: str) -> None:
    learner.finish(2)
    response = answer(learner.study, Request("GET", path, base="/user/ann/"))
    page = BeautifulSoup(response.body, "html.parser")
    addresses = [str(tag[name]) for name in ("href", "action", "src") for tag in page.select(f"[{name}]")]
    assert len(addresses) >= 4
    elsewhere = ("/user/ann/", "#", "data:,", "https://")
    assert [address for address in addresses if not address.startswith(elsewhere)] == []


# What a learner's folder may hold


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\x00\xff", b"[" * 100_000, b'{"version": 99}', b'"<b>x</b>"'])
@pytest.mark.parametrize("name", ["responses.json", "attempts.json", "pages.json", "complaints-lo1.ipynb"])
def test_a_damaged_file_stops_nothing(learner: Learner, name: str, damage: bytes) -> None:
    (learner.folder / name).write_bytes(damage)
    assert learner.ask().status == 200
    assert b"<b>x" not in learner.ask().body


def test_looking_at_the_page_moves_no_answers(learner: Learner) -> None:
    (learner.folder / "responses.json").write_bytes(b"{half")
    learner.page()
    assert (learner.folder / "responses.json").read_bytes() == b"{half"


def test_a_folders_name_is_text_in_the_page_and_in_its_address(learner: Learner) -> None:
    learner.folder.rename(learner.study.folder / 'x" onclick="y#?%<i>')
    page = learner.page()
    link = page.select_one(".next a.button")
    assert link is not None
    assert set(link.attrs) == {"class", "href"}
    assert unquote(str(link["href"])) == '/lab/tree/x" onclick="y#?%<i>/complaints-lo1.ipynb'
    assert page.find("i") is None


def test_a_copy_of_a_folder_does_not_take_its_place(learner: Learner) -> None:
    shutil.copytree(learner.folder, learner.study.folder / "a copy")
    assert learner.next()[2] == "/lab/tree/complaints-lo1/complaints-lo1.ipynb"


# In a browser


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, jupyter_lab: Callable[[Path], Lab]) -> Lab:
    folder = tmp_path_factory.mktemp("work")
    learner = Learner(folder)
    learner.finish(2)
    learner.mark(0, 9)
    learner.mark(1, 3)
    return jupyter_lab(folder)


def test_by_keyboard_alone_a_unit_is_chosen_and_a_section_opened(page: Page, lab: Lab) -> None:
    page.goto(lab.at("/workbook/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()
    assert "City & Guilds unit 311" in page.inner_text("main")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.className") != "button go":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".jp-Notebook").get_by_role("heading", name="Resolve customers’ complaints: outcome 1").wait_for()


def test_a_section_is_opened_where_it_begins_and_the_notebook_leads_back(page: Page, lab: Lab) -> None:
    page.goto(lab.at("/workbook/unit"))
    page.get_by_role("radio", name="OCR unit 62").check()
    page.get_by_role("button", name="Choose this unit").click()
    page.locator(".sections a").nth(3).click()
    heading = page.locator(".jp-Notebook h2", has_text="1.3").first
    heading.wait_for(timeout=60_000)
    expect(heading).to_be_in_viewport(timeout=30_000)
    page.get_by_role("link", name="Start page").first.click()
    page.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()
    assert page.url == f"{lab.url}/workbook/"


LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 pixels": {"viewport": {"width": 320, "height": 700}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(page: Page, lab: Lab, look: str) -> None:
    assert page.context.browser is not None
    context = page.context.browser.new_context(locale="en-GB", **LOOKS[look])
    tab = context.new_page()
    tab.goto(lab.at("/workbook/unit"))
    for place in ("/workbook/unit", "/workbook/", "/workbook/accessibility", "/workbook/nothing"):
        tab.goto(f"{lab.url}{place}")
        assert Axe().run(tab).response["violations"] == [], place
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        assert tab.get_attribute("html", "lang") == "en-GB"
    context.close()
