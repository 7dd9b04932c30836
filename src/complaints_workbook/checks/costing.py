"""Check that keys of costing agree with the rules, worked out from dossier and policy."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.cost_liability import CostLiability
from complaints_workbook.exercises.items import AmountKey
from complaints_workbook.money import show
from complaints_workbook.rules.liability import Costing, cost_of_admitting, cost_of_not_admitting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.checks.files import Asked, AssignmentFiles
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.cost_liability import Part, ToCost

_SUMS = ("one_customer", "total")
_PARTS = (*(field.name for field in fields(Costing)), *_SUMS)
_SIDES = ("admit", "refuse")


def check_costing(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each amount that differs from what the rules work out."""
    return [
        fault
        for asked in files.asked
        if isinstance(asked.specification, CostLiability)
        for entry in asked.specification.entries
        for fault in _of_entry(asked, entry, datasets)
    ]


def _of_entry(asked: Asked, entry: ToCost, datasets: Datasets) -> Iterator[Fault]:
    name = f"{asked.specification.id} > {entry.id}"
    try:
        case = datasets.case(entry.case)
        organisation = datasets.organisation(case.organisation)
        if case.liability is None:
            yield Fault(
                asked.path, f"{name} > case", f"case '{entry.case}' has no liability facts; choose another or add them."
            )
            return
        costings = {
            "admit": cost_of_admitting(case.liability, organisation),
            "refuse": cost_of_not_admitting(case.liability, organisation),
        }
    except (ContentError, ValueError):
        return  # told by the check of the dossier
    for part in entry.parts:
        yield from _of_part(asked, entry, part, costings)


def _of_part(asked: Asked, entry: ToCost, part: Part, costings: Mapping[str, Costing]) -> Iterator[Fault]:
    side, _, attribute = part.works_out.partition(".")
    place = f"{asked.specification.id} > {entry.id}.{part.id}"
    if side not in _SIDES or attribute not in _PARTS:
        known = ", ".join(_PARTS)
        message = f"'{part.works_out}' is no part of a costing; write admit or refuse, a full stop, and one of {known}."
        yield Fault(asked.path, f"{place} > works_out", message)
        return
    # Any part may stand apart from the running totals; a sum always does.
    allowed = {"none"} if attribute in _SUMS else {"none", side}
    if part.side not in allowed:
        counts_for = "none" if attribute in _SUMS else side
        message = f"it is '{part.side}' but {part.works_out} counts towards {counts_for}; correct one of them."
        yield Fault(asked.path, f"{place} > side", message)
    worked_out = getattr(costings[side], attribute)
    key = asked.keys.get(f"{entry.id}.{part.id}")
    if isinstance(key, AmountKey) and key.key != worked_out.amount:
        message = (
            f"the key is {show(key.key)} but the rules work out {show(worked_out.amount)} "
            f"({worked_out.working}); correct the key or the dossier."
        )
        yield Fault(asked.keys_path, place, message)
