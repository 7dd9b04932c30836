"""Mark a rebuilt notebook: each exercise cell gets its `Mark` as output. Pure.

The outputs are those that nbgrader's own executor would have left, because the
same cell returns the same `Mark`; but nothing is executed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from complaints_workbook.assignments import Assignment
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.responses.file_format import Responses

_CALL = re.compile(r"^exercise\(\"([a-z0-9-]+)\"\)\s*$", re.MULTILINE)


def exercise_name(source: str) -> str | None:
    r"""Return the id of the exercise that a cell shows, or None.

    Examples
    --------
    >>> exercise_name('from complaints_workbook import exercise\nexercise("a-b")')
    'a-b'
    """
    match = _CALL.search(source)
    return match[1] if match else None


def mark_notebook(
    notebook: NotebookNode, assignment: Assignment, keys: Mapping[str, Key], responses: Responses
) -> NotebookNode:
    """Put marks into a notebook rebuilt from the released one.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place and returned. Its cells are the tutor's own.
    assignment : Assignment
        The exercises, from the source folder.
    keys : mapping of str to Key
        Their keys.
    responses : Responses
        The learner's answers.
    """
    from nbformat.v4 import new_output  # noqa: PLC0415 - slow to import, and only tutors' machines need it

    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = []
        name = exercise_name(cell.source)
        if name is None:
            continue
        mark = assignment.exercise(name).item_set.mark(keys[name], responses.answers(name))
        data: dict[str, Any] = {"text/html": mark._repr_html_(), "text/plain": repr(mark)}
        cell.outputs = [new_output("execute_result", data=data, execution_count=count)]
        cell.metadata["workbook"] = {
            "title": mark.title,
            "criteria": list(mark.criteria),
            "read_again": mark.read_again,
        }
    return notebook
