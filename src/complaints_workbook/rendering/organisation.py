"""An organisation's papers: service offer, policy, authority, escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.organisations import OUTSIDE, Event
from complaints_workbook.rendering.fill import fill

if TYPE_CHECKING:
    from complaints_workbook.content.organisations import EscalationRule, Organisation


def organisation_html(organisation: Organisation) -> str:
    """Return all that a member of staff may look up, as HTML."""
    outside = [organisation.outside(name) for name in OUTSIDE]
    return fill(
        "organisation",
        organisation=organisation,
        service_offer=[(line.id, line.promise) for line in organisation.service_offer],
        policy=[(clause.id, f"{clause.title}. {clause.text}") for clause in organisation.policy],
        escalation=[
            (rule.id, f"{rule.text} ({_destination(rule, organisation)}, {rule.within.value})")
            for rule in organisation.escalation
        ],
        outside=[(body.name, f"{body.does} {body.does_not}") for body in outside],
    )


def _destination(rule: EscalationRule, organisation: Organisation) -> str:
    if rule.event is Event.ABOVE_AUTHORITY:  # the rule's own role is only the first that may have it
        return "the lowest role whose limit covers the sum"
    return organisation.outside(rule.to).name if rule.to in OUTSIDE else organisation.role(rule.to).title
