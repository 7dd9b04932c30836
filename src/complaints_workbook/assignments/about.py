"""What ``assignment.yaml`` says of an assignment. It makes a folder an author's, and is never released."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.content.sectors import Topic
from complaints_workbook.content.syllabus import UnitId

_Number = Annotated[str, written(r"[1-9]\.[1-9][0-9]?", 'the number of a criterion, such as "3.5"')]


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
    own_sector : dict of str to tuple of Topic
        By the number of a criterion, what its place shows of the learner's own sector; empty if no place does.
    """

    title: str = Field(min_length=1)
    unit: UnitId | None = None
    outcome: int | None = Field(default=None, ge=1)
    order: int
    marked: bool
    own_sector: dict[_Number, Annotated[tuple[Topic, ...], Field(min_length=1)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _unit_and_outcome_go_together(self) -> About:
        if (self.unit is None) != (self.outcome is None):
            raise MisfitError(entry="outcome", message="give unit and outcome together, or neither")
        return self

    @property
    def outcome_id(self) -> str | None:
        """The syllabus' id of its outcome, such as ``complaints-lo1``, or None."""
        return None if self.unit is None else f"{self.unit}-lo{self.outcome}"
