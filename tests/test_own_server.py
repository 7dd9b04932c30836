"""`workbook study` on a learner's own computer: one server for a folder, its address stays, and nobody else gets in."""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import stat
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe

from complaints_workbook.command_line.kept_secrets import kept_secret
from support.jupyter_servers import free_port
from support.own_computer import Computer
from support.users import OTHER, common_folder, needs_root, run_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    with common_folder() as common:
        yield Computer(common / "my-work", tmp_path_factory.mktemp("home"), free_port())


@pytest.fixture(scope="module")
def log(computer: Computer) -> Iterator[Path]:
    """Start the workbook for the tests that do not stop it, and give what it said."""
    with computer.studying() as said:
        yield said


def test_the_address_that_it_tells_opens_the_start_page_and_the_code_does_not_stay_in_it(
    page: Page, computer: Computer, log: Path
) -> None:
    [told] = re.findall(r"http://\S+token=\S+", log.read_text("utf-8"))
    page.goto(told)
    page.get_by_role("heading", name="Which unit do you work towards?").wait_for()
    assert page.url == computer.bookmark


def test_a_browser_without_its_cookie_is_asked_for_the_code_in_the_workbooks_own_words(
    page: Page, computer: Computer, log: Path
) -> None:
    page.goto(computer.bookmark)
    assert page.title() == "Open the workbook – Complaints workbook"
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("textbox", name="Code").fill("abcd-efgh-jkmn-pqrs-tuvw")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("textbox", name="Code").fill(f" {computer.code} ")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Which unit do you work towards?").wait_for()
    assert page.url == computer.bookmark
    assert f"type {computer.code}" in log.read_text("utf-8")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{upper}", "{bare}", "{spaced}", "{upper_bare}"])
def test_a_code_is_known_in_any_letters_and_with_anything_between_them(
    computer: Computer, log: Path, typed: str
) -> None:
    del log
    code = computer.code
    bare = code.replace("-", "")
    ways = {"upper": code.upper(), "bare": bare, "spaced": code.replace("-", " – "), "upper_bare": bare.upper()}
    assert log_in(computer, typed.format(code, **ways)) == computer.bookmark
    assert log_in(computer, f"{code[:-1]}-") != computer.bookmark


def log_in(computer: Computer, code: str) -> str:
    """Type a code on the page that asks for it, and return where that leads."""
    known = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(known))
    with browser.open(computer.bookmark, timeout=30) as asked:
        address = asked.url
    secret = next(cookie.value for cookie in known if cookie.name == "_xsrf")
    try:
        with browser.open(address, urlencode({"_xsrf": secret, "password": code}).encode(), timeout=30) as led:
            return str(led.url)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.reason


def test_given_again_the_command_leads_to_the_server_that_runs_already(computer: Computer, log: Path) -> None:
    said = computer.say()
    assert said.returncode == 0, said.stderr
    assert f"The workbook is open already, from another window: {computer.bookmark}" in said.stdout
    assert computer.code in log.read_text("utf-8")


def test_another_folder_is_told_that_the_address_is_taken(computer: Computer, log: Path, tmp_path: Path) -> None:
    del log
    said = Computer(tmp_path / "other", tmp_path, computer.port).say()
    assert said.returncode == 1
    assert "another program on this computer has it" in said.stderr
    assert f"--port {computer.port + 1}" in said.stderr
    assert "Traceback" not in said.stderr


