"""Learners at work in a real JupyterLab, in a real browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from complaints_workbook.exercises.items.choose_one import ChooseOne
from support.assignments import ASSIGNMENTS
from support.courses import ROOT
from support.disks import small_disk
from support.learners import Typist, answer_by_mouse, exercise
from support.notebook_page import (
    THEMES,
    choose_in_menu,
    dismiss_jupyterlabs_own_dialogs,
    everything,
    open_and_run,
    open_notebook,
    progress,
    save_and_close,
    saved,
    use_theme,
    wait_until_saved,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from support.jupyter_servers import Lab

AUTHORED = ASSIGNMENTS[0]
NOTEBOOK = AUTHORED.notebook_name
CONTEXT = {"include": [["section.cw"]]}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Give a learner the released folder."""
    return Path(shutil.copytree(AUTHORED.release, tmp_path / "work"))


@pytest.fixture
def opened(page: Page, jupyter_lab: Any, work: Path) -> Iterator[Page]:
    """Open the released notebook in JupyterLab and run it."""
    open_and_run(page, jupyter_lab(work), work / NOTEBOOK)
    yield page
    save_and_close(page)


def test_a_learner_answers_everything_with_the_mouse_and_finds_it_again(
    page: Page, jupyter_lab: Any, work: Path
) -> None:
    lab = jupyter_lab(work)
    open_and_run(page, lab, work / NOTEBOOK)
    answers = AUTHORED.right
    for name, items in answers.items():
        answer_by_mouse(page, name, items)
        exercise(page, name).get_by_text(f"{len(items)} of {len(items)} answered. Saved at").wait_for()
    assert saved(work) == answers
    assert progress(page).locator("p[role=status]").text_content() == everything(answers)

    save_and_close(page)
    page.reload()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    choose_in_menu(page, "Run", "Restart Kernel and Run All Cells…")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    progress(page).locator("p[role=status]").get_by_text(everything(answers)).wait_for(timeout=120_000)
    for name, items in answers.items():
        exercise(page, name).get_by_text(f"{len(items)} of {len(items)} answered.").wait_for(state="attached")
    assert saved(work) == answers


def test_a_learner_answers_everything_with_the_keyboard_alone(opened: Page, work: Path) -> None:
    answers = AUTHORED.right
    opened.locator(".jp-Cell").first.focus()
    Typist(opened, answers).work()
    for name, items in answers.items():
        # It says so only when none of the saves that it sent is still on its way.
        all_saved = f"{len(items)} of {len(items)} answered. Saved at"
        exercise(opened, name).get_by_text(all_saved).wait_for(state="attached", timeout=10_000)
    assert saved(work) == answers
    progress(opened).get_by_text(everything(answers)).wait_for(timeout=10_000)


def test_a_page_that_is_opened_again_shows_the_exercises_of_the_running_kernel(
    page: Page, jupyter_lab: Any, work: Path
) -> None:
    lab = jupyter_lab(work)
    open_and_run(page, lab, work / NOTEBOOK)
    name, item, value = a_radio()
    other = "query"
    assert value != other
    choose(page, name, item, value)
    exercise(page, name).get_by_text("Saved at").wait_for()
    wait_until_saved(page, work / NOTEBOOK)
    page.reload()
    again = exercise(page, name)
    again.get_by_text("1 of 12 answered.").wait_for(timeout=90_000)
    again.get_by_role("button", name="1 Case, answered").click()
    assert radio(page, name, item, value).is_checked()
    choose(page, name, item, other)
    again.get_by_text("Saved at").wait_for()
    assert saved(work)[name][item] == other


def test_no_code_is_seen(opened: Page) -> None:
    for text in ("import exercise", 'exercise("', 'practice("', "progress()"):
        assert not any(found.is_visible() for found in opened.locator(".jp-Notebook").get_by_text(text).all())


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_any_exercise(opened: Page, theme: str) -> None:
    use_theme(opened, theme)
    for page_of in pages_of_every_exercise(opened):
        results = Axe().run(opened, context=CONTEXT)
        assert results.violations_count == 0, f"{page_of}\n{results.generate_report()}"


def pages_of_every_exercise(page: Page) -> Iterator[str]:
    """Show the first page of every exercise, with the papers open, then the next of each that has one."""
    open_papers = "() => document.querySelectorAll('section.cw details').forEach((details) => { details.open = true; })"
    page.evaluate(open_papers)
    yield "first pages"
    for button in page.locator("nav.cw-pages button:nth-child(2)").all():
        button.click()
    page.evaluate(open_papers)
    yield "second pages"


