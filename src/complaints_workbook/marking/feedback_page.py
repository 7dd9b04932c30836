"""The feedback page: marks by criterion first, then every answer and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, Template, select_autoescape

from complaints_workbook.exercises.feedback import marks, points_text
from complaints_workbook.markdown import to_html
from complaints_workbook.syllabus import load_syllabus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise or written question on the page.

    `html` and `comment` are harmless; `marked` is false while it waits for the tutor.
    """

    anchor: str
    title: str
    criteria: tuple[str, ...]
    score: float
    points: float
    read_again: str | None
    html: str
    comment: str | None
    written: bool
    marked: bool

    @property
    def marks(self) -> str:
        """The marks in words."""
        if self.marked:
            return marks(self.score, self.points)
        return f"waiting for your tutor, {points_text(self.points)} marks"


@dataclass(slots=True)
class CriterionMarks:
    """The marks of one criterion, and where to read again; only what is marked already counts."""

    code: str
    statement: str
    score: float = 0.0
    points: float = 0.0
    waiting: int = 0
    read_again: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The criterion's number, such as ``1.6``."""
        return self.code.split("/")[1]

    @property
    def marks(self) -> str:
        """The marks in words."""
        return marks(self.score, self.points) if self.points else "not marked yet"

    @property
    def share(self) -> int:
        """The marks as a whole percentage."""
        return round(100 * self.score / self.points) if self.points else 0


def feedback_page(title: str, student: str, sections: Sequence[Section], score: float, penalty: float) -> str:
    """Return a learner's feedback as one HTML page that needs nothing else.

    Parameters
    ----------
    title : str
        The notebook's.
    student : str
        The learner's name in the gradebook.
    sections : sequence of Section
        In the order of the notebook.
    score, penalty : float
        The marks in all, and those taken off for lateness.
    """
    return _template().render(
        student=student,
        title=title,
        total=marks(score, sum(section.points for section in sections)),
        penalty=points_text(penalty),
        waiting=sum(not section.marked for section in sections),
        criteria=_by_criterion(sections),
        sections=sections,
    )


def notebook_title(notebook: NotebookNode) -> str:
    """Return the notebook's own heading."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return str(cell.source.splitlines()[0][2:])
    return "Feedback"


def question_title(question: str) -> str:
    """Return the heading of a written question."""
    return question.partition("\n")[0].lstrip("# ") or "Written question"


def written_html(question: str, answer: str) -> str:
    """Return a written question and what was answered, which must be harmless HTML."""
    return f'{_question_html(question)}<div class="cw-fb-written">{answer}</div>'


@cache
def _question_html(question: str) -> str:
    return f'<div class="cw-fb-question">{to_html(question.partition(chr(10))[2].strip())}</div>'


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(__package__ or ""), autoescape=select_autoescape(default=True), trim_blocks=True
    )
    style = resources.files(__package__ or "").joinpath("templates", "feedback.css").read_text(encoding="utf-8")
    return environment.get_template("feedback.html.j2", globals={"style": style})


def _by_criterion(sections: Iterable[Section]) -> list[CriterionMarks]:
    """Add marks up by the first criterion that each section names, in the order of the notebook."""
    found: dict[str, CriterionMarks] = {}
    for section in sections:
        if not section.criteria:
            continue
        code = section.criteria[0]
        if code not in found:
            found[code] = CriterionMarks(code, load_syllabus().criterion(code).statement)
        row = found[code]
        if not section.marked:
            row.waiting += 1
            continue
        row.score += section.score
        row.points += section.points
        lost = section.points - section.score
        if lost > 0 and section.read_again and section.read_again not in row.read_again:
            row.read_again.append(section.read_again)
    return list(found.values())
