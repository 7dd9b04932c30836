"""What the cells of a workbook's notebook say of themselves. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

BEGIN, END = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="

TO_WRITE = "TO WRITE:"
"""Opens a line that says what an author has still to write in its place."""

_CALL = re.compile(r"^exercise\(\"([a-z0-9-]+)\"\)\s*$", re.MULTILINE)
_SECTOR = re.compile(r"^own_sector\(\"([^\"]*)\"\)\s*$", re.MULTILINE)
_PRACTICE = re.compile(r"^practice\(\"([^\"]*)\"\)\s*$", re.MULTILINE)


def exercise_name(source: str) -> str | None:
    r"""Return the id of the exercise that a cell shows, or None.

    Examples
    --------
    >>> exercise_name('from complaints_workbook import exercise\nexercise("a-b")')
    'a-b'
    """
    return _called(_CALL, source)


def practice_name(source: str) -> str | None:
    """Return the id of the practice that a cell shows, or None. As `exercise_name`."""
    return _called(_PRACTICE, source)


def sector_place(source: str) -> str | None:
    """Return the number of the criterion for which a cell shows the learner's own sector, or None."""
    return _called(_SECTOR, source)


def _called(call: re.Pattern[str], source: str) -> str | None:
    match = call.search(source)
    return match[1] if match else None


def title_of(source: str) -> str | None:
    r"""Return the title that a cell gives its exercise, or None if it shows none.

    Examples
    --------
    >>> title_of('# Exercise: Who pays?\nfrom complaints_workbook import exercise\nexercise("a-b")')
    'Exercise: Who pays?'
    """
    first = source.partition("\n")[0]
    return first.removeprefix("# ").strip() if exercise_name(source) and first.startswith("# ") else None


def to_be_written(cell: Mapping[str, Any]) -> list[str]:
    r"""Return what an author has still to write in a cell, as it says itself.

    Examples
    --------
    >>> to_be_written({"source": "A case.\nTO WRITE: the idea"})
    ['the idea']
    """
    return [line.removeprefix(TO_WRITE).strip() for line in cell["source"].splitlines() if is_to_be_written(line)]


def is_to_be_written(line: str) -> bool:
    """Say whether a line only tells an author what to write in its place."""
    return line.startswith(TO_WRITE)


def is_graded(cell: Mapping[str, Any]) -> bool:
    """Say whether nbgrader keeps a mark for a cell."""
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def is_written_answer(cell: Mapping[str, Any]) -> bool:
    """Say whether a cell is one that a learner writes an answer in."""
    nbgrader = cell["metadata"].get("nbgrader", {})
    return bool(cell["cell_type"] == "markdown" and nbgrader.get("solution") and is_graded(cell))


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Return nbgrader's name of a cell, or None."""
    name = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def cell_name(cell: Mapping[str, Any]) -> str:
    """Return what authors find a cell by: nbgrader's name of it, or else its id."""
    return grade_id(cell) or f"cell {cell.get('id', '')}".strip()


def mark_schemes(source: NotebookNode) -> dict[str, str]:
    """Return the mark scheme of each written question in an author's notebook, by grade id."""
    return {cell.metadata.nbgrader.grade_id: mark_scheme(cell) for cell in source.cells if is_written_answer(cell)}


def mark_scheme(cell: Mapping[str, Any]) -> str:
    """Return the mark scheme in a written answer's cell; empty if there is none."""
    return str(cell["source"]).partition(BEGIN)[2].partition(END)[0].strip()


def notebook_title(notebook: NotebookNode) -> str:
    """Return the notebook's own heading."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return str(cell.source.splitlines()[0][2:])
    return "Feedback"


def question_title(question: str) -> str:
    """Return the heading of a written question."""
    return question.partition("\n")[0].lstrip("# ") or "Written question"
