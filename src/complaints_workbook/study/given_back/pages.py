"""The pages of feedback in an assignment's folder: one for each time that work was handed in and given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.times import read_time

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "feedback"


@dataclass(frozen=True)
class GivenBack:
    """A page of feedback.

    Attributes
    ----------
    path : Path
        Where it is.
    handed_in : datetime
        When the work was handed in that it is about.
    """

    path: Path
    handed_in: datetime

    @property
    def name(self) -> str:
        """What it is called in its address: nbgrader's folder for that time."""
        return self.path.parent.name


def given_back_in(*folders: Path) -> list[GivenBack]:
    """Return the feedback in an assignment's folders, on what was handed in last first.

    nbgrader puts it where the assignment was when it was fetched, and the learner's folder may have another name now.
    """
    found = {
        page.name: page for folder in folders for path in folder.glob(f"{_FOLDER}/*/*.html") if (page := _page(path))
    }
    return sorted(found.values(), key=lambda page: page.handed_in, reverse=True)


def _page(path: Path) -> GivenBack | None:
    try:
        return GivenBack(path, read_time(path.parent.name).replace(tzinfo=UTC))
    except UnreadableError:
        return None  # a folder of the learner's own
