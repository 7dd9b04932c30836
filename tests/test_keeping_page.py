"""The pages on which work is downloaded and restored, in Chromium, by keyboard, and with no script."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from support.jupyter_servers import serving
from support.kept_work import LATER, Learner, learner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    place = tmp_path_factory.mktemp("keeping")
    (place / "home").mkdir()
    with serving(learner(place / "work").work, place / "home", learner=True) as running:
        yield running


@pytest.fixture
def ann(lab: Lab, tmp_path: Path) -> Learner:
    """Return the learner whose folder is served, who has answered and written."""
    for path in lab.folder.iterdir():
        shutil.rmtree(path)
    shutil.copytree(learner(tmp_path / "fresh").work, lab.folder, dirs_exist_ok=True)
    ann = Learner(lab.folder)
    ann.answer(sorting={"hours": "query", "late": "complaint"})
    ann.edit("written", "Because memory is short, and because the next person who picks up the case must know it all.")
    return ann


def look_at(page: Page) -> None:
    """Let axe look, in light and dark, and measure that nothing needs scrolling sideways at 320 pixels."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{scheme}\n{results.generate_report()}"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def download(page: Page, lab: Lab, target: Path) -> Path:
    page.goto(lab.at("/workbook/keeping"))
    look_at(page)
    page.get_by_role("link", name="Download my work").focus()
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    name = downloading.value.suggested_filename
    assert name.startswith("complaints-workbook-20")
    downloading.value.save_as(target / name)
    return target / name


def send(page: Page, lab: Lab, file: Path) -> None:
    page.goto(lab.at("/workbook/keeping"))
    page.get_by_label("The file with your work").set_input_files(file)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Restore my work").focus()
    page.keyboard.press("Enter")


def test_work_is_downloaded_all_is_deleted_and_it_comes_back(
    page: Page, lab: Lab, ann: Learner, tmp_path: Path
) -> None:
    kept = download(page, lab, tmp_path)
    (ann.folder / "responses.json").unlink()
    shutil.copy(learner(tmp_path / "again").notebook, ann.notebook)
    send(page, lab, kept)
    page.get_by_role("heading", name="Your work is restored").wait_for()
    page.get_by_text("2 answers and 1 written answer came back.").wait_for()
    look_at(page)
    assert ann.answers("sorting") == {"hours": "query", "late": "complaint"}
    assert ann.written().startswith("Because memory is short")


def test_the_learner_is_asked_by_keyboard_what_shall_stand(page: Page, lab: Lab, ann: Learner, tmp_path: Path) -> None:
    kept = download(page, lab, tmp_path)
    ann.answer(LATER, sorting={"hours": "problem"})
    ann.edit("written", "Other words")
    send(page, lab, kept)
    page.get_by_role("heading", name="Which answers shall stand?").wait_for()
    look_at(page)
    both = page.get_by_role("radio", name="Keep both")
    assert both.is_checked()
    both.focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Take those in the file").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your work is restored").wait_for()
    look_at(page)
    assert ann.answers("sorting") == {"hours": "query", "late": "complaint"}
    assert [name[:15] for name in ann.earlier()] == ["my-work-before-"]


def test_a_file_that_is_none_is_told_where_another_one_is_chosen(
    page: Page, lab: Lab, ann: Learner, tmp_path: Path
) -> None:
    kept = download(page, lab, tmp_path)
    (tmp_path / "holiday.zip").write_bytes(b"no zip")
    before = ann.everything()
    send(page, lab, tmp_path / "holiday.zip")
    page.get_by_role("alert").get_by_text("This is not a zip, or not all of it is here.").wait_for()
    look_at(page)
    assert ann.everything() == before
    page.get_by_label("The file with your work").set_input_files(kept)
    page.get_by_role("button", name="Restore my work").press("Enter")
    page.get_by_role("heading", name="Your work is restored").wait_for()


def test_where_nothing_is_kept_the_page_says_so(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLAINTS_WORKBOOK_KEEPS", "no")
    (tmp_path / "home").mkdir()
    with serving(learner(tmp_path / "work").work, tmp_path / "home", learner=True) as running:
        page.goto(running.at("/workbook/keeping"))
        page.get_by_text("Download your work before you stop.").wait_for()
        look_at(page)


def test_a_notebook_that_is_open_shows_what_came_back_once_it_is_loaded_again(
    page: Page, lab: Lab, ann: Learner, tmp_path: Path
) -> None:
    ann.answer(sorting={"hours": "query", "late": "complaint", "code": "problem"})
    (tmp_path / "kept.zip").write_bytes(ann.download())
    ann.answer(sorting={"hours": "query"})
    page.goto(lab.address("mini/mini.ipynb"))
    exercise = page.locator('section.cw[data-exercise="sorting"]')
    exercise.get_by_text("1 of 3 answered").wait_for(timeout=90_000)
    send(page, lab, tmp_path / "kept.zip")
    page.get_by_text("2 answers and 0 written answers came back.").wait_for()
    page.goto(lab.address("mini/mini.ipynb"))
    exercise.get_by_text("3 of 3 answered").wait_for(timeout=90_000)
