"""Figures are worked out from what a register has, and are not said by the exercise itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.entries import NumberToGive
from complaints_workbook.exercises.items.give_number import NumberKey
from complaints_workbook.exercises.specification import Finding
from complaints_workbook.exercises.work_out_figures.counts import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.registers import Register
    from complaints_workbook.exercises.items.field import FieldKey
    from complaints_workbook.exercises.work_out_figures import WorkOutFigures
    from complaints_workbook.exercises.work_out_figures.register_tables import RegisterTable


def against_the_registers(specification: WorkOutFigures, datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each month, word or count of a table that its register does not have."""
    for source in specification.sources:
        for table in source.from_register:
            try:
                register = datasets.register(table.register_id)
            except ContentError:
                continue  # told by the check of exercises, or of the register
            for message in _faults(table, register):
                yield Finding(f"{source.id} > from_register > {table.caption}", message)


def _faults(table: RegisterTable, register: Register) -> Iterator[str]:
    words = dict(register.description.words)
    for column, value in table.wanted.items():
        if value not in words[column]:
            yield f"the register has no {column} '{value}'; choose one of {', '.join(words[column])}."
    for value in table.values:
        if table.by and value not in words[table.by]:
            yield f"the register has no {table.by} '{value}'; choose from {', '.join(words[table.by])}."
    span = f"{register.months[0]} to {register.months[-1]}"
    for first, last in (period.ends for period in (*table.periods, table.span(register))):
        if not (first in register.months and last in register.months and first <= last):
            yield f"there are no months from {first} to {last} in the register, which has {span}; correct them."
    for name in table.counts:
        if name not in HEADINGS[register.description.of]:
            yield f"'{name}' is not counted of {register.description.of}; leave it out."
        if name == "opportunity" and (table.by or table.channel or table.area):
            yield "'opportunity' is known of all together only; leave it out, or count all."


def given_away(specification: WorkOutFigures, keys: Mapping[str, FieldKey]) -> Iterator[Finding]:
    """Yield a finding for each number that is not to be read off a table, and stands in the exercise's own words."""
    for source in specification.sources:
        own = [specification.introduction, specification.title, source.title, source.text or ""]
        own += [words for figure in source.figures for words in (figure.label, figure.hint or "")]
        for figure in source.figures:
            key = keys.get(f"{source.id}.{figure.id}")
            if not (isinstance(figure, NumberToGive) and isinstance(key, NumberKey) and key.working):
                continue
            number = f"{abs(key.key):,.{figure.places}f}"
            alone = re.compile(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)")
            if any(alone.search(words) for words in own):
                message = f"the exercise itself says {number}; ask for what is to be worked out."
                yield Finding(f"{source.id}.{figure.id}", message)
