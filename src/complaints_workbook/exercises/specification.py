"""What every exercise says of itself, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.syllabus.model import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields


class Finding(NamedTuple):
    """Something that an author has to put right in an exercise or in its keys.

    Attributes
    ----------
    place : str
        Where in the exercise: ids and fields, joined by ``>``; empty for the whole of it.
    message : str
        What is wrong and what to do, in one sentence.
    in_keys : bool
        Whether it stands among the keys, and not in what is asked.
    """

    place: str
    message: str
    in_keys: bool = False


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
    criteria: tuple[Code, ...] = Field(min_length=1)
    read_again: str
    minutes: int = Field(ge=1, le=60)
    introduction: str
    worked_example: str | None = None

    @abstractmethod
    def fields(self, datasets: Datasets) -> Fields:
        """Return what is answered, in the order in which it is shown."""

    @abstractmethod
    def show(self, datasets: Datasets) -> Mapping[str, object]:
        """Return what the kind's view needs, as plain data; never a key."""

    @abstractmethod
    def case_ids(self) -> tuple[str, ...]:
        """Return the dossiers that the learner reads for it."""

    def registers(self) -> tuple[str, ...]:
        """Return the registers that the learner reads for it."""
        return ()

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterable[Finding]:
        """Return what is wrong beside what every kind is checked for.

        Parameters
        ----------
        keys : mapping of str to FieldKey
            Those that fit, by field id.
        datasets : Datasets
            Dossiers, organisations and registers; what is missing or faulty there is told elsewhere.
        """
        return ()
