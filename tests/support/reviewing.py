"""What a learner missed, and the pages that ask for it again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.own_marks.marking import OwnWork, mark_work
from complaints_workbook.study.review.forms import DATE, form_of
from complaints_workbook.study.review.today import to_look_at_today

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.assignments import Authored
    from support.studying import Learner


def miss(learner: Learner, *exercises: str, days: float = 1, only: int = 100) -> None:
    """Let the learner miss the first fields of exercises, and mark their work, some days ago."""
    answers = {name: dict(list(learner.authored.wrong[name].items())[:only]) for name in exercises}
    pages, at = learner.authored.pages, datetime.now(UTC) - timedelta(days)
    attempt = mark_work(pages, learner.keys, OwnWork(answers), at)
    attempts_store(learner.folder).change(lambda attempts: attempts.adding(attempt))


def counted(learner: Learner) -> int:
    """Return how many questions the start page says that there are."""
    return to_look_at_today(learner.study, assignments_here(learner.work))


def soup(learner: Learner) -> BeautifulSoup:
    """Return the page that asks."""
    response = learner.ask("review")
    assert response.status == 200
    return BeautifulSoup(response.body, "html.parser")


def token(page: BeautifulSoup) -> str:
    """Return what the page says of what it asks."""
    return str(page.select_one("input[name=asked]")["value"])  # type: ignore[index]


def asked_of(page: BeautifulSoup) -> tuple[str, str, str]:
    """Return the exercise, the item that comes back, and the one that is asked."""
    _, exercise, item, asked, _ = token(page).split("/")
    return exercise, item, asked


def form(authored: Authored, exercise: str, field_id: str, answer: Any) -> dict[str, str]:
    """Return what the form sends where somebody gives this answer."""
    field = next(f for f in authored.pages.exercises[exercise].item_set.fields if f.id == field_id)
    if form_of(field).name == "date":  # type: ignore[union-attr]
        return {f"answer-{part}": typed for part, typed in zip(DATE, str(answer).split("/"), strict=True)}
    if not isinstance(answer, list | tuple):
        return {"answer": str(answer)}
    if form_of(field).name == "order":  # type: ignore[union-attr]
        return {f"answer-{entry}": str(place) for place, entry in enumerate(answer, 1)}
    return {f"answer-{option}": "on" for option in answer}


def give(learner: Learner, *, right: bool) -> BeautifulSoup:
    """Answer what is asked, and return the page that tells."""
    page = soup(learner)
    exercise, _, asked = asked_of(page)
    answers = learner.authored.right if right else learner.authored.wrong
    sent = form(learner.authored, exercise, asked, answers[exercise][asked])
    response = learner.send("review", {"asked": token(page), **sent})
    assert response.status == 200
    return BeautifulSoup(response.body, "html.parser")


def check(page: Page) -> None:
    """Open all that unfolds, and let axe-core and a ruler look."""
    page.wait_for_load_state()  # what is read may stand there before its looks do
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
