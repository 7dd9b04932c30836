"""Check a dossier's file, and that the rules can work out its route and its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.organisations import misnamed
from complaints_workbook.content.cases import load_case
from complaints_workbook.errors import ContentError, Fault
from complaints_workbook.rules.escalation import route
from complaints_workbook.rules.liability import cost_of_not_admitting

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.content.cases import Case
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.content.organisations import Organisation


def check_case(path: Path, datasets: Datasets) -> list[Fault]:
    """Return the faults of one dossier's file."""
    try:
        case = load_case(path)
    except ContentError as error:
        return list(error.faults)
    faults = misnamed(path, case.id)
    if case.organisation not in datasets.organisation_ids():
        message = (
            f"there is no organisation '{case.organisation}'; choose one of {', '.join(datasets.organisation_ids())}."
        )
        return [*faults, Fault(path, "organisation", message)]
    try:
        organisation = datasets.organisation(case.organisation)
    except ContentError:
        return faults  # the organisation's own check tells why
    return [*faults, *_dates(path, case), *_rules(path, case, organisation)]


def _dates(path: Path, case: Case) -> list[Fault]:
    late = [document.date for document in case.documents if document.date > case.escalation.today]
    late += [past.date for past in case.history if past.date > case.escalation.today]
    if not late:
        return []
    message = (
        f"{max(late)} comes after {case.escalation.today}, the day on which the learner decides; correct one of them."
    )
    return [Fault(path, "escalation > today", message)]


def _rules(path: Path, case: Case, organisation: Organisation) -> list[Fault]:
    faults = []
    try:
        route(organisation, case.escalation)
    except ValueError as error:
        faults.append(Fault(path, "escalation", f"its route cannot be worked out: {error}"))
    try:
        if case.liability:
            cost_of_not_admitting(case.liability, organisation)
    except ValueError as error:
        faults.append(Fault(path, "liability", f"its cost cannot be worked out: {error}"))
    return faults
