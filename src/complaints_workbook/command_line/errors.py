"""A user's mistake is told in a sentence, without a traceback."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import typer

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.cohort.report import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

Parameters = ParamSpec("Parameters")


class UserError(WorkbookError):
    """Something that the user can put right; the message says what, where and how."""


def told_plainly(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Make a command tell its errors in sentences and end with exit code 1."""

    @wraps(command)
    def run(*arguments: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            command(*arguments, **options)
        except WorkbookError as error:
            for line in str(error).splitlines():
                typer.echo(shown_text(line), err=True)
            raise typer.Exit(1) from None
        except OSError as error:
            place = f": {error.filename}" if error.filename else ""
            typer.echo(shown_text(f"{error.strerror or error}{place}."), err=True)
            raise typer.Exit(1) from None

    return run
