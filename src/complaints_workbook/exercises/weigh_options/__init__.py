"""Weigh options: sort statements, then decide where neither option may be best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.shown import ShownLabelledChoice, ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields


class Statement(AskedLine):
    """A statement to sort. `label` names it in two to six words."""

    label: str
    text: str
    points: int = Field(default=1, ge=1)


class Decision(AskedLine):
    """A case in which to decide what to offer."""

    case: Id
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=3)
    points: int = Field(default=1, ge=1)


class ShownStatement(TypedDict):
    """A statement to sort."""

    id: str
    label: str
    text: str


class ShownDecision(ShownLabelledChoice):
    """A case with its decision."""

    case: str


class ShownStatements(TypedDict):
    """What ``view.js`` reads."""

    question: str
    columns: list[ShownOption]
    statements: list[ShownStatement]
    decisions: list[ShownDecision]


class WeighOptions(Specification):
    """Statements sorted into `columns`, then decisions on cases."""

    kind: Literal["weigh-options"]
    question: str
    columns: tuple[AuthoredOption, ...] = Field(min_length=2)
    statements: tuple[Statement, ...] = Field(min_length=2)
    decisions: tuple[Decision, ...] = ()

    def fields(self, datasets: Datasets) -> Fields:
        """One choice for each statement and each decision."""
        sorting = [ChooseOne(s.id, s.label, s.points, self.columns) for s in self.statements]
        deciding = [ChooseOne(d.id, datasets.case(d.case).customer, d.points, d.options) for d in self.decisions]
        return (*sorting, *deciding)

    def show(self, datasets: Datasets) -> ShownStatements:
        """Columns, statements and decisions."""
        return {
            "question": self.question,
            "columns": show_options(self.columns),
            "statements": [{"id": s.id, "label": s.label, "text": s.text} for s in self.statements],
            "decisions": [
                {
                    "id": d.id,
                    "case": d.case,
                    "label": datasets.case(d.case).customer,
                    "question": d.question,
                    "options": show_options(d.options),
                }
                for d in self.decisions
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all decisions."""
        return tuple(d.case for d in self.decisions)


SPECIFICATION = WeighOptions
