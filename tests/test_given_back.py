"""Feedback that was fetched stands on the start page, and is shown as it is, with nothing in it at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from complaints_workbook.study.requests import Request
from complaints_workbook.study.site.routes import answer
from complaints_workbook.study.study import Study
from support.assignments import COMPLAINTS_LO1
from support.studying import Learner, studying

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.study.requests import Response

EARLY, LATE = "2026-11-20 09:00:00.000000 UTC", "2026-11-27 16:30:00.123456 UTC"
HEADING = "Hand in, and read your feedback"


class OnServer(Learner):
    """A learner of a college's server."""

    @property
    def study(self) -> Study:
        """Where they work, and hand in."""
        return Study(self.work, hands_in=True)

    def given(self, time: str, page: str = "<p>Well done.</p>") -> Path:
        """Put a page where nbgrader puts feedback."""
        path = self.work / self.authored.name / "feedback" / time / f"{self.authored.name}.html"
        path.parent.mkdir(parents=True)
        path.write_text(page, "utf-8")
        return path

    def start(self) -> BeautifulSoup:
        """Return the start page."""
        assert self.send("unit", {"unit": "ocr-62"}).status == 303
        return BeautifulSoup(self.ask("", base="/user/ann/").body, "html.parser")

    def links(self) -> list[str]:
        """Return the addresses of feedback on the start page, without what is before them."""
        found = self.start().select('a[href*="/feedback/"]')
        return [str(link["href"]).removeprefix("/user/ann/workbook/") for link in found]

    def follow(self, link: str, **more: Any) -> Response:
        """Ask for what a link leads to."""
        return self.ask(unquote(link), **more)


@pytest.fixture
def learner(tmp_path: Path) -> OnServer:
    return OnServer(studying(tmp_path / "work", COMPLAINTS_LO1, keys=False).work, COMPLAINTS_LO1)


def test_the_start_page_of_a_server_says_where_work_is_handed_in_and_feedback_is_fetched(learner: OnServer) -> None:
    page = learner.start()
    assert HEADING in page.get_text()
    assert "Assignment List" in page.get_text()
    assert page.select_one('a[href="/user/ann/lab"]') is not None
    assert learner.links() == []


def test_on_ones_own_computer_nothing_is_said_of_handing_in(learner: OnServer) -> None:
    alone = Study(learner.work)
    answer(alone, Request("POST", "unit", {"unit": "ocr-62"}))
    assert HEADING not in answer(alone, Request("GET", "")).body.decode()


def test_what_was_handed_in_last_stands_first_and_each_shows_its_own_page(learner: OnServer) -> None:
    learner.given(EARLY, "<p>First.</p>")
    learner.given(LATE, "<p>Second.</p>")
    assert [learner.follow(link).body for link in learner.links()] == [b"<p>Second.</p>", b"<p>First.</p>"]
    assert "27 November 2026 at 16:30" in learner.start().get_text()


def test_feedback_is_found_when_the_learner_has_renamed_the_folder(learner: OnServer) -> None:
    learner.given(EARLY)
    learner.folder.rename(learner.work / "Outcome one")
    [link] = learner.links()
    assert learner.follow(link).body == b"<p>Well done.</p>"
    learner.given(LATE)  # nbgrader makes the folder of the assignment's own name again
    assert len(learner.links()) == 2


def test_nothing_in_feedback_is_at_work(learner: OnServer) -> None:
    learner.given(EARLY, "<script>fetch('/')</script>")
    [link] = learner.links()
    policy = learner.follow(link).headers["Content-Security-Policy"].split("; ")
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert not any(part.startswith(("script-src", "connect-src")) for part in policy)


def test_a_link_in_the_place_of_feedback_is_not_followed(learner: OnServer) -> None:
    secret = learner.work.parent / "secret"
    secret.write_text("a secret", "utf-8")
    page = learner.given(EARLY)
    page.unlink()
    page.symlink_to(secret)
    [link] = learner.links()
    response = learner.follow(link)
    assert response.status == 409
    assert b"a secret" not in response.body


@pytest.mark.parametrize(
    "path", ["complaints-lo1/..", f"complaints-lo1/{EARLY}", "other/x", "complaints-lo1/responses.json"]
)
def test_what_is_not_there_is_said_kindly(learner: OnServer, path: str) -> None:
    response = learner.ask(f"feedback/{path}")
    assert response.status == 404
    assert b"There is no feedback at this address" in response.body


def test_folders_of_the_learners_own_are_no_feedback(learner: OnServer) -> None:
    learner.given("my notes")
    assert learner.links() == []
