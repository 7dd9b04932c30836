"""Keys of costing must agree with the rules, worked out from dossier and policy."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.items.give_amount import AmountKey
from complaints_workbook.exercises.specification import Finding
from complaints_workbook.money import show
from complaints_workbook.rules.liability import Costing, cost_of_admitting, cost_of_not_admitting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.cost_liability import ToCost, ToWorkOut
    from complaints_workbook.exercises.items.field import FieldKey

_SUMS = ("one_customer", "total")
_WORKED_OUT = (*(field.name for field in fields(Costing)), *_SUMS)
_SIDES = ("admit", "refuse")


def against_the_rules(entry: ToCost, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each amount of one case that differs from what the rules work out."""
    try:
        case = datasets.case(entry.case)
        organisation = datasets.organisation(case.organisation)
        if case.liability is None:
            message = f"case '{entry.case}' has no liability facts; choose another or add them."
            yield Finding(f"{entry.id} > case", message)
            return
        costings = {
            "admit": cost_of_admitting(case.liability, organisation),
            "refuse": cost_of_not_admitting(case.liability, organisation),
        }
    except (ContentError, ValueError):
        return  # told by the check of the dossier
    for part in entry.parts:
        place = f"{entry.id}.{part.id}"
        yield from _of_amount(place, part, keys.get(place), costings)


def _of_amount(place: str, part: ToWorkOut, key: FieldKey | None, costings: Mapping[str, Costing]) -> Iterator[Finding]:
    side, _, name = part.works_out.partition(".")
    if side not in _SIDES or name not in _WORKED_OUT:
        known = ", ".join(_WORKED_OUT)
        message = f"'{part.works_out}' is no part of a costing; write admit or refuse, a full stop, and one of {known}."
        yield Finding(f"{place} > works_out", message)
        return
    # Any amount may stand apart from the running totals; a sum always does.
    allowed = {"none"} if name in _SUMS else {"none", side}
    if part.side not in allowed:
        counts_for = "none" if name in _SUMS else side
        message = f"it is '{part.side}' but {part.works_out} counts towards {counts_for}; correct one of them."
        yield Finding(f"{place} > side", message)
    worked_out = getattr(costings[side], name)
    if isinstance(key, AmountKey) and key.key != worked_out.amount:
        message = (
            f"the key is {show(key.key)} but the rules work out {show(worked_out.amount)} "
            f"({worked_out.working}); correct the key or the dossier."
        )
        yield Finding(place, message, in_keys=True)
