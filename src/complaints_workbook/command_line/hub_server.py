"""``workbook-server``: somebody's server on a JupyterHub, started in place of ``jupyterhub-singleuser``.

Whose it is decides what it is. A tutor's opens in the course's folder, whose settings nbgrader
then finds. A learner's opens in a folder of its own in their home, filled with what is handed out.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.errors import WorkbookError
from complaints_workbook.lab import SETTINGS, SHARED_SERVER, TUTORS_SERVER
from complaints_workbook.study.study import EXCHANGE

if TYPE_CHECKING:
    from collections.abc import Iterable

COURSE = "COMPLAINTS_WORKBOOK_COURSE"
"""The environment variable that names the course's folder; it is set for tutors alone."""

_OUTBOUND = Path("complaints-workbook", "outbound")
_OWN_FOLDER = "workbook"
_CONFIG_PATH = "JUPYTER_CONFIG_PATH"


def main() -> None:
    """Become the server. What cannot be done stands in the hub's log, and the hub tells that there is no server."""
    course = os.environ.get(COURSE)
    try:
        if course:
            _open_course(Path(course))
        else:
            _open_own_folder(Path.home() / _OWN_FOLDER)
    except OSError as error:
        sys.exit(f"The server cannot start: {error.strerror or error}: {error.filename}.")
    _look_first_in((TUTORS_SERVER,) if course else (SHARED_SERVER, SETTINGS))
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:]])  # noqa: S606 - a server of the same environment


def _open_course(folder: Path) -> None:
    os.umask(0o007)  # what one tutor makes, the other tutors of the group may change
    os.chdir(folder)


def _open_own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if exchange := os.environ.get(EXCHANGE):
        os.environ.setdefault(RELEASE, str(Path(exchange) / _OUTBOUND))
    # Only a learner's folder is filled, and what that needs is large.
    from complaints_workbook.command_line.study import prepare

    try:
        said = prepare(folder)
    except WorkbookError as error:
        said = [str(error)]  # before anything is handed out, the start page says that nothing is here yet
    for line in said:
        print(line, file=sys.stderr)  # noqa: T201 - for the hub's log
    os.chdir(folder)


def _look_first_in(settings: Iterable[Path]) -> None:
    """Let Jupyter find these settings before others, and nbgrader the commands that it starts by name."""
    paths = [*map(str, settings), *filter(None, [os.environ.get(_CONFIG_PATH)])]
    os.environ[_CONFIG_PATH] = os.pathsep.join(paths)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
