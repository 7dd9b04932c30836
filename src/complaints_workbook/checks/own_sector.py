"""Check the places of the learner's own sector: the notebook's cells against what the assignment says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import sector_place
from complaints_workbook.assignments.teaching import section_of
from complaints_workbook.errors import Fault
from complaints_workbook.file_names import ASSIGNMENT
from complaints_workbook.pages.own_sector import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import AssignmentFiles


def check_own_sector(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return the faults of the places of the learner's own sector."""
    if files.about is None:
        return []
    code = (cell for cell in notebook.cells if cell.cell_type == "code")
    cells = [(place, cell) for cell in code if (place := sector_place(cell.source)) is not None]
    known, shown = files.about.own_sector, [place for place, _ in cells]
    path = files.folder / ASSIGNMENT
    missing = [number for number in known if number not in shown]
    return [
        *(fault for place, cell in cells for fault in _cell(files, notebook, place, cell)),
        *(_of(files, place, "two cells or more show it; keep one.") for place in known if shown.count(place) > 1),
        *(
            Fault(path, f"own_sector > {number}", f"no cell shows it; add one with {_call(number)}.")
            for number in missing
        ),
    ]


def _cell(files: AssignmentFiles, notebook: NotebookNode, place: str, cell: NotebookNode) -> Iterator[Fault]:
    if files.about is None or place not in files.about.own_sector:
        yield _of(files, place, f"{ASSIGNMENT} names no such place; say there under own_sector what it shows.")
    elif cell not in section_of(place, notebook.cells):
        yield _of(files, place, f"it stands outside the section of {place}; move it there.")
    if cell.source.partition("\n")[0] != f"# {title(place)}":
        yield _of(files, place, f"its first line is not '# {title(place)}', which learners read in place of code.")


def _of(files: AssignmentFiles, place: str, message: str) -> Fault:
    return Fault(files.notebook_path, _call(place), message)


def _call(place: str) -> str:
    return f'own_sector("{place}")'
