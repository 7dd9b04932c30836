"""The types of answer, a module each: what can be answered, how it is kept and marked, and why.

A *field* is what is answered and stored, an *item* is a line that earns marks and
reads a field; `complaints_workbook.exercises.items.field` says what each can do.

Adding a type adds one module here, with a ``FIELD``: a msgspec Struct, tagged by the
name that ``pages.json`` has for it. Nothing else has to know of it. All of it is
plain: a learner's kernel needs it, and no file is read by it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


@cache
def field_types() -> tuple[type[Any], ...]:
    """Return every type of field, found by its module."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return tuple(module.FIELD for module in modules if hasattr(module, "FIELD"))
