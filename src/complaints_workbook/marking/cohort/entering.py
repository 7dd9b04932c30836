"""Tell which folders are learners', and refuse those that cannot be, each with what to do. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.class_list import look, one_spelling
from complaints_workbook.marking.cohort.report import ReportLine, shown_name
from complaints_workbook.marking.handed_in.submission import NotMarkableError, check_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.records import ClassList

_STRANGER = "The gradebook has no such learner, and this course's settings let marking add none; add the learner first."
_NOBODY = "Nobody can see this name, for it has no sign that is shown; rename the folder to the learner's name."
_OURS = "That is the name of a folder of the workbook's, not a learner's; rename it to the learner's name."
_MY_WORK = "my-work"
"""The folder that learners work in; it is handed in by who packs it whole."""


def enter(
    folders: Iterable[str], class_list: ClassList, places: CourseFolders, *, adds_students: bool
) -> tuple[list[str], list[ReportLine]]:
    """Return learners, as the gradebook spells them, and what is told of folders that are nobody's.

    Parameters
    ----------
    folders : iterable of str
        The names of the folders of what was handed in.
    class_list : ClassList
        Who is in the gradebook.
    places : CourseFolders
        The course's folders.
    adds_students : bool
        Whether others may be added.
    """
    good, refused = [], []
    ours = {_MY_WORK, places.assignment.casefold(), *places.others}
    for student, spellings in one_spelling(folders, class_list).items():
        if why := _why_not(student, spellings, ours):
            refused.append(ReportLine(student, "failed", remarks=(why,)))
        elif not adds_students and student not in class_list.names:
            refused.append(ReportLine(student, "failed", remarks=(_STRANGER,)))
        else:
            good.append(student)
    return good, refused


def _why_not(student: str, spellings: list[str], ours: set[str]) -> str:
    try:
        check_name(student)
    except NotMarkableError as error:
        return str(error)
    if student.casefold() in ours:
        return _OURS
    if not look(student):
        return _NOBODY
    if len(spellings) > 1:
        return (
            f"{len(spellings)} folders bear this name in different spellings of the same letters "
            f"({', '.join(ascii(shown_name(name)) for name in spellings)}); put the work that counts into one of them."
        )
    return ""
