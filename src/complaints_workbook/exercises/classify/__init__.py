"""Classify: for each case or situation, choose one of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.shown import ShownLabelledChoice, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields


class ToClassify(AskedLine):
    """One case or situation. `question` and `options` replace the shared ones."""

    case: Id | None = None
    label: str | None = None
    text: str | None = None
    question: str | None = None
    options: tuple[AuthoredOption, ...] = ()
    points: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _has_something_to_read(self) -> ToClassify:
        if not (self.case or self.text):
            msg = "give it a case or a text to classify"
            raise ValueError(msg)
        if not (self.case or self.label):
            msg = "give it a label, two to six words that name the situation"
            raise ValueError(msg)
        return self


class ShownSituation(ShownLabelledChoice):
    """A case or situation with its question."""

    case: str | None
    html: str | None


class ShownSituations(TypedDict):
    """What ``view.js`` reads."""

    entries: list[ShownSituation]


class Classify(Specification):
    """Several cases or situations under one question."""

    kind: Literal["classify"]
    question: str
    options: tuple[AuthoredOption, ...] = ()
    to_classify: tuple[ToClassify, ...] = Field(alias="items", min_length=1)

    @model_validator(mode="after")
    def _has_options(self) -> Classify:
        for entry in self.to_classify:
            if len(entry.options or self.options) < 2:  # noqa: PLR2004 - a choice needs two
                raise MisfitError(
                    entry=f"items > {entry.id}", message="give at least two options here or for the whole exercise"
                )
        return self

    def fields(self, datasets: Datasets) -> Fields:
        """One choice for each entry."""
        return tuple(
            ChooseOne(entry.id, _label(entry, datasets), entry.points, entry.options or self.options)
            for entry in self.to_classify
        )

    def show(self, datasets: Datasets) -> ShownSituations:
        """Entries with their case, text, question and options."""
        return {
            "entries": [
                {
                    "id": entry.id,
                    "case": entry.case,
                    "label": _label(entry, datasets),
                    "html": to_html(entry.text) if entry.text else None,
                    "question": entry.question or self.question,
                    "options": show_options(entry.options or self.options),
                }
                for entry in self.to_classify
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all entries."""
        return tuple(entry.case for entry in self.to_classify if entry.case)


def _label(entry: ToClassify, datasets: Datasets) -> str:
    return entry.label or datasets.case(entry.case or "").customer


SPECIFICATION = Classify
