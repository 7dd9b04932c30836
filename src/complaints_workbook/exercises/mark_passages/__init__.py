"""Mark the passages: point at the lines of a dossier that show something, such as the cause, or a breach of policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_several import ChooseSeveral
from complaints_workbook.exercises.mark_passages.checks import in_the_dossier
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding


class ToPointAt(AskedLine):
    """What the passages chosen should show."""

    label: str
    question: str
    points: int = Field(ge=1)


class ShownQuestion(TypedDict):
    """A question whose answer is passages."""

    id: str
    label: str
    question: str


class ShownPassages(TypedDict):
    """What ``view.js`` reads."""

    case: str
    passages: list[ShownOption]
    questions: list[ShownQuestion]


class MarkPassages(Specification):
    """One dossier, the passages of it that can be chosen, and questions that each want some of them.

    `passages` quotes the dossier word for word, in any order; those that show nothing stand among them.
    """

    kind: Literal["mark-passages"]
    case: Id
    passages: tuple[AuthoredOption, ...] = Field(min_length=6)
    questions: tuple[ToPointAt, ...] = Field(alias="items", min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """One choice among all passages for each question."""
        return tuple(ChooseSeveral(each.id, each.label, each.points, self.passages) for each in self.questions)

    def show(self, datasets: Datasets) -> ShownPassages:
        """The passages, and the questions on them."""
        return {
            "case": self.case,
            "passages": show_options(self.passages),
            "questions": [{"id": each.id, "label": each.label, "question": each.question} for each in self.questions],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one dossier."""
        return (self.case,)

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterable[Finding]:
        """Return the passages that cannot be found in the dossier, or not apart from others."""
        return in_the_dossier(self.case, self.passages, datasets)


SPECIFICATION = MarkPassages
