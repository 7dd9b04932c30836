"""A marked notebook, arranged for a tutor: what is to be marked stands out, the rest folds away. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import nh3
from markupsafe import Markup

from complaints_workbook.assignments.notebooks import is_graded, is_written_answer, question_title, title_of
from complaints_workbook.marking.one.marked_notebook import LEARNER, TUTOR
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Cell = Mapping[str, Any]


class InGradebook(NamedTuple):
    """What the gradebook has of a cell: nbgrader's grade, and its comment if one can be made."""

    grade: Any
    comment: Any


@dataclass(frozen=True)
class TextBlock:
    """The workbook's own words, which the learner was given."""

    title: str
    html: Markup


@dataclass(frozen=True)
class OwnBlock:
    """Something that the learner added."""

    html: Markup


@dataclass(frozen=True)
class ExerciseBlock:
    """An exercise, marked by itself; `waits` says that its answers did not arrive."""

    name: str
    title: str
    html: Markup
    waits: bool
    asked: InGradebook


@dataclass(frozen=True)
class WrittenBlock:
    """A written question with its mark scheme and the learner's answer."""

    name: str
    title: str
    question: Markup
    scheme: Markup | None
    answer: Markup
    asked: InGradebook


Block = TextBlock | OwnBlock | ExerciseBlock | WrittenBlock


def arranged(cells: Sequence[Cell], asked: Mapping[str, InGradebook]) -> list[Block]:
    """Return a marked notebook's blocks, in order.

    Parameters
    ----------
    cells : sequence of mapping
        As the marked notebook's file has them.
    asked : mapping of str to InGradebook
        By the cells' names in the gradebook.
    """
    return list(_blocks([{**cell, "source": "".join(cell["source"])} for cell in cells], asked))


def _blocks(cells: Sequence[Cell], asked: Mapping[str, InGradebook]) -> Iterator[Block]:
    waiting: list[Cell] = []
    scheme: Cell | None = None
    for cell in cells:
        name = _nbgrader(cell).get("grade_id", "")
        role = cell["metadata"].get("workbook", {})
        if TUTOR in role:
            scheme = cell
        elif LEARNER in role:
            yield from _texts(waiting)
            waiting = []
            yield OwnBlock(_answer(cell["source"]))
        elif is_written_answer(cell) and name in asked:
            question = waiting.pop() if waiting else None
            yield from _texts(waiting)
            waiting = []
            yield _written(name, question, scheme, cell, asked[name])
            scheme = None
        elif is_graded(cell) and name in asked:
            yield from _texts(waiting)
            waiting = []
            yield _exercise(name, cell, asked[name])
        elif cell["cell_type"] == "markdown":
            waiting.append(cell)
    yield from _texts(waiting)


def _nbgrader(cell: Cell) -> Mapping[str, Any]:
    found: Mapping[str, Any] = cell["metadata"].get("nbgrader", {})
    return found


def _texts(cells: Iterable[Cell]) -> Iterator[TextBlock]:
    """Give the words between two things to be marked as one text."""
    sources = [cell["source"] for cell in cells]
    if sources:
        yield TextBlock(question_title(sources[0]), Markup("").join(map(_own_words, sources)))


def _own_words(markdown: str) -> Markup:
    return Markup(to_html(markdown))  # noqa: S704 - markup in it stays text


def _written(name: str, question: Cell | None, scheme: Cell | None, cell: Cell, asked: InGradebook) -> WrittenBlock:
    words = question["source"] if question else ""
    heading, _, rest = words.partition("\n") if words.startswith("#") else ("", "", words)
    return WrittenBlock(
        name,
        question_title(heading),
        _own_words(rest),
        _own_words(scheme["source"].removeprefix(SCHEME_TITLE).lstrip()) if scheme else None,
        _answer(cell["source"]),
        asked,
    )


SCHEME_TITLE = "**For the tutor: mark scheme**"
"""What a mark scheme opens with in the marked notebook."""


def _exercise(name: str, cell: Cell, asked: InGradebook) -> ExerciseBlock:
    outputs = [output for output in cell.get("outputs", ()) if "text/html" in output.get("data", {})]
    html = "".join("".join(output["data"]["text/html"]) for output in outputs)
    title = (title_of(cell["source"]) or name).removeprefix("Exercise: ")
    waits = not any(output["output_type"] == "execute_result" for output in outputs)
    return ExerciseBlock(name, title, Markup(html), waits, asked)  # noqa: S704 - the marker's own, which escapes answers


def _answer(source: str) -> Markup:
    """Return an answer as the marker made it harmless, or the words that stood in its place.

    It is cleaned once more: the notebook may have been made by other hands.
    """
    if not source.startswith("<"):
        return _own_words(source)
    return Markup(_CLEANER.clean(source))  # noqa: S704 - cleaned


_CLEANER = nh3.Cleaner(
    attributes={"a": {"href"}, "img": {"src", "alt"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "data"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)
