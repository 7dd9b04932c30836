"""What learners met in everyday use: going on, improving, a narrow window."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from complaints_workbook.file_names import HIDDEN, RESPONSES
from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.study.settings import Settings, settings_of
from complaints_workbook.study.start.sections import sections_of
from support.assignments import COMPLAINTS_LO1
from support.courses import responses_text
from support.jupyter_servers import serving
from support.learners import exercise
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

AUTHORED = COMPLAINTS_LO1
NOTEBOOK = f"{AUTHORED.name}/{AUTHORED.notebook_name}"
FIRST = next(iter(AUTHORED.pages.exercises))
CELLS = ".jp-WindowedPanel-outer"


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    learner = studying(tmp_path_factory.mktemp("everyday") / "work", AUTHORED)
    settings_of(learner.study).change(lambda _: Settings(unit="ocr-62"))
    return learner


@pytest.fixture(scope="module")
def lab(learner: Learner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with serving(learner.work, tmp_path_factory.mktemp("home"), learner=True) as lab:
        yield lab


@pytest.fixture(autouse=True)
def _answered(learner: Learner) -> None:
    """All but the last exercise of the third section is answered in it, and nothing else."""
    *begun, _ = sections_of(read_notebook(learner.notebook), AUTHORED.pages.exercises)[2].exercises
    answers = {name: AUTHORED.right[name] for name in begun}
    (learner.folder / RESPONSES).write_text(responses_text(answers), "utf-8")


def wait_until_drawn(page: Page) -> None:
    page.locator("section.cw").first.wait_for(state="attached", timeout=90_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.jp-CodeCell')].every((e) => e.querySelector('section.cw'))",
        timeout=90_000,
    )
    page.wait_for_timeout(1500)


def below_the_top(page: Page, what: str) -> float:
    """Return how many pixels below the top of the notebook something stands."""
    return float(
        page.evaluate(
            "([what, cells]) => document.querySelector(what).getBoundingClientRect().top"
            " - document.querySelector(cells).getBoundingClientRect().top",
            [what, CELLS],
        )
    )


def test_going_on_leads_into_the_section_that_was_begun_even_where_no_place_is_known(
    page: Page, lab: Lab, learner: Learner
) -> None:
    section = sections_of(read_notebook(learner.notebook), AUTHORED.pages.exercises)[2]
    shutil.rmtree(learner.study.folder / HIDDEN / "workspaces", ignore_errors=True)
    page.goto(lab.at("/workbook/"))
    expect(page.locator(".next h2")).to_contain_text(section.heading)
    page.get_by_role("link", name="Go on where you were").click()
    wait_until_drawn(page)
    heading = page.locator(".jp-RenderedMarkdown h2", has_text=section.heading)
    assert heading.bounding_box()["y"] - page.locator(CELLS).bounding_box()["y"] < 100  # type: ignore[index]
    # Further down in it is where the reader is next time.
    last = section.exercises[-1]
    page.mouse.move(800, 500)
    while below_the_top(page, f'section[data-exercise="{last}"]') > 200:
        page.mouse.wheel(0, 150)
        page.wait_for_timeout(60)
    page.wait_for_timeout(1500)
    before = below_the_top(page, f'section[data-exercise="{last}"]')
    page.get_by_role("link", name="Start page").click()
    page.get_by_role("link", name="Go on where you were").click()
    wait_until_drawn(page)
    assert abs(below_the_top(page, f'section[data-exercise="{last}"]') - before) < 10


def test_improving_leads_to_the_first_exercise_that_can_be_improved(page: Page, lab: Lab) -> None:
    page.goto(lab.address(NOTEBOOK))
    wait_until_drawn(page)
    page.get_by_role("button", name="Mark my work").press("Enter")
    expect(page.locator(".cw-told").last).to_contain_text("The reasons are under", timeout=60_000)
    beside = page.frame_locator("iframe[title='Your marks']")
    page.mouse.move(500, 500)
    page.mouse.wheel(0, 9000)
    page.wait_for_timeout(1500)
    assert below_the_top(page, f'section[data-exercise="{FIRST}"]') < -500
    beside.get_by_role("link", name="Improve my answers").click()
    expect(exercise(page, FIRST)).to_be_in_viewport()
    page.wait_for_timeout(1500)
    assert abs(below_the_top(page, f'section[data-exercise="{FIRST}"]')) < 60


def test_at_320_pixels_the_words_have_most_of_the_window(page: Page, lab: Lab) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(lab.address(NOTEBOOK))
    wait_until_drawn(page)
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.jp-RenderedMarkdown > p, section.cw')]"
        ".map((e) => e.getBoundingClientRect().width).filter(Boolean)"
    )
    assert min(widths) >= 240, sorted(widths)[:5]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
