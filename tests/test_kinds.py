"""A kind of exercise is one folder, and what its view reads is what its specification gives."""

from __future__ import annotations

import re
from importlib import import_module
from typing import get_type_hints

import pytest

from complaints_workbook.exercises.kinds import kinds, style, view
from support.courses import ROOT

OF_EVERY_PAGE = {"id", "mode", "title", "caption", "introduction", "worked", "fields", "cases", "organisations"}
SHEETS = sorted((ROOT / "src/complaints_workbook/widget/styles").iterdir())
OWN_SECTOR = next(sheet for sheet in SHEETS if sheet.stem == "sector")
"""The only one of them that is the style of one thing."""
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


@EVERY_KIND
def test_a_view_wears_nothing_that_is_styled_for_something_else(kind: str) -> None:
    """One name for two things gives one of them the look of the other."""
    general = "".join(sheet.read_text("utf-8") for sheet in SHEETS if sheet != OWN_SECTOR)
    others = "".join(style(other) for other in kinds() if other != kind) + OWN_SECTOR.read_text("utf-8")
    assert classes(view(kind)) & (classes(others) - classes(general) - classes(style(kind))) == set()


def classes(text: str) -> set[str]:
    """Return the names of the workbook's classes in a style sheet or a module."""
    return set(re.findall(r"\bcw-[\w-]+", text))
