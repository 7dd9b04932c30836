"""The workbook on a site without a server: all that a learner does elsewhere, and the network may be gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from complaints_workbook.command_line.study import prepare
from complaints_workbook.static_site.building import SiteMaterial, build
from complaints_workbook.study.giving.working_folder import released_files
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.keeping.from_file import restore_from
from complaints_workbook.study.keeping.work import work_here
from complaints_workbook.study.study import Study
from support.built_sites import BELOW, Site, built, choose_unit, kept_whole, newer_is_there, opened
from support.journey import FIRST, NAME, QUESTION, WORDS, Journey
from support.learners import exercise, radio
from support.looking import assert_axe_finds_nothing_in
from support.writing import wait_until_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
FETCHED = ROOT / "build" / "fetched"
NOTEBOOK = Path(FIRST.name, FIRST.notebook_name)
FIELD, VALUE = next(iter(FIRST.right[NAME].items()))

JUPYTERS = {
    # Of JupyterLab's shortcuts, where the settings of another plugin are there before its own.
    "Cannot read properties of undefined (reading 'schema')",
    # Of the service worker's own script, which the browser looks for at each visit.
    "Failed to load resource: net::ERR_CONNECTION_REFUSED",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(ROOT, tmp_path_factory.mktemp("site"), "study", FIRST.name)


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with site.shown() as shown:
        yield shown


def test_a_learner_works_without_a_network_after_the_first_visit_and_takes_it_to_a_laptop_and_back(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    journey = Journey(page, tmp_path / "my work.zip", in_frame=True)
    with site.shown() as address:
        page.goto(address)
        opened(page)
        kept_whole(page)
    page.reload()
    opened(page)
    journey.work()
    assert [error for error in journey.errors if error not in JUPYTERS] == []

    laptop = Study(tmp_path / "laptop")
    prepare(laptop.folder)
    restore_from(laptop, journey.file)
    assert assignments_here(laptop.folder)[FIRST.name].responses.answers(NAME) == FIRST.right[NAME]
    journey.file.write_bytes(work_here(laptop, datetime.now(UTC)))
    page.context.close()

    other = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    back = Journey(other, journey.file, in_frame=True, before=journey.before)
    with site.shown() as address:
        other.goto(address)
        opened(other)
        back.come_back()
    other.context.close()


def test_a_newer_site_takes_over_at_the_next_visit_and_what_was_written_goes_along(page: Page, tmp_path: Path) -> None:
    released = released_files(FIRST.release.parent)
    site = Site(tmp_path / BELOW)
    build(SiteMaterial(of(released), {}), site.folder, FETCHED)
    with site.shown() as address:
        page.goto(address)
        opened(page)
        choose_unit(page)
        box = page.get_by_role("textbox", name=QUESTION)
        box.wait_for(timeout=90_000)
        box.focus()
        page.keyboard.type(WORDS)
        wait_until_on_disk(box)
        kept_whole(page)

        notebook = json.loads(released[NOTEBOOK])
        notebook["cells"][0]["source"] = "# A newer notebook"
        build(SiteMaterial(of(released) | {NOTEBOOK: json.dumps(notebook).encode()}, {}), site.folder, FETCHED)
        page.reload()
        newer_is_there(page)
        page.goto(f"{address}lab/tree/{NOTEBOOK.as_posix()}")
        page.get_by_role("heading", name="A newer notebook").wait_for(timeout=90_000)
        expect(page.get_by_role("textbox", name=QUESTION)).to_have_value(WORDS, timeout=90_000)
    page.goto("about:blank")


def of(released: dict[Path, bytes]) -> dict[Path, bytes]:
    """Return the files of the one assignment."""
    return {path: content for path, content in released.items() if path.parts[0] == FIRST.name}


def test_a_second_window_waits_kindly_and_opens_when_the_first_is_closed(page: Page, address: str) -> None:
    page.goto(address)
    opened(page)
    second = page.context.new_page()
    second.goto(f"{address}lab/index.html")
    expect(second.get_by_role("heading", level=1)).to_have_text("The workbook is open in another window")
    assert second.locator("iframe").count() == 0
    page.close()
    opened(second)


def test_what_was_saved_is_there_after_the_tab_was_killed_in_the_middle_of_a_save(page: Page, address: str) -> None:
    page.goto(address)
    opened(page)
    choose_unit(page)
    choice = radio(page, NAME, FIELD, VALUE)
    choice.check(timeout=90_000)
    expect(exercise(page, NAME)).to_contain_text("Saved at", timeout=60_000)
    other = exercise(page, NAME).locator(f'fieldset[data-field="{FIELD}"] input:not(:checked)').first
    other.check()
    again = page.context.new_page()
    page.close(run_before_unload=False)  # while it is being saved
    again.goto(f"{address}lab/tree/{FIRST.name}/{FIRST.name}.ipynb")
    exercise(again, NAME).get_by_role("button", name="1 Case, answered").click(timeout=90_000)
    chosen = exercise(again, NAME).locator(f'fieldset[data-field="{FIELD}"] input:checked')
    expect(chosen).to_have_count(1)
    expect(exercise(again, NAME)).not_to_contain_text("could not be read")


def test_an_answer_that_does_not_fit_into_the_browser_is_told_and_the_workbook_goes_on(
    page: Page, address: str
) -> None:
    page.goto(address)
    opened(page)
    choose_unit(page)
    exercise(page, NAME).wait_for(timeout=90_000)
    page.evaluate(
        """() => {
          const put = IDBObjectStore.prototype.put;
          window.room = () => { IDBObjectStore.prototype.put = put; };
          IDBObjectStore.prototype.put = () => { throw new DOMException("There is no room.", "QuotaExceededError"); };
        }"""
    )
    radio(page, NAME, FIELD, VALUE).check()
    expect(exercise(page, NAME)).to_contain_text("could not be saved", timeout=60_000)
    page.evaluate("room()")
    exercise(page, NAME).locator(f'fieldset[data-field="{FIELD}"] input:not(:checked)').first.check()
    expect(exercise(page, NAME)).to_contain_text("Saved at", timeout=60_000)
    expect(exercise(page, NAME)).not_to_contain_text("could not be saved")


def test_validate_says_what_is_left_and_axe_finds_nothing_in_what_stands_in_the_window(
    page: Page, address: str
) -> None:
    page.goto(address)
    opened(page)
    assert_axe_finds_nothing_on(page, "the choice of a unit")
    choose_unit(page)
    radio(page, NAME, FIELD, VALUE).check(timeout=90_000)
    expect(exercise(page, NAME)).to_contain_text("Saved at", timeout=60_000)
    page.get_by_role("button", name="Validate").click(timeout=90_000)
    said = page.get_by_role("dialog")
    asked = sum(len(each.item_set.fields) for each in FIRST.pages.exercises.values())
    expect(said).to_contain_text(f"You have answered 1 of {asked} questions", timeout=60_000)
    expect(said).to_contain_text("This says what you have answered, not whether it is right.")
    assert_axe_finds_nothing_in(page, "what is left", ".jp-Dialog-content")
    said.get_by_role("button", name="OK").click()
    page.get_by_role("link", name="Start page").click()
    page.frame_locator("iframe.cw-page").first.locator(".sections").first.wait_for()
    assert_axe_finds_nothing_on(page, "the start page")


def assert_axe_finds_nothing_on(page: Page, where: str) -> None:
    """Let axe-core look at the page that stands in the window, inside its frame, in which no script may run else."""
    frame = page.locator("iframe.cw-page").first
    frame.evaluate("(frame) => { frame.removeAttribute('sandbox'); frame.src = frame.contentDocument.URL; }")
    page.wait_for_timeout(500)
    opened(page)
    inside = frame.element_handle().content_frame()
    assert inside
    results = Axe().run(inside, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, f"{where}\n{results.generate_report()}"
