"""Which feedback pages no longer say what the gradebook does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.mark_cohort import batched, gradebook_of
from complaints_workbook.marking.feedback.make_feedback import feedback_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.marking.cohort.mark_cohort import CourseSettings

MAKE_AGAIN = "The page is older than the marks; make the feedback again."


def old_pages(course: CourseSettings, students: Iterable[str]) -> frozenset[str]:
    """Return those of the students whose page was made before their marks, comments or name were changed.

    Of a page that something other than this package made nothing is known.

    Parameters
    ----------
    course : CourseSettings
        Where they are.
    students : iterable of str
        Who have a page.

    Raises
    ------
    MarkingError
        If the gradebook cannot be read.
    """
    old: set[str] = set()
    with gradebook_of(course) as gradebook:
        names = gradebook.class_list().full_names
        for batch in batched(students):
            for student, known in gradebook.known(batch).items():
                current = feedback_fingerprint(known, names.get(student, student))
                if known.feedback is not None and known.feedback != current:
                    old.add(student)
    return frozenset(old)
