"""A learner writes in a box: what they type is saved by itself, and never lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from complaints_workbook.own_work.plain_text import as_typed
from support.jupyter_servers import free_port, serving
from support.looking import assert_axe_finds_nothing_in
from support.notebook_page import cells_on_disk, choose_in_menu, open_notebook, progress, use_theme
from support.specimen_course import NAME
from support.writing import PATIENCE, around, box, source, wait_until_on_disk, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

NOTEBOOK, QUESTION, ANSWER = f"{NAME}.ipynb", "records", "written"
SIGNS = "1. *Listen* & say <b>sorry</b>.\n# $x$ is `y`_z_ 😀\n  - https://a_b.co/c_d\n\n\n1) [end](x)"


def written(work: Path) -> str | None:
    """Return what was typed of the answer on disk."""
    return as_typed(source(work / NOTEBOOK, ANSWER))


@pytest.fixture
def opened_box(page: Page, specimen_lab: Lab, work: Path) -> Page:
    """Open the notebook, with its box drawn."""
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    box(page, QUESTION)
    return page


def test_a_box_stands_in_the_place_of_the_cell_and_changes_nothing_by_itself(opened_box: Page, work: Path) -> None:
    before = (work / NOTEBOOK).read_bytes()
    answer = box(opened_box, QUESTION)
    expect(answer).to_have_value("")
    expect(answer).to_have_attribute("placeholder", "Write your answer here.")
    expect(answer).to_have_accessible_description("Why are records kept?")
    assert not any(found.is_visible() for found in opened_box.get_by_text("Double-click here").all())
    answer.focus()
    for key in ("Escape", "Shift+Enter", "Backspace", "Control+s"):
        opened_box.keyboard.press(key)
    opened_box.wait_for_timeout(7_000)  # longer than JupyterLab waits until it saves what has changed
    released = json.loads(before)
    assert json.loads((work / NOTEBOOK).read_bytes())["cells"] == released["cells"]


def test_what_is_typed_is_saved_by_itself_and_is_the_same_when_the_page_is_opened_again(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    write(opened_box, QUESTION, SIGNS)
    assert written(work) == SIGNS
    expect(around(box(opened_box, QUESTION)).get_by_text("10 words", exact=True)).to_be_visible()
    open_notebook(opened_box, specimen_lab, work / NOTEBOOK)
    expect(box(opened_box, QUESTION)).to_have_value(SIGNS)


def test_by_keyboard_alone_one_comes_from_the_question_to_the_box_and_on(opened_box: Page, work: Path) -> None:
    progress(opened_box).wait_for(timeout=90_000)
    opened_box.get_by_role("heading", name="Written question: records").evaluate(
        "e => { e.tabIndex = -1; e.scrollIntoView(); e.focus(); }"
    )
    opened_box.keyboard.press("Tab")
    expect(box(opened_box, QUESTION)).to_be_focused()
    opened_box.keyboard.type("So that others know.")
    opened_box.keyboard.press("Tab")
    expect(progress(opened_box).get_by_role("link").first).to_be_focused()
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "So that others know."


def test_typing_while_the_cell_is_in_focus_goes_into_the_box(opened_box: Page, work: Path) -> None:
    cell = opened_box.locator(".cw-answer")
    for start, words in (("", "First."), ("Enter", " Second.")):
        cell.evaluate("e => { e.tabIndex = -1; e.focus(); }")
        if start:
            opened_box.keyboard.press(start)
            expect(box(opened_box, QUESTION)).to_be_focused()
        opened_box.keyboard.type(words)
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "First. Second."


def test_your_progress_follows_without_being_asked(opened_box: Page) -> None:
    summary = progress(opened_box)
    summary.scroll_into_view_if_needed()
    summary.get_by_text("You have written 0 of 1 answers in your own words.").wait_for(timeout=90_000)
    write(opened_box, QUESTION, "So that others know.")
    summary.get_by_text("You have written 1 of 1 answers in your own words.").wait_for()
    opened_box.keyboard.press("Control+a")
    opened_box.keyboard.press("Delete")
    summary.get_by_text("You have written 0 of 1 answers in your own words.").wait_for()


def test_an_answer_that_is_taken_away_leaves_the_cell_as_it_was_released(opened_box: Page, work: Path) -> None:
    released = source(work / NOTEBOOK, ANSWER)
    write(opened_box, QUESTION, "So that others know.")
    opened_box.keyboard.press("Control+a")
    opened_box.keyboard.press("Delete")
    wait_until_on_disk(box(opened_box, QUESTION))
    assert source(work / NOTEBOOK, ANSWER) == released


def test_markdown_that_somebody_wrote_by_hand_is_shown_as_it_stands_and_stays_until_it_is_changed(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    notebook = json.loads((work / NOTEBOOK).read_text("utf-8"))
    [cell] = [cell for cell in notebook["cells"] if cell["metadata"]["nbgrader"]["grade_id"] == ANSWER]
    by_hand = "I **would**:\n\n- listen\n- say sorry"
    cell["source"] = by_hand
    (work / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    open_notebook(page, specimen_lab, work / NOTEBOOK)
    expect(box(page, QUESTION)).to_have_value(by_hand)
    page.wait_for_timeout(7_000)
    assert source(work / NOTEBOOK, ANSWER) == by_hand
    write(page, QUESTION, "!")
    assert written(work) == f"{by_hand}!"


def test_what_is_undone_is_undone_and_earlier_versions_are_there_after_a_reload(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    write(opened_box, QUESTION, "The first version of it, word for word.")
    opened_box.keyboard.press("Control+a")
    opened_box.keyboard.type("Other.")
    for _ in "Other.":
        opened_box.keyboard.press("Control+z")
    expect(box(opened_box, QUESTION)).to_have_value("The first version of it, word for word.")
    opened_box.keyboard.press("Control+a")
    opened_box.keyboard.type("Other.")
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "Other."
    open_notebook(opened_box, specimen_lab, work / NOTEBOOK)
    whole = around(box(opened_box, QUESTION))
    whole.get_by_text("Earlier versions (1)").click()
    whole.get_by_role("button", name="Put this version back").click()
    expect(box(opened_box, QUESTION)).to_have_value("The first version of it, word for word.")
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "The first version of it, word for word."
    opened_box.keyboard.press("Control+z")
    expect(box(opened_box, QUESTION)).to_have_value("Other.")


def test_a_page_that_is_closed_at_once_has_lost_nothing(opened_box: Page, specimen_lab: Lab, work: Path) -> None:
    box(opened_box, QUESTION).focus()
    opened_box.keyboard.type("Typed and gone.")
    context = opened_box.context
    opened_box.close(run_before_unload=False)
    again = context.new_page()
    open_notebook(again, specimen_lab, work / NOTEBOOK)
    expect(box(again, QUESTION)).to_have_value("Typed and gone.")
    for _ in range(50):
        if written(work) == "Typed and gone.":
            break
        again.wait_for_timeout(200)
    assert written(work) == "Typed and gone."


def test_a_kernel_that_restarts_while_somebody_types_takes_nothing_away(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    box(opened_box, QUESTION).focus()
    opened_box.keyboard.type("Before, ")
    specimen_lab.kernel_process().kill()
    opened_box.keyboard.type("while the kernel starts again, and after.", delay=100)
    expect(box(opened_box, QUESTION)).to_be_focused()
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "Before, while the kernel starts again, and after."


def test_while_the_server_is_away_it_says_so_and_saves_as_soon_as_it_is_back(
    page: Page, tmp_path: Path, work: Path
) -> None:
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    with serving(work, home, learner=True, port=port) as lab:
        page.goto(lab.address(NOTEBOOK))
        write(page, QUESTION, "Saved. ")
    page.keyboard.type("Typed while it was away. ")
    whole = around(box(page, QUESTION))
    whole.get_by_role("alert").filter(has_text="lost touch").wait_for(timeout=PATIENCE)
    expect(whole.get_by_text("Not saved yet.")).to_be_visible()
    page.keyboard.type("And more.")
    assert written(work) == "Saved."
    with serving(work, home, learner=True, port=port):
        wait_until_on_disk(box(page, QUESTION))
        expect(whole.get_by_role("alert")).to_have_count(0)
        assert written(work) == "Saved. Typed while it was away. And more."


def test_two_windows_take_over_what_the_other_saves_without_a_question(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    other = opened_box.context.new_page()
    open_notebook(other, specimen_lab, work / NOTEBOOK)
    write(other, QUESTION, "From the other window.")
    opened_box.bring_to_front()
    opened_box.evaluate("dispatchEvent(new Event('focus'))")
    expect(box(opened_box, QUESTION)).to_have_value("From the other window.", timeout=PATIENCE)
    write(opened_box, QUESTION, " And from this one.")
    assert written(work) == "From the other window. And from this one."
    for window in (opened_box, other):
        expect(window.get_by_role("dialog")).to_have_count(0)


def test_two_answers_to_one_question_in_two_windows_are_both_kept(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    other = opened_box.context.new_page()
    open_notebook(other, specimen_lab, work / NOTEBOOK)
    opened_box.evaluate("addEventListener('focus', (event) => event.stopImmediatePropagation(), true)")
    write(other, QUESTION, "From the other window.")
    write(opened_box, QUESTION, "From this one.")
    assert written(work) == "From this one."
    whole = around(box(opened_box, QUESTION))
    whole.get_by_text("Another window has saved another answer here.").wait_for()
    whole.get_by_text("Earlier versions (1)").click()
    expect(whole.get_by_text("From the other window.", exact=True)).to_be_visible()
    expect(opened_box.get_by_role("dialog")).to_have_count(0)


def test_a_picture_is_kept_beneath_the_words_and_can_be_taken_away(
    opened_box: Page, specimen_lab: Lab, work: Path
) -> None:
    write(opened_box, QUESTION, "See:")
    opened_box.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
          const blob = await new Promise((done) => canvas.toBlob(done));
          const data = new DataTransfer();
          data.items.add(new File([blob], "till.png", { type: "image/png" }));
          const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(paste);
        }"""
    )
    whole = around(box(opened_box, QUESTION))
    whole.get_by_text("The picture is added below your answer.").wait_for()
    wait_until_on_disk(box(opened_box, QUESTION))
    assert source(work / NOTEBOOK, ANSWER) == "See:\n\n![picture](attachment:picture-1.png)"
    open_notebook(opened_box, specimen_lab, work / NOTEBOOK)
    expect(box(opened_box, QUESTION)).to_have_value("See:")
    picture = whole.get_by_role("img", name="picture 1 of your answer")
    assert picture.evaluate("async (e) => { await e.decode(); return e.naturalWidth; }") == 40
    write(opened_box, QUESTION, " above")
    whole.get_by_role("button", name="Remove picture 1 of your answer").click()
    wait_until_on_disk(box(opened_box, QUESTION))
    assert written(work) == "See: above"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_a_box_however_it_stands(opened_box: Page, theme: str) -> None:
    use_theme(opened_box, theme)
    assert_axe_finds_nothing_in(opened_box, "empty", ".cw-written")
    write(opened_box, QUESTION, "The first version of it, word for word.")
    opened_box.keyboard.press("Control+a")
    opened_box.keyboard.type("Other.")
    around(box(opened_box, QUESTION)).get_by_text("Earlier versions (1)").click()
    opened_box.context.set_offline(True)
    opened_box.keyboard.press("Shift+Tab")
    opened_box.keyboard.type(" More.")
    around(box(opened_box, QUESTION)).get_by_role("alert").wait_for(timeout=PATIENCE)
    assert_axe_finds_nothing_in(opened_box, "with versions and an error", ".cw-written")
    opened_box.context.set_offline(False)


