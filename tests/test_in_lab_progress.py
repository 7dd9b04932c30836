"""At the end of a notebook a learner sees what is answered and written, and prints it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from support.learners import choose, exercise
from support.marked_courses import mark
from support.notebook_page import open_and_run, progress
from support.specimen_course import NAME, specimen, specimen_course
from support.writing import box, wait_until_on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"
PRINT = "Print my answers"
WORDS = 'I write it down.\n\n1. <b>Who</b> & "when"\n2. <img src=x onerror="window.hit = 1"><script>hit = 1</script>'


def write(work: Path, words: str) -> None:
    path = work / NOTEBOOK
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = words
    path.write_text(json.dumps(notebook), "utf-8")


def print_by_keyboard(page: Page) -> Page:
    """Print what is answered, and return the tab that is printed; nothing goes to a printer."""
    page.context.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    progress(page).get_by_role("button", name=PRINT).focus()
    with page.context.expect_page() as opening:
        page.keyboard.press("Enter")
    tab = opening.value
    tab.get_by_role("heading", name="My answers:").wait_for(timeout=30_000)
    tab.wait_for_function("() => window.printed === 1")
    return tab


def test_what_is_written_is_counted_as_soon_as_it_is_saved_and_comes_into_view(opened: Page) -> None:
    own = progress(opened)
    own.get_by_text("You have written 0 of 1 answers in your own words.").wait_for()
    own.get_by_role("link", name="Records", exact=True).click()
    expect(opened.get_by_role("heading", name="Written question: records")).to_be_focused()
    opened.keyboard.press("Tab")
    expect(box(opened, "records")).to_be_focused()
    opened.keyboard.type("Because memory is short.")
    wait_until_on_disk(box(opened, "records"))
    opened.locator(".jp-Cell").first.scroll_into_view_if_needed()
    own.scroll_into_view_if_needed()
    own.get_by_text("You have written 1 of 1 answers in your own words.").wait_for()
    expect(own.get_by_role("row", name="Records")).to_contain_text("Written")


def test_all_answers_are_printed_as_words_and_nothing_in_them_runs(page: Page, specimen_lab: Lab, work: Path) -> None:
    write(work, WORDS)
    open_and_run(page, specimen_lab, work / NOTEBOOK)
    choose(page, "what-is-it", "lamp", "problem")
    exercise(page, "what-is-it").get_by_text("Saved at").wait_for()
    tab = print_by_keyboard(page)
    label = next(f.label for f in specimen().pages.exercise("what-is-it").item_set.fields if f.id == "lamp")
    section = tab.locator("section", has=tab.get_by_role("heading", name="What is it?", exact=True))
    expect(section.locator("dl > div", has_text=label).locator("dd")).to_have_text("A problem")
    assert (
        tab.get_by_text("Not answered").count() == sum(len(asked.fields) for asked in specimen().pages.item_sets()) - 1
    )
    assert tab.locator(".answer").text_content() == WORDS
    assert tab.evaluate("() => [window.hit ?? null, document.scripts.length, document.images.length]") == [None, 0, 0]
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.set_viewport_size({"width": 320, "height": 640})
    assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_marks_are_printed_where_the_feedback_page_lies_in_the_folder(
    page: Page, specimen_lab: Lab, work: Path, tmp_path: Path
) -> None:
    course = specimen_course(tmp_path / "course")
    course.submit("ben", {"what-is-it": specimen().right["what-is-it"]})
    mark(course, "--feedback")
    # As nbgrader's fetch_feedback puts it there.
    shutil.copytree(course.notebook("feedback", "ben").parent, work / "feedback" / "2026-11-29 10:00:00 UTC")
    open_and_run(page, specimen_lab, work / NOTEBOOK)
    tab = print_by_keyboard(page)
    section = tab.locator("section", has=tab.get_by_role("heading", name="What is it?", exact=True))
    expect(section.locator(".caption")).to_contain_text("4 of 4 marks")
    unanswered = tab.locator("section", has=tab.get_by_role("heading", name="What does it cost?", exact=True))
    expect(unanswered.locator(".caption")).to_contain_text("0 of ")
    expect(tab.get_by_text("They were given when your work was marked last.")).to_contain_text("You have ")


def test_a_browser_that_opens_no_tab_is_told_of(opened: Page) -> None:
    opened.evaluate("() => { window.open = () => null; }")
    progress(opened).get_by_role("button", name=PRINT).click()
    progress(opened).get_by_role("alert").get_by_text("Allow pop-up windows for this page").wait_for()
