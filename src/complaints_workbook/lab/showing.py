"""What the extension asks of a learner's kernel: to show exercises, many in one message."""

from __future__ import annotations

from contextlib import chdir, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display
from ipywidgets import Widget

from complaints_workbook.cells import exercise, explorer, own_sector, pages_here, practice, progress
from complaints_workbook.errors import WorkbookError
from complaints_workbook.notices import Notice
from complaints_workbook.widget.modules import script

if TYPE_CHECKING:
    from collections.abc import Iterable

_shown: dict[tuple[Path, str, str], Widget] = {}


def show(calls: Iterable[tuple[str, str]], folder: str = "") -> None:
    """Show what cells call, each under a display id of its own, such as ``exercise:the-id``.

    A page that is loaded again gets the same widgets again. What cannot be shown says so in its place, and stops
    nothing else.

    Parameters
    ----------
    calls : iterable of (str, str)
        What is called, and with which name; the progress has an empty one.
    folder : str
        Where the notebook stands, if the kernel is for several: in the browser there is one for all of them.
    """
    with chdir(folder or "."):
        for what, name in calls:
            display(_widget(what, name), display_id=f"{what}:{name}")


def prepare() -> None:
    """Have ready what exercises need, while JupyterLab is still being drawn."""
    for shown in ("assessed", "practice", "progress"):
        import_module(f"complaints_workbook.widget.{shown}_widget")
    script()
    with suppress(WorkbookError):  # each exercise says so in its place
        pages_here()


def _widget(what: str, name: str) -> Any:
    known = _shown.get((Path.cwd(), what, name))
    if known is not None and known.comm is not None:
        _look_again(known)
        return known
    try:
        made = _made(what, name)
    except Exception as error:  # noqa: BLE001 - whatever it is, the learner is told, and the others are shown
        return Notice(f"Something went wrong: {error}. Show this to your tutor.")
    if isinstance(made, Widget):
        _shown[Path.cwd(), what, name] = made
    return made


def _look_again(known: Widget) -> None:
    from complaints_workbook.widget.assessed_widget import AssessedWidget

    if isinstance(known, AssessedWidget):
        known.look_again()


def _made(what: str, name: str) -> Any:
    if what == "progress":
        return progress()
    shows = {"exercise": exercise, "explorer": explorer, "own_sector": own_sector, "practice": practice}
    return shows[what](name)
