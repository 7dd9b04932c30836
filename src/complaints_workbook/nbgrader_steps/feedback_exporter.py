"""What ``nbgrader generate_feedback`` makes of a marked notebook: the workbook's own feedback page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters import HTMLExporter

from complaints_workbook.assignments.notebooks import exercise_name, is_written_answer, notebook_title, question_title
from complaints_workbook.marking.feedback.feedback_page import (
    Section,
    feedback_page,
    written_html,
)
from complaints_workbook.marking.handed_in.sanitise import safe_html
from complaints_workbook.marking.one.exercise_marker import clean_feedback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode


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
        notebook, prepared = self._preprocess(nb, prepared)  # type: ignore[no-untyped-call]  # as above
        about = prepared["nbgrader"]
        sections = dict(_sections(notebook))
        penalty = float(about.get("late_penalty") or 0)
        page = feedback_page(notebook_title(notebook), about["student"], sections, float(about["score"]), penalty)
        return page.decode(), prepared


def _sections(notebook: NotebookNode) -> Iterator[tuple[Section, tuple[bytes]]]:
    before = ""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            yield _section(cell, before)
        # The tutor's mark scheme and a learner's own cells stand between a question and its answer.
        if cell.cell_type == "markdown" and not cell.metadata.get("workbook", {}).keys() & {"tutor", "learner"}:
            before = cell.source


def _section(cell: NotebookNode, question: str) -> tuple[Section, tuple[bytes]]:
    nbgrader, workbook = cell.metadata.nbgrader, cell.metadata.get("workbook", {})
    written = is_written_answer(cell)
    if written:
        title, html = question_title(question), written_html(question, cell.source)
    else:
        title = workbook.get("title", exercise_name(cell.source) or nbgrader.grade_id)
        shown = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        html = clean_feedback(shown).encode("utf-8", "replace")
    section = Section(
        anchor=nbgrader.grade_id,
        title=title,
        criteria=tuple(workbook.get("criteria", ())),
        score=float(nbgrader.score or 0),
        points=float(nbgrader.points),
        read_again=workbook.get("read_again"),
        comment=safe_html(nbgrader["comment"]) if nbgrader.get("comment") else None,
        written=written,
        marked=not nbgrader.get("waiting", False),
    )
    return section, (html,)
