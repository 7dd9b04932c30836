"""Records, passages and dates that were missed are asked again on the page, as choices and amounts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from complaints_workbook.study.own_marks.attempts_file import ATTEMPTS
from complaints_workbook.study.review.review_file import REVIEW
from support.reviewing import asked_of, check, counted, give, miss, soup, token
from support.specimen_course import specimen
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

IN_PLACE = ("the-lamp-on-record", "where-is-it", "by-when")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", specimen())


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("exercise", IN_PLACE)
def test_each_question_is_asked_and_marked_on_the_page(learner: Learner, exercise: str, right: bool) -> None:
    miss(learner, exercise)
    fields = specimen().pages.exercises[exercise].item_set.fields
    asked = set()
    while counted(learner):
        assert "asked in the notebook" not in soup(learner).get_text()
        asked.add(asked_of(soup(learner))[2])
        told = give(learner, right=right)
        assert told.h1
        assert told.h1.get_text() == ("Right" if right else "Not yet")
    assert asked == {field.id for field in fields[:5]}


def test_an_entry_is_asked_with_the_record_that_it_is_of_and_what_stands_there(learner: Learner) -> None:
    miss(learner, "the-lamp-on-record", only=1)
    page = soup(learner)
    assert page.legend
    assert page.legend.get_text() == "Complaint record CS-0142: Date received"
    assert [each.get_text() for each in page.select(".said")] == ["Customer: Ada Field", "Handled by: Jo, at the till"]


def test_a_day_that_there_is_not_is_asked_for_again_and_stays_in_the_boxes(learner: Learner) -> None:
    miss(learner, "by-when", only=1)
    sent = {"asked": token(soup(learner)), "answer-day": "31", "answer-month": '"6', "answer-year": "2026"}
    refused = learner.send("review", sent)
    assert refused.status == 422
    page = BeautifulSoup(refused.body, "html.parser")
    assert "Give a day that there is" in page.get_text()
    assert [box["value"] for box in page.select(".date input")] == ["31", '"6', "2026"]
    assert counted(learner) == 1


def test_dates_are_asked_beside_the_calendar_with_its_bank_holidays(learner: Learner) -> None:
    miss(learner, "by-when", only=1)
    page = soup(learner)
    months = specimen().pages.exercises["by-when"].shown["months"]
    assert [each.get_text() for each in page.select(".months caption")] == [month["name"] for month in months]
    holidays = [str(each["day"]) for month in months for each in month["holidays"]]
    assert [day.get_text() for day in page.select(".months .holiday")] == holidays


@pytest.fixture(scope="module")
def served(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> tuple[Learner, Lab]:
    learner = studying(tmp_path_factory.mktemp("served") / "work", specimen())
    return learner, jupyter_lab(learner.work)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("exercise", IN_PLACE)
def test_axe_finds_nothing_and_all_fits_320_pixels(
    page: Page, served: tuple[Learner, Lab], exercise: str, scheme: str
) -> None:
    learner, lab = served
    for path in (learner.folder / ATTEMPTS, learner.study.hidden / REVIEW):
        path.unlink(missing_ok=True)
    miss(learner, exercise, only=4)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(lab.at("/workbook/review"))
    check(page)
    page.get_by_role("button", name="Check my answer").click()
    page.locator("#wrong").wait_for()
    check(page)
