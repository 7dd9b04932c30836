"""The workbook's own pages on a real Jupyter server: who gets in, and what a browser is let do with them."""

from __future__ import annotations

import json
import shutil
import socket
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import pytest

from complaints_workbook.study.site.server import KEEPS
from support.jupyter_servers import TOKEN, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    from support.jupyter_servers import Lab

KNOWN = {"Authorization": f"token {TOKEN}"}
PROGRAM = KNOWN | {"Accept": "application/json"}


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Message
    body: bytes


class _NoFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None


@pytest.fixture(scope="module", params=["own computer", "shared server"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with serving(folder, home, learner=True, shared=request.param == "shared server") as running:
        yield running


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with serving(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"), learner=False) as running:
        yield running


def test_what_there_is_here_is_told_to_the_extension(lab: Lab) -> None:
    answer = ask(lab, "/workbook/about")
    assert json.loads(answer.body) == {"keys": False, "keeps": True, "start": "/workbook/"}


def test_there_is_no_such_address_in_anybodys_other_jupyterlab(elsewhere: Lab) -> None:
    assert ask(elsewhere, "/workbook/about").status == 404


@pytest.mark.parametrize("place", ["", "about", "page.css", "nothing"])
def test_who_is_not_known_is_sent_to_log_in(lab: Lab, place: str) -> None:
    answer = ask(lab, f"/workbook/{place}", headers={})
    assert (answer.status, answer.headers["Location"].partition("?")[0]) == (302, "/login")


def test_another_sites_page_changes_nothing(lab: Lab) -> None:
    """What it has is the browser's cookie that knows the learner; what it cannot read is the other one's value."""
    cookies = {"Cookie": cookie(lab)}
    refused = ask(lab, "/workbook/about", method="POST", headers=cookies, form={"_xsrf": "guessed"})
    assert refused.status == 403
    assert "Go back, load it again, and try once more." in refused.body.decode()
    secret = next(part.removeprefix("_xsrf=") for part in cookies["Cookie"].split("; ") if part.startswith("_xsrf="))
    assert ask(lab, "/workbook/about", method="POST", headers=cookies, form={"_xsrf": secret}).status == 405


def test_nothing_in_a_page_can_run_and_no_browser_keeps_it(lab: Lab) -> None:
    for place in ("about", "page.css", "nothing"):
        headers = ask(lab, f"/workbook/{place}").headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == "'none'"
        assert "script-src" not in policy
        assert "unsafe" not in str(policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_the_token_does_not_stay_in_the_address(lab: Lab) -> None:
    answer = ask(lab, f"/workbook/about?token={TOKEN}", headers={})
    assert (answer.status, answer.headers["Location"]) == (302, "/workbook/about")


def test_what_is_not_there_is_told_in_words(lab: Lab) -> None:
    assert "The workbook has no page at this address." in ask(lab, "/workbook/<b>").body.decode()
    program = ask(lab, "/workbook/nothing", headers=PROGRAM)
    assert json.loads(program.body) == {"message": "The workbook has no page at this address."}


def ask(
    lab: Lab,
    place: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    form: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """Ask the server, and follow it nowhere; without headers, as one that it knows."""
    data = urlencode(form).encode() if form else body
    request = urllib.request.Request(  # noqa: S310 - a server of this test
        f"{lab.url}{place}", data, KNOWN if headers is None else headers, method=method
    )
    try:
        with urllib.request.build_opener(_NoFollowing).open(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def cookie(lab: Lab) -> str:
    """Return what a browser sends that has been let in."""
    given = ask(lab, "/workbook/about").headers.get_all("Set-Cookie") or []
    return "; ".join(each.partition(";")[0] for each in given)


def test_where_nothing_is_kept_the_extension_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEEPS, "no")
    (tmp_path / "work").mkdir()
    with serving(tmp_path / "work", tmp_path, learner=True) as lab:
        assert json.loads(ask(lab, "/workbook/about").body)["keeps"] is False


def test_a_folder_that_cannot_be_written_is_told_in_words(lab: Lab) -> None:
    shutil.rmtree(lab.folder / ".workbook", ignore_errors=True)
    (lab.folder / ".workbook").write_text("")
    told = ask(lab, "/workbook/")
    assert told.status == 409
    assert "A file could not be read or saved." in told.body.decode()
    assert str(lab.folder / ".workbook") in told.body.decode()
    (lab.folder / ".workbook").unlink()


def test_files_that_hold_answers_are_not_listed_and_can_be_read_by_the_workbook(lab: Lab) -> None:
    (lab.folder / "unit").mkdir()
    for name in ("responses.json", "attempts.json", "checklists.json", "pages.json", "unit.ipynb"):
        (lab.folder / "unit" / name).write_text("{}")
    listed = json.loads(ask(lab, "/api/contents/unit").body)["content"]
    assert [each["name"] for each in listed] == ["unit.ipynb"]
    assert ask(lab, "/api/contents/unit/responses.json").status == 200


@pytest.mark.parametrize("place", ["keeping/restore", "nothing", "mark/complaints-lo1"])
def test_of_who_is_not_known_nothing_is_taken_in(lab: Lab, place: str) -> None:
    """They are refused before what they send is there, so that it fills nobody's memory."""
    host, _, port = lab.url.removeprefix("http://").partition(":")
    asked = f"POST /workbook/{place} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 400000000\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(asked.encode() + b"x" * 1000)
        assert connection.recv(100).startswith(b"HTTP/1.1 403 ")


def test_who_is_known_sends_a_file_of_any_size_that_is_told_in_words(lab: Lab) -> None:
    line = "----------line"
    head = f'--{line}\r\nContent-Disposition: form-data; name="work"; filename="a.zip"\r\n\r\n'
    sent = head.encode() + b"x" * 60_000_000 + f"\r\n--{line}--\r\n".encode()
    headers = KNOWN | {"Content-Type": f"multipart/form-data; boundary={line}"}
    answer = ask(lab, "/workbook/keeping/restore", method="POST", headers=headers, body=sent)
    assert (answer.status, b"larger than 50 MB" in answer.body) == (409, True)
