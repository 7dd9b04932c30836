"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import complaints_workbook

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(complaints_workbook.__path__, "complaints_workbook.")
    if not found.name.endswith(("__main__", "nbgrader_config"))
)


@pytest.mark.parametrize("name", MODULES)
def test_what_an_example_shows_is_what_happens(name: str) -> None:
    # Blanks and line breaks may differ, so that an example keeps to the width of a page.
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not found.failed


def test_there_are_examples() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    assert sum(bool(test.examples) for module in modules for test in doctest.DocTestFinder().find(module)) > 20
