"""A learner marks their own work on the workbook's pages: all or a section, again and again, whatever lies there."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from complaints_workbook.marking.handed_in.submission import read_submission
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.own_marks.own_folder import mark_own_work
from support.courses import responses_text
from support.specimen_course import NAME, specimen
from support.studying import Learner, studying

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.study.own_marks.attempts import Attempts
    from complaints_workbook.study.requests import Response

MARK = f"mark/{NAME}"
SECONDS = 5
"""That marking may take, whatever lies in the folder."""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return studying(tmp_path / "work", specimen())


def answered(learner: Learner, answers: dict[str, dict[str, Any]]) -> None:
    (learner.folder / "responses.json").write_text(responses_text(answers), "utf-8")


def kept(learner: Learner) -> Attempts:
    return attempts_store(learner.folder).read().document


def text(response: Response) -> str:
    page = BeautifulSoup(response.body, "html.parser")
    return " ".join(page.get_text(" ").split())


def test_marking_leads_to_the_feedback_and_is_listed(learner: Learner) -> None:
    answered(learner, specimen().right)
    sent = learner.send(MARK, {})
    (attempt,) = kept(learner).each
    assert (sent.status, sent.headers["Location"]) == (303, f"/workbook/{MARK}/{attempt.id}")
    points = specimen().assignment.exercises.values()
    whole = f"{sum(each.points for each in points):g}"
    feedback = text(learner.ask(f"{MARK}/{attempt.id}"))
    assert f"All sections: {whole} of {whole} marks" in feedback
    for each in points:
        assert each.item_set.title in feedback
    listed = learner.ask(MARK)
    assert f"So far you have {whole} of {whole} marks" in text(listed)
    assert f"/workbook/{MARK}/{attempt.id}" in listed.body.decode()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be set for a test")
@pytest.mark.parametrize(
    ("base", "zone", "told"),
    [
        ("/", "Europe/London", "1 July 2026, 13:30"),
        ("/user/ann/", "Europe/London", "1 July 2026, 13:30 BST"),
        ("/user/ann/", "UTC", "1 July 2026, 12:30 UTC"),
    ],
    ids=["one's own computer", "a server in London", "Binder"],
)
def test_a_time_is_told_with_its_zone_where_the_server_may_be_far_away(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, base: str, zone: str, told: str
) -> None:
    answered(learner, specimen().right)
    attempt = mark_own_work(
        learner.study, assignments_here(learner.work)[NAME], now=datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    )
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        listed, single = (learner.ask(place, base=base) for place in (MARK, f"{MARK}/{attempt.id}"))
    time.tzset()
    (row,) = BeautifulSoup(listed.body, "html.parser").select("tbody th")
    assert " ".join(row.get_text().split()) == told
    assert f"You marked this on {told.replace(',', ' at')}." in text(single).replace(" .", ".")
    for page in (listed, single):
        moments = BeautifulSoup(page.body, "html.parser").select("time")
        assert {each["datetime"] for each in moments} == {"2026-07-01T12:30:00+00:00"}


def test_who_improves_and_marks_again_sees_by_how_much(learner: Learner) -> None:
    name, asked = next((name, page.item_set) for name, page in specimen().pages.exercises.items())
    answered(learner, specimen().wrong)
    learner.send(MARK, {})
    answered(learner, {**specimen().wrong, name: specimen().right[name]})
    learner.send(MARK, {})
    first, second = kept(learner).each
    assert second.marks.score - first.marks.score == asked.points
    assert f"{asked.points:g} more than when you marked it before" in text(learner.ask(f"{MARK}/{second.id}"))
    assert f"{asked.points:g} more than before" in text(learner.ask(MARK))


def test_a_section_is_marked_by_itself(learner: Learner) -> None:
    answered(learner, specimen().right)
    learner.send(MARK, {"section": "1.5"})
    learner.send(MARK, {"section": "complaints/1.7"})
    assert [list(attempt.sections) for attempt in kept(learner).each] == [["complaints/1.5"], ["complaints/1.7"]]
    page = text(learner.ask(MARK))
    assert page.count("Secure") == 2
    assert "Section 1.5" in page


def test_what_is_not_begun_is_named_alone_and_nothing_of_it_is_to_be_read_again(learner: Learner) -> None:
    first, *others = (page.item_set for page in specimen().pages.exercises.values())
    answered(learner, {first.id: specimen().wrong[first.id]})
    learner.send(MARK, {})
    response = learner.ask(f"{MARK}/{kept(learner).each[0].id}")
    assert f"You have begun 1 of {1 + len(others)} exercises. So far they earned 0 of {first.points:g} marks ." in text(
        response
    )
    page = BeautifulSoup(response.body, "html.parser")
    begun = {code.partition("/")[2] for code in kept(learner).each[0].answered}
    rows = page.select("#by-criterion ~ div tbody tr")
    assert {row.select(".number")[0].text for row in rows if "not begun," not in row.text} == begun
    assert 0 < len(begun) < len(rows)
    assert all(row.select("svg, li") == [] for row in rows if "not begun," in row.text)
    assert [part["id"] for part in page.select("section.exercise")] == [first.id]
    (folded,) = page.select("main details")
    told = [f"{each.title}: {each.points:g} mark{'' if each.points == 1 else 's'} to earn" for each in others]
    assert sorted(line.text for line in folded.select("li")) == sorted(told)


def test_a_program_is_told_where_the_feedback_is(learner: Learner) -> None:
    answered(learner, specimen().wrong)
    said = json.loads(learner.send(MARK, {"section": "1.5"}, wants_json=True).body)
    assert said == {"address": f"/workbook/{MARK}/{kept(learner).each[0].id}", "score": 0, "points": said["points"]}


@pytest.mark.parametrize("section", ["", "1.5", "9.9"])
def test_where_nothing_is_answered_or_no_such_section_is_there_no_attempt_is_made(
    learner: Learner, section: str
) -> None:
    sent = learner.send(MARK, {"section": section})
    assert sent.status == 409
    assert "Your work was not marked." in text(sent)
    assert ("There is no such section" if section == "9.9" else "Nothing is answered") in text(sent)
    assert kept(learner).each == ()
    assert not (learner.folder / "attempts.json").exists()


def test_a_class_has_no_keys_and_its_learner_is_told_that_a_tutor_marks(tmp_path: Path) -> None:
    learner = studying(tmp_path / "work", specimen(), keys=False)
    answered(learner, specimen().right)
    assert "a tutor marks it" in text(learner.ask(MARK))
    assert "button" not in learner.ask(MARK).body.decode()
    assert learner.send(MARK, {}).status == 409
    assert kept(learner).each == ()


@pytest.mark.parametrize("place", ["mark/..", "mark/.workbook", "mark/nothing", f"{MARK}/nothing", f"{MARK}/.."])
def test_what_is_not_there_has_no_page(learner: Learner, place: str) -> None:
    assert learner.ask(place).status == 404


def test_best_answers_are_held_back_until_the_second_attempt_if_the_learner_wishes(learner: Learner) -> None:
    learner.send(f"{MARK}/settings", {"holds_back": "yes"})
    answered(learner, specimen().wrong)
    learner.send(MARK, {})
    address = f"{MARK}/{kept(learner).each[0].id}"
    first = text(learner.ask(address))
    assert "explained after your second answer" in first
    assert "The best answer" not in first
    learner.send(MARK, {})
    assert "The best answer" in text(learner.ask(f"{MARK}/{kept(learner).each[1].id}"))
    learner.send(f"{MARK}/settings", {})
    assert "explained after" not in text(learner.ask(address))


def test_written_answers_are_told_as_written_or_not_and_what_was_ticked_stands_apart(learner: Learner) -> None:
    answered(learner, specimen().right)
    (question,) = learner.questions()
    learner.send(MARK, {"section": "1.5"})
    assert "not written yet" in text(learner.ask(f"{MARK}/{kept(learner).each[0].id}"))
    learner.write(question, "So that others know. And so that nothing is lost.")
    learner.send(MARK, {"section": "1.5"})
    first, second = kept(learner).each
    assert second.written == {question: 10}
    assert second.marks == first.marks
    assert "10 words" in text(learner.ask(f"{MARK}/{second.id}"))


def test_the_page_of_an_attempt_stays_what_was_answered_then(learner: Learner) -> None:
    answered(learner, specimen().wrong)
    learner.send(MARK, {})
    address = f"{MARK}/{kept(learner).each[0].id}"
    before = re.sub(rb"^.*?<h2", b"", learner.ask(address).body, flags=re.DOTALL)
    answered(learner, specimen().right)
    assert re.sub(rb"^.*?<h2", b"", learner.ask(address).body, flags=re.DOTALL) == before


def file_of(exercises: object) -> str:
    return json.dumps({"version": 1, "exercises": exercises})


ENTRY = {"answer": "x", "saved": "", "by": ""}
HOSTILE = {
    "markup": file_of({"<script>": {"<img src=x onerror=a()>": {"answer": "</p><script>"}}}),
    "nested": '{"version": 1, "exercises": ' + '{"a":' * 100_000,
    "large": " " * 6_000_000,
    "many": file_of({f"e{number}": {"f": ENTRY} for number in range(60_000)}),
    "no text": "\ud800",
    "nothing": "",
}


@pytest.mark.parametrize("what", [*HOSTILE, "link", "pipe", "folder"])
def test_whatever_stands_in_the_answers_file_marking_ends_soon_and_shows_none(learner: Learner, what: str) -> None:
    path = learner.folder / "responses.json"
    if what == "link":
        path.symlink_to("/etc/passwd")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.write_bytes(HOSTILE[what].encode("utf-8", "surrogatepass"))
    start = time.monotonic()
    sent = learner.send(MARK, {})
    assert time.monotonic() - start < SECONDS
    assert sent.status == 409
    assert b"<script" not in sent.body
    assert b"onerror" not in sent.body
    assert kept(learner).each == ()


def test_attempts_that_somebody_wrote_show_as_text_and_never_run(learner: Learner) -> None:
    answered(learner, specimen().right)
    learner.send(MARK, {})
    path = learner.folder / "attempts.json"
    data = json.loads(path.read_text("utf-8"))
    evil = "<script>a()</script>"
    data["attempts"][0]["exercises"][evil] = {
        "section": evil, "criteria": {evil: [1, 2]}, "items": {evil: [1, 2]}, "answers": {evil: evil},
    }  # fmt: skip
    for exercise in data["attempts"][0]["exercises"].values():
        exercise["answers"] = dict.fromkeys(exercise["answers"], evil)
    path.write_text(json.dumps(data), "utf-8")
    for place in (MARK, f"{MARK}/{kept(learner).each[0].id}"):
        response = learner.ask(place)
        assert response.status == 200
        assert b"<script" not in response.body


def test_damaged_attempts_are_set_aside_and_marking_goes_on(learner: Learner) -> None:
    answered(learner, specimen().right)
    (learner.folder / "attempts.json").write_text("{", "utf-8")
    assert learner.send(MARK, {}).status == 303
    assert [path.read_text("utf-8") for path in learner.folder.glob("attempts-damaged-*.json")] == ["{"]
    assert len(kept(learner).each) == 1


def test_keys_of_another_release_are_told_and_nothing_is_marked(learner: Learner) -> None:
    answered(learner, specimen().right)
    place = learner.study.keys(NAME)
    data = json.loads(place.read_text("utf-8"))
    data["exercises"].popitem()
    place.write_text(json.dumps(data), "utf-8")
    assert "another release" in text(learner.ask(MARK))
    assert learner.send(MARK, {}).status == 409


def test_what_is_left_of_it_in_the_folder_is_nothing_to_a_tutors_marking(learner: Learner) -> None:
    answered(learner, specimen().right)
    before = read_submission("ann", learner.folder, learner.work, NAME)
    learner.send(MARK, {})
    assert (learner.folder / "attempts.json").is_file()
    after = read_submission("ann", learner.folder, learner.work, NAME)
    assert (after.beside.answers, after.beside.documents, after.beside.notebooks) == ((), (), ())
    assert (after.answers, after.faults, after.oddities) == (before.answers, before.faults, before.oddities)


def test_what_is_to_be_read_again_leads_to_its_heading_in_the_notebook(learner: Learner) -> None:
    answered(learner, specimen().wrong)
    learner.send(MARK, {})
    page = BeautifulSoup(learner.ask(f"{MARK}/{kept(learner).each[0].id}").body, "html.parser")
    for asked in (each.item_set for each in specimen().pages.exercises.values()):
        links = [link["href"] for link in page.select("a") if asked.read_again in link.get_text()]
        anchor = quote(asked.read_again.replace(" ", "-"))
        once_for_each_criterion_and_once_for_its_marks = len(asked.criteria) + 1
        assert links == [f"/lab/tree/{NAME}/{NAME}.ipynb#{anchor}"] * once_for_each_criterion_and_once_for_its_marks
