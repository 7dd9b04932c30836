"""nbgrader's step that brings marks into a notebook before its feedback page is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import GetGrades

from complaints_workbook.assignments.notebooks import is_written_answer

if TYPE_CHECKING:
    from nbformat import NotebookNode


class GetGradesAndState(GetGrades):  # type: ignore[misc]
    """nbgrader's GetGrades, and whether a tutor has still to mark the cell."""

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        # nbgrader asks tutors to look again at an exercise that they overruled; it is marked all the same.
        cell.metadata.nbgrader["waiting"] = bool(
            grade.needs_manual_grade and (is_written_answer(cell) or grade.manual_score is None)
        )
