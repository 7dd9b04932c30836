"""What comes round on a hub: work is handed in, collected, marked, given back and read, by each one's own buttons."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from support.courses import responses_text

if TYPE_CHECKING:
    from pathlib import Path

    from support.hub_people import Learner, Tutor

ASSIGNMENT = "mini"


def work_on(folder: Path, answers: dict[str, dict[str, Any]], account: int) -> None:
    """Leave answers in a learner's folder as its kernel saves them."""
    path = folder / ASSIGNMENT / "responses.json"
    path.write_text(responses_text(answers), "utf-8")
    os.chown(path, account, account)


def mark_and_give_back(tess: Tutor, learners: list[Learner]) -> None:
    """Take in what each has submitted, mark it, and give it back; each fetches it."""
    collected = tess.does("collect", ASSIGNMENT)
    for learner in learners:
        assert f"{learner.name}: taken" in collected
        tess.does("autograde", ASSIGNMENT, learner.name)
    tess.does("generate_feedback", ASSIGNMENT)
    tess.does("release_feedback", ASSIGNMENT)
    for learner in learners:
        learner.does("fetch_feedback", ASSIGNMENT)


def feedback_on_start_page(learner: Learner) -> str:
    """Return the text of the one page of feedback that the start page leads to."""
    learner.send("/workbook/unit", unit="ocr-62")
    start = BeautifulSoup(learner.ask("/workbook/").text(), "html.parser")
    [link] = start.select('a[href*="/feedback/"]')
    page = learner.requests.get(f"{learner.hub.url}{link['href']}")
    assert page.ok, page.text()
    return BeautifulSoup(page.text(), "html.parser").get_text(" ", strip=True)
