"""Check that keys of escalation agree with the rules, worked out from dossier and policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.choose_escalation import ChooseEscalation
from complaints_workbook.exercises.items import OneKey
from complaints_workbook.rules.escalation import Route, explain, route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.checks.files import Asked, AssignmentFiles
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.choose_escalation import ToEscalate


def check_escalation(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each key that differs from what the rules say."""
    return [
        fault
        for asked in files.asked
        if isinstance(asked.specification, ChooseEscalation)
        for entry in asked.specification.entries
        for fault in _of_entry(asked, entry, datasets)
    ]


def _of_entry(asked: Asked, entry: ToEscalate, datasets: Datasets) -> Iterator[Fault]:
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
    for part, allowed in expected.items():
        key = asked.keys.get(f"{entry.id}.{part}")
        if isinstance(key, OneKey) and allowed and key.key not in allowed:
            message = f"the key is '{key.key}' but the rules say {_either(allowed)}: {because} Correct one of them."
            yield Fault(asked.keys_path, f"{asked.specification.id} > {entry.id}.{part}", message)


def _why(entry: ToEscalate, worked_out: Route) -> set[str]:
    """Return the reasons that name the clause which decides; none if no reason names it."""
    if worked_out.rule is None:
        return set()
    clause = re.compile(rf"\b{worked_out.rule.id}\b")
    return {option.id for option in entry.reasons if clause.search(option.text)}


def _either(names: set[str]) -> str:
    return " or ".join(f"'{name}'" for name in sorted(names))
