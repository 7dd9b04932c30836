"""Light or dark: as the learner's system is, until they choose, and from then on as they chose."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import json5
import pytest
from playwright.sync_api import expect

from complaints_workbook.file_names import RESPONSES
from support.assignments import COMPLAINTS_LO1
from support.courses import responses_text
from support.notebook_page import choose_theme
from support.studying import studying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

OTHER: dict[str, Literal["light", "dark"]] = {"light": "dark", "dark": "light"}
AUTHORED = COMPLAINTS_LO1
DARK = "rgb(23, 25, 27)"
"""The ground of a page in the dark theme."""
NAMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module")
def lab(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return jupyter_lab(studying(tmp_path_factory.mktemp("theme") / "work", AUTHORED).work)


@pytest.fixture
def chosen(lab: Lab) -> Iterator[Path]:
    """Where the server keeps what was chosen; each test begins and ends without."""
    place = lab.log.parent / "settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings"
    yield place
    place.unlink(missing_ok=True)


def open_lab(page: Page, lab: Lab) -> None:
    page.goto(lab.address())
    page.get_by_role("link", name="Start page").wait_for(timeout=90_000)


def kept(chosen: Path) -> dict[str, Any]:
    """Return what the server has kept, by the settings' names."""
    settings: dict[str, Any] = json5.loads(chosen.read_text("utf-8") or "{}") if chosen.exists() else {}
    return settings


def wait_until_kept(page: Page, lab: Lab, chosen: Path, name: str) -> None:
    """Wait until the server has kept a theme, and the page knows that the system is followed no longer."""
    until = time.monotonic() + 20
    told = "dark" if "Dark" in name else "light"
    while time.monotonic() < until:
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies(lab.at("/workbook/"))}
        settings = kept(chosen)
        is_kept = (settings.get("theme", NAMES["light"]), settings.get("adaptive-theme")) == (name, False)
        if is_kept and cookies.get("complaints-workbook-theme") == told:
            return
        time.sleep(0.1)
    pytest.fail(f"{name} is not kept: {settings}, and the pages are told {cookies}")


def is_shown(page: Page, theme: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", NAMES.get(theme, theme), timeout=30_000)


def start_page_is(page: Page, lab: Lab, theme: str) -> None:
    page.goto(lab.at("/workbook/"))
    page.get_by_role("heading", level=1).wait_for()
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (max(ground) < 100) == (theme == "dark"), ground


@pytest.mark.parametrize("system", ["light", "dark"])
def test_jupyterlab_is_as_the_system_is_and_the_first_choice_counts_and_stays(
    page: Page, lab: Lab, chosen: Path, system: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=system)
    start_page_is(page, lab, system)
    open_lab(page, lab)
    is_shown(page, system)
    assert not chosen.exists()

    choose_theme(page, NAMES[OTHER[system]])
    wait_until_kept(page, lab, chosen, NAMES[OTHER[system]])
    is_shown(page, OTHER[system])
    page.reload()
    is_shown(page, OTHER[system])
    start_page_is(page, lab, OTHER[system])


def test_a_choice_of_what_is_shown_already_holds_until_the_system_is_to_be_followed_again(
    page: Page, lab: Lab, chosen: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    open_lab(page, lab)
    choose_theme(page, NAMES["dark"])
    wait_until_kept(page, lab, chosen, NAMES["dark"])
    page.emulate_media(color_scheme="light")
    page.reload()
    is_shown(page, "dark")
    choose_theme(page, "Synchronize with System Settings")
    is_shown(page, "light")
    start_page_is(page, lab, "light")


def test_a_system_that_changes_while_jupyterlab_is_open_is_followed_and_no_choice(
    page: Page, lab: Lab, chosen: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    open_lab(page, lab)
    is_shown(page, "dark")
    assert not chosen.exists()
    page.emulate_media(color_scheme="light")
    is_shown(page, "light")
    page.wait_for_load_state("networkidle")
    open_lab(page, lab)
    is_shown(page, "light")
    page.emulate_media(color_scheme="dark")
    is_shown(page, "dark")
    start_page_is(page, lab, "dark")


def test_a_page_that_is_shown_beside_the_notebook_follows_a_choice_at_once(page: Page, lab: Lab, chosen: Path) -> None:
    page.emulate_media(color_scheme="dark")
    first = next(iter(AUTHORED.right))
    (lab.folder / AUTHORED.name / RESPONSES).write_text(responses_text({first: AUTHORED.right[first]}), "utf-8")
    page.goto(lab.address(f"{AUTHORED.name}/{AUTHORED.notebook_name}"))
    page.get_by_role("button", name="Mark my work").press("Enter", timeout=90_000)
    beside = page.frame_locator("iframe[title='Your marks']").locator("body")
    expect(beside).to_have_css("background-color", DARK, timeout=60_000)
    choose_theme(page, NAMES["light"])
    expect(beside).to_have_css("background-color", "rgb(255, 255, 255)")
    wait_until_kept(page, lab, chosen, NAMES["light"])


@pytest.mark.usefixtures("chosen")
def test_a_change_of_theme_keeps_the_readers_place(page: Page, lab: Lab) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(lab.address(f"{AUTHORED.name}/{AUTHORED.notebook_name}"))
    exercises = page.locator("section.cw[data-exercise]")
    expect(exercises.nth(10)).to_be_attached(timeout=90_000)
    read = exercises.nth(8)
    read.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    frame = page.locator(".jp-WindowedPanel-outer").first
    frame.hover()
    page.mouse.wheel(0, 40)
    page.wait_for_timeout(500)
    for theme in (NAMES["dark"], NAMES["light"], "JupyterLab Dark High Contrast"):
        before = read.bounding_box()
        choose_theme(page, theme)
        is_shown(page, theme)
        page.wait_for_timeout(1500)
        after = read.bounding_box()
        assert before
        assert after
        assert abs(after["y"] - before["y"]) <= 4


def test_what_was_chosen_before_the_system_was_followed_still_counts(page: Page, lab: Lab, chosen: Path) -> None:
    chosen.parent.mkdir(parents=True, exist_ok=True)
    chosen.write_text(json.dumps({"theme": "JupyterLab Dark High Contrast"}), "utf-8")
    page.emulate_media(color_scheme="light")
    open_lab(page, lab)
    is_shown(page, "JupyterLab Dark High Contrast")