def test_a_long_answer_grows_the_box_and_is_printed_whole(opened_box: Page) -> None:
    answer = box(opened_box, QUESTION)
    lines = "\n".join(f"Line {number} of a long answer." for number in range(80))
    answer.fill(lines)
    assert answer.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    opened_box.emulate_media(media="print")
    expect(answer).to_be_hidden()
    copy = opened_box.locator(".cw-written-copy")
    expect(copy).to_be_visible()
    assert copy.inner_text().strip() == lines


def test_in_a_narrow_window_everything_of_a_box_can_be_read(opened_box: Page) -> None:
    opened_box.set_viewport_size({"width": 320, "height": 700})
    write(opened_box, QUESTION, "A-very-long-word-that-somebody-typed-without-any-space-in-it-at-all " * 3)
    cut = around(box(opened_box, QUESTION)).evaluate(
        "e => [...e.querySelectorAll('*')].filter((c) => c.getBoundingClientRect().right > innerWidth)"
        ".map((c) => c.outerHTML.slice(0, 80))"
    )
    assert cut == []


def test_the_cell_cannot_be_taken_apart_from_the_box(opened_box: Page, work: Path) -> None:
    before = [cell["id"] for cell in cells_on_disk(work / NOTEBOOK)]
    write(opened_box, QUESTION, "one two")
    opened_box.keyboard.press("Home")
    for keys in ("Control+Shift+Minus", "Escape", "d", "d", "y", "m", "x", "Control+m", "Alt+Enter", "Control+Enter"):
        opened_box.keyboard.press(keys)
    choose_in_menu(opened_box, "File", "Save Notebook")
    wait_until_on_disk(box(opened_box, QUESTION))
    assert [cell["id"] for cell in cells_on_disk(work / NOTEBOOK)] == before
    assert "one two" in source(work / NOTEBOOK, ANSWER)
