"""What ``assignment.yaml`` says of an assignment. It makes a folder an author's, and is never released."""

from __future__ import annotations

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.syllabus import UnitId


class About(Content):
    """``assignment.yaml``.

    Attributes
    ----------
    title : str
        What learners know it by.
    unit, outcome : str and int, or None
        The learning outcome that it is for. A companion, such as a portfolio, is for none.
    order : int
        Where it stands among the course's assignments.
    marked : bool
        Whether learners hand it in to be marked.
    """

    title: str = Field(min_length=1)
    unit: UnitId | None = None
    outcome: int | None = Field(default=None, ge=1)
    order: int
    marked: bool

    @model_validator(mode="after")
    def _unit_and_outcome_go_together(self) -> About:
        if (self.unit is None) != (self.outcome is None):
            raise MisfitError(entry="outcome", message="give unit and outcome together, or neither")
        return self

    @property
    def outcome_id(self) -> str | None:
        """The syllabus' id of its outcome, such as ``complaints-lo1``, or None."""
        return None if self.unit is None else f"{self.unit}-lo{self.outcome}"
