"""The marked notebook: the released one, with marks and the learner's own words in it.

Nearly all of it is the same for everybody, so it is written once, cell by cell, and a
submission's notebook is put together from pieces. The bytes are what nbformat writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.notebooks import exercise_name, grade_id, is_written_answer
from complaints_workbook.marking.handed_in.outline import Outline, ReleasedCell
from complaints_workbook.marking.one.finished import json_text
from complaints_workbook.marking.pieces import cut, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

    from complaints_workbook.marking.one.exercise_marker import MarkedExercise

TUTOR, LEARNER = "tutor", "learner"
"""In a cell's ``metadata.workbook``: it is for the tutor alone, or of the learner's own."""

NOT_ASKED = (
    "<p><strong>This exercise is not in the notebook that was handed in</strong>, so it waits for the tutor.</p>"
)
"""Harmless HTML that stands where the feedback of an exercise would that was not asked."""

_HTML, _PLAIN, _SOURCE, _ID = (
    "the-html-stands-here",
    "the-score-stands-here",
    "the-source-stands-here",
    "the-id-stands-here",
)
_JOINT = b",\n"

NOTHING_WRITTEN = "<p><em>Nothing was written here.</em></p>"
"""What a tutor and the learner read in the place of an answer that nobody wrote."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the marked notebook: fixed, an exercise's, or a written answer's.

    Its text is in pieces; between two of them something of the submission's goes, as JSON text.
    """

    name: str
    fixed: bytes = b""
    exercise: str | None = None
    marked: tuple[bytes, ...] = ()
    waiting: tuple[bytes, ...] = ()
    stub: str | None = None


class NotebookTemplate:
    """The marked notebook of an assignment, ready to be filled in.

    Parameters
    ----------
    released : NotebookNode
        What learners are given.
    schemes : mapping of str to str
        Mark schemes by grade id, each put before its answer for the tutor.

    Attributes
    ----------
    released : tuple of ReleasedCell
        The released cells, in order.
    outline : Outline
        The same, with the ways to find one of them again.
    exercises : dict of str to str
        The exercise of each graded code cell, by its grade id.
    """

    def __init__(self, released: NotebookNode, schemes: Mapping[str, str]) -> None:
        self._slots = tuple(_slots(released, schemes))
        self.released = tuple(
            ReleasedCell(
                grade_id(cell) or f"cell {place}",
                cell.source,
                cell.source if is_written_answer(cell) else None,
                cell.get("id"),
            )
            for place, cell in enumerate(released.cells)
        )
        self.outline = Outline(self.released)
        self.exercises = {slot.name: slot.exercise for slot in self._slots if slot.exercise is not None}
        before, after = _around(released)
        self._before, self._after = before.encode(), after.encode()
        self._own = _template(_markdown(_ID, {"workbook": {LEARNER: "own"}}, _SOURCE), _ID, _SOURCE)

    @property
    def text(self) -> str:
        """Everything that is the same for everybody, for a fingerprint."""
        return repr((self._slots, self._before, self._after))

    def fill(
        self,
        marks: Mapping[str, MarkedExercise] | None,
        written: Mapping[str, str] | None,
        own: Mapping[int, Sequence[str]],
        notice: str,
    ) -> bytes:
        """Return a submission's marked notebook as nbformat writes it, in UTF-8.

        Parameters
        ----------
        marks : mapping of str to MarkedExercise, or None
            By exercise, but for those that the notebook does not ask; None when the answers did not arrive.
        written : mapping of str to str, or None
            Harmless HTML by the answer cell's name; None when the notebook did not arrive.
        own : mapping of int to sequence of str
            Harmless HTML of the learner's own cells, by the place that they follow.
        notice : str
            Harmless HTML that stands where something did not arrive.
        """
        parts = [self._before]
        add = parts.append
        self._add_own(parts, own.get(-1, ()), -1)
        place = -1
        for slot in self._slots:
            if slot.exercise is not None:
                if marks is None:
                    parts += fill(slot.waiting, json_text(notice))
                elif (mark := marks.get(slot.exercise)) is None:
                    parts += fill(slot.waiting, json_text(NOT_ASKED))
                else:
                    before, between, after = slot.marked
                    add(before)
                    parts += [piece.json_html for piece in mark.feedback]
                    parts += (between, repr(mark.score).encode(), after)
            elif slot.stub is not None:
                answer = notice if written is None else written.get(slot.name)
                if answer is None:
                    add(slot.fixed)
                else:
                    parts += fill(slot.marked, json_text(answer))
            else:
                add(slot.fixed)
            add(_JOINT)
            if slot.name:
                place += 1
                if place in own:
                    self._add_own(parts, own[place], place)
        parts[-1] = self._after
        return b"".join(parts)

    def _add_own(self, parts: list[bytes], own: Sequence[str], place: int) -> None:
        for number, html in enumerate(own, 1):
            parts += fill(self._own, f"own-{place + 1}-{number}".encode(), json_text(html))
            parts.append(_JOINT)


def _slots(released: NotebookNode, schemes: Mapping[str, str]) -> Iterator[Slot]:
    count = 0
    for place, original in enumerate(released.cells):
        cell = _copy(original)
        name = grade_id(cell) or f"cell {place}"
        if is_written_answer(cell):
            if schemes.get(name):
                yield Slot("", _text(_scheme_cell(name, schemes[name])).encode())
            answered, unanswered = _copy(original), _copy(original)
            answered.source, unanswered.source = _SOURCE, NOTHING_WRITTEN
            yield Slot(name, _text(unanswered).encode(), marked=_template(answered, _SOURCE), stub=cell.source)
            continue
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = []
        exercise = exercise_name(cell.source) if cell.cell_type == "code" else None
        if exercise is None:
            yield Slot(name, _text(cell).encode())
            continue
        yield Slot(
            name,
            exercise=exercise,
            marked=_with_output(cell, "execute_result", {"text/html": _HTML, "text/plain": _PLAIN}),
            waiting=_with_output(cell, "display_data", {"text/html": _HTML}),
        )


def _with_output(cell: NotebookNode, kind: str, data: dict[str, str]) -> tuple[bytes, ...]:
    from nbformat.v4 import new_output

    shown = _copy(cell)
    count = {"execution_count": cell.execution_count} if kind == "execute_result" else {}
    shown.outputs = [new_output(kind, data=data, **count)]
    return _template(shown, *data.values())


def _scheme_cell(name: str, scheme: str) -> NotebookNode:
    return _markdown(
        f"scheme-{name}"[:64], {"workbook": {TUTOR: "mark-scheme"}}, f"**For the tutor: mark scheme**\n\n{scheme}"
    )


def _markdown(identity: str, metadata: dict[str, Any], source: str) -> NotebookNode:
    from nbformat import from_dict

    cell: NotebookNode = from_dict({"cell_type": "markdown", "id": identity, "metadata": metadata, "source": source})
    return cell


def _copy(cell: NotebookNode) -> NotebookNode:
    from copy import deepcopy

    return deepcopy(cell)


def _template(cell: NotebookNode, *marks: str) -> tuple[bytes, ...]:
    """Return a cell's text, cut where its marks stand, in their order."""
    return tuple(piece.encode() for piece in cut(_text(cell), *marks))


def _text(cell: NotebookNode) -> str:
    """Return a cell as it stands in nbformat's text of a notebook."""
    from nbformat.v4 import new_notebook

    notebook = new_notebook(cells=[_copy(cell)])
    before, after = _around(notebook)
    return _writes(notebook)[len(before) : -len(after)]


def _around(notebook: NotebookNode) -> tuple[str, str]:
    """Return what nbformat writes before and after the cells of a notebook."""
    empty = _copy(notebook)
    empty.cells = []
    before, after = _writes(empty).split("[]", 1)
    return f"{before}[\n", f"\n ]{after}"


def _writes(notebook: NotebookNode) -> str:
    from nbformat.v4 import writes

    text: str = writes(notebook)
    return text
