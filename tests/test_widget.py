"""What the kernel's side of an exercise does with the messages of pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.widget.assessed_widget import AssessedWidget
from complaints_workbook.widget.practice_widget import PracticeWidget
from complaints_workbook.widget.progress_widget import Own, ProgressWidget
from support.specimen_course import specimen

if TYPE_CHECKING:
    from pathlib import Path

NAME, ITEM, OTHER = "what-is-it", "lamp", "sunday"


def answer(value: str | None, number: int, view: str = "one", item: str = ITEM) -> dict[str, Any]:
    return {"type": "answer", "view": view, "number": number, "field": item, "value": value}


class Learner:
    """A learner's folder, and the widgets of a kernel that works in it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / RESPONSES
        self.pages = specimen().pages
        self.store = ResponseStore(self.file, "this kernel")

    def exercise(self) -> AssessedWidget:
        return AssessedWidget(self.pages.exercise(NAME), self.pages.paper, self.store)

    def saved(self, item: str = ITEM) -> Any:
        return json.loads(self.file.read_text("utf-8"))["exercises"][NAME].get(item, {}).get("answer")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def test_an_older_answer_that_arrives_late_is_not_saved_over_the_newer_one(learner: Learner) -> None:
    """Kernels hand comm messages to several threads, and one can overtake another."""
    widget = learner.exercise()
    for message in (answer("query", 1), answer("problem", 3), answer("complaint", 2)):
        widget.receive(message)
    assert learner.saved() == "problem"


def test_a_page_that_is_loaded_again_shows_what_was_restored_meanwhile(learner: Learner) -> None:
    widget, twin = learner.exercise(), learner.exercise()
    widget.receive(answer("query", 1))
    ResponseStore(learner.file, "another program").save(NAME, ITEM, "problem", {})
    assert widget.answers[ITEM] == "query"
    widget.look_again()
    assert (widget.answers[ITEM], twin.answers[ITEM]) == ("problem", "problem")
    widget.receive(answer("complaint", 2, item=OTHER))
    assert (learner.saved(), learner.saved(OTHER)) == ("problem", "complaint")


def test_every_view_and_every_item_counts_for_itself(learner: Learner) -> None:
    widget = learner.exercise()
    widget.receive(answer("problem", 7))
    widget.receive(answer("query", 6, item=OTHER))
    assert learner.saved(OTHER) == "query"
    widget.receive(answer("complaint", 1, view="another"))
    assert learner.saved() == "complaint"


def test_a_page_that_is_opened_later_gets_what_was_saved(learner: Learner) -> None:
    one, two = learner.exercise(), learner.exercise()
    one.receive(answer("problem", 1))
    assert one.answers == two.answers == {ITEM: "problem"}
    assert learner.exercise().answers == {ITEM: "problem"}


