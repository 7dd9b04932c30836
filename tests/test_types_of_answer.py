"""A type of answer is one module: found by itself, written and read, and one answer may earn several marks."""

from __future__ import annotations

import itertools
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.exercises import items
from complaints_workbook.exercises.answers import RawKey, match
from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items import field_types
from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.marking.one import finished
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker
from complaints_workbook.marking.one.finished import clean_feedback
from complaints_workbook.pages import file_format
from complaints_workbook.pages.page import Page, Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.exercises.keys import Key

SPECIMENS = Path(__file__).parent / "specimen_types"
TURNS = (("greet", "sell", "wait"), ("listen", "explain", "argue"), ("agree", "promise", "refuse"))
MOVES = [move for turn in TURNS for move in turn]
WRITTEN = {
    "earns": {"warm": ["greet", "listen"], "clear": ["listen", "agree"]},
    "reasons": {move: f"What comes of <{move}>." for move in MOVES},
}
CRITERIA_OF = {"warm": "complaints/1.3", "clear": "complaints/1.4"}
BEST = {"talk": ["greet", "listen", "agree"]}


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Put one module among the types of answer, and return the field that it adds."""
    monkeypatch.setattr(items, "__path__", [*items.__path__, str(SPECIMENS)])
    _forget()
    yield import_module("complaints_workbook.exercises.items.path").FIELD
    sys.modules.pop("complaints_workbook.exercises.items.path")
    _forget()


def _forget() -> None:
    field_types.cache_clear()
    file_format._decoder.cache_clear()


@pytest.fixture
def asked(path: Any) -> ItemSet:
    qualities = ({"id": "warm", "label": "Warm", "points": 2}, {"id": "clear", "label": "Clear", "points": 2})
    quality = sys.modules[path.__module__].Quality
    talk = path("talk", "The talk", TURNS, tuple(quality(**each, reads="talk") for each in qualities))
    return ItemSet("call", "The call", ("complaints/1.1",), "1.1", (talk,))


@pytest.fixture
def key(asked: ItemSet) -> Key:
    return match(asked.fields, RawKey(items={"talk": WRITTEN})).key


def every_path() -> list[dict[str, Any]]:
    return [{"talk": list(moves)} for moves in itertools.product(*TURNS)]


def test_one_answer_earns_several_marks(asked: ItemSet, key: Key) -> None:
    assert asked.points == 4
    mark = asked.mark(key, {"talk": ["wait", "listen", "agree"]})
    assert [(item.item, item.score, item.verdict) for item in mark.items] == [
        ("warm", 1.0, Verdict.PARTLY),
        ("clear", 2.0, Verdict.RIGHT),
    ]
    assert mark.score == 3
    assert asked.mark(key, BEST).score == 4


@pytest.mark.parametrize("answer", [None, [], ["greet"], ["greet", "listen"], ["greet", "agree", "listen"], "greet", 3])
def test_what_is_not_whole_is_not_answered_and_earns_nothing(asked: ItemSet, key: Key, answer: Any) -> None:
    answers = {"talk": answer}
    assert asked.complete(answers) == ()
    assert asked.unanswered(answers) == ["The talk"]
    assert {item.verdict for item in asked.mark(key, answers).items} == {Verdict.UNANSWERED}
    assert asked.mark(key, answers).score == 0


def test_what_is_whole_is_answered(asked: ItemSet) -> None:
    assert asked.complete(BEST) == ("talk",)
    assert asked.unanswered(BEST) == []


def test_feedback_tells_the_answer_once_with_what_comes_of_each_move_and_then_each_mark(
    asked: ItemSet, key: Key
) -> None:
    html = mark_html(asked.mark(key, {"talk": ["wait", "listen", "agree"]}))
    for move in ("wait", "listen", "agree"):
        assert html.count(f"You said: {move}") == 1
        assert f"What comes of &lt;{move}&gt;." in html
    assert html.count("You answered") == 1
    assert html.index("You said: agree") < html.index("Best: greet") < html.index("Warm") < html.index("Clear")
    assert html.index("Clear") < html.index("Think of a &lt;talk&gt; of your own.")
    assert "Partly right, 1 of 2 marks" in html
    assert "greet" in html  # the best answer to what was missed


def test_feedback_keeps_silent_where_a_key_is_hidden(asked: ItemSet) -> None:
    hidden = match(asked.fields, RawKey(items={"talk": WRITTEN}, hide=("warm",))).key
    html = mark_html(asked.mark(hidden, {"talk": ["wait", "listen", "agree"]}))
    assert "What comes of" not in html
    assert "Best:" not in html
    assert "greet" not in html
    assert "agree shows it." in html  # the other item is right, and its reasons tell nothing of the hidden one


def test_a_marker_of_cohorts_marks_it_to_the_same_text(asked: ItemSet, key: Key) -> None:
    marker = ExerciseMarker(asked, key, CRITERIA_OF)
    for answers in (*every_path(), *every_path(), {}, {"talk": ["greet"]}, {"talk": 3}):
        expected, found = asked.mark(key, answers), marker.mark(answers)
        assert found.score == expected.score
        assert json.loads(b'"%s"' % b"".join(piece.json_html for piece in found.feedback)) == mark_html(expected)
        html = b"".join(piece.html for piece in found.feedback).decode()
        assert html == clean_feedback(mark_html(expected))


def test_each_item_earns_for_its_own_criterion(asked: ItemSet, key: Key) -> None:
    marker = ExerciseMarker(asked, key, CRITERIA_OF)
    assert marker.points_for == {"complaints/1.3": 2, "complaints/1.4": 2}
    # To greet is warm and to listen is both; to promise is neither.
    assert marker.mark({"talk": ["greet", "listen", "promise"]}).shares == {"complaints/1.3": 2, "complaints/1.4": 1}
    assert marker.mark({}).shares == {"complaints/1.3": 0, "complaints/1.4": 0}


def test_many_paths_share_few_pieces_of_feedback(asked: ItemSet, key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def clean(html: str) -> str:
        made.append(html)
        return clean_feedback(html)

    monkeypatch.setattr(finished, "clean_feedback", clean)
    marker = ExerciseMarker(asked, key, CRITERIA_OF)
    for answers in every_path():
        marker.mark(answers)
    # Each move, each way to earn an item's marks, a frame for each score, and what a blank answer shows.
    assert len(made) <= len(MOVES) + 2 * 4 + 5 + 4 < len(every_path())
    assert len(made) == len(set(made))


def test_it_is_written_and_read_with_its_key(asked: ItemSet, key: Key) -> None:
    shown = {
        "id": "call",
        "title": "The call",
        "fields": ["talk"],
        "cases": {},
        "turns": [list(turn) for turn in TURNS],
    }
    page = Page("specimen", asked, shown, key)
    text = file_format.write(Pages("specimen", {}, {"call": page}, {}))
    read = file_format.parse(Path("pages.json"), text).practice("call")
    assert (read.item_set, read.key, read.shown) == (asked, key, shown)
    assert file_format.write(Pages("specimen", {}, {"call": read}, {})) == text
    assert read.key is not None
    assert read.item_set.mark(read.key, BEST) == asked.mark(key, BEST)


def test_an_authors_faults_in_its_key_are_told(asked: ItemSet) -> None:
    def faults(**changes: Any) -> list[tuple[str, str]]:
        return list(match(asked.fields, RawKey(items={"talk": WRITTEN | changes})).misfits)

    assert faults(earns={"warm": ["shout"], "clear": []}) == [("talk", "there is no move 'shout'.")]
    assert [entry for entry, _ in faults(reasons=3, erns={})] == ["talk > reasons", "talk > erns"]
