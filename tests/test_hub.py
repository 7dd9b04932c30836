"""A college's hub on which each person has an account: what they reach, and a whole cycle by what buttons send."""

from __future__ import annotations

import asyncio
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest

from support.courses import Course, mini_course
from support.hub import TUTOR, TUTORS, logged_in, running
from support.hub_cycle import ASSIGNMENT, feedback_on_start_page, mark_and_give_back, work_on
from support.hub_learner import HubLearner
from support.hub_people import Learner, Tutor
from support.own_machine import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import APIRequestContext

    from support.hub import Hub

    LogIn = Callable[[str], APIRequestContext]

ANN, BEN = "ann", "ben"
RIGHT = {"hours": "query", "late": "complaint", "code": "problem"}


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with running((ANN, BEN), partial(mini_course, release=False)) as started:
        yield started


@pytest.fixture(scope="module")
def log_in(hub: Hub) -> Iterator[LogIn]:
    with logged_in(hub) as start:
        yield start


@pytest.fixture(scope="module")
def ben(hub: Hub, log_in: LogIn) -> Learner:
    """Log Ben in before anything is handed out."""
    return Learner(hub, BEN, log_in(BEN))


@pytest.fixture(scope="module")
def tess(hub: Hub, log_in: LogIn, ben: Learner) -> Tutor:
    """Log the tutor in. Ben is there by then, and finds nothing to do yet."""
    assert ben.assignments() == {}
    assert ben.ask("/workbook/").status == 200
    return Tutor(hub, TUTOR, log_in(TUTOR))


def said_to(hub: Hub, name: str, *command: str) -> str:
    """Run a command as somebody's account, and return what it says of its failure."""
    number = hub.machine.numbers[name]
    as_them = {"user": number, "group": number, "extra_groups": []}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **as_them)  # type: ignore[call-overload]
    return str(done.stderr)


def test_a_learner_reaches_neither_formgrader_nor_terminals(ben: Learner) -> None:
    for place in ("/formgrader", "/formgrader/api/assignments", "/formgraders", "/api/terminals"):
        assert ben.ask(place).status == 404, place
    assert ben.post("/api/terminals").status == 404


def test_a_learners_account_reads_neither_keys_nor_anothers_work_nor_what_the_hub_keeps(hub: Hub, ben: Learner) -> None:
    keys = hub.course / "source" / ASSIGNMENT / "sections" / "1.1" / "answers.yaml"
    assert keys.is_file()
    for command in (
        ("cat", keys),
        ("ls", hub.course),
        ("ls", hub.machine.home(ANN)),
        ("ls", hub.machine.place / "state"),
    ):
        assert "Permission denied" in said_to(hub, ben.name, *map(str, command)), command


def test_what_is_installed_for_learners_is_the_wheel_and_holds_no_key(hub: Hub) -> None:
    [wheel] = hub.machine.place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith("pages.json") for name in names)
    assert [name for name in names if name.endswith(("answers.yaml", "keys.json", "case-notes.yaml"))] == []


def test_nobody_else_gets_into_a_learners_server(hub: Hub, tess: Tutor) -> None:
    for place in ("/workbook/", "/api/contents"):
        assert tess.requests.get(f"{hub.url}/user/{BEN}{place}").status == 403, place


def test_a_tutor_has_formgrader_in_jupyterlabs_own_frame_and_the_course(tess: Tutor) -> None:
    formgrader = tess.ask("/formgrader/manage_assignments")
    assert "A small course" in formgrader.text()
    assert "frame-ancestors 'self'" in formgrader.headers["content-security-policy"]
    contents = {entry["name"] for entry in tess.ask("/api/contents").json()["content"]}
    assert {"nbgrader_config.py", "source"} <= contents


def test_a_cycle_comes_round_by_buttons(hub: Hub, log_in: LogIn, ben: Learner, tess: Tutor) -> None:
    tess.does("assign", ASSIGNMENT)
    tess.does("release", ASSIGNMENT)
    ben.does("fetch", ASSIGNMENT)
    work_on(hub.machine.home(BEN) / "workbook", {"sorting": {"hours": "query"}}, hub.machine.numbers[BEN])
    with ThreadPoolExecutor(1) as elsewhere:  # another loop runs here already
        elsewhere.submit(asyncio.run, answer_at_once(hub)).result()
    ann = Learner(hub, ANN, log_in(ANN))
    for learner in (ann, ben):
        assert learner.assignments() == {ASSIGNMENT: "fetched"}
        learner.does("submit", ASSIGNMENT)
    mark_and_give_back(tess, [ann, ben])
    assert Course(hub.course, ASSIGNMENT).scores() == {ANN: 3, BEN: 1}
    for learner, marks in ((ann, "3 of 10 marks"), (ben, "1 of 10 marks")):
        feedback = feedback_on_start_page(learner)
        assert learner.name in feedback
        assert marks in feedback


async def answer_at_once(hub: Hub) -> None:
    """Log Ann in, ask a new kernel for exercises, and give all answers of one at the same moment."""
    ann = HubLearner(hub.url, ANN, PASSWORD)
    try:
        await ann.log_in()
        await ann.open_notebook(ASSIGNMENT, ["sorting", "steps"])
        await asyncio.gather(*(ann.answer("sorting", asked, value) for asked, value in RIGHT.items()))
        await ann.validate(ASSIGNMENT)
    finally:
        await ann.leave()


def test_what_is_made_of_learners_work_is_the_tutors_group_and_nobody_elses(hub: Hub, tess: Tutor) -> None:
    assert tess.name == TUTOR
    made = [hub.course / name for name in ("submitted", "autograded", "feedback", "gradebook.db")]
    for path in made:
        assert path.stat().st_gid == hub.machine.numbers[TUTORS], path
        assert path.stat().st_mode & 0o067 == 0o060, path
        assert "Permission denied" in said_to(hub, BEN, "ls", str(path))
