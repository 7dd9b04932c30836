"""A college's hub on which all learners share one account of the machine: each has a home, and a cycle comes round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from support.courses import Course, mini_course, responses_text
from support.hub import TUTOR, running
from support.hub_people import Learner, Tutor, log_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import APIRequestContext

    from support.hub import Hub

ACCOUNT = "workbook"
ANN, JAY = "ann", "j.smith@college.ac.uk"
OTHER_LOG_IN = """
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "a-password-for-tests"
c.Authenticator.allow_all = True
"""


def course_of_one_account(folder: Path) -> Course:
    course = mini_course(folder)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write("\nc.ExchangeCollect.check_owner = False\n")
    return course


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    settings = {'ONE_ACCOUNT = ""': f'ONE_ACCOUNT = "{ACCOUNT}"'}
    with running((ACCOUNT,), course_of_one_account, settings, OTHER_LOG_IN) as started:
        yield started


@pytest.fixture(scope="module")
def logged_in(hub: Hub) -> Iterator[Callable[[str], APIRequestContext]]:
    with sync_playwright() as playwright:

        def start(name: str) -> APIRequestContext:
            requests = playwright.request.new_context()
            log_in(hub, name, requests)
            return requests

        yield start


def test_work_is_given_back_to_whom_it_belongs(hub: Hub, logged_in: Callable[[str], APIRequestContext]) -> None:
    tess = Tutor(hub, TUTOR, logged_in(TUTOR))
    tess.does("release", "mini")
    learners = [Learner(hub, name, logged_in(name)) for name in (ANN, JAY)]
    all_answers: tuple[dict[str, dict[str, str]], ...] = ({"sorting": {"hours": "query"}}, {"sorting": {}})
    for learner, answers in zip(learners, all_answers, strict=True):
        work = hub.machine.place / "homes" / learner.name / "workbook" / "mini"
        assert work.stat().st_uid == hub.machine.numbers[ACCOUNT]
        (work / "responses.json").write_text(responses_text(answers), "utf-8")
        (work / "responses.json").chmod(0o644)
        learner.does("submit", "mini")
        assert learner.assignments() == {"mini": "submitted"}
    collected = tess.does("collect", "mini")
    assert f"{ANN}: taken" in collected
    assert f"{JAY}: taken" in collected
    for learner in learners:
        tess.does("autograde", "mini", learner.name)
    course = Course(hub.course, "mini")
    assert course.scores() == {ANN: 1, JAY: 0}
    tess.does("generate_feedback", "mini")
    tess.does("release_feedback", "mini")
    for learner, marks in zip(learners, ("1 of 10 marks", "0 of 10 marks"), strict=True):
        learner.does("fetch_feedback", "mini")
        learner.send("/workbook/unit", unit="ocr-62")
        start = BeautifulSoup(learner.ask("/workbook/").text(), "html.parser")
        [link] = start.select('a[href*="/feedback/"]')
        feedback = learner.requests.get(f"{hub.url}{link['href']}")
        assert learner.name in feedback.text()
        assert marks in feedback.text()
