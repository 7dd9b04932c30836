"""After two sentences a written question's scheme unfolds, to tick one's own answer against."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from complaints_workbook.pages.mark_schemes import Point, Scheme
from complaints_workbook.study.checklist.checklist import points_of, tallies, tally
from complaints_workbook.study.checklist.ticks import CHECKLISTS, Ticks, parse, ticks_in, write
from support.assignments import COMPLAINTS_LO1
from support.studying import Learner, studying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

AUTHORED = COMPLAINTS_LO1
ONE = "I would listen to Mrs. Khan, e.g. on the phone"
TWO = "I would listen to <b>her</b> first. Then I would say sorry."


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", AUTHORED)


@pytest.fixture
def question(learner: Learner) -> str:
    return learner.questions()[0]


def place(question: str) -> str:
    return f"checklist/{AUTHORED.name}/{question}"


def page_of(learner: Learner, question: str) -> str:
    response = learner.ask(place(question))
    assert response.status == 200
    return response.body.decode()


def told(learner: Learner, question: str) -> dict[str, object]:
    """Return what JupyterLab's extension is told."""
    found = json.loads(learner.ask(place(question), wants_json=True).body)
    assert isinstance(found, dict)
    return found


def words(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


@pytest.mark.parametrize("written", [None, "", "Sorry.", ONE])
def test_nothing_of_the_scheme_is_sent_before_two_sentences(
    learner: Learner, question: str, written: str | None
) -> None:
    if written is not None:
        learner.write(question, written)
    sent = page_of(learner, question) + learner.ask(place(question), wants_json=True).body.decode()
    scheme = learner.keys.written[question].scheme
    texts = [scheme.model, scheme.borderline, scheme.notes, *scheme.borderline_marks]
    texts += [text for point in scheme.points for text in (point.award, point.accept, point.refuse)]
    shown = words(sent)
    for text in filter(None, texts):
        assert words(text).strip() not in shown
    assert told(learner, question)["open"] is False
    assert "Write at least two sentences first." in shown


def test_nothing_is_ticked_before_two_sentences(learner: Learner, question: str) -> None:
    name = next(iter(points_of(learner.keys.written[question].scheme)))
    learner.send(place(question), {f"tick-{name}": "on"})
    assert not (learner.folder / CHECKLISTS).exists()


def test_after_two_sentences_all_of_it_is_there_and_the_answer_stays_text(learner: Learner, question: str) -> None:
    learner.write(question, TWO)
    page = BeautifulSoup(page_of(learner, question), "html.parser")
    key = learner.keys.written[question]
    shown = page.get_text()
    for html in (key.question, key.scheme.model, key.scheme.borderline, key.scheme.notes):
        assert words(html).strip() in shown
    labels = [label.get_text().strip() for label in page.select(".points label")]
    assert labels == [words(point.award) for point in key.scheme.points]
    own = page.select_one(".own-words")
    assert own
    assert own.get_text() == TWO
    [link] = page.select("a[href^='/lab/']")
    assert str(link["href"]).startswith(f"/lab/tree/{AUTHORED.name}/{AUTHORED.name}.ipynb#Written-question%3A-")


def test_ticks_are_kept_and_shown_and_others_stay(learner: Learner) -> None:
    first, second = learner.questions()[:2]
    names = {}
    for question in (first, second):
        learner.write(question, TWO)
        names[question] = list(points_of(learner.keys.written[question].scheme))
    learner.send(place(first), {f"tick-{name}": "on" for name in names[first][:2]})
    answer = learner.send(place(second), {f"tick-{names[second][3]}": "on", "tick-nonsense": "on", "other": "on"})
    assert answer.status == 303
    assert told(learner, first)["ticked"] == 2
    assert told(learner, second)["ticked"] == 1
    boxes = BeautifulSoup(page_of(learner, second), "html.parser").select("input[type=checkbox]")
    assert [box["id"] for box in boxes if box.has_attr("checked")] == [names[second][3]]
    learner.send(place(first), {})
    assert told(learner, first)["ticked"] == 0
    assert parse((learner.folder / CHECKLISTS).read_bytes()).of(second) == (names[second][3],)


def test_the_extension_is_told_what_it_has_kept(learner: Learner, question: str) -> None:
    learner.write(question, TWO)
    found = told(learner, question)
    points = found["points"]
    assert isinstance(points, list)
    form = {points[0]["name"]: "on", points[5]["name"]: "on"}
    answer = json.loads(learner.send(place(question), form, wants_json=True).body)
    assert [point["ticked"] for point in answer["points"]] == [True, False, False, False, False, True]
    assert (answer["ticked"], answer["marks"]) == (2, 6)
    assert told(learner, question) == answer


def test_where_there_are_no_keys_there_is_no_checklist(tmp_path: Path) -> None:
    learner = studying(tmp_path / "work", AUTHORED, keys=False)
    question = learner.questions()[0]
    learner.write(question, TWO)
    response = learner.ask(place(question))
    assert response.status == 409
    assert "your tutor has the mark schemes" in response.body.decode()


@pytest.mark.parametrize("path", ["checklist/nothing/x", "checklist/..%2f/x", f"checklist/{AUTHORED.name}/nothing"])
def test_what_is_not_there_is_told_in_words(learner: Learner, path: str) -> None:
    response = learner.ask(path)
    assert response.status == 409
    assert "There is no" in response.body.decode()


def test_no_tick_stands_beside_other_words_than_those_that_were_ticked() -> None:
    before = Scheme((Point(1, "a reason"), Point(2, "an act"), Point(1, "an act")))
    ticked = tuple(points_of(before))
    assert tally(before, ticked) == (4, 4)
    after = Scheme((Point(1, "a reason, with a fact"), Point(2, "an act"), Point(1, "an act")))
    assert tally(after, ticked) == (3, 4)


def test_what_is_ticked_is_counted_by_question(learner: Learner) -> None:
    written = learner.keys.written
    first, second = list(written)[:2]
    ticks = Ticks({second: tuple(points_of(written[second].scheme))[:3], first: (), "gone": ("x",)})
    assert tallies(written, ticks) == {second: (3, 6)}


DAMAGED = {
    "empty": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "nested": b"[" * 100_000,
    "no text": b"\xff\xfe\x00",
    "huge": b'{"version": 1, "questions": {"x": ["' + b"y" * 1_100_000 + b'"]}}',
    "no version": b'{"questions": {}}',
    "no questions": b'{"version": 1, "questions": []}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_ticks_are_kept_again(learner: Learner, question: str, content: bytes) -> None:
    (learner.folder / CHECKLISTS).write_bytes(content)
    learner.write(question, TWO)
    page_of(learner, question)
    name = next(iter(points_of(learner.keys.written[question].scheme)))
    learner.send(place(question), {f"tick-{name}": "on"})
    assert told(learner, question)["ticked"] == 1
    [kept] = learner.folder.glob("checklists-damaged-*.json")
    assert kept.read_bytes() == content


def test_a_bad_entry_never_costs_the_good_ones(learner: Learner) -> None:
    entries = {"good": ["a"], "text": "a", "number": 7, "mixed": ["a", 1], "deep": [["a"]], "many": ["a"] * 201}
    entries |= {"long": ["a" * 201], "x" * 201: ["a"], "half \ud83d": ["half \ud83d"]}
    content = json.dumps({"version": 1, "questions": entries})
    (learner.folder / CHECKLISTS).write_text(content)
    found = ticks_in(learner.folder).read().document
    assert found.questions == {"good": ("a",), "half �": ("half �",)}
    assert found.unread == 7
    ticks_in(learner.folder).change(lambda ticks: ticks.replacing("new", ("b",)))
    [kept] = learner.folder.glob("checklists-damaged-*.json")
    assert kept.read_text() == content
    assert parse(write(found).encode()) == found


def test_ticks_of_a_later_version_are_left_alone(learner: Learner, question: str) -> None:
    content = '{"version": 2, "answers": 1}'
    (learner.folder / CHECKLISTS).write_text(content)
    learner.write(question, TWO)
    response = learner.ask(place(question))
    assert response.status == 409
    assert "newer version of the workbook" in response.body.decode()
    assert (learner.folder / CHECKLISTS).read_text() == content


def test_in_a_browser_an_answer_is_ticked_with_the_keyboard_alone(
    page: Page, jupyter_lab: Callable[..., Lab], learner: Learner, question: str
) -> None:
    learner.write(question, TWO)
    lab = jupyter_lab(learner.work)
    page.goto(lab.at(f"/workbook/{place(question)}"))
    boxes = page.get_by_role("checkbox")
    assert boxes.count() == 6
    page.get_by_role("link", name="Skip to the content").press("Enter")
    third = boxes.nth(2).get_attribute("id")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == third:
            page.keyboard.press("Space")
            break
    page.get_by_role("button", name="Keep my ticks").press("Enter")
    page.get_by_text("You ticked 1 of 6.").wait_for()
    assert [box.is_checked() for box in boxes.all()] == [False, False, True, False, False, False]
    assert re.search(r"#ticks$", page.url)


def test_axe_finds_nothing_and_all_fits_320_pixels(
    page: Page, jupyter_lab: Callable[..., Lab], learner: Learner, question: str
) -> None:
    lab = jupyter_lab(learner.work)
    page.set_viewport_size({"width": 320, "height": 640})
    for text, scheme in (("", "light"), (TWO, "light"), (TWO, "dark")):
        learner.write(question, text)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(lab.at(f"/workbook/{place(question)}"))
        for box in page.locator("details").all():
            box.locator("summary").click()
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
