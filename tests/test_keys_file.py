"""What a study edition marks with is what the authors' files say, and whatever stands in its file is read or told."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.keys import Key
from complaints_workbook.pages.file_format import write as write_pages
from complaints_workbook.pages.keys_format import Keys, parse, write
from complaints_workbook.pages.keys_reading import load_keys
from complaints_workbook.pages.keys_text import keys_text
from support.specimen_course import specimen

if TYPE_CHECKING:
    from support.assignments import Authored

PATH = Path("keys.json")


def keys_of(authored: Authored) -> Keys:
    return parse(PATH, keys_text(authored.source, authored.datasets), authored.pages)


def test_a_key_that_was_written_and_read_marks_as_the_authors_does(authored: Authored) -> None:
    read = keys_of(authored)
    assert list(read.exercises) == list(authored.pages.exercises)
    for name, exercise in authored.assignment.exercises.items():
        own = read.exercises[name]
        assert own.key == authored.keys[name]
        assert own.criteria_of == exercise.criteria_of
        for answers in (authored.right[name], authored.wrong[name], {}):
            assert exercise.item_set.mark(own.key, answers) == exercise.item_set.mark(authored.keys[name], answers)


def test_every_kind_of_key_survives_the_file() -> None:
    read = keys_of(specimen())
    assert {name: each.key for name, each in read.exercises.items()} == specimen().keys


def test_what_an_author_hides_is_hidden_in_the_file() -> None:
    whole = keys_of(specimen())
    name, exercise = next(iter(whole.exercises.items()))
    item = next(iter(exercise.criteria_of))
    hiding = type(exercise)(Key(exercise.key.fields, frozenset({item})), exercise.criteria_of)
    text = write(Keys(whole.assignment, {**whole.exercises, name: hiding}, whole.written, whole.statements))
    assert parse(PATH, text, specimen().pages).exercises[name].key.hidden == {item}


def test_each_written_question_comes_with_its_scheme_in_points_that_make_up_its_marks(authored: Authored) -> None:
    for written in keys_of(authored).written.values():
        assert written.scheme.marks == written.points
        assert written.question.startswith("<p>")
        assert written.scheme.model
        assert written.scheme.borderline_marks


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version": 2}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_file_of_keys_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    with pytest.raises(ContentError, match="start the workbook again"):
        load_keys(path, specimen_pages(tmp_path))


def test_missing_keys_are_told_in_words_that_a_learner_can_follow(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="the best answers are not in this copy of the workbook"):
        load_keys(tmp_path / "keys.json", specimen_pages(tmp_path))


def test_keys_of_another_release_are_told(tmp_path: Path) -> None:
    data = raw()
    data["exercises"].popitem()
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ContentError, match="another release"):
        load_keys(path, specimen_pages(tmp_path))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.data())
def test_anything_in_any_place_is_read_or_told(data: st.DataObject) -> None:
    file = copy.deepcopy(raw())
    *way, last = data.draw(st.sampled_from(places(file)))
    within = file
    for name in way:
        within = within[name]
    within[last] = data.draw(st.sampled_from([None, True, 0, -1, 1.5, "", "x", [], ["x"], {}, {"x": "x"}]))
    try:
        keys = parse(PATH, json.dumps(file), specimen().pages)
    except ContentError as error:
        assert "the keys are" in str(error)  # noqa: PT017 - it may also be read
        return
    for name, exercise in keys.exercises.items():
        asked = specimen().pages.exercise(name).item_set
        for answers in (specimen().right[name], specimen().wrong[name], {}):
            assert 0 <= asked.mark(exercise.key, answers).score <= asked.points


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every place in plain data."""
    found = [way] if way else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for name, inner in entries for place in places(inner, (*way, name))]


@cache
def raw() -> Any:
    """Return the specimen's file of keys as plain data."""
    return json.loads(keys_text(specimen().source, specimen().datasets))


def specimen_pages(folder: Path) -> Path:
    """Put the specimen's pages into a folder, and return where."""
    path = folder / "pages.json"
    path.write_text(write_pages(specimen().pages), encoding="utf-8")
    return path
