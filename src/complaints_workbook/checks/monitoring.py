"""Check that exercises on a register name months, causes and complaints that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.read_register import ReadRegister

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.checks.files import AssignmentFiles
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.registers import Register


def check_monitoring(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each thing that an exercise looks for in a register and that is not there."""
    return [
        Fault(asked.path, f"{asked.specification.id} > {place}", message)
        for asked in files.asked
        if isinstance(asked.specification, ReadRegister) and (register := _register(asked.specification, datasets))
        for place, message in _missing(asked.specification, register)
    ]


def _register(specification: ReadRegister, datasets: Datasets) -> Register | None:
    try:
        return datasets.register(specification.register_id)
    except ContentError:
        return None  # told by the check of exercises, or of the register


def _missing(specification: ReadRegister, register: Register) -> Iterator[tuple[str, str]]:
    causes, references = register.description.words.cause, {entry.reference for entry in register.entries}
    for chart in specification.charts:
        if chart.cause is not None and chart.cause not in causes:
            yield "charts > cause", f"the register has no cause '{chart.cause}'; choose one of {', '.join(causes)}."
    for question in specification.months:
        for month in question.months:
            if month not in register.months:
                span = f"{register.months[0]} to {register.months[-1]}"
                yield f"{question.id} > months", f"'{month}' is outside the register, which has {span}; correct it."
    for entry in specification.entries:
        if entry.reference not in references:
            yield f"{entry.id} > reference", f"the register has no complaint '{entry.reference}'; check the reference."
