"""Where things stand in a real JupyterLab: on a small laptop, on a narrow screen, in one's own colours, on paper."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.learners import choose, exercise
from support.looking import THEMES, assert_whole_page_reflows, every_page, make_narrow
from support.notebook_page import choose_in_menu, open_and_run, use_theme
from support.reading import (
    MOST_CHARACTERS,
    headings_out_of_order,
    longest_lines,
    names_that_stand_twice,
    words_too_pale_for_paper,
)
from support.specimen_course import specimen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

    from support.jupyter_servers import Lab

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
WITH_QUESTIONS = "who-has-it"
"""An exercise with several questions beside its case."""


@pytest.fixture(scope="module")
def lab_page(browser: Browser, specimen_lab: Lab) -> Iterator[Page]:
    """Open the specimen course on a small laptop, with JupyterLab's panel at its side."""
    work = Path(shutil.copytree(specimen().release, specimen_lab.folder / "layout"))
    context = browser.new_context(viewport=LAPTOP, locale="en-GB")
    page = context.new_page()
    open_and_run(page, specimen_lab, work / specimen().notebook_name)
    yield page
    context.close()
    specimen_lab.end_kernels()


@pytest.fixture
def shown(lab_page: Page) -> Iterator[Page]:
    """Give the page as it was opened, however another test left it."""
    yield lab_page
    lab_page.emulate_media(media="screen", forced_colors="none", color_scheme="light")
    lab_page.set_viewport_size(LAPTOP)


def scroll_to_the_end_of(place: Locator) -> None:
    place.evaluate("(e) => e.scrollIntoView({ block: 'end' })")
    place.page.wait_for_timeout(300)


def is_in_sight(place: Locator) -> bool:
    """Say whether the middle of something is seen, and not under something else."""
    return bool(
        place.evaluate("""(e) => {
          const { x, y, width, height } = e.getBoundingClientRect();
          const top = document.elementFromPoint(x + width / 2, y + height / 2);
          return !!top && (e.contains(top) || top.contains(e));
        }""")
    )


def test_a_case_stands_beside_its_questions_and_they_stay_while_papers_are_read(shown: Page) -> None:
    own = exercise(shown, WITH_QUESTIONS)
    case, questions = own.locator(".cw-dossier").first, own.locator(".cw-questions").first
    left, right = case.bounding_box(), questions.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]

    own.locator(".cw-papers summary").click()
    papers = own.locator(".cw-papers > div")
    papers.locator("table").first.wait_for()
    assert papers.evaluate("(e) => e.scrollHeight > e.clientHeight + 100")
    scroll_to_the_end_of(papers)
    papers.evaluate("(e) => e.scrollTo(0, e.scrollHeight)")
    for question in own.locator(".cw-questions fieldset").all():
        question.locator("input").first.scroll_into_view_if_needed()
        assert is_in_sight(question.locator("input").first)
        assert is_in_sight(papers.locator("> :last-child"))


def test_what_is_saved_is_said_where_the_learner_answers(shown: Page) -> None:
    own = exercise(shown, "weigh-a-swap")
    choose(shown, "weigh-a-swap", "light", "hers")
    own.get_by_text("Saved at").wait_for()
    own.locator("fieldset").first.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    shown.wait_for_timeout(300)
    assert is_in_sight(own.locator(".cw-state"))


def test_clicking_on_moves_the_same_step_again(shown: Page) -> None:
    steps = exercise(shown, "which-order").locator(".cw-order").first.locator("li")
    button = steps.first.locator("[data-move=down]")
    first = steps.first.get_attribute("data-id")
    button.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    box = button.bounding_box()
    assert box
    for place in (1, 2):
        shown.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert steps.nth(place).get_attribute("data-id") == first


