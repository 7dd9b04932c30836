"""``workbook extend``: give one learner more time. nbgrader keeps extensions, and has no command that gives one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.places import course_folder


@told_plainly
def extend(
    assignment: Annotated[str, typer.Argument(help="The assignment, such as complaints-lo1.")],
    learner: Annotated[str, typer.Argument(help="The learner, by the name of their folder in submitted/.")],
    *,
    days: Annotated[int, typer.Option(min=0, help="Days after the deadline. 0 takes an extension back.")] = 0,
    hours: Annotated[int, typer.Option(min=0, help="Hours, beside the days.")] = 0,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
) -> None:
    """Give one learner more time for an assignment.

    It counts from the deadline, and takes the place of an earlier extension. Mark the
    work again with --force if it is marked already.
    """
    from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
    from nbgrader.apps.baseapp import NbGrader

    from complaints_workbook.nbgrader_steps.settings import initialise

    app = NbGrader()
    initialise(app, course_folder(folder))
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        try:
            due = gradebook.find_assignment(assignment).duedate
        except MissingEntry:
            msg = (
                f"The gradebook has no assignment {assignment}; run 'nbgrader generate_assignment {assignment}' first."
            )
            raise UserError(msg) from None
        if due is None:
            command = f"nbgrader db assignment add {assignment} --duedate '2026-12-04 17:00 Europe/London'"
            msg = f"{assignment} has no deadline. Set one first, such as by: {command}"
            raise UserError(msg)
        try:
            gradebook.find_student(learner)
        except MissingEntry:
            msg = f"There is no learner {learner} in the gradebook; check the name, or import the class list first."
            raise UserError(msg) from None
        try:
            gradebook.find_submission(assignment, learner)
        except MissingEntry:
            # What nbgrader's own call adds besides would look like work that was handed in.
            about = gradebook.find_assignment(assignment)
            gradebook.db.add(SubmittedAssignment(assignment_id=about.id, student_id=learner))
        gradebook.grant_extension(assignment, learner, days=days, hours=hours)
    until = due + timedelta(days=days, hours=hours)
    typer.echo(f"{learner} has until {until:%d %B %Y, %H:%M} UTC for {assignment}.")