def test_no_other_user_of_the_machine_can_read_the_secrets_or_see_them_among_the_programs_that_run(
    computer: Computer, log: Path
) -> None:
    del log
    hidden = computer.folder / ".workbook"
    assert {name: stat.S_IMODE((hidden / name).stat().st_mode) for name in ("code", "cookies")} == {
        "code": 0o600,
        "cookies": 0o600,
    }
    secrets = {(hidden / name).read_text("utf-8") for name in ("code", "cookies")}
    running = [" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])]
    assert any(str(computer.folder) in line for line in running)
    assert [line for line in running for secret in secrets if secret in line] == []


@needs_root
def test_another_user_of_the_machine_does_not_get_in(computer: Computer, log: Path) -> None:
    del log
    program = """
import sys
folder, port = Path(sys.argv[1]), int(sys.argv[2])
for name in ("code", "cookies"):
    try:
        print("read", (folder / ".workbook" / name).read_text())
    except PermissionError:
        print("refused")
for place in ("workbook/", "workbook/about", "lab", "api/contents", "files/.workbook/code", "workbook/?token=guess"):
    server = http.client.HTTPConnection("localhost", port)
    server.request("GET", f"/{place}")
    answer = server.getresponse()
    print(answer.status, (answer.getheader("Location") or "").partition("?")[0])
"""
    tried = run_as(OTHER, "import encodings.idna, http.client", program, computer.folder, computer.port)
    assert tried.stderr == ""
    assert set(tried.stdout.splitlines()) == {"refused", "302 /login", "403 "}


def test_a_bookmark_opens_the_start_page_another_day_without_a_question(page: Page, tmp_path: Path) -> None:
    mine = Computer(tmp_path / "my-work", tmp_path, free_port())
    with mine.studying():
        page.goto(f"{mine.bookmark}?token={mine.code}")
        page.get_by_role("radio", name="Pearson unit 40").check()
        page.get_by_role("button", name="Choose this unit").click()
        page.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()
    page.goto("about:blank")
    with mine.studying():
        page.goto(mine.bookmark)
        page.get_by_text("Pearson unit 40").wait_for()
    [known] = [each for each in page.context.cookies() if each["name"].startswith("username")]
    assert known["expires"] > time.time() + 300 * 24 * 3600


def test_its_window_says_nothing_more_when_a_notebook_is_opened_but_what_goes_wrong(page: Page, tmp_path: Path) -> None:
    mine = Computer(tmp_path / "my-work", tmp_path, free_port())
    with mine.studying() as log:
        before = log.read_text("utf-8")
        page.goto(f"{mine.bookmark}?token={mine.code}")
        page.goto(f"http://localhost:{mine.port}/lab/tree/complaints-lo1/complaints-lo1.ipynb")
        page.get_by_role("radio").first.wait_for(timeout=60_000)
        assert log.read_text("utf-8") == before
        page.request.get(f"http://localhost:{mine.port}/api/contents/nothing-of-this-name.ipynb")
        assert "nothing-of-this-name" in log.read_text("utf-8").removeprefix(before)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606])
def test_a_code_that_came_with_a_folder_from_somebody_else_lets_nobody_in(tmp_path: Path, mode: int) -> None:
    """What is copied or unpacked can be read by others, and whoever made it knows it."""
    path = tmp_path / "code"
    mine = kept_secret(path)
    assert kept_secret(path) == mine
    path.chmod(mode)
    other = kept_secret(path)
    assert other != mine
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_code_that_was_copied_with_its_folder_by_the_learner_lets_nobody_in(tmp_path: Path) -> None:
    """What was unpacked or copied is theirs, and for their eyes alone; who packed it knows it nevertheless."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    known = kept_secret(theirs / "code")
    for copy in (shutil.copytree(theirs, tmp_path / "mine"), shutil.copytree(theirs, tmp_path / "again")):
        assert stat.S_IMODE((copy / "code").stat().st_mode) == 0o600
        made = kept_secret(copy / "code")
        assert made != known
        assert kept_secret(copy / "code") == made
    assert kept_secret(theirs / "code") == known


@pytest.mark.parametrize("content", ["", "a", "aaaa-aaaa-aaaa-aaaa-aaaa\n", "\x00" * 24, "é" * 30])
def test_what_is_no_code_is_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "code"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    assert re.fullmatch(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", kept_secret(path))


def test_a_link_in_place_of_a_code_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    known = kept_secret(elsewhere)
    (tmp_path / "code").symlink_to(elsewhere)
    assert kept_secret(tmp_path / "code") != known
    assert kept_secret(elsewhere) == known