def test_what_is_said_of_a_practice_names_the_view_and_the_time_that_it_was_asked(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    widget = PracticeWidget(learner.pages.practice("try-what-it-is"), learner.pages.paper)
    monkeypatch.setattr(widget, "send", sent.append)
    for view, number in (("one", 1), ("another", 4)):
        widget.receive({"type": "check", "view": view, "number": number, "answers": {}})
    assert [(message["view"], message["number"]) for message in sent] == [("one", 1), ("another", 4)]


def test_progress_follows_every_save(learner: Learner) -> None:
    progress = ProgressWidget(
        learner.pages.item_sets(), Own(learner.file.parent, "specimen", "Specimen", learner.store)
    )
    widget = learner.exercise()
    for number, (value, answered) in enumerate([("problem", 1), ("query", 1), (None, 0)], 1):
        widget.receive(answer(value, number))
        [row] = [row for row in progress.rows if row["title"] == "What is it?"]
        assert (row["answered"], row["total"]) == (answered, 4)


NOT_ANSWERS: dict[str, Any] = {
    "a number": 7,
    "an option that there is not": "shrug",
    "a list": ["problem"],
    "an object": {"problem": True},
    "half a character": "\ud800",
    "two megabytes": "x" * 2_000_000,
    "nothing": None,
    "lists in lists": [[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]],
}


@pytest.mark.parametrize("value", NOT_ANSWERS.values(), ids=NOT_ANSWERS)
def test_what_is_no_answer_to_its_question_is_named_and_kept_from_the_page(learner: Learner, value: Any) -> None:
    good = {"answer": "query", "saved": "", "by": "t"}
    entries = {ITEM: good | {"answer": value}, OTHER: good}
    learner.file.write_text(json.dumps({"version": 1, "exercises": {NAME: entries}}), "utf-8")
    before = learner.file.read_bytes()
    widget = learner.exercise()
    assert widget.answers == {OTHER: "query"}
    label = next(field.label for field in learner.pages.exercise(NAME).item_set.fields if field.id == ITEM)
    assert widget.status["notice"] == f"Your saved answer to “{label}” cannot be read. Please answer it again."
    json.dumps(widget.get_state(), ensure_ascii=False, default=str).encode()
    assert learner.file.read_bytes() == before

    widget.receive(answer("problem", 1))
    assert widget.answers == {ITEM: "problem", OTHER: "query"}
    assert learner.saved() == "problem"


@pytest.mark.parametrize("group", [7, [], "listen", None], ids=str)
def test_an_exercise_of_which_nothing_can_be_read_is_shown_and_says_so(learner: Learner, group: Any) -> None:
    learner.file.write_text(json.dumps({"version": 1, "exercises": {NAME: group}}))
    widget = learner.exercise()
    assert widget.answers == {}
    assert widget.status["notice"] == "Your saved answers to this exercise cannot be read. Please answer it again."
    for name in set(learner.pages.exercises) - {NAME}:
        assert "notice" not in AssessedWidget(learner.pages.exercise(name), learner.pages.paper, learner.store).status


@pytest.mark.parametrize(
    "problem", [RuntimeError("oh"), UnicodeEncodeError("utf-8", "x", 0, 1, "oh"), RecursionError()]
)
def test_whatever_stops_a_save_is_told(learner: Learner, problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = learner.exercise()
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(widget, "send", sent.append)

    def stop(*_: object) -> None:
        raise problem

    monkeypatch.setattr("complaints_workbook.saving.documents.write_whole", stop)
    widget.receive(answer("problem", 1))
    assert [message["type"] for message in sent] == ["failed"]
    assert sent[0]["text"].startswith("Your answer could not be saved: the file could not be written.")


@pytest.mark.parametrize("typed", ["two hundred", "12.", "\ud800 12"])
def test_an_amount_that_is_none_yet_is_kept_as_it_was_typed(learner: Learner, typed: str) -> None:
    def exercise() -> AssessedWidget:
        return AssessedWidget(learner.pages.exercise("what-it-costs"), learner.pages.paper, learner.store)

    widget = exercise()
    field = learner.pages.exercise("what-it-costs").item_set.fields[0].id
    widget.receive(answer(typed, 1, item=field))
    again = exercise()
    assert again.answers == widget.answers == {field: typed.replace("\ud800", "\ufffd")}
    assert (again.complete, "notice" in again.status) == ([], False)


def test_papers_are_given_of_the_organisations_of_the_page_alone(learner: Learner) -> None:
    asked: list[str] = []
    page = learner.pages.exercise(NAME)
    widget = AssessedWidget(page, lambda name: asked.append(name) or "", learner.store)  # type: ignore[func-returns-value]
    for name in ("corner-shop", "no-such-bank", None):
        widget.receive({"type": "papers", "organisation": name})
    assert asked == ["corner-shop"]


def test_where_widgets_cannot_be_shown_words_say_what_to_do(learner: Learner) -> None:
    shown = learner.exercise()._repr_mimebundle_()[0]  # type: ignore[index]
    assert shown["text/plain"] == "What is it?: choose Run, then Run All Cells, to show this exercise."
    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"]
