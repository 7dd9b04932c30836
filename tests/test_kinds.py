"""A kind of exercise is one folder, and what its view reads is what its specification gives."""

from __future__ import annotations

import re
from importlib import import_module
from typing import get_type_hints

import pytest

from complaints_workbook.exercises.kinds import kinds, view

OF_EVERY_PAGE = {"id", "mode", "title", "caption", "introduction", "worked", "fields", "cases", "organisations"}
EVERY_KIND = pytest.mark.parametrize("kind", sorted(kinds()))


def given(kind: str) -> set[str]:
    """Return the names of what a kind gives its view, as its type says."""
    module = import_module(kinds()[kind])
    return set(get_type_hints(getattr(module, module.SPECIFICATION.show.__annotations__["return"])))


@EVERY_KIND
def test_a_view_reads_nothing_that_it_is_not_given(kind: str) -> None:
    read = set(re.findall(r"\bexercise\.(\w+)", view(kind)))
    for names in re.findall(r"\{([^{}]*)\} = exercise;", view(kind)):
        read |= set(re.findall(r"(\w+)(?:: \w+)?,?", names))
    assert read
    assert read <= given(kind) | OF_EVERY_PAGE


@EVERY_KIND
def test_a_view_is_given_nothing_that_it_does_not_name(kind: str) -> None:
    """Every byte is sent to each learner."""
    assert {name for name in given(kind) if not re.search(rf"\b{name}\b", view(kind))} == set()
