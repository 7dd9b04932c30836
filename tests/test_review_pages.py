"""What was missed comes back on a page of its own: asked, marked, and told why."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from bs4 import BeautifulSoup

from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.study.own_marks.attempts_file import ATTEMPTS
from complaints_workbook.study.review.question import others_like, question_of
from complaints_workbook.study.review.review_file import REVIEW, Review, review_of
from complaints_workbook.study.settings import settings_of
from support.assignments import COMPLAINTS_LO1, Authored
from support.courses import responses_text
from support.reviewing import asked_of, check, counted, give, miss, soup, token
from support.specimen_course import specimen
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

AUTHORED = COMPLAINTS_LO1
CONTACTS = "twelve-contacts"
ONE_OF_EACH = (CONTACTS, "what-it-costs", "days-in-order", "drawers-talk", "brightside-busy-months")
"""A choice, an amount, an order, a moment of a conversation, and what is asked in the notebook."""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", AUTHORED)


@pytest.fixture(scope="module")
def served(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> tuple[Learner, Lab]:
    """Give a learner whose folder a server runs in; each test begins with nothing missed."""
    learner = studying(tmp_path_factory.mktemp("served") / "work", AUTHORED)
    return learner, jupyter_lab(learner.work)


@pytest.fixture
def at_work(served: tuple[Learner, Lab]) -> tuple[Learner, Lab]:
    learner, lab = served
    for path in (learner.folder / ATTEMPTS, learner.folder / "responses.json", learner.study.hidden / REVIEW):
        path.unlink(missing_ok=True)
    return learner, lab


def to_another_day(learner: Learner, days: int) -> None:
    """Let days go by: all that stands in the learner's files is as much longer ago."""

    def earlier(day: date | None) -> date | None:
        return day and day - timedelta(days)

    def change(review: Review) -> Review:
        moved = (
            type(each)(each.name, each.missed, earlier(each.due), each.wait, each.asked, earlier(each.last))
            for each in review.schedule
        )
        return Review(tuple(moved))

    review_of(learner.study).change(change)


def test_what_was_missed_yesterday_is_counted_and_asked_today_and_not_before(learner: Learner) -> None:
    miss(learner, CONTACTS, only=2, days=0)
    assert counted(learner) == 0
    assert "Nothing to look at again today" in soup(learner).get_text()
    miss(learner, "seven-letters", only=2)
    assert counted(learner) == 2
    assert asked_of(soup(learner))[0] == "seven-letters"


