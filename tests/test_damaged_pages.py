"""Whatever stands in a learner's pages file, it is read or told as damaged, and nothing else is raised."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.errors import ContentError
from complaints_workbook.pages.file_format import parse, write
from complaints_workbook.pages.reading import load_pages
from support.pages_of_version_1 import FILE

FIRST: Any = FILE
SECOND: Any = json.loads(write(parse(Path("pages.json"), json.dumps(FILE))))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        | st.fixed_dictionaries({"field": inner, "list": inner | st.sampled_from(["options", "id", "__class__"])})
    ),
    max_leaves=8,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every place in plain data."""
    found = [way] if way else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for name, inner in entries for place in places(inner, (*way, name))]


def read_or_damaged(text: str) -> None:
    told = "the file is damaged"
    try:
        parse(Path("pages.json"), text)
    except ContentError as error:
        told = str(error)
    assert "the file is damaged" in told or "the file is of version" in told


@settings(max_examples=600, derandomize=True, deadline=None)
@given(st.data())
def test_anything_in_any_place_is_read_or_damaged(data: st.DataObject) -> None:
    file = copy.deepcopy(data.draw(st.sampled_from([FIRST, SECOND])))
    *way, last = data.draw(st.sampled_from(places(file)))
    within = file
    for name in way:
        within = within[name]
    within[last] = data.draw(anything)
    read_or_damaged(json.dumps(file))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.sampled_from([FIRST, SECOND]), st.integers(0), st.integers(0, 40), st.text(max_size=4))
def test_a_text_that_is_cut_or_changed_is_read_or_damaged(file: Any, start: int, length: int, between: str) -> None:
    text = json.dumps(file)
    start %= len(text)
    read_or_damaged(text[:start] + between + text[start + length :])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 7),
        ("title", None),
        ("caption", ["x"]),
        ("mode", "tutor"),
        ("introduction", {}),
        ("worked", 3),
        ("organisations", ["corner-shop"]),
        ("organisations", {"corner-shop": 3}),
    ],
)
def test_a_page_whose_frame_is_of_other_types_is_damaged(name: str, value: Any) -> None:
    file = copy.deepcopy(SECOND)
    next(iter(file["exercises"].values()))["page"][name] = value
    with pytest.raises(ContentError, match="the file is damaged"):
        parse(Path("pages.json"), json.dumps(file))


@pytest.mark.parametrize("kind", ["no-such-kind", "../../library", "classify/../classify", ""])
def test_a_page_of_a_kind_that_there_is_not_is_damaged(tmp_path: Path, kind: str) -> None:
    file = copy.deepcopy(SECOND)
    next(iter(file["exercises"].values()))["kind"] = kind
    path = tmp_path / "pages.json"
    path.write_text(json.dumps(file), "utf-8")
    with pytest.raises(ContentError, match="the file is damaged"):
        load_pages(path)


def test_a_file_of_many_megabytes_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    path.write_bytes(json.dumps(SECOND).encode() + b" " * 30_000_000)
    with pytest.raises(ContentError, match="the file is damaged"):
        load_pages(path)
