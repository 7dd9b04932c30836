"""``workbook extend``: give one learner more time. nbgrader keeps extensions, and has no command that gives one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
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
    days: Annotated[
        int | None,
        typer.Option(min=0, help="Days after the deadline. 0 takes an extension back.", show_default="none"),
    ] = None,
    hours: Annotated[int | None, typer.Option(min=0, help="Hours, beside the days.", show_default="none")] = None,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
) -> None:
    """Give one learner more time for an assignment.

    It counts from the deadline, and takes the place of an earlier extension. Mark the
    work again with --force if it is marked already.
    """
    from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
    from nbgrader.apps.baseapp import NbGrader

    from complaints_workbook.marking.cohort.naming import quoted
    from complaints_workbook.marking.cohort.times import in_words
    from complaints_workbook.nbgrader_steps.settings import initialise, time_zone

    if days is None and hours is None:
        msg = "Say how much longer, such as by --days 7. An extension is taken back by --days 0."
        raise UserError(msg)
    app = NbGrader()
    initialise(app, course_folder(folder))
    zone = time_zone(app.config)
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        try:
            due = gradebook.find_assignment(assignment).duedate
        except MissingEntry:
            msg = (
                f"The gradebook has no assignment {assignment}; run 'nbgrader generate_assignment {assignment}' first."
            )
            raise UserError(msg) from None
        if due is None:
            command = f"nbgrader db assignment add {assignment} --duedate '2026-12-04 17:00'"
            msg = f"{assignment} has no deadline. Set one first, such as by: {command}"
            raise UserError(msg)
        try:
            gradebook.find_student(learner)
        except MissingEntry:
            msg = f"There is no learner {learner} in the gradebook; check the name, or import the class list first."
            raise UserError(msg) from None
        try:
            marked = bool(gradebook.find_submission(assignment, learner).notebooks)
        except MissingEntry:
            # What nbgrader's own call adds besides would look like work that was handed in.
            about = gradebook.find_assignment(assignment)
            gradebook.db.add(SubmittedAssignment(assignment_id=about.id, student_id=learner))
            marked = False
        until = later(due, days or 0, hours or 0, zone)
        gradebook.grant_extension(assignment, learner, minutes=(until - due).total_seconds() / 60)
    typer.echo(f"{learner} has until {in_words(until, zone)} for {assignment}.")
    if marked:
        typer.echo(
            "What she or he handed in is marked already. To reckon anew whether it is late, run: "
            f"workbook mark {assignment} --students {quoted(learner)} --force"
        )


def later(due: datetime, days: int, hours: int, zone: tzinfo) -> datetime:
    """Return a deadline so many days and hours later: after whole days at the same time of the day there.

    Parameters
    ----------
    due : datetime
        In UTC, without zone.
    days, hours : int
        How much later.
    zone : tzinfo
        The course's.

    Returns
    -------
    datetime
        In UTC, without zone.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> later(datetime(2026, 10, 23, 16), 7, 0, ZoneInfo("Europe/London"))
    datetime.datetime(2026, 10, 30, 17, 0)
    """
    there = due.replace(tzinfo=UTC).astimezone(zone) + timedelta(days=days)
    return there.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=hours)
