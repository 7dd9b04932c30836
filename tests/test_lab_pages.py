"""What the workbook's own pages add to JupyterLab: the way to the start page, marks, checklists, a word in time."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.study.checklist.ticks import CHECKLISTS
from complaints_workbook.study.site.server import KEEPS
from complaints_workbook.study.start.sections import sections_of
from support.assignments import COMPLAINTS_LO1
from support.jupyter_servers import serving
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import FrameLocator, Locator, Page

    from complaints_workbook.study.start.sections import NotebookSection
    from support.jupyter_servers import Lab

AUTHORED = COMPLAINTS_LO1
NOTEBOOK = f"{AUTHORED.name}/{AUTHORED.notebook_name}"
TWO = "I would listen to her first. Then I would say what happens next, and when."


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", AUTHORED)


@pytest.fixture
def lab(learner: Learner, tmp_path: Path) -> Iterator[Lab]:
    with served(learner, tmp_path) as lab:
        yield lab


def served(learner: Learner, tmp_path: Path) -> AbstractContextManager[Lab]:
    (tmp_path / "home").mkdir()
    return serving(learner.work, tmp_path / "home", learner=True)


def opened(page: Page, lab: Lab, heading: str = "") -> None:
    """Open the notebook, and wait until its last cell is drawn."""
    page.goto(lab.address(NOTEBOOK) + (f"#{heading}" if heading else ""))
    page.locator(".jp-CodeCell .cw-part section.cw").last.wait_for(state="attached", timeout=90_000)
    page.wait_for_function(
        "() => { const cells = [...document.querySelectorAll('.jp-CodeCell')];"
        " return cells.length && cells.every((e) => e.querySelector('section.cw')); }",
        timeout=90_000,
    )


def feedback(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='Your marks']")


def test_a_section_is_marked_where_it_ends_and_then_all_of_it(page: Page, lab: Lab, learner: Learner) -> None:
    first = next(iter(AUTHORED.pages.item_sets())).id
    field, value = next(iter(AUTHORED.right[first].items()))
    given = {first: {field: {"answer": value}}}
    (learner.folder / RESPONSES).write_text(json.dumps({"version": 1, "exercises": given}), "utf-8")
    opened(page, lab)
    buttons = page.get_by_role("button", name="Mark this section")
    expect(buttons).to_have_count(len(sections(learner)), timeout=30_000)
    buttons.first.click()
    told = page.locator(".cw-told").first
    expect(told).to_contain_text("You have 1 of", timeout=30_000)
    expect(feedback(page).get_by_role("heading", level=1)).to_be_visible()
    beside, notebook = (page.locator(part).bounding_box() for part in (".jp-IFrame", ".jp-NotebookPanel"))
    assert beside
    assert notebook
    assert beside["x"] >= notebook["x"] + notebook["width"]
    expect(page.locator(".jp-tocItem").first).to_be_visible()  # it is the notebook's that the reader is in
    assert Axe().run(page, context=".cw-marking").response["violations"] == []

    page.get_by_role("button", name="Mark my work").press("Enter")
    expect(page.locator(".cw-told").last).to_contain_text("You have 1 of", timeout=30_000)
    expect(page.locator("iframe[title='Your marks']")).to_have_count(1)

    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator(".jp-IFrame")).to_be_hidden()
    assert page.locator(".jp-NotebookPanel").bounding_box()["width"] > 320 * 0.7  # type: ignore[index]


def test_a_class_s_learner_is_offered_no_marks(page: Page, tmp_path: Path) -> None:
    learner = studying(tmp_path / "work", AUTHORED, keys=False)
    learner.write(learner.questions()[0], TWO)
    with served(learner, tmp_path) as lab:
        opened(page, lab)
        page.get_by_role("link", name="Start page").wait_for()
        page.wait_for_timeout(2_000)
        expect(page.locator(".cw-mark")).to_have_count(0)
        expect(page.locator(".cw-checklist:visible")).to_have_count(0)


def test_the_top_bar_leads_to_the_start_page(page: Page, lab: Lab) -> None:
    opened(page, lab)
    page.get_by_role("link", name="Start page").click()
    page.wait_for_url("**/workbook/*")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_address_opens_the_notebook_at_a_section(page: Page, lab: Lab, learner: Learner) -> None:
    section = sections(learner)[2]
    opened(page, lab, section.anchor)
    page.wait_for_timeout(2_000)
    top = page.locator(".jp-WindowedPanel-outer").bounding_box()
    heading = page.locator(".jp-RenderedMarkdown h2", has_text=section.heading).bounding_box()
    assert top
    assert heading
    assert 0 <= heading["y"] - top["y"] < 100


def test_after_two_sentences_a_checklist_stands_below_and_keeps_its_ticks(
    page: Page, lab: Lab, learner: Learner
) -> None:
    first, second = learner.questions()[:2]
    learner.write(first, TWO)
    learner.write(second, "One sentence only.")
    opened(page, lab)
    summary = page.locator(".cw-checklist summary", has_text="Compare your answer")
    expect(summary).to_have_count(1, timeout=20_000)
    summary.click()
    assert Axe().run(page, context=".cw-checklist:not([hidden])").response["violations"] == []
    box = points(page).first
    box.check()
    expect(page.locator(".cw-checklist .cw-told")).to_contain_text("You ticked")
    page.wait_for_timeout(500)
    assert first in (learner.folder / CHECKLISTS).read_text("utf-8")
    opened(page, lab)
    summary.click()
    expect(points(page).first).to_be_checked()


def test_where_nothing_is_kept_the_learner_is_told_in_time(
    page: Page, learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEEPS, "no")
    with served(learner, tmp_path) as lab:
        page.clock.install()
        opened(page, lab)
        word = page.get_by_text("Nothing is kept on this server.")
        page.clock.fast_forward("30:00")
        expect(word).to_have_count(0)  # nothing is done yet
        first = next(iter(AUTHORED.pages.item_sets())).id
        page.locator(f"section.cw[data-exercise='{first}'] input[type=radio]").first.check()
        page.get_by_text("Saved at").first.wait_for()
        page.clock.fast_forward("06:00")
        word.first.wait_for(timeout=20_000)
        expect(word.first).to_contain_text("Download them before you stop.")  # JupyterLab cuts what is long
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my work").click()
        names = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())).namelist()
        assert any(name.endswith(RESPONSES) for name in names)


def points(page: Page) -> Locator:
    return page.locator(".cw-checklist input[type=checkbox]")


def sections(learner: Learner) -> tuple[NotebookSection, ...]:
    return sections_of(read_notebook(learner.notebook), learner.authored.pages.exercises)
