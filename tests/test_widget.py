"""What the kernel's side of an exercise does with the messages of pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.widget.assessed_widget import AssessedWidget
from complaints_workbook.widget.progress_widget import ProgressWidget
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


def test_progress_follows_every_save(learner: Learner) -> None:
    progress = ProgressWidget(learner.pages.item_sets(), learner.store)
    widget = learner.exercise()
    for number, (value, answered) in enumerate([("problem", 1), ("query", 1), (None, 0)], 1):
        widget.receive(answer(value, number))
        [row] = [row for row in progress.rows if row["title"] == "What is it?"]
        assert (row["answered"], row["total"]) == (answered, 4)


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
