"""An organisation's papers: service offer, policy, authority, escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.organisations import OUTSIDE
from complaints_workbook.rendering.fill import fill

if TYPE_CHECKING:
    from complaints_workbook.content.organisations import Organisation


def organisation_html(organisation: Organisation) -> str:
    """Return all that a member of staff may look up, as HTML."""
    outside = [organisation.outside(name) for name in OUTSIDE]
    return fill(
        "organisation",
        organisation=organisation,
        service_offer=[(line.id, line.promise) for line in organisation.service_offer],
        policy=[(clause.id, f"{clause.title}. {clause.text}") for clause in organisation.policy],
        escalation=[
            (rule.id, f"{rule.text} ({_destination(rule.to, organisation)}, {rule.within.value})")
            for rule in organisation.escalation
        ],
        outside=[(body.name, f"{body.does} {body.does_not}") for body in outside],
    )


def _destination(to: str, organisation: Organisation) -> str:
    return organisation.outside(to).name if to in OUTSIDE else organisation.role(to).title
