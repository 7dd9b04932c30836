"""The feedback page: marks by criterion first, then every answer and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

import nh3
from jinja2 import Environment, PackageLoader, select_autoescape
from nbconvert.exporters import HTMLExporter

from complaints_workbook.exercises.feedback import marks, points_text
from complaints_workbook.markdown import to_html
from complaints_workbook.nbgrader.mark_notebook import exercise_name
from complaints_workbook.nbgrader.rebuild import is_written_answer
from complaints_workbook.nbgrader.sanitise import safe_html
from complaints_workbook.syllabus import load_syllabus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nbformat import NotebookNode

_FEEDBACK_TAGS = {"div", "p", "ol", "ul", "li", "strong", "em", "span"}


@dataclass(frozen=True)
class Section:
    """One exercise or written question on the page."""

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
        return (
            marks(self.score, self.points)
            if self.marked
            else f"waiting for your tutor, {points_text(self.points)} marks"
        )


@dataclass
class CriterionMarks:
    """The marks of one criterion, and where to read again.

    `answered` counts only what is marked already.
    """

    code: str
    statement: str
    score: float = 0.0
    points: float = 0.0
    waiting: int = 0
    read_again: list[str] = field(default_factory=list)
    anchors: list[tuple[str, str]] = field(default_factory=list)

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


class FeedbackExporter(HTMLExporter):
    """Export a marked notebook as the page that a learner is sent."""

    def from_notebook_node(  # type: ignore[override]  # an exporter gives text, as nbconvert's own HTMLExporter does
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **_kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page.

        Parameters
        ----------
        nb : NotebookNode
            An autograded notebook.
        resources : dict
            nbgrader's: the assignment, the learner, and the gradebook's address.
        """
        prepared = self._init_resources(resources or {})  # type: ignore[no-untyped-call]  # nbconvert's has no types
        nb_copy, prepared = self._preprocess(nb, prepared)  # type: ignore[no-untyped-call]  # as above
        return feedback_page(nb_copy, prepared["nbgrader"]), prepared


def feedback_page(notebook: NotebookNode, about: dict[str, Any]) -> str:
    """Return a learner's feedback as one HTML page that needs nothing else.

    Parameters
    ----------
    notebook : NotebookNode
        Marked, with nbgrader's scores and comments in its cells' metadata.
    about : dict
        nbgrader's resources: `assignment`, `student`, `score`, `max_score`.
    """
    sections = list(_sections(notebook))
    template = _environment().get_template("feedback.html.j2")
    return template.render(
        about=about,
        title=_title(notebook),
        total=marks(float(about["score"]), sum(s.points for s in sections)),
        penalty=points_text(float(about.get("late_penalty") or 0)),
        waiting=sum(not s.marked for s in sections),
        criteria=_by_criterion(sections),
        sections=sections,
        style=resources.files(__package__).joinpath("templates", "feedback.css").read_text(encoding="utf-8"),
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__ or ""), autoescape=select_autoescape(default=True), trim_blocks=True
    )


def _title(notebook: NotebookNode) -> str:
    """Return the notebook's own heading."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return str(cell.source.splitlines()[0][2:])
    return "Feedback"


def _sections(notebook: NotebookNode) -> Iterator[Section]:
    before = ""
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("grade"):
            yield _written(cell, before) if is_written_answer(cell) else _exercise(cell)
        if cell.cell_type == "markdown" and "tutor" not in cell.metadata.get("workbook", {}):
            before = cell.source


def _exercise(cell: NotebookNode) -> Section:
    nbgrader, workbook = cell.metadata.nbgrader, cell.metadata.get("workbook", {})
    html = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
    return Section(
        anchor=nbgrader.grade_id,
        title=workbook.get("title", exercise_name(cell.source) or nbgrader.grade_id),
        criteria=tuple(workbook.get("criteria", ())),
        score=float(nbgrader.score or 0),
        points=float(nbgrader.points),
        read_again=workbook.get("read_again"),
        html=nh3.clean(html, tags=_FEEDBACK_TAGS, attributes={"*": {"class"}}),
        comment=None,
        written=False,
        marked=True,
    )


def _written(cell: NotebookNode, question: str) -> Section:
    nbgrader, workbook = cell.metadata.nbgrader, cell.metadata.get("workbook", {})
    heading, _, rest = question.partition("\n")
    return Section(
        anchor=nbgrader.grade_id,
        title=heading.lstrip("# ") or "Written question",
        criteria=tuple(workbook.get("criteria", ())),
        score=float(nbgrader.score or 0),
        points=float(nbgrader.points),
        read_again=None,
        html=f'<div class="cw-fb-question">{to_html(rest.strip())}</div><div class="cw-fb-written">{cell.source}</div>',
        comment=safe_html(nbgrader["comment"]) if nbgrader.get("comment") else None,
        written=True,
        marked=not nbgrader.get("needs_manual_grade", False),
    )


def _by_criterion(sections: Iterable[Section]) -> list[CriterionMarks]:
    """Add marks up by the first criterion that each section names, in the order of the notebook."""
    syllabus = load_syllabus()
    found: dict[str, CriterionMarks] = {}
    for section in sections:
        if not section.criteria:
            continue
        code = section.criteria[0]
        row = found.setdefault(code, CriterionMarks(code, syllabus.criterion(code).statement))
        row.anchors.append((section.anchor, section.title))
        if not section.marked:
            row.waiting += 1
            continue
        row.score += section.score
        row.points += section.points
        lost = section.points - section.score
        if lost > 0 and section.read_again and section.read_again not in row.read_again:
            row.read_again.append(section.read_again)
    return list(found.values())
