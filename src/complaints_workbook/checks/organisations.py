"""Check an organisation's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.organisations import Event, load_organisation
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from pathlib import Path


def check_organisation(path: Path) -> list[Fault]:
    """Return the faults of one organisation's file."""
    try:
        organisation = load_organisation(path)
    except ContentError as error:
        return list(error.faults)
    faults = misnamed(path, organisation.id)
    if not any(rule.event is Event.ABOVE_AUTHORITY for rule in organisation.escalation):
        message = f"no rule is for '{Event.ABOVE_AUTHORITY}'; add one, so that every case has a way up."
        faults.append(Fault(path, "escalation", message))
    if organisation.roles[-1].settle_up_to is not None:
        message = "the top role must have no limit; write null."
        faults.append(Fault(path, f"roles > {organisation.roles[-1].id} > settle_up_to", message))
    return faults


def misnamed(path: Path, name: str) -> list[Fault]:
    """Return a fault if a file is not named after the id in it."""
    if path.stem == name:
        return []
    return [Fault(path, "id", f"it is '{name}' but the file is '{path.stem}'; make them agree.")]
