"""Which feedback pages no longer say what the gradebook does, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.batches import batched
from complaints_workbook.marking.cohort.mark_cohort import gradebook_of
from complaints_workbook.marking.feedback.make_feedback import feedback_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.marking.cohort.mark_cohort import CourseSettings

_MAKE_AGAIN = "The page is older than the marks; make the feedback again."
_OF_NOBODY = (
    "The gradebook has no marks of anybody by that name. If the folder was renamed, mark, and the page is made under "
    "the new name."
)


def old_pages(course: CourseSettings, students: Iterable[str]) -> dict[str, str]:
    """Return why pages of students are not to be given back: they were made before something was changed.

    That may be marks, comments or the name. Of a page that something other than this package made nothing is known.

    Parameters
    ----------
    course : CourseSettings
        Where they are.
    students : iterable of str
        Who have a page.

    Returns
    -------
    dict of str to str
        A sentence by student; those whose page may be given back are left out.

    Raises
    ------
    MarkingError
        If the gradebook cannot be read.
    """
    old: dict[str, str] = {}
    with gradebook_of(course) as gradebook:
        names = gradebook.class_list().full_names
        for batch in batched(students):
            found = gradebook.known(batch)
            old |= dict.fromkeys(set(batch) - found.keys(), _OF_NOBODY)
            for student, known in found.items():
                current = feedback_fingerprint(known, names.get(student, student))
                if known.feedback is not None and known.feedback != current:
                    old[student] = _MAKE_AGAIN
    return old
