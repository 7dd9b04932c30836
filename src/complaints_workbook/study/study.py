"""Where one learner works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.file_names import HIDDEN

if TYPE_CHECKING:
    from pathlib import Path


EXCHANGE = "COMPLAINTS_WORKBOOK_EXCHANGE"
"""The environment variable that names the folder by which a college's server hands work out and takes it in."""


@dataclass(frozen=True)
class Study:
    """A learner's folder, and what belongs to it.

    Attributes
    ----------
    folder : Path
        Where the learner's work is kept: the root of their Jupyter server. Assignments' folders stand in it.
    keeps : bool
        Whether what is written there is still there another day; Binder keeps nothing.
    keys_folder : Path or None
        Where keys are, if not among what the workbook keeps for itself.
    hands_in : bool
        Whether work is handed in from here, and given back, as on a college's server.
    """

    folder: Path
    keeps: bool = True
    keys_folder: Path | None = None
    hands_in: bool = False

    @property
    def hidden(self) -> Path:
        """The folder of what the workbook keeps for itself."""
        return self.folder / HIDDEN

    @property
    def has_keys(self) -> bool:
        """Whether any assignment's keys are here, so that work can be marked here."""
        return any(self.keys("").parent.glob("*.json"))

    def keys(self, assignment: str) -> Path:
        """Return the path of an assignment's keys; a class's learner has none there."""
        return (self.keys_folder or self.hidden / "keys") / f"{assignment}.json"
