"""Check a source notebook against its exercises: cells, points, headings, criteria."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from complaints_workbook.assignments.coverage import headings
from complaints_workbook.assignments.notebooks import (
    BEGIN,
    END,
    cell_name,
    exercise_name,
    grade_id,
    is_written_answer,
    mark_scheme,
    practice_name,
    to_be_written,
)
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.errors import Fault
from complaints_workbook.pages.making_schemes import make_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^\s)]+)[^)]*\)")
_SCHEME = (BEGIN, END)
_USES = ("criteria", "evidence")


def check_notebook(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return the faults of an assignment's notebook."""
    cells: Sequence[NotebookNode] = notebook.cells
    path = files.notebook_path
    return [
        *_shown(path, cells, "exercise", exercise_name, files.exercises),
        *_shown(path, cells, "practice", practice_name, files.practices),
        *_repeated_ids(path, cells),
        *(fault for cell in cells for fault in _of_cell(path, cell, {a.specification.id: a for a in files.exercises})),
        *_read_again(cells, files.asked),
        *_pictures(path, cells),
    ]


def _shown(
    path: Path,
    cells: Sequence[NotebookNode],
    what: str,
    name_in: Callable[[str], str | None],
    asked: Sequence[Asked],
) -> Iterator[Fault]:
    """Yield the faults of the cells that show exercises, or practices; `name_in` finds in a source which it shows."""
    found = [(name, cell) for cell in cells if cell.cell_type == "code" and (name := name_in(cell.source)) is not None]
    known = {one.specification.id: one for one in asked}
    yield from _names(path, [name for name, _ in found], known, what)
    for name, cell in found:
        if name in known:
            yield from _title(path, cell, what, known[name])


def _names(path: Path, shown: Sequence[str], known: Mapping[str, Asked], what: str) -> Iterator[Fault]:
    for name in dict.fromkeys(shown):
        if name not in known:
            yield Fault(
                path,
                f'{what}("{name}")',
                f"there is no {what} '{name}' in {what}s.yaml; write it there, or check the id.",
            )
        if shown.count(name) > 1:
            yield Fault(path, f'{what}("{name}")', f"{shown.count(name)} cells show it; keep one.")
    for name, one in known.items():
        if name not in shown:
            yield Fault(one.path, name, f'no cell of the notebook shows it; add one with {what}("{name}").')
    yield from _order(path, [name for name in dict.fromkeys(shown) if name in known], known, what)


def _order(path: Path, shown: Sequence[str], known: Collection[str], what: str) -> Iterator[Fault]:
    """Yield a fault for the first cell that stands elsewhere than in the files, whose order `Your progress` has."""
    written = [name for name in known if name in shown]
    for cell, entry in zip(shown, written, strict=True):
        if cell != entry:
            message = f"it stands where the sections' files have '{entry}'; put both in one order."
            yield Fault(path, f'{what}("{cell}")', message)
            return


def _title(path: Path, cell: NotebookNode, what: str, asked: Asked) -> Iterator[Fault]:
    """Yield a fault if a cell does not open with the title of what it shows, which learners read in place of code."""
    own = asked.specification
    wanted = f"# {what.capitalize()}: {own.title}"
    if cell.source.partition("\n")[0] != wanted:
        message = f"its first line is not '{wanted}', after the title in {what}s.yaml; make them agree."
        yield Fault(path, f'{what}("{own.id}")', message)


def _repeated_ids(path: Path, cells: Sequence[NotebookNode]) -> Iterator[Fault]:
    ids = [name for cell in cells if (name := grade_id(cell)) is not None]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(path, name, "two cells have this nbgrader id; give one another.")


def _of_cell(path: Path, cell: NotebookNode, exercises: Mapping[str, Asked]) -> Iterator[Fault]:
    name = exercise_name(cell.source) if cell.cell_type == "code" else None
    if name is not None and name in exercises:
        yield from _exercise_cell(path, cell, exercises[name])
    if is_written_answer(cell):
        yield from _written_cell(path, cell)
    for what in to_be_written(cell):
        yield Fault(path, cell_name(cell), f"still to be written: {what}")
    if cell.get("outputs") or cell.get("execution_count"):
        yield Fault(path, cell_name(cell), "the cell has outputs; clear them before you save.")
    for use in _USES:
        for code in cell.metadata.get("workbook", {}).get(use, ()):
            if code not in {criterion.code for criterion in load_syllabus().criteria()}:
                yield Fault(
                    path, f"{cell_name(cell)} > workbook > {use}", f"there is no criterion '{code}'; check its number."
                )


def _exercise_cell(path: Path, cell: NotebookNode, asked: Asked) -> Iterator[Fault]:
    place = f'exercise("{asked.specification.id}")'
    nbgrader = cell.metadata.get("nbgrader", {})
    if not (nbgrader.get("grade") and nbgrader.get("locked") and not nbgrader.get("solution")):
        yield Fault(
            path, place, "the cell is not graded and read-only; set it to 'Autograded tests' in nbgrader's panel."
        )
        return
    if not cell.metadata.get("jupyter", {}).get("source_hidden"):
        yield Fault(path, place, "its code shows; collapse the cell's input and save.")
    # An exercise whose dossiers are missing has no items, and its points are not known.
    points = asked.exercise.points if asked.keys else None
    if points is not None and nbgrader.get("points") != points:
        message = (
            f"the cell has {nbgrader.get('points')} points but its items have {points:g}; give the cell {points:g}."
        )
        yield Fault(path, place, message)


def _written_cell(path: Path, cell: NotebookNode) -> Iterator[Fault]:
    if not cell.metadata.nbgrader.get("points"):
        yield Fault(path, cell_name(cell), "the written question has no points; give it some.")
    if not all(mark in cell.source for mark in _SCHEME):
        yield Fault(
            path, cell_name(cell), f"the written question has no mark scheme; put one between {' and '.join(_SCHEME)}."
        )
    scheme = make_scheme(mark_scheme(cell))
    if scheme.points and scheme.marks != cell.metadata.nbgrader.get("points"):
        points = cell.metadata.nbgrader.get("points")
        message = f"its mark scheme gives {scheme.marks} marks and the cell {points} points; make them agree."
        yield Fault(path, cell_name(cell), message)
    if not cell.metadata.get("workbook", {}).get("criteria"):
        yield Fault(
            path, cell_name(cell), "the written question names no criteria; put them in metadata > workbook > criteria."
        )


def _read_again(cells: Sequence[NotebookNode], asked: Sequence[Asked]) -> Iterator[Fault]:
    known = {heading.text for heading in headings(cells)}
    for one in asked:
        wanted = one.specification.read_again
        if wanted not in known:
            message = f"the notebook has no heading '{wanted}'; write it as it stands there."
            yield Fault(one.path, f"{one.specification.id} > read_again", message)


def _pictures(path: Path, cells: Sequence[NotebookNode]) -> Iterator[Fault]:
    for cell in cells:
        for text, place in _PICTURE.findall(cell.source if cell.cell_type == "markdown" else ""):
            if not text.strip():
                message = f"the picture {place} has no text alternative; write one between [ and ]."
                yield Fault(path, cell_name(cell), message)
            if "://" not in place and not (path.parent / unquote(place)).is_file():
                yield Fault(path, cell_name(cell), f"there is no picture {place}; put it there or correct its name.")
