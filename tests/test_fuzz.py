"""Ten thousand damaged submissions: each ends in a mark or in a clear reason, and damage never spreads."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.marking.handed_in.handed_answers import read_answers
from complaints_workbook.marking.handed_in.handed_notebook import read_cells
from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.sanitise import plain_html, safe_html
from complaints_workbook.marking.handed_in.submission import Submission
from complaints_workbook.marking.handed_in.times import read_timestamp
from complaints_workbook.marking.one.mark_submission import mark
from hostile.harmless import risks
from support.courses import real_course
from support.damage import PIECES, VALUES
from support.damaged_cohorts import Cohort, assert_clear, check_entry, check_notebook, cohort_of, mark_damaged, points
from support.specimen_course import specimen, specimen_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.assignments import Authored

SHARDS, ROUNDS = 10, 20
"""Ten times twenty batches of fifty are ten thousand."""


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    return cohort_of(specimen(), specimen_course(tmp_path_factory.mktemp("fuzz") / "course"))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_damaged_submission_ends_in_a_mark_or_a_reason(cohort: Cohort, shard: int) -> None:
    mark_damaged(cohort, ROUNDS, random.Random(f"shard {shard}"))


def test_a_damaged_submission_of_any_assignment_ends_in_a_mark_or_a_reason(authored: Authored, tmp_path: Path) -> None:
    of_it = cohort_of(authored, real_course(tmp_path / "course", authored.name))
    mark_damaged(of_it, 4, random.Random(authored.name))


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
)
words = st.lists(
    st.sampled_from([*PIECES, "<", ">", "a", " ", "*", "_", "[", "](", ")", "&", "\\", "`", "\n", "|"])
    | st.text(max_size=6)
).map("".join)
# The specimens are made when they are first asked for.
cells = st.deferred(
    lambda: st.fixed_dictionaries(
        {"source": words | st.lists(words, max_size=3) | anything},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw"]) | anything,
            "metadata": st.fixed_dictionaries(
                {
                    "nbgrader": st.fixed_dictionaries(
                        {"grade_id": st.sampled_from([*points(specimen()), "x"]) | anything}
                    )
                }
            )
            | anything,
        },
    )
)
fields = st.deferred(
    lambda: st.sampled_from(
        [(name, field.id) for name, each in specimen().assignment.exercises.items() for field in each.fields]
    )
)
given_answers = st.lists(st.tuples(fields, anything | st.lists(st.sampled_from(["a", "b", "listen"]))), max_size=6)


@settings(max_examples=400, derandomize=True)
@given(anything | st.fixed_dictionaries({"version": st.integers(0, 2), "exercises": anything, "nbformat": anything}))
def test_any_json_is_read_or_has_a_reason(data: Any) -> None:
    assert_read_or_reason(json.dumps(data).encode())


@settings(max_examples=600, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_have_a_reason(content: bytes) -> None:
    assert_read_or_reason(content)


@settings(max_examples=600, derandomize=True)
@given(
    st.text("0123456789:-+. TUCZ", max_size=60), st.sampled_from(["", " UTC", " Europe/Paris", " CET", " +3", " /x"])
)
def test_any_time_is_read_without_a_zone_or_has_a_reason(text: str, zone: str) -> None:
    for start in ("", "2026-11-27 10:00"):
        try:
            assert read_timestamp(f"{start}{text}{zone}".encode()).tzinfo is None
        except UnreadableError as error:
            assert_clear(str(error))


def assert_read_or_reason(content: bytes) -> None:
    readers: tuple[Callable[[bytes], object], ...] = (read_answers, read_cells, read_timestamp)
    for read in readers:
        try:
            read(content)
        except UnreadableError as error:
            assert_clear(str(error))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(cells | anything, max_size=5), given_answers)
def test_any_cells_and_any_answers_are_marked(handed: list[Any], answered: list[tuple[tuple[str, str], Any]]) -> None:
    exercises: dict[str, dict[str, Any]] = {}
    for (exercise, item), answer in answered:
        exercises.setdefault(exercise, {})[item] = {"answer": answer}
    notebook = read_cells(json.dumps({"nbformat": 4, "cells": handed}).encode())
    answers = read_answers(json.dumps({"version": 1, "exercises": exercises}).encode())
    marked = mark(specimen().material, Submission("ann", notebook, answers, None, {}, (), (), b""))
    check_entry(specimen(), marked.entry)
    check_notebook(specimen(), marked.notebook.decode())


@settings(max_examples=500, derandomize=True)
@given(words)
def test_any_text_is_one_harmless_line(text: str) -> None:
    for make in (safe_html, plain_html):
        html = make(text)
        assert "\n" not in html
        assert not risks(html)
        html.encode()
