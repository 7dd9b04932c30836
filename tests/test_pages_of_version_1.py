"""A learner's folder may hold pages that an earlier version of the workbook wrote; they are read as they were meant."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.items.choose_one import ChooseOne, OneKey
from complaints_workbook.exercises.items.choose_several import ChooseSeveral, SeveralKey
from complaints_workbook.exercises.items.give_amount import AmountKey, GiveAmount
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.items.put_in_order import OrderKey, PutInOrder
from complaints_workbook.pages.file_format import parse, write
from support.pages_of_version_1 import ENTRY, FILE, OPTIONS, REASONS, SHOWN


def test_its_exercises_ask_what_they_asked() -> None:
    page = parse(Path("pages.json"), json.dumps(FILE)).exercise("lamp")
    options = tuple(Option(**option) for option in OPTIONS)
    assert page.item_set.fields == (
        ChooseOne("one", "One", 1, options),
        ChooseSeveral("some", "Some", 2, options),
        PutInOrder("steps", "Steps", options),
        GiveAmount("cost", "Cost", 1, Decimal("0.50")),
    )
    assert (page.kind, page.item_set.title, page.item_set.criteria) == ("classify", "A lamp", ("complaints/1.1",))
    assert page.key is None


def test_its_views_are_given_what_they_were_given() -> None:
    page = parse(Path("pages.json"), json.dumps(FILE)).exercise("lamp")
    assert page.shown == {**SHOWN, "fields": ["one", "some", "steps", "cost"]}


def test_its_practices_have_their_keys() -> None:
    page = parse(Path("pages.json"), json.dumps(FILE)).practice("lamp")
    assert page.key is not None
    expected: dict[str, object] = {
        "one": OneKey(key="late", reasons=REASONS),
        "some": SeveralKey(key=("late",), reasons=REASONS),
        "steps": OrderKey(key=("early", "late"), reasons=REASONS),
        "cost": AmountKey(key=Decimal("12.50"), reason="10 and 2.50"),
    }
    assert dict(page.key.fields) == expected
    answers = {"one": "late", "some": ["late"], "steps": ["early", "late"], "cost": "12.00"}
    assert page.item_set.mark(page.key, answers).score == page.item_set.points == 5


def test_written_again_it_says_the_same_and_nothing_twice() -> None:
    pages = parse(Path("pages.json"), json.dumps(FILE))
    text = write(pages)
    assert parse(Path("pages.json"), text) == pages
    # Once for each of three fields, in the exercise and in the practice, and not for the views.
    assert (text.count("It is late"), text.count("<p>Late</p>")) == (6, 1)
    assert [line[:14] for line in text.splitlines() if '"kind"' in line] == ['"lamp":{"kind"'] * 2


@pytest.mark.parametrize("lost", ["items", "page", "kind", "criteria"])
def test_where_something_is_lost_it_is_damaged(lost: str) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != lost}
    with pytest.raises(ContentError, match="the file is damaged; delete it and start the workbook again"):
        parse(Path("pages.json"), json.dumps({**FILE, "exercises": {"lamp": entry}}))
