"""Rebuild a submission from the released notebook. Pure.

The marked notebook is the released one. All that is taken from the submission
is what the learner wrote in the answer cells, made safe.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from complaints_workbook.nbgrader.sanitise import safe_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

MARK_SCHEME = "mark-scheme"
"""In a cell's ``metadata.workbook.tutor``: for the tutor alone."""

_BEGIN, _END = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="


def is_written_answer(cell: Mapping[str, Any]) -> bool:
    """Say whether a cell is one that a learner writes an answer in."""
    nbgrader = cell["metadata"].get("nbgrader", {})
    return bool(cell["cell_type"] == "markdown" and nbgrader.get("solution") and nbgrader.get("grade"))


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Return nbgrader's name of a cell, or None."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else None


def mark_schemes(source: NotebookNode) -> dict[str, str]:
    """Return the mark scheme of each written question in an author's notebook."""
    return {cell.metadata.nbgrader.grade_id: _scheme(cell.source) for cell in source.cells if is_written_answer(cell)}


def rebuild(released: NotebookNode, submitted: Mapping[str, Any], schemes: Mapping[str, str]) -> NotebookNode:
    """Return the released notebook with a learner's written answers in it.

    Parameters
    ----------
    released : NotebookNode
        What learners were given.
    submitted : mapping
        What came back; only the answer cells' sources are read, and of two
        cells with one name the first that was changed.
    schemes : mapping of str to str
        Mark schemes by grade id, each put before its answer for the tutor.
    """
    notebook = deepcopy(released)
    written = _written(released, submitted)
    cells = []
    for cell in notebook.cells:
        if is_written_answer(cell):
            name = cell.metadata.nbgrader.grade_id
            if name in written:
                cell.source = safe_html(written[name])
            if schemes.get(name):
                cells.append(_scheme_cell(name, schemes[name]))
        cells.append(cell)
    notebook.cells = cells
    return notebook


def _written(released: NotebookNode, submitted: Mapping[str, Any]) -> dict[str, str]:
    """Return the changed answers of a submission, by grade id."""
    stubs: dict[str, str] = {
        cell.metadata.nbgrader.grade_id: cell.source.strip() for cell in released.cells if is_written_answer(cell)
    }
    found: dict[str, str] = {}
    for cell in submitted.get("cells", ()):
        name = grade_id(cell)
        source = cell.get("source")
        if name in stubs and isinstance(source, str) and source.strip() not in ("", stubs[name]):
            found.setdefault(name, source)
    return found


def _scheme(source: str) -> str:
    inside = source.partition(_BEGIN)[2].partition(_END)[0]
    return inside.strip()


def _scheme_cell(name: str, scheme: str) -> NotebookNode:
    from nbformat import from_dict  # noqa: PLC0415 - slow to import, and only tutors' machines need it

    cell: NotebookNode = from_dict(
        {
            "cell_type": "markdown",
            "id": f"scheme-{name}"[:64],
            "metadata": {"workbook": {"tutor": MARK_SCHEME}},
            "source": f"**For the tutor: mark scheme**\n\n{scheme}",
        }
    )
    return cell
