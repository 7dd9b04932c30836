"""The command line: ``workbook study`` for learners, and what authors and tutors call.

Each command is a module of its name, and is imported when it is called. So a learner
who opens the workbook does not wait for what marks it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from complaints_workbook.command_line.output import make_output_endure

__all__ = ["app"]

COMMANDS = ("study", "new", "check", "criteria", "release", "pack", "site", "mark", "extend", "feedback")
"""In the order in which help lists them."""


class _Commands(TyperGroup):
    def main(self, *arguments: Any, **options: Any) -> Any:
        make_output_endure()
        return super().main(*arguments, **options)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        alone = typer.Typer(add_completion=False, pretty_exceptions_show_locals=False)
        alone.command(cmd_name)(getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name))
        return typer.main.get_command(alone)


app = typer.Typer(
    name="workbook", cls=_Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False
)


@app.callback()
def workbook() -> None:
    """Study with the complaints workbook, and look after its content."""
