"""Check what an assignment says of itself against the syllabus, its notebook and its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import is_graded
from complaints_workbook.assignments.released_files import held_back
from complaints_workbook.assignments.sections import sections
from complaints_workbook.content.syllabus import UnknownCodeError, load_syllabus
from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.file_names import ANSWERS, ASSIGNMENT, EXERCISES, PRACTICES, RESPONSES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.assignments.reading import AssignmentFiles

_OF_A_SECTION = (EXERCISES, ANSWERS, PRACTICES)
_OF_JUPYTER = (".ipynb_checkpoints", "__pycache__")


def check_about(files: AssignmentFiles) -> list[Fault]:
    """Return the faults of ``assignment.yaml`` and of how the folder is laid out."""
    return [*_outcome(files), *_strangers(files.folder)]


def check_marked(files: AssignmentFiles, notebook: NotebookNode) -> list[Fault]:
    """Return a fault if the notebook is not what the assignment says of being marked."""
    if files.about is None:
        return []
    path, graded = files.folder / ASSIGNMENT, any(is_graded(cell) for cell in notebook.cells)
    if files.about.marked and not graded:
        return [Fault(path, "marked", "nothing in the notebook is marked; write false.")]
    if graded and not files.about.marked:
        return [Fault(path, "marked", "the notebook has marked cells; write true.")]
    return []


def _outcome(files: AssignmentFiles) -> Iterator[Fault]:
    name = files.about.outcome_id if files.about else None
    if name is None:
        return
    path = files.folder / ASSIGNMENT
    try:
        load_syllabus().outcome(name)
    except UnknownCodeError as error:
        yield Fault(path, "outcome", f"{error} Correct unit or outcome.")
        return
    if name != files.id:
        yield Fault(path, "outcome", f"it is that of '{name}' but the folder is '{files.id}'; make them agree.")


def _strangers(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each file that nothing would read, and for an author's own answers."""
    if (folder / RESPONSES).exists():
        yield Fault(folder / RESPONSES, "", "an author's answers would overwrite learners'; delete the file.")
    among = {path for section in sections(folder) for path in section.iterdir() if path.name not in _OF_A_SECTION}
    beside = {path for path in folder.glob("*.y*ml") if path.name != ASSIGNMENT}
    loose = {path for path in (folder / SECTIONS).glob("*") if not path.is_dir()}
    unread = {path for path in among | beside | loose if path.name not in _OF_JUPYTER}
    for path in sorted(unread):
        names = f"{', '.join(_OF_A_SECTION[:-1])} or {_OF_A_SECTION[-1]}"
        yield Fault(path, "", f"nothing reads this file; put it into a section's folder as {names}, or delete it.")
    yield from _held_back(folder, {*unread, folder / RESPONSES})


def _held_back(folder: Path, told: set[Path]) -> Iterator[Fault]:
    """Yield a fault for each file that learners would not be given, such as those that editors leave."""
    try:
        names = held_back(folder)
    except ContentError:
        # That the notebook cannot be read is a fault by itself.
        return
    for path in (folder / name for name in names):
        if path not in told:
            message = "learners are not given it, since the notebook does not name it; name it there, or delete it."
            yield Fault(path, "", message)
