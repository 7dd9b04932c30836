"""Work out figures: numbers with their units and amounts, from tables, a register or a dossier, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.entries import (
    AmountToGive,
    NumberToGive,
    ShownEntry,
    ToFillIn,
    show_entry,
)
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.exercises.work_out_figures.checks import against_the_registers, given_away
from complaints_workbook.exercises.work_out_figures.register_tables import RegisterTable
from complaints_workbook.exercises.work_out_figures.tables import OwnTable, ShownTable
from complaints_workbook.money import show as pounds
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding


class ToWorkFrom(AskedLine):
    """What the figures are worked from, and the figures; a choice may say what they mean."""

    title: str
    text: str | None = None
    case: Id | None = None
    tables: tuple[OwnTable, ...] = ()
    from_register: tuple[RegisterTable, ...] = ()
    figures: tuple[ToFillIn, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_figures(self) -> ToWorkFrom:
        if not any(isinstance(each, NumberToGive | AmountToGive) for each in self.figures):
            raise MisfitError(entry="figures", message="ask for a number or an amount; give-number or give-amount")
        return self


class ShownSource(TypedDict):
    """What figures are worked from, and the figures to give."""

    title: str
    html: str
    case: str | None
    tables: list[ShownTable]
    figures: list[ShownEntry]


class ShownSources(TypedDict):
    """What ``view.js`` reads."""

    sources: list[ShownSource]


class WorkOutFigures(Specification):
    """Figures to be worked out, from one source after the other."""

    kind: Literal["work-out-figures"]
    sources: tuple[ToWorkFrom, ...] = Field(alias="items", min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """An answer for each figure, named with what it is worked from where there are several."""
        return tuple(
            figure.field(f"{source.id}.{figure.id}", self._label(source, figure))
            for source in self.sources
            for figure in source.figures
        )

    def show(self, datasets: Datasets) -> ShownSources:
        """The tables, counted where they are a register's, and the figures."""
        return {
            "sources": [
                {
                    "title": source.title,
                    "html": to_html(source.text or ""),
                    "case": source.case,
                    "tables": [
                        *(table.show() for table in source.tables),
                        *(table.show(datasets.register(table.register_id)) for table in source.from_register),
                    ],
                    "figures": [_show_figure(f"{source.id}.{figure.id}", figure) for figure in source.figures],
                }
                for source in self.sources
            ]
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of those that have one."""
        return tuple(source.case for source in self.sources if source.case)

    def registers(self) -> tuple[str, ...]:
        """The registers that are counted."""
        return tuple(dict.fromkeys(table.register_id for source in self.sources for table in source.from_register))

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Return what a register does not have, and figures that the exercise gives away."""
        yield from against_the_registers(self, datasets)
        yield from given_away(self, keys)

    def _label(self, source: ToWorkFrom, figure: ToFillIn) -> str:
        return f"{source.title}: {figure.label}" if len(self.sources) > 1 else figure.label


def _show_figure(name: str, figure: ToFillIn) -> ShownEntry:
    """Return a figure as the view wants it; of an amount it is said how exactly it is marked."""
    shown = show_entry(name, figure)
    if isinstance(figure, AmountToGive):
        within = f"Within {pounds(figure.tolerance)} is right." if figure.tolerance else "Give it to the penny."
        shown["hint"] = " ".join(part for part in (figure.hint, within) if part)
    return shown


SPECIFICATION = WorkOutFigures