def test_nothing_is_green_before_it_is_marked(shown: Page) -> None:
    exercise(shown, "what-is-it").locator("nav button").first.click()
    choose(shown, "what-is-it", "lamp", "problem")
    exercise(shown, "what-is-it").get_by_text("1 of 4 answered. Saved").wait_for()
    button = exercise(shown, "what-is-it").locator("nav button").first
    assert button.inner_text().split() == ["1", "Case,", "answered"]
    colours = button.evaluate("""(e) => [e, ...e.querySelectorAll("*")].flatMap((each) => {
      const { color, backgroundColor, fill } = getComputedStyle(each);
      return [color, backgroundColor, fill];
    }).flatMap((colour) => colour.match(/\\d+(, \\d+){2}/)?.[0] ?? [])""")
    for colour in colours:
        red, green, blue = map(int, colour.split(","))
        assert green <= max(red, blue), colour


def test_headings_follow_each_other_and_every_question_has_a_name_of_its_own(shown: Page) -> None:
    for _, exercises in every_page(shown):
        assert headings_out_of_order(shown) == []
        for name in exercises:
            assert names_that_stand_twice(exercise(shown, name)) == []


@pytest.mark.parametrize("width", [1366, 1920])
def test_no_line_is_too_long_to_read(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 768})
    shown.wait_for_timeout(500)
    assert [line for line in longest_lines(shown) if len(line) > MOST_CHARACTERS] == []


def test_the_whole_page_reflows_on_a_narrow_screen(shown: Page) -> None:
    make_narrow(shown, 320, 700)
    assert_whole_page_reflows(shown)
    shown.set_viewport_size(LAPTOP)
    shown.get_by_role("tab", name="File Browser").first.click()


def test_what_is_drawn_keeps_to_the_readers_own_colours(shown: Page) -> None:
    shown.emulate_media(forced_colors="active", color_scheme="dark")
    chart = exercise(shown, "what-it-says").locator(".cw-chart").first
    page = chart.evaluate("(e) => getComputedStyle(e.closest('section')).backgroundColor")
    for part, colour in ((".cw-axis", "fill"), (".cw-point", "fill"), (".cw-line", "stroke"), (".cw-limit", "stroke")):
        drawn = chart.locator(part).first.evaluate("(e, name) => getComputedStyle(e)[name]", colour)
        assert drawn != page, part
        assert drawn == "rgb(255, 255, 255)", part


def test_the_menu_prints_what_is_shown(shown: Page) -> None:
    """Nothing goes to a printer: what the browser is asked to print is counted."""
    shown.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    choose_in_menu(shown, "File", "Print…")
    shown.wait_for_function("() => window.printed === 1")
    assert not any("nbconvert" in url for url in asked)


def test_on_paper_all_that_is_asked_stands_with_what_was_answered_and_no_code(shown: Page) -> None:
    exercise(shown, "what-is-it").locator("nav button").first.click()
    choose(shown, "what-is-it", "lamp", "query")
    shown.emulate_media(media="print")
    shown.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    try:
        for name, each in specimen().assignment.exercises.items():
            if each.specification.kind != "choose-move":  # whose later questions follow from the earlier answers
                asked = exercise(shown, name).locator(".cw-question[data-field]")
                assert asked.count() == len(each.fields)
                assert all(question.is_visible() for question in asked.all())
        assert exercise(shown, "what-is-it").locator("[data-field=lamp] input[value=query]").is_checked()
        assert not any(code.is_visible() for code in shown.locator(".jp-CodeCell .jp-Cell-inputWrapper").all())
        for bar in ("#jp-top-panel", ".jp-SideBar", ".jp-Toolbar", "nav.cw-pages"):
            assert not shown.locator(bar).first.is_visible()
        whole, notebook = shown.evaluate(
            "() => [document.documentElement.scrollHeight, document.querySelector('.jp-Notebook').offsetHeight]"
        )
        assert whole >= notebook > LAPTOP["height"] * 5
    finally:
        shown.evaluate("() => window.dispatchEvent(new Event('afterprint'))")


@pytest.mark.parametrize("theme", THEMES[::-1])
def test_on_paper_every_word_is_dark_in_every_theme(shown: Page, theme: str) -> None:
    use_theme(shown, theme)
    shown.emulate_media(media="print")
    assert words_too_pale_for_paper(shown) == []
