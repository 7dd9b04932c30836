"""What every exercise says of itself, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items import Item

CriterionCode = Annotated[str, Field(pattern=r"^(complaints|problems|c7)/[0-9]\.[0-9]{1,2}$")]


class Specification(Content):
    """What the learner is asked: an entry of ``exercises.yaml``.

    Attributes
    ----------
    id : str
        What the notebook's cell calls it by.
    title : str
        Shown as the heading.
    criteria : tuple of str
        The criteria that it practises, such as ``complaints/1.6``.
    read_again : str
        The heading in the notebook that feedback sends the learner back to.
    minutes : int
        About how long it takes.
    introduction : str
        What to do, in markdown.
    worked_example : str or None
        A full worked case, in markdown, shown first. Practices have one.
    """

    shows_costs: ClassVar[bool] = False
    """Whether the kind is about costs, so that dossiers show their finance notes."""

    id: Id
    kind: str
    title: str
    criteria: tuple[CriterionCode, ...] = Field(min_length=1)
    read_again: str
    minutes: int = Field(ge=1, le=60)
    introduction: str
    worked_example: str | None = None

    @abstractmethod
    def items(self, datasets: Datasets) -> tuple[Item, ...]:
        """Return what is marked, in the order in which it is shown."""

    @abstractmethod
    def show(self, datasets: Datasets) -> dict[str, Any]:
        """Return what the kind's view needs, as plain data; never a key."""

    @abstractmethod
    def case_ids(self) -> tuple[str, ...]:
        """Return the dossiers that the learner reads for it."""
