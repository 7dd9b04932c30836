"""Find the cells of a marked notebook that are as they were when it was last marked. Pure.

A tutor who has marked an answer need not look at it again because something else was handed in anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection


def unchanged_cells(before: bytes, after: bytes, graded: Collection[str]) -> frozenset[str]:
    """Return the grade ids of cells of which everything is as it was.

    What a learner added before and after a graded cell, up to the next, belongs to it.

    Parameters
    ----------
    before, after : bytes
        The marked notebooks, as marking writes them.
    graded : collection of str
        The grade ids of the graded cells.
    """
    try:
        old, new = (_by_cell(msgspec.json.decode(notebook), graded) for notebook in (before, after))
    except (msgspec.DecodeError, LookupError, TypeError, AttributeError):
        return frozenset()
    return frozenset(name for name, content in new.items() if old.get(name) == content)


def _by_cell(notebook: Any, graded: Collection[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    own: list[Any] = []
    last: list[Any] = []
    for cell in notebook["cells"]:
        metadata = cell["metadata"]
        if "learner" in metadata.get("workbook", ()):
            own.append(cell["source"])
        elif (name := metadata.get("nbgrader", {}).get("grade_id")) in graded:
            last += own
            last = found[name] = [*own, cell["source"], cell.get("outputs")]
            own = []
    last += own
    return found
