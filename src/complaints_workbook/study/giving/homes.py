"""Where a learner keeps each assignment, whatever they have called it: a notebook is known by its cells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.file_names import EARLIER
from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.saving.damage import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENOUGH = 0.5
"""The share of a released notebook's cells that one must have, to be it: releases differ from each other."""


@dataclass(frozen=True)
class Home:
    """Where an assignment is, in paths within the learner's folder.

    Attributes
    ----------
    name : str
        The assignment's id, which is what its folder and its notebook are called when they are given.
    folder, notebook : Path
        What they are called now.
    """

    name: str
    folder: Path
    notebook: Path

    @property
    def given(self) -> Path:
        """What the notebook was called when it was given."""
        return _given(self.name)

    @property
    def is_renamed(self) -> bool:
        """Whether the learner has given it another name or another place."""
        return self.notebook != self.given

    def place(self, path: Path) -> Path:
        """Return where a file of the assignment is now, by its path when it was given."""
        return self.notebook if path == self.given else self.folder / path.relative_to(self.name)


def find_homes(folder: Path, released: Mapping[str, Path]) -> dict[str, Home]:
    """Find each assignment in a learner's folder; one that is not there is at home where it will be given.

    Parameters
    ----------
    folder : Path
        The learner's.
    released : mapping of str to Path
        The released notebooks, by assignment.
    """
    return {name: _home(folder, name, notebook, released.keys() - {name}) for name, notebook in released.items()}


def _home(folder: Path, name: str, released: Path, others: Iterable[str]) -> Home:
    as_given = Home(name, Path(name), _given(name))
    if (folder / as_given.notebook).exists():
        return as_given
    # In the assignment's own folder, or else in one that has taken its place.
    if (folder / name).is_dir():
        candidates = list((folder / name).glob("*.ipynb"))
    else:
        not_here = {*others, EARLIER}
        candidates = [path for path in folder.glob("*/*.ipynb") if path.parent.name not in not_here]
    wanted = _names(released)
    fitting = [path for path in candidates if wanted and len(wanted & _names(path)) >= _ENOUGH * len(wanted)]
    if not fitting:
        return as_given
    newest = max(fitting, key=lambda path: path.stat().st_mtime).relative_to(folder)
    return Home(name, newest.parent, newest)


def _given(name: str) -> Path:
    return Path(name, f"{name}.ipynb")


def _names(notebook: Path) -> set[str]:
    try:
        return {cell.name for cell in read_notebook(notebook) if cell.name}
    except (OSError, DamagedError):
        return set()
