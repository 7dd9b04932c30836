"""A college's hub on which all learners share one account of the machine: each has a home, and a cycle comes round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.courses import Course, mini_course
from support.hub import TUTOR, logged_in, running
from support.hub_cycle import ASSIGNMENT, feedback_on_start_page, mark_and_give_back, work_on
from support.hub_people import Learner, Tutor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    (folder / "course_settings.py").write_text("c.ExchangeCollect.check_owner = False\n", encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    settings = {'ONE_ACCOUNT = ""': f'ONE_ACCOUNT = "{ACCOUNT}"'}
    with running((ACCOUNT,), course_of_one_account, settings, OTHER_LOG_IN) as started:
        yield started


def test_work_is_given_back_to_whom_it_belongs(hub: Hub) -> None:
    account = hub.machine.numbers[ACCOUNT]
    with logged_in(hub) as log_in:
        tess = Tutor(hub, TUTOR, log_in(TUTOR))
        tess.does("release", ASSIGNMENT)
        ann, jay = (Learner(hub, name, log_in(name)) for name in (ANN, JAY))
        for learner, answers in ((ann, {"sorting": {"hours": "query"}}), (jay, {})):
            home = hub.machine.place / "homes" / learner.name
            assert home.stat().st_uid == account
            work_on(home / "workbook", answers, account)
            learner.does("submit", ASSIGNMENT)
        mark_and_give_back(tess, [ann, jay])
        assert Course(hub.course, ASSIGNMENT).scores() == {ANN: 1, JAY: 0}
        for learner, marks in ((ann, "1 of 10 marks"), (jay, "0 of 10 marks")):
            feedback = feedback_on_start_page(learner)
            assert learner.name in feedback
            assert marks in feedback
