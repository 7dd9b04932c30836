"""The marked notebook: made of pieces, it is what nbformat would write, and nothing of a learner’s is lost."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from complaints_workbook.assignments.notebooks import is_written_answer, mark_schemes
from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.exercises.items.give_amount import LONGEST_AMOUNT, GiveAmount
from complaints_workbook.marking.handed_in.learners_own import MOST
from complaints_workbook.marking.handed_in.submission import Submission, read_submission
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker
from complaints_workbook.marking.one.finished import clean_feedback
from complaints_workbook.marking.one.mark_submission import mark
from support.answering import some_answers
from support.courses import responses_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.assignments import Authored


def as_json(authored: Authored) -> Any:
    return json.loads((authored.release / authored.notebook_name).read_text("utf-8"))


def handed_in(authored: Authored, notebook: Any, answers: dict[str, Any], place: Path) -> Submission:
    folder = place / "ann" / authored.name
    folder.mkdir(parents=True)
    (folder / authored.notebook_name).write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "responses.json").write_text(responses_text(answers), encoding="utf-8")
    return read_submission("ann", folder, place, authored.name)


@pytest.fixture
def marked(authored: Authored, tmp_path: Path) -> Callable[[Callable[[list[Any]], None]], list[Any]]:
    """Return a function that changes the released cells as a learner might, marks, and gives the marked cells."""

    def change_and_mark(change: Callable[[list[Any]], None], seed: int = 1) -> list[Any]:
        answers = some_answers(authored.assignment.exercises, random.Random(seed))
        notebook = as_json(authored)
        change(notebook["cells"])
        text = mark(authored.material, handed_in(authored, notebook, answers, tmp_path)).notebook.decode()
        read = nbformat.reads(text, as_version=4)
        nbformat.validate(read)
        assert nbformat.writes(read) == text
        return list(read.cells)

    return change_and_mark


@pytest.mark.parametrize("seed", range(12))
def test_an_exercise_is_marked_as_its_item_set_marks_it(authored: Authored, seed: int) -> None:
    answers = some_answers(authored.assignment.exercises, random.Random(seed))
    for name, exercise in authored.assignment.exercises.items():
        marker = ExerciseMarker(exercise.item_set, authored.keys[name], exercise.criteria_of)
        for _ in range(2):  # the second time it remembers
            assert_marked_alike(marker, exercise.item_set.mark(authored.keys[name], answers[name]), answers[name])


def test_an_amount_is_marked_the_same_whatever_others_gave_before(authored: Authored) -> None:
    longest = "." + "5" * (LONGEST_AMOUNT - 1)
    for name, exercise in authored.assignment.exercises.items():
        amounts = [field for field in exercise.fields if isinstance(field, GiveAmount)]
        marker = ExerciseMarker(exercise.item_set, authored.keys[name], exercise.criteria_of)
        for value in (longest, "£1,250.50", "0", None, " 7. ", "1,250.5"):
            answers = {field.id: value or authored.right[name][field.id] for field in amounts}
            assert_marked_alike(marker, exercise.item_set.mark(authored.keys[name], answers), answers)


def assert_marked_alike(marker: ExerciseMarker, expected: Any, answers: dict[str, Any]) -> None:
    found = marker.mark(answers)
    assert found.score == expected.score
    text = b"".join(piece.json_html for piece in found.feedback)
    assert json.loads(b'"%s"' % text) == mark_html(expected)
    html = b"".join(piece.html for piece in found.feedback)
    assert html.decode() == clean_feedback(mark_html(expected))


def test_without_a_change_it_is_the_released_notebook_with_marks_and_schemes(authored: Authored, marked: Any) -> None:
    cells = marked(lambda cells: None)  # noqa: ARG005
    own = [cell for cell in cells if "tutor" not in cell.metadata.get("workbook", {})]
    unwritten = "<p><em>Nothing was written here.</em></p>"
    assert [(cell.id, cell.source) for cell in own] == [
        (cell.id, unwritten if is_written_answer(cell) else cell.source) for cell in authored.released.cells
    ]
    schemes = [cell for cell in cells if "tutor" in cell.metadata.get("workbook", {})]
    assert len(schemes) == len(mark_schemes(authored.notebook)) > 0
    assert all(cell.source.startswith("**For the tutor: mark scheme**") for cell in schemes)


def test_an_added_text_cell_stays_where_it_stood(authored: Authored, marked: Any) -> None:
    def add(cells: list[Any]) -> None:
        cells.insert(4, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "My **own** notes < here."})

    cells = marked(add)
    released = authored.released.cells
    at = next(place for place, cell in enumerate(cells) if "learner" in cell.metadata.get("workbook", {}))
    assert cells[at - 1].id == released[3].id
    assert cells[at + 1].id == released[4].id
    assert "The learner added this (text)" in cells[at].source
    assert "My <strong>own</strong> notes &lt; here." in cells[at].source


def test_an_added_code_cell_is_kept_as_text(marked: Any) -> None:
    def add(cells: list[Any]) -> None:
        code = {"execution_count": 1, "metadata": {}, "outputs": [], "source": "import os\nos.remove('x')"}
        cells.append({"cell_type": "code", "id": "mine", **code})

    last = marked(add)[-1]
    assert last.cell_type == "markdown"
    assert "code, which was not run" in last.source
    assert "import os&#10;os.remove('x')" in last.source


def answer_cell(cells: list[Any]) -> Any:
    return next(cell for cell in cells if cell["metadata"]["nbgrader"]["solution"])


def test_of_two_answers_the_first_that_was_changed_counts_and_the_other_is_kept(marked: Any) -> None:
    def copy(cells: list[Any]) -> None:
        original = answer_cell(cells)
        for words in ("My real answer.", "My second thoughts."):
            cells.insert(cells.index(original) + 1, {**original, "source": words})

    cells = marked(copy)
    texts = [cell.source for cell in cells if "My" in cell.source and "<p>" in cell.source]
    assert ["My second thoughts." in texts[0], "My real answer." in texts[1]] == [True, True]
    assert "The learner changed the text above" in texts[1]


def test_changed_text_of_the_workbooks_is_kept_and_the_workbooks_stands(authored: Authored, marked: Any) -> None:
    cells = marked(lambda cells: cells[1].update(source="I typed my answer in here."))
    assert cells[1].source == authored.released.cells[1].source
    assert "The learner changed the text above" in cells[2].source
    assert "I typed my answer in here." in cells[2].source


def test_text_of_an_earlier_release_is_nobodys_own(marked: Any) -> None:
    def older(cells: list[Any]) -> None:
        cell = nbformat.from_dict({**cells[1], "source": "As it was last term."})
        cells[1]["source"] = cell.source
        cells[1]["metadata"]["nbgrader"]["checksum"] = compute_checksum(cell)

    assert not any("last term" in cell.source for cell in marked(older))


def test_deleted_and_reordered_cells_are_back_in_their_places(authored: Authored, marked: Any) -> None:
    released = [cell.id for cell in authored.released.cells]

    def shuffle(cells: list[Any]) -> None:
        del cells[5:40]
        cells.reverse()

    shown = [cell.id for cell in marked(shuffle) if "tutor" not in cell.metadata.get("workbook", {})]
    assert shown == released


def test_more_cells_than_anybody_reads_are_counted(marked: Any) -> None:
    def flood(cells: list[Any]) -> None:
        cells += [{"cell_type": "markdown", "metadata": {}, "source": f"Note {n}"} for n in range(MOST + 7)]

    cells = marked(flood)
    assert sum("The learner added this" in cell.source for cell in cells) == MOST
    assert "Formgrader shows the other 7, under “What was handed in”." in cells[-1].source


def test_cells_that_cannot_be_read_are_told_and_cost_the_others_nothing(authored: Authored, tmp_path: Path) -> None:
    notebook = as_json(authored)
    lost, kept = [cell for cell in notebook["cells"] if is_written_answer(nbformat.from_dict(cell))][:2]
    lost["source"] = {"my": "answer"}
    kept["source"] = "My other answer."
    notebook["cells"] += [None, 5, {"cell_type": "markdown", "source": ["a", 3]}]
    entry = mark(authored.material, handed_in(authored, notebook, {}, tmp_path)).entry
    assert "Cells of the notebook that cannot be read: 4." in entry.remarks
    assert {entry.scores[cell["metadata"]["nbgrader"]["grade_id"]] for cell in (lost, kept)} == {None}