@pytest.mark.parametrize(("width", "height", "zoom"), [(320, 700, 1), (1280, 900, 2)])
def test_nothing_is_cut_off_when_narrow_or_enlarged(opened: Page, width: int, height: int, zoom: int) -> None:
    opened.get_by_role("tab", name="File Browser").first.click()
    opened.set_viewport_size({"width": width // zoom, "height": height // zoom})
    opened.wait_for_timeout(800)
    for root in opened.locator("section.cw").all():
        root.scroll_into_view_if_needed()
        box = root.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width // zoom + 1
        wide = root.evaluate(
            "root => [...root.querySelectorAll('*')].filter((e) => !e.closest('table, .cw-figure, .cw-hidden') &&"
            " e.getBoundingClientRect().width > 0 &&"
            " e.getBoundingClientRect().right > root.getBoundingClientRect().right + 1)"
            ".map((e) => e.outerHTML.slice(0, 120))"
        )
        assert wide == []


def test_a_read_only_folder_is_said_and_the_answers_stay(page: Page, jupyter_lab: Any, work: Path) -> None:
    open_and_run(page, jupyter_lab(work), work / NOTEBOOK)
    wait_until_saved(page, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(page)
    name, item, value = a_radio()
    with read_only(work):
        choose(page, name, item, value)
        alert = exercise(page, name).get_by_role("alert").filter(has_text="could not be saved")
        alert.wait_for()
        assert "read-only" in alert.inner_text()
        assert radio(page, name, item, value).is_checked()
    exercise(page, name).get_by_role("button", name="Try to save again").click()
    exercise(page, name).get_by_text("Saved at").wait_for()
    assert saved(work)[name][item] == value
    assert not exercise(page, name).get_by_role("alert").filter(has_text="could not be saved").is_visible()


def test_a_full_disk_is_said_and_the_answers_stay(page: Page, jupyter_lab: Any, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "8m") as disk:
        work = Path(shutil.copytree(AUTHORED.release, disk / "work"))
        open_and_run(page, jupyter_lab(work), work / NOTEBOOK)
        wait_until_saved(page, work / NOTEBOOK)  # or a save that fails would make room again
        dismiss_jupyterlabs_own_dialogs(page)
        filler = disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"0" * 4096)
                file.flush()
        name, item, value = a_radio()
        choose(page, name, item, value)
        exercise(page, name).get_by_role("alert").filter(has_text="the disk is full").wait_for()
        assert radio(page, name, item, value).is_checked()
        filler.unlink()
        exercise(page, name).get_by_role("button", name="Try to save again").click()
        exercise(page, name).get_by_text("Saved at").wait_for()
        assert saved(work)[name][item] == value
        page.goto("about:blank")


def test_two_tabs_of_one_notebook_show_the_same_answers(page: Page, jupyter_lab: Any, work: Path) -> None:
    lab = jupyter_lab(work)
    open_and_run(page, lab, work / NOTEBOOK)
    other = page.context.new_page()
    open_and_run(other, lab, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(page)  # it has seen that the other one saved the notebook
    name, item, value = a_radio()
    choose(page, name, item, value)
    exercise(page, name).get_by_text("Saved at").wait_for()
    other.wait_for_function(
        "([name, item, value]) => document.querySelector(`section.cw[data-exercise='${name}']"
        " fieldset[data-item='${item}'] input[value='${value}']`).checked",
        arg=[name, item, value],
    )


def test_a_damaged_file_is_set_aside_and_said(page: Page, jupyter_lab: Any, work: Path) -> None:
    (work / "responses.json").write_text("{half a file")
    open_and_run(page, jupyter_lab(work), work / NOTEBOOK)
    page.get_by_text("The file of your saved answers was damaged.").first.wait_for()
    assert [path.read_text() for path in work.glob("responses-damaged-*.json")] == ["{half a file"]
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()


def test_a_lost_connection_is_said(opened: Page, work: Path) -> None:
    name, item, value = a_radio()
    wait_until_saved(opened, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(opened)
    opened.context.set_offline(True)
    choose(opened, name, item, value)
    alert = exercise(opened, name).get_by_role("alert").filter(has_text="lost touch with its kernel")
    alert.wait_for(timeout=15_000)
    assert radio(opened, name, item, value).is_checked()
    opened.context.set_offline(False)


def test_a_silent_kernel_is_said_where_the_learner_sees_it(page: Page, jupyter_lab: Any, work: Path) -> None:
    lab = jupyter_lab(work)
    open_and_run(page, lab, work / NOTEBOOK)
    name, item, value = a_radio()
    practice = page.locator("section.cw:has(button:text('Check my answers'))").first
    with stopped_kernel(lab):
        choose(page, name, item, value)
        alert = exercise(page, name).get_by_role("alert").filter(has_text="are not being saved")
        alert.wait_for(timeout=15_000)
        expect(alert).to_be_in_viewport()
        assert exercise(page, name).get_by_text("1 of 12 answered. Not saved yet.").is_visible()
        assert radio(page, name, item, value).is_checked()

        practice.get_by_role("button", name="Check my answers").click()
        alert = practice.get_by_role("alert").filter(has_text="could not be checked")
        alert.wait_for(timeout=20_000)
        expect(alert).to_be_in_viewport()
    # It takes up its work where it stood, and the alerts go.
    exercise(page, name).get_by_text("Saved at").wait_for()
    practice.get_by_text("not answered yet").wait_for()
    expect(page.get_by_role("alert").filter(has_text="lost touch with its kernel")).to_have_count(0)
    assert saved(work)[name][item] == value


@contextlib.contextmanager
def stopped_kernel(lab: Lab) -> Iterator[None]:
    """Stop the one kernel of a server for a while: it answers nothing, and JupyterLab asks no question of its own."""
    process = lab.kernel_process()
    process.suspend()
    try:
        yield
    finally:
        process.resume()


def test_the_authors_copy_is_a_preview_that_saves_nothing(page: Page, jupyter_lab: Any, tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for name in ("source", "release", "datasets"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".*", "responses.json"))
    folder = tmp_path / "source" / AUTHORED.name
    before = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    open_and_run(page, jupyter_lab(folder), folder / NOTEBOOK)
    name, item, value = a_radio()
    choose(page, name, item, value)
    exercise(page, name).get_by_text("Preview: not saved.").wait_for()
    assert exercise(page, name).get_by_text("This is the author’s preview.").is_visible()
    assert not (folder / "responses.json").exists()
    # JupyterLab may put its checkpoints there, and what it is just saving; nothing else is added, and nothing is lost.
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == before


def test_a_practice_explains_every_answer(opened: Page) -> None:
    practice = (
        opened.locator("section.cw:has(details.cw-worked)").filter(has=opened.locator("fieldset .cw-choice")).first
    )
    practice.scroll_into_view_if_needed()
    practice.get_by_role("button", name="Check my answers").click()
    practice.get_by_text("not answered yet").wait_for()


def test_progress_leads_to_each_exercise(opened: Page) -> None:
    exercises = AUTHORED.assignment.exercises
    for name, content in exercises.items():
        title = content.specification.title
        progress(opened).get_by_role("link", name=title, exact=True).click()
        heading = exercise(opened, name).get_by_role("heading", name=title, exact=True)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()


def test_progress_says_that_an_exercise_is_not_shown_yet(page: Page, jupyter_lab: Any, work: Path) -> None:
    open_notebook(page, jupyter_lab(work), work / NOTEBOOK)
    page.locator(".jp-CodeCell", has_text="# Your progress").click()
    choose_in_menu(page, "Run", "Run Selected Cell and Do not Advance")
    progress(page).get_by_role("link", name="Query, problem or complaint?").click()
    progress(page).get_by_role("alert").get_by_text("“Query, problem or complaint?” is not shown yet.").wait_for()
    save_and_close(page)


def test_validate_names_what_is_unanswered(opened: Page, work: Path) -> None:
    wait_until_saved(opened, work / NOTEBOOK)
    opened.get_by_role("button", name="Validate").click()
    results = opened.get_by_role("dialog").filter(has_text="Validation Results")
    results.get_by_text("Query, problem or complaint?: 12 of 12 not answered yet:").wait_for(timeout=180_000)
    assert results.get_by_text("Exercise: Query, problem or complaint?", exact=True).is_visible()
    assert "import" not in results.inner_text()
    results.get_by_role("button", name="OK").click()


def a_radio() -> tuple[str, str, str]:
    """Return a single choice that stands on the first page of its exercise."""
    assignment = AUTHORED.assignment
    for name, content in assignment.exercises.items():
        if content.specification.kind == "classify":
            field = content.fields[0]
            assert isinstance(field, ChooseOne)
            return name, field.id, field.options[1].id
    raise AssertionError


def radio(page: Page, name: str, item: str, value: str) -> Locator:
    return exercise(page, name).locator(f'fieldset[data-item="{item}"] input[value="{value}"]')


def choose(page: Page, name: str, item: str, value: str) -> None:
    exercise(page, name).locator(f'fieldset[data-item="{item}"] .cw-choice:has(input[value="{value}"]) label').click()


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder read-only, also for root, or skip."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    if subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True).returncode:
        pytest.skip("root cannot be shut out of a folder here: mounting is not allowed")
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)
