"""What of an assignment the notebook that was handed in does not ask, as another version of it was released. Pure.

Whoever worked in an earlier version was not asked what is new. That is told, and is never 0
in silence. A cell that the learner deleted looks the same, and gets them nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.marking.handed_in.gathering import Gathered
    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.material import Material


def not_asked(material: Material, submission: Submission, gathered: Gathered) -> frozenset[str]:
    """Return the exercises that the notebook does not hold and that are not answered either.

    There are none where no notebook can be taken for the assignment's: what is missing then is told otherwise.
    """
    if gathered.work is None or gathered.stranger or not gathered.work.same or submission.answers is None:
        return frozenset()
    places, seen, answers = material.template.outline.places, gathered.work.seen, submission.answers
    return frozenset(
        exercise
        for name, exercise in material.template.exercises.items()
        if places[name] not in seen and not answers.of(exercise)
    )


def worth_other_marks(material: Material, submission: Submission) -> Iterator[str]:
    """Yield the titles of exercises whose cells say that they were worth other marks when they were handed out."""
    said = {cell.name: cell.points for cell in submission.cells or () if cell.points is not None}
    for cell in material.graded:
        if cell.exercise is not None and said.get(cell.name, cell.points) != cell.points:
            yield cell.title
