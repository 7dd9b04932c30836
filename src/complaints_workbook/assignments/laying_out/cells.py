"""Cells with the metadata that nbgrader and the workbook ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import v4

if TYPE_CHECKING:
    from nbformat import NotebookNode

_PLAIN = {"grade": False, "locked": True, "schema_version": 3, "solution": False, "task": False}


def text(name: str, source: str, **workbook: list[str]) -> NotebookNode:
    """Return a cell to read, which learners cannot change; `workbook` says which criteria it serves, and how."""
    metadata = {"nbgrader": {**_PLAIN, "grade_id": name}, **({"workbook": workbook} if workbook else {})}
    cell: NotebookNode = v4.new_markdown_cell(source, id=name, metadata=metadata)
    return cell


def shows(name: str, title: str, call: str) -> NotebookNode:
    """Return a cell that shows an exercise or a practice, and hides that it is code."""
    source = f"# {title}\nfrom complaints_workbook import {call.partition('(')[0]}\n{call}"
    metadata = {"jupyter": {"source_hidden": True}, "nbgrader": {**_PLAIN, "grade_id": name}}
    cell: NotebookNode = v4.new_code_cell(source, id=name, metadata=metadata)
    return cell


def graded(cell: NotebookNode, points: int) -> NotebookNode:
    """Return an exercise's cell as one that earns marks."""
    cell.metadata.nbgrader |= {"grade": True, "points": points}
    return cell


def written(name: str, scheme: str, points: int, **workbook: list[str]) -> NotebookNode:
    """Return the cell of a written answer, which holds its mark scheme until it is released."""
    cell = graded(text(name, scheme, **workbook), points)
    cell.metadata.nbgrader |= {"locked": False, "solution": True}
    return cell
