"""Mark one's own work from the command line, and tell what it earned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.command_line.errors import UserError
from complaints_workbook.criterion_codes import criterion_number
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.feedback import marks, points_text
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.own_marks.going_on import steps
from complaints_workbook.study.own_marks.own_folder import NotMarkedError, keys_for, mark_own_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.own_marks.attempts import Attempt
    from complaints_workbook.study.study import Study

_PRACTICE = (
    "These marks are practice and preparation. Simulation is not evidence. Only your assessor decides that you "
    "have met a criterion."
)


def mark_here(study: Study, address: str) -> Iterator[str]:
    """Mark all the work in a learner's folder, and yield what to tell of it, line by line.

    Parameters
    ----------
    study : Study
        The learner's folder.
    address : str
        Of the workbook's start page, when the workbook is open.

    Raises
    ------
    UserError
        If nothing could be marked.
    """
    marked = False
    problems = []
    for here in assignments_here(study.folder).values():
        try:
            attempt = mark_own_work(study, here)
        except ContentError as error:
            problems.append(f"{here.pages.title}: {'; '.join(fault.message for fault in error.faults)}")
        except NotMarkedError as error:
            problems.append(f"{here.pages.title}: {error}")
        else:
            marked = True
            yield from _told(study, here, attempt)
            yield f"  Why, answer by answer: {address}mark/{here.name}/{attempt.id}"
    if not marked:
        raise UserError("\n".join(problems) or f"There is no notebook of the workbook's in {study.folder}.")
    yield from problems
    yield f"The pages open while the workbook does; 'workbook study' opens it. {_PRACTICE}"


def _told(study: Study, here: Here, attempt: Attempt) -> Iterator[str]:
    keys = keys_for(study, here)
    attempts = attempts_store(here.folder).read().document
    gained = steps(attempts, {})[-1].gained
    more = f", {points_text(abs(gained))} {'more' if gained > 0 else 'fewer'} than before" if gained else ""
    yield f"{here.pages.title}: {marks(attempt.marks.score, attempt.marks.points)}{more}"
    if len(attempt.begun) < len(attempt.exercises):
        earned = marks(attempt.begun_marks.score, attempt.begun_marks.points)
        yield f"  {len(attempt.begun)} of {len(attempt.exercises)} exercises are begun. So far they earned {earned}."
    for code, each in attempt.criteria.items():
        told = marks(each.score, each.points) if code in attempt.answered else "not begun"
        yield f"  {criterion_number(code)} {keys.statements.get(code, '')}: {told}"
    if keys.written:
        written = sum(1 for name in keys.written if attempt.written.get(name))
        yield f"  Written answers: {written} of {len(keys.written)} written. They are not marked here."
