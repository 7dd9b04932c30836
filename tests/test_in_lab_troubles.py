"""What a learner is told when answers cannot be saved or read, and that no answer is lost by it."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from support.disks import read_only, small_disk
from support.learners import answer_by_mouse, choose, exercise, radio
from support.notebook_page import (
    dismiss_jupyterlabs_own_dialogs,
    open_and_run,
    saved,
    wait_until_saved,
)
from support.specimen_course import NAME, specimen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Dialog, Page

    from support.jupyter_servers import Lab

NOTEBOOK = f"{NAME}.ipynb"
EXERCISE, ITEM, VALUE = "what-is-it", "lamp", "problem"
"""A single choice that stands on the first page of its exercise, of four."""


def test_a_read_only_folder_is_said_and_the_answers_stay(opened: Page, work: Path) -> None:
    wait_until_saved(opened, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(opened)
    own = exercise(opened, EXERCISE)
    with read_only(work):
        choose(opened, EXERCISE, ITEM, VALUE)
        alert = own.get_by_role("alert").filter(has_text="could not be saved")
        alert.wait_for()
        assert "read-only" in alert.inner_text()
        assert radio(opened, EXERCISE, ITEM, VALUE).is_checked()
    own.get_by_role("button", name="Try to save again").click()
    own.get_by_text("Saved at").wait_for()
    assert saved(work)[EXERCISE][ITEM] == VALUE
    assert not own.get_by_role("alert").filter(has_text="could not be saved").is_visible()


def test_an_answer_that_was_not_saved_outlives_its_kernel(opened: Page, specimen_lab: Lab, work: Path) -> None:
    own = exercise(opened, EXERCISE)
    kernel = specimen_lab.kernel_process()
    kernel.suspend()
    choose(opened, EXERCISE, ITEM, VALUE)
    own.get_by_role("alert").filter(has_text="are not being saved").wait_for(timeout=15_000)
    own.evaluate("(e) => { e.dataset.before = 'lost'; }")
    kernel.kill()
    expect(opened.locator("section.cw[data-before]")).to_have_count(0, timeout=60_000)
    own.get_by_text("1 of 4 answered. Saved at").wait_for(timeout=60_000)
    assert radio(opened, EXERCISE, ITEM, VALUE).is_checked()
    assert own.get_by_text("It is on this page again").is_visible()
    assert saved(work)[EXERCISE][ITEM] == VALUE


def test_a_full_disk_is_said_and_the_answers_stay(page: Page, specimen_lab: Lab) -> None:
    with small_disk(specimen_lab.folder / "small", "8m") as disk:
        work = Path(shutil.copytree(specimen().release, disk / "work"))
        open_and_run(page, specimen_lab, work / NOTEBOOK)
        wait_until_saved(page, work / NOTEBOOK)  # or a save that fails would make room again
        dismiss_jupyterlabs_own_dialogs(page)
        filler = disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"0" * 4096)
                file.flush()
        choose(page, EXERCISE, ITEM, VALUE)
        exercise(page, EXERCISE).get_by_role("alert").filter(has_text="the disk is full").wait_for()
        assert radio(page, EXERCISE, ITEM, VALUE).is_checked()
        filler.unlink()
        exercise(page, EXERCISE).get_by_role("button", name="Try to save again").click()
        exercise(page, EXERCISE).get_by_text("Saved at").wait_for()
        assert saved(work)[EXERCISE][ITEM] == VALUE
        page.goto("about:blank")
        specimen_lab.end_kernels()


def test_a_damaged_file_is_set_aside_and_said(page: Page, specimen_lab: Lab, work: Path) -> None:
    (work / "responses.json").write_text("{half a file")
    open_and_run(page, specimen_lab, work / NOTEBOOK)
    page.get_by_text("The file of your saved answers was damaged.").first.wait_for()
    assert [path.read_text() for path in work.glob("responses-damaged-*.json")] == ["{half a file"]
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()


HALF = "\ud83d"
NESTED: Any = "listen"
for _ in range(300):
    NESTED = [NESTED]
HOSTILE: dict[str, Any] = {
    "which-order": {"counter": {"answer": 7}, "letter": {"answer": "listen"}},
    "what-it-costs": {"lamp-remedy": {"answer": HALF * 3}, "lamp-total": {"answer": ["12"]}, HALF: {"answer": HALF}},
    "talk-with-ada": {"opening": {"answer": NESTED}, "offer": {"answer": {"__proto__": {"polluted": 1}}}},
    "weigh-a-swap": 7,
    "what-it-says": {"early": {"answer": "2025-01"}, "level": 3, "count": {"answer": True}},
    "what-is-it": {"lamp": {"answer": VALUE, "saved": HALF, "by": 7}, "sunday": {"answer": "x" * 1_000_000}},
    "__proto__": {"constructor": {"answer": "<img src=x onerror=alert(1)>"}},
}


def test_whatever_stands_among_saved_answers_every_exercise_is_shown_and_saves(
    page: Page, specimen_lab: Lab, work: Path
) -> None:
    """A classmate's file, or one that an editor or a sync program has spoilt."""
    (work / "responses.json").write_text(json.dumps({"version": 1, "exercises": HOSTILE}))
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    open_and_run(page, specimen_lab, work / NOTEBOOK)
    for name in specimen().right:
        exercise(page, name).locator("fieldset, .cw-amount").first.wait_for(state="attached")
    asked = specimen().pages
    for name, fields in {"which-order": ["counter", "letter"], "what-it-says": ["early", "level", "count"]}.items():
        told = exercise(page, name).locator(".cw-notice")
        for field in asked.exercise(name).item_set.fields:
            expect(told.get_by_text(f"“{field.label}”")).to_have_count(int(field.id in fields))
    expect(exercise(page, "weigh-a-swap").get_by_text("Please answer it again.")).to_be_visible()
    exercise(page, EXERCISE).get_by_role("button", name="1 Case, answered").click()
    assert radio(page, EXERCISE, ITEM, VALUE).is_checked()

    answers = specimen().right
    for name, items in answers.items():
        answer_by_mouse(page, name, {**items})
        exercise(page, name).get_by_text(f"{len(items)} of {len(items)} answered. Saved at").wait_for()
    found = saved(work)
    assert {name: {item: found[name][item] for item in items} for name, items in answers.items()} == answers
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()
    assert (dialogs, page.evaluate("() => ({}).polluted ?? null")) == ([], None)


