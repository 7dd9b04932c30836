"""Keys of escalation must agree with the rules, worked out from dossier and policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.items.choose_one import OneKey
from complaints_workbook.exercises.specification import Finding
from complaints_workbook.rules.escalation import Route, explain, route

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.choose_escalation import ToEscalate
    from complaints_workbook.exercises.items.field import FieldKey


def against_the_rules(entry: ToEscalate, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each key of one case that differs from what the rules say."""
    try:
        case = datasets.case(entry.case)
        organisation = datasets.organisation(case.organisation)
        worked_out = route(organisation, case.escalation)
        because = explain(worked_out, organisation)
    except (ContentError, ValueError):
        return  # told by the check of the dossier
    expected = {
        "who": {worked_out.to},
        "when": {worked_out.within.value.replace(" ", "-")},
        "why": _why(entry, worked_out),
    }
    for question, allowed in expected.items():
        place = f"{entry.id}.{question}"
        key = keys.get(place)
        if isinstance(key, OneKey) and allowed and key.key not in allowed:
            message = f"the key is '{key.key}' but the rules say {_either(allowed)}: {because} Correct one of them."
            yield Finding(place, message, in_keys=True)


def _why(entry: ToEscalate, worked_out: Route) -> set[str]:
    """Return the reasons that name the clause which decides; none if no reason names it."""
    if worked_out.rule is None:
        return set()
    clause = re.compile(rf"\b{worked_out.rule.id}\b")
    return {option.id for option in entry.reasons if clause.search(option.text)}


def _either(names: set[str]) -> str:
    return " or ".join(f"'{name}'" for name in sorted(names))
