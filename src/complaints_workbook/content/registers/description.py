"""What an author says of a register: its columns, its words, and the opportunity for its entries."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.registers.entries import COLUMNS, Of
from complaints_workbook.content.registers.wording import WORDING, Wording

Month = Annotated[str, written(r"20[0-9]{2}-(0[1-9]|1[0-2])", "a month, such as 2026-03")]
Text = Annotated[str, StringConstraints(min_length=1)]


class Opportunity(Content):
    """What could have led to an entry, month by month.

    `measure` names it (orders, accounts, homes); rates are given for every `per`
    of them. `volumes` has every month of the register, in order.
    """

    measure: Text
    per: int = Field(ge=1)
    volumes: dict[Month, Annotated[int, Field(gt=0)]] = Field(min_length=18, max_length=36)

    @model_validator(mode="after")
    def _no_month_is_missing(self) -> Opportunity:
        numbers = [int(month[:4]) * 12 + int(month[5:]) for month in self.volumes]
        for month, number in zip(self.volumes, numbers, strict=True):
            if number - numbers[0] != list(self.volumes).index(month):
                raise MisfitError(
                    entry=f"volumes > {month}",
                    message="it does not follow the month above; give every month once, in order",
                )
        return self


class ChartAdvice(Content):
    """Which chart suits: `of` says what is plotted; the centre rests on `baseline` months, or all."""

    kind: Literal["c", "u", "p"]
    of: Text
    why: Text
    baseline: int | None = Field(default=None, ge=1)


class Change(Content):
    """Something that was changed on a day, so that what came before can be compared with what came after."""

    day: date
    what: Text


class Words(Content):
    """The words that a column may hold; a misspelt one would be counted apart."""

    channel: tuple[Text, ...] = Field(min_length=2)
    category: tuple[Text, ...] = Field(min_length=2)
    cause: tuple[Text, ...] = Field(min_length=2)
    product_or_service: tuple[Text, ...] = Field(min_length=2)
    area: tuple[Text, ...] = Field(min_length=2)


class Description(Content):
    """``datasets/registers/<id>.yaml``. `as_at` is the day on which the register was copied."""

    id: Id
    organisation: Id
    of: Of = "complaints"
    title: Text
    about: Text
    as_at: date
    changes: tuple[Change, ...] = ()
    opportunity: Opportunity
    chart: ChartAdvice
    columns: dict[str, Text]
    words: Words

    @model_validator(mode="after")
    def _fits_together(self) -> Description:
        if differing := set(self.columns) ^ set(COLUMNS[self.of]):
            raise MisfitError(
                entry="columns", message=f"describe each column once; check {', '.join(sorted(differing))}"
            )
        months = list(self.opportunity.volumes)
        if f"{self.as_at:%Y-%m}" != months[-1]:
            raise MisfitError(entry="as_at", message="it is not in the last month of the volumes; make them agree")
        for change in self.changes:
            if not (months[0] <= f"{change.day:%Y-%m}" and change.day <= self.as_at):
                raise MisfitError(entry="changes", message=f"{change.day} is outside the register's months; correct it")
        return self

    @property
    def one(self) -> str:
        """What one entry is called."""
        return self.of.removesuffix("s")

    @property
    def wording(self) -> Wording:
        """What its columns are called when people are told of them."""
        return WORDING[self.of]
