"""The text of an assignment's ``keys.json``, made of its folder in ``source/``. The authors' side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.assignment import load_assignment
from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.assignments.notebooks import grade_id, is_written_answer, mark_schemes, question_title
from complaints_workbook.content.remembering import remembered
from complaints_workbook.content.syllabus import statement_of
from complaints_workbook.file_names import KEYS
from complaints_workbook.pages.keys_format import ExerciseKey, Keys, WrittenKey, parse, write
from complaints_workbook.pages.making_schemes import make_scheme
from complaints_workbook.pages.reading import load_pages
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode

    from complaints_workbook.content.datasets import Datasets


@remembered(most=10)
def keys_text(folder: Path, datasets: Datasets) -> str:
    """Return what a learner's machine is given to mark with.

    Parameters
    ----------
    folder : Path
        The assignment's folder in ``source/``.
    datasets : Datasets
        The organisations, dossiers and registers that its exercises draw on.

    Raises
    ------
    ContentError
        If anything in the folder is faulty, or in the datasets that it draws on.
    """
    return write(make_keys(folder, datasets))


def fitting_keys_text(folder: Path, datasets: Datasets, pages: Path) -> str:
    """As `keys_text`, and raise a ContentError too if they do not fit what a pages file asks."""
    text = keys_text(folder, datasets)
    parse(pages.with_name(KEYS), text, load_pages(pages))
    return text


def make_keys(folder: Path, datasets: Datasets) -> Keys:
    """Return the keys of an assignment; as `keys_text`."""
    assignment = load_assignment(folder, datasets)
    exercises = {
        name: ExerciseKey(assignment.keys[name], exercise.criteria_of)
        for name, exercise in assignment.exercises.items()
    }
    written = dict(_written(read_notebook(folder / f"{folder.name}.ipynb")))
    codes = [code for each in exercises.values() for code in each.criteria_of.values()]
    codes += [code for each in written.values() for code in each.criteria]
    return Keys(assignment.id, exercises, written, {code: statement_of(code) for code in dict.fromkeys(codes)})


def _written(authored: NotebookNode) -> Iterator[tuple[str, WrittenKey]]:
    schemes = mark_schemes(authored)
    question = ""
    for cell in authored.cells:
        name = grade_id(cell)
        if name is not None and is_written_answer(cell):
            yield (
                name,
                WrittenKey(
                    title=question_title(question),
                    criteria=tuple(cell.metadata.get("workbook", {}).get("criteria", ())),
                    points=float(cell.metadata.nbgrader.get("points", 0)),
                    question=to_html(question.partition("\n")[2].strip()),
                    scheme=make_scheme(schemes[name]),
                ),
            )
        elif cell.cell_type == "markdown":
            question = cell.source
