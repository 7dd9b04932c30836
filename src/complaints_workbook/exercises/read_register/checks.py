"""An exercise on a register must name months, causes and complaints that the register has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.specification import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.read_register import ReadRegister


def against_the_register(specification: ReadRegister, datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each thing that is looked for in the register and is not there."""
    try:
        register = datasets.register(specification.register_id)
    except ContentError:
        return  # told by the check of exercises, or of the register
    causes, references = register.description.words.cause, {entry.reference for entry in register.entries}
    for chart in specification.charts:
        if chart.cause is not None and chart.cause not in causes:
            message = f"the register has no cause '{chart.cause}'; choose one of {', '.join(causes)}."
            yield Finding("charts > cause", message)
    for question in specification.months:
        for month in question.months:
            if month not in register.months:
                span = f"{register.months[0]} to {register.months[-1]}"
                message = f"'{month}' is outside the register, which has {span}; correct it."
                yield Finding(f"{question.id} > months", message)
    for entry in specification.entries:
        if entry.reference not in references:
            message = f"the register has no complaint '{entry.reference}'; check the reference."
            yield Finding(f"{entry.id} > reference", message)
