"""``nbgrader autograde`` and ``nbgrader generate_feedback``, and formgrader's buttons, working from data.

nbgrader lets settings choose the steps that a notebook goes through. It does not let
them choose what happens before: it copies every file that was handed in, following
links wherever they lead, and reads the notebook whole. So its converters are replaced
by the one path that marks a submission and makes its feedback page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generatefeedbackapp
import nbgrader.converters

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.class_list import one_spelling
from complaints_workbook.marking.cohort.course_folders import places_of
from complaints_workbook.marking.cohort.located import locate
from complaints_workbook.marking.gradebook.recorded import read_class_list
from complaints_workbook.marking.handed_in.notes import noted_in, time_of
from complaints_workbook.nbgrader_steps.converters import AutogradeAsData, GenerateFeedbackAsData
from complaints_workbook.nbgrader_steps.formgrader.hooks import make_formgrader_ours

if TYPE_CHECKING:
    from datetime import datetime

    from nbgrader.apps.api import NbGraderAPI


_nbgraders_students = nbgrader.apps.api.NbGraderAPI.get_submitted_students


def handed_in_at(api: NbGraderAPI, assignment_id: str, student_id: str) -> datetime | None:
    """Return when something was handed in, as marking reads it.

    Formgrader asks for everybody's before it lists anybody, and nbgrader's own way
    ends at the first file that holds no time.
    """
    directory = api.coursedir
    usual = Path(directory.format_path(directory.submitted_directory, student_id, assignment_id))
    if (time := time_of(usual)) is not None or (usual / f"{assignment_id}.ipynb").exists():
        return time
    try:
        places = places_of(directory, assignment_id)
        return time_of(noted_in(locate(places, student_id).folder, places.top(places.submitted_stage)))
    except WorkbookError:
        return None


def submitted_students(api: NbGraderAPI, assignment_id: str) -> set[str]:
    """Return who handed in, by the names on the class list where folders spell them otherwise."""
    with api.gradebook as gradebook:
        class_list = read_class_list(gradebook.db.connection())
    return set(one_spelling(_nbgraders_students(api, assignment_id), class_list))


def mark_as_data() -> None:
    """Put these where nbgrader's commands and formgrader look for their own."""
    nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp = handed_in_at
    nbgrader.apps.api.NbGraderAPI.get_submitted_students = submitted_students
    for place in (nbgrader.apps.api, nbgrader.apps.autogradeapp, nbgrader.converters):
        place.Autograde = AutogradeAsData
    for place in (nbgrader.apps.api, nbgrader.apps.generatefeedbackapp, nbgrader.converters):
        place.GenerateFeedback = GenerateFeedbackAsData
    make_formgrader_ours()