def test_half_a_character_that_is_typed_is_saved_as_a_sign(opened: Page, work: Path) -> None:
    """Some keyboards and programs leave one behind where a picture was half deleted."""
    own = exercise(opened, "what-it-costs")
    own.locator(".cw-amount input").first.evaluate(
        "(input) => { input.value = '12\\ud83d'; input.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    own.get_by_text("Saved at").wait_for()
    assert list(saved(work)["what-it-costs"].values()) == ["12\ufffd"]


def test_a_lost_connection_is_said(opened: Page, work: Path) -> None:
    wait_until_saved(opened, work / NOTEBOOK)
    dismiss_jupyterlabs_own_dialogs(opened)
    opened.context.set_offline(True)
    choose(opened, EXERCISE, ITEM, VALUE)
    alert = exercise(opened, EXERCISE).get_by_role("alert").filter(has_text="lost touch with the program")
    alert.wait_for(timeout=15_000)
    assert radio(opened, EXERCISE, ITEM, VALUE).is_checked()
    opened.context.set_offline(False)


def test_a_silent_kernel_is_said_where_the_learner_sees_it(opened: Page, specimen_lab: Lab, work: Path) -> None:
    own = exercise(opened, EXERCISE)
    practice = opened.locator("section.cw:has(button:text('Check my answers'))").first
    with stopped_kernel(specimen_lab):
        choose(opened, EXERCISE, ITEM, VALUE)
        alert = own.get_by_role("alert").filter(has_text="are not being saved")
        alert.wait_for(timeout=15_000)
        expect(alert).to_be_in_viewport()
        assert own.get_by_text("1 of 4 answered. Not saved yet.").is_visible()
        assert radio(opened, EXERCISE, ITEM, VALUE).is_checked()

        practice.get_by_role("button", name="Check my answers").click()
        alert = practice.get_by_role("alert").filter(has_text="could not be checked")
        alert.wait_for(timeout=20_000)
        expect(alert).to_be_in_viewport()
    # It takes up its work where it stood, and the alerts go.
    own.get_by_text("Saved at").wait_for()
    practice.get_by_text("not answered yet").wait_for()
    expect(opened.get_by_role("alert").filter(has_text="lost touch with the program")).to_have_count(0)
    assert saved(work)[EXERCISE][ITEM] == VALUE


@contextlib.contextmanager
def stopped_kernel(lab: Lab) -> Iterator[None]:
    """Stop the one kernel of a server for a while: it answers nothing, and JupyterLab asks no question of its own."""
    process = lab.kernel_process()
    process.suspend()
    try:
        yield
    finally:
        process.resume()
