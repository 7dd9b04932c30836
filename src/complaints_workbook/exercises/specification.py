"""What every exercise says of itself, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.content.organisations import Id
from complaints_workbook.criterion_codes import FOUNDATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.whole import Whole


APPLY = "apply"
"""Asks for what a criterion rests on, and not for the criterion's own verb: to look up, work out, recognise."""

MarkedFor = Annotated[
    str,
    written(
        rf"{FOUNDATIONS}|[a-z][a-z0-9]*/[1-9]\.[1-9][0-9]?", f"a criterion, such as complaints/1.6, or {FOUNDATIONS}"
    ),
]
"""What marks are for: a criterion, or what comes before the criteria."""


class AskedLine(Content):
    """A line of what is asked, which may be for something else than the rest of its exercise.

    Attributes
    ----------
    criterion : str or None
        What its marks are for, if not the first of the exercise's criteria.
    asks : str or None
        What it asks the learner to do, if not what the exercise says.
    """

    id: Id
    criterion: MarkedFor | None = None
    asks: str | None = None


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
        The criteria that it practises, such as ``complaints/1.6``, or ``foundations``. Its marks
        are for the first, but for those of lines that name another.
    asks : str
        The verb that says what its items ask: a criterion's own, such as ``explain``, or ``apply``.
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
    criteria: tuple[MarkedFor, ...] = Field(min_length=1)
    asks: str = APPLY
    read_again: str
    minutes: int = Field(ge=1, le=60)
    introduction: str
    worked_example: str | None = None

    @model_validator(mode="after")
    def _lines_stay_within_the_criteria(self) -> Specification:
        for place, line in self.lines():
            if line.criterion is not None and line.criterion not in self.criteria:
                message = f"'{line.criterion}' is not among the exercise's criteria; add it to them"
                raise MisfitError(entry=f"{place} > criterion", message=message)
        return self

    def lines(self) -> Iterator[tuple[str, AskedLine]]:
        """Yield each line of what is asked, with the id that its items begin with."""
        yield from _lines(self, "")

    def criterion_of(self, item: str) -> str:
        """Return what an item's marks are for."""
        return next((line.criterion for line in self._lines_of(item) if line.criterion), self.criteria[0])

    def asks_of(self, item: str) -> str:
        """Return the verb that says what an item asks."""
        return next((line.asks for line in self._lines_of(item) if line.asks), self.asks)

    def _lines_of(self, item: str) -> list[AskedLine]:
        """Return the lines that an item belongs to, the nearest first."""
        found = [(place, line) for place, line in self.lines() if f"{item}.".startswith(f"{place}.")]
        return [line for _, line in sorted(found, key=lambda each: -len(each[0]))]

    @abstractmethod
    def fields(self, datasets: Datasets) -> Fields:
        """Return what is answered, in the order in which it is shown."""

    def wholes(self, datasets: Datasets) -> tuple[Whole, ...]:
        """Return what fields are together; mostly nothing."""
        return ()

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


def _lines(model: Content, within: str) -> Iterator[tuple[str, AskedLine]]:
    for _, value in model:
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, AskedLine):
                yield f"{within}{entry.id}", entry
                yield from _lines(entry, f"{within}{entry.id}.")