def test_it_is_asked_from_another_case_and_says_so(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    page = soup(learner)
    exercise, item, asked = asked_of(page)
    assert exercise == CONTACTS
    assert item != asked
    assert "Here it is asked of another case." in page.get_text()
    shown = AUTHORED.pages.exercises[CONTACTS].shown
    entry = next(entry for entry in shown["entries"] if entry["id"] == asked)
    assert entry["label"] in page.get_text()
    dossier = BeautifulSoup(shown["cases"][entry["case"]]["html"], "html.parser").get_text()
    assert dossier in page.get_text()
    # The first that is asked for it has the same right answer.
    key = learner.keys.exercises[CONTACTS].key.fields
    assert key[asked].key == key[item].key  # type: ignore[attr-defined]


def test_a_right_answer_is_told_with_its_reason_and_comes_later(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    _, item, asked = asked_of(soup(learner))
    key = learner.keys.exercises[CONTACTS].key.fields[asked]
    page = give(learner, right=True)
    assert page.h1.get_text() == "Right"  # type: ignore[union-attr]
    assert key.reasons[key.key] in page.get_text()  # type: ignore[attr-defined]
    assert "It comes again in 3 days." in page.get_text()
    [kept] = review_of(learner.study).read().document.schedule
    assert (kept.name.item, kept.wait, kept.asked) == (item, 1, 1)
    assert counted(learner) == 0


def test_a_wrong_answer_is_told_with_the_best_one_and_comes_tomorrow(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    asked = asked_of(soup(learner))[2]
    key = learner.keys.exercises[CONTACTS].key.fields[asked]
    page = give(learner, right=False)
    assert page.h1.get_text() == "Not yet"  # type: ignore[union-attr]
    assert "The best answer" in page.get_text()
    for option in (key.key, AUTHORED.wrong[CONTACTS][asked]):  # type: ignore[attr-defined]
        assert key.reasons[option] in page.get_text()  # type: ignore[attr-defined]
    assert "It comes again tomorrow." in page.get_text()
    to_another_day(learner, 1)
    assert counted(learner) == 1


def test_what_is_known_four_times_running_is_done(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1, days=40)
    asked = []
    for days in (3, 7, 21, 0):
        asked.append(asked_of(soup(learner)))
        page = give(learner, right=True)
        to_another_day(learner, days)
    assert "It does not come again." in page.get_text()
    assert [item == other for _, item, other in asked] == [False, False, False, True]
    assert len({other for *_, other in asked}) == 4
    to_another_day(learner, 1000)
    assert counted(learner) == 0
    assert "Nothing more comes back." in soup(learner).get_text()


def test_no_more_than_five_come_a_day_from_all_that_was_missed(learner: Learner) -> None:
    miss(learner, *AUTHORED.wrong)
    exercises: list[str] = []
    while (left := counted(learner)) > 0:
        assert left == 5 - len(exercises)
        exercises.append(asked_of(soup(learner))[0])
        give(learner, right=True) if question_is_plain(learner) else give_in_the_notebook(learner)
    assert len(exercises) == len(set(exercises)) == 5
    assert "More wait for you" in soup(learner).get_text()


def question_is_plain(learner: Learner) -> bool:
    return "asked in the notebook" not in soup(learner).get_text()


def give_in_the_notebook(learner: Learner) -> None:
    exercise = asked_of(soup(learner))[0]
    (learner.folder / "responses.json").write_text(responses_text({exercise: AUTHORED.right[exercise]}), "utf-8")
    assert learner.send("review", {"asked": token(soup(learner))}).status == 200


def test_what_a_plain_page_cannot_ask_is_answered_in_the_notebook_and_checked_here(learner: Learner) -> None:
    exercise = "brightside-busy-months"
    miss(learner, exercise, only=1)
    page = soup(learner)
    link = page.find("a", string="Open the notebook")
    assert link["href"].startswith(f"/lab/tree/{AUTHORED.name}/{AUTHORED.name}.ipynb#")  # type: ignore[index,union-attr]
    refused = learner.send("review", {"asked": token(page)})
    assert refused.status == 422
    assert "It is not answered in the notebook yet." in refused.body.decode()
    responses = learner.folder / "responses.json"
    responses.write_text(responses_text({exercise: AUTHORED.right[exercise]}), "utf-8")
    told = learner.send("review", {"asked": token(page)}).body.decode()
    assert "<h1>Right</h1>" in told


def test_an_answer_counts_once_for_what_it_was_given_to(learner: Learner) -> None:
    miss(learner, CONTACTS, only=2)
    page = soup(learner)
    asked = asked_of(page)[2]
    sent = {"asked": token(page), "answer": AUTHORED.right[CONTACTS][asked]}
    assert learner.send("review", sent).status == 200
    again = learner.send("review", sent)
    assert (again.status, again.headers["Location"]) == (303, "/workbook/review")
    assert learner.send("review", {"asked": "x/y/z/w/0", "answer": "query"}).status == 303
    assert learner.send("review", {}).status == 303
    assert sum(each.asked for each in review_of(learner.study).read().document.schedule) == 1


@pytest.mark.parametrize("answer", [None, "", "nonsense", "<script>"])
def test_no_answer_is_asked_for_again_and_does_not_count(learner: Learner, answer: str | None) -> None:
    miss(learner, CONTACTS, only=1)
    sent = {"asked": token(soup(learner))} | ({} if answer is None else {"answer": answer})
    response = learner.send("review", sent)
    assert response.status == 422
    assert "Choose one of these first." in response.body.decode()
    assert counted(learner) == 1


def test_each_way_of_answering_can_be_sent_and_what_is_wrong_is_kept_to_correct(learner: Learner) -> None:
    miss(learner, "what-it-costs", only=1)
    refused = learner.send("review", {"asked": token(soup(learner)), "answer": 'about "ten'}).body.decode()
    assert "such as 12.50" in refused
    assert BeautifulSoup(refused, "html.parser").select_one("input[name=answer]")["value"] == 'about "ten'  # type: ignore[index]
    assert give(learner, right=True).h1.get_text() == "Right"  # type: ignore[union-attr]
    miss(learner, "days-in-order", only=1)
    page = soup(learner)
    entries = [select["name"] for select in page.select("select")]
    refused = learner.send("review", {"asked": token(page), **dict.fromkeys(map(str, entries), "1")}).body.decode()
    assert "a place of its own" in refused
    assert refused.count(" selected>1<") == len(entries)
    assert give(learner, right=True).h1.get_text() == "Right"  # type: ignore[union-attr]


def test_what_its_author_keeps_hidden_is_not_shown_to_who_misses_it_again(learner: Learner) -> None:
    path = learner.study.keys(AUTHORED.name)
    keys = json.loads(path.read_text("utf-8"))
    keys["exercises"][CONTACTS]["hidden"] = list(keys["exercises"][CONTACTS]["key"])
    path.write_text(json.dumps(keys), "utf-8")
    miss(learner, CONTACTS, only=1)
    asked = asked_of(soup(learner))[2]
    key = learner.keys.exercises[CONTACTS].key.fields[asked]
    shown = give(learner, right=False).get_text()
    assert "The best answer to this one is not shown." in shown
    assert not any(reason in shown for reason in key.reasons.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize("tried", [False, True])
def test_best_answers_that_are_held_back_come_with_the_second_time(learner: Learner, tried: bool) -> None:
    settings_of(learner.study).change(lambda settings: msgspec.structs.replace(settings, holds_back=True))
    miss(learner, CONTACTS, only=12 if tried else 1)
    page = give(learner, right=False)
    assert ("The best answer to this one is not shown." in page.get_text()) == (not tried)
    assert bool(page.select(".reasons")) == tried


def test_the_start_page_says_how_many_come_today_and_leads_there(learner: Learner) -> None:
    learner.send("unit", {"unit": "ocr-62"})
    miss(learner, CONTACTS, only=2)
    for heading in ("2 questions to look at again today", "1 question to look at again today", None):
        start = BeautifulSoup(learner.ask("").body, "html.parser")
        found = start.select_one("#look-again")
        assert (found and found.get_text()) == heading
        assert bool(start.select("a[href='/workbook/review']")) == (heading is not None)
        if heading:
            give(learner, right=True)


def test_where_there_are_no_keys_nothing_comes_back_and_the_page_says_who_marks(tmp_path: Path) -> None:
    learner = studying(tmp_path / "work", AUTHORED, keys=False)
    assert counted(learner) == 0
    assert "Yours is marked by your tutor" in soup(learner).get_text()


def test_what_a_newer_release_does_not_ask_is_dropped(learner: Learner) -> None:
    miss(learner, CONTACTS, "seven-letters", only=1)
    give(learner, right=False)
    path = learner.folder / "pages.json"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f'"{CONTACTS}":')]
    path.write_text("\n".join(lines), "utf-8")
    to_another_day(learner, 1)
    while counted(learner):
        assert asked_of(soup(learner))[0] == "seven-letters"
        give(learner, right=True)
    assert {each.name.exercise for each in review_of(learner.study).read().document.schedule} == {"seven-letters"}


def test_what_is_not_here_waits_until_it_is_again(learner: Learner) -> None:
    miss(learner, CONTACTS, only=2)
    give(learner, right=False)
    elsewhere = learner.folder.rename(learner.work.parent / "elsewhere")
    to_another_day(learner, 1)
    assert counted(learner) == 0
    assert "Nothing to look at again today" in soup(learner).get_text()
    elsewhere.rename(learner.folder)
    assert counted(learner) == 2
    assert asked_of(soup(learner))[0] == CONTACTS


def test_keys_of_another_release_are_told_and_ask_nothing(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    learner.study.keys(AUTHORED.name).write_text("{}", "utf-8")
    response = learner.ask("review")
    assert response.status == 409
    assert "start the workbook again" in response.body.decode()


DAMAGED = {
    "empty": b"",
    "no JSON": b"{",
    "nested": b"[" * 100_000,
    "no text": b"\xff\xfe\x00",
    "huge": b'{"version": 1, "items": [' + b'"x",' * 1_500_000 + b"1]}",
    "no items": b'{"version": 1, "items": {}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_what_was_missed_comes_back(learner: Learner, content: bytes) -> None:
    miss(learner, CONTACTS, only=1)
    learner.study.hidden.joinpath(REVIEW).write_bytes(content)
    assert counted(learner) == 1
    give(learner, right=True)
    [kept] = learner.study.hidden.glob("review-damaged-*.json")
    assert kept.read_bytes() == content
    assert counted(learner) == 0


def test_a_file_of_a_later_version_is_left_alone_and_the_start_page_counts_nothing(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    place = learner.study.hidden / REVIEW
    place.write_text('{"version": 2}')
    assert counted(learner) == 0
    response = learner.ask("review")
    assert response.status == 409
    assert "newer version of the workbook" in response.body.decode()
    assert place.read_text() == '{"version": 2}'


def test_nothing_in_a_changed_page_runs_or_leads_elsewhere(learner: Learner) -> None:
    miss(learner, CONTACTS, only=1)
    path = learner.folder / "pages.json"
    evil = "<script>x()</script><form action=/x><img src=x onerror=x()><a href=javascript:x() class=top>A</a>"
    text = path.read_text("utf-8")
    text = re.sub(r'("introduction":")', lambda found: found[0] + evil, text)
    path.write_text(re.sub(r'("html":")', lambda found: found[0] + evil, text), "utf-8")
    page = soup(learner)
    assert page.select("script, img, form[action='/x'], [onerror], a[href^=javascript], main .top") == []


VIEW_ALONE = {"conversation", "investigate", "read-register", "work-out-figures", "write-reply"}
"""Kinds whose questions cannot do without what their own view draws: a chart, a table, a file, a talk, a letter."""


def test_every_choice_amount_and_order_that_needs_no_view_of_its_own_can_be_asked(authored: Authored) -> None:
    for name, page in authored.pages.exercises.items():
        for field in page.item_set.fields:
            question = question_of(page, field.id)
            assert (question is None) == (page.kind in VIEW_ALONE), name
            if question and isinstance(field, ChooseOne):
                assert question.words
                assert question.case or question.said or question.earlier, f"{name}: nothing to read"


def test_what_asks_the_same_of_another_case_has_another_case_or_text(authored: Authored) -> None:
    for page in authored.pages.exercises.values():
        for field in page.item_set.fields:
            own = question_of(page, field.id)
            for other in map(lambda name, page=page: question_of(page, name), others_like(page, field.id)):  # type: ignore[misc]
                assert own
                assert other
                assert own.words == other.words
                assert (own.case, own.said) != (other.case, other.said)


def test_an_exercise_that_says_more_than_a_plain_page_knows_is_left_to_the_notebook() -> None:
    page = specimen().pages.exercises["what-is-it"]
    field = page.item_set.fields[0].id
    assert question_of(page, field)
    entry = page.shown["entries"][0]
    more = {**page.shown, "entries": [{**entry, "map": [1, 2]}, *page.shown["entries"][1:]]}
    assert question_of(type(page)(page.kind, page.item_set, more), field) is None


def test_in_a_browser_a_question_is_answered_with_the_keyboard_alone(page: Page, at_work: tuple[Learner, Lab]) -> None:
    learner, lab = at_work
    miss(learner, CONTACTS, only=2)
    page.goto(lab.at("/workbook/review"))
    assert page.get_by_text("2 to go today").is_visible()
    page.get_by_role("button", name="Check my answer").press("Enter")
    page.get_by_text("Choose one of these first.").wait_for()
    page.get_by_role("link", name="Skip to the content").press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("You answered").wait_for()
    page.get_by_role("link", name="Next question").press("Enter")
    page.get_by_text("1 to go today").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "exercise", [CONTACTS, "what-it-costs", "days-in-order", "drawers-talk", "brightside-busy-months"]
)
def test_axe_finds_nothing_and_all_fits_320_pixels(
    page: Page, at_work: tuple[Learner, Lab], exercise: str, scheme: str
) -> None:
    learner, lab = at_work
    miss(learner, exercise, only=2)
    (learner.folder / "responses.json").write_text(responses_text({exercise: AUTHORED.wrong[exercise]}), "utf-8")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(lab.at("/workbook/review"))
    check(page)
    page.get_by_role("button", name=re.compile("^Check my answer")).click()
    if page.get_by_role("radio").count():
        check(page)
        page.get_by_role("radio").first.check()
    for number, place in enumerate(page.get_by_role("combobox").all(), 1):
        place.select_option(str(number))
    if page.get_by_role("textbox").count():
        page.get_by_role("textbox").fill("1234.56")
    if page.get_by_role("heading", level=1).inner_text() not in ("Right", "Not yet", "Partly right"):
        page.get_by_role("button", name=re.compile("^Check my answer")).click()
    page.get_by_text("You answered").wait_for()
    check(page)
