"""The command line: ``workbook study`` for learners, and what authors and tutors call."""

from __future__ import annotations

import typer

from complaints_workbook.command_line.check import check
from complaints_workbook.command_line.criteria import criteria
from complaints_workbook.command_line.mark import mark
from complaints_workbook.command_line.new import new
from complaints_workbook.command_line.release import release
from complaints_workbook.command_line.study import study

__all__ = ["app"]

app = typer.Typer(
    name="workbook",
    help="Study with the complaints workbook, and look after its content.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(study)
app.command()(new)
app.command()(check)
app.command()(criteria)
app.command()(release)
app.command()(mark)
