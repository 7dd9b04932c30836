"""An organisation's papers: service offer, policy, authority, escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.money import show
from complaints_workbook.rendering.html import table, tag, text

if TYPE_CHECKING:
    from complaints_workbook.content.organisations import Entitlement, Organisation, Role


def organisation_html(organisation: Organisation) -> str:
    """Return all that a member of staff may look up, as HTML."""
    sections = (
        tag("p", text(organisation.about)),
        _list("Service offer", [(p.id, p.promise) for p in organisation.service_offer]),
        _list("Refund and compensation policy", [(c.id, f"{c.title}. {c.text}") for c in organisation.policy]),
        table(
            ("Paid for", "Clause", "Amount", "At most, for one complaint"),
            [(e.paid_for, e.clause, _amount(e), show(e.cap) if e.cap else "No cap") for e in organisation.compensation],
            "Fixed compensation",
        ),
        table(
            ("Role", "May settle up to", "May admit liability", "Limits of authority"),
            [(r.title, _limit(r), "Yes" if r.may_admit_liability else "No", r.limits) for r in organisation.roles],
            "Limits of authority, lowest role first",
        ),
        tag("p", text(f"An hour of handling costs {show(organisation.handling_cost_per_hour)}."), class_="cw-hint"),
        _list(
            "When to escalate: the first rule that applies decides",
            [
                (r.id, f"{r.text} ({_destination(r.to, organisation)}, {r.within.value})")
                for r in organisation.escalation
            ],
        ),
        tag("p", text(organisation.deadlines.text)),
        _list(
            "Outside the organisation",
            [
                (b.name, f"{b.does} {b.does_not}")
                for b in (organisation.insurer, organisation.ombudsman, organisation.regulator)
            ],
        ),
    )
    return "".join(sections)


def _list(title: str, entries: list[tuple[str, str]]) -> str:
    lines = "".join(tag("div", tag("dt", text(name)), tag("dd", text(value))) for name, value in entries)
    return tag("p", text(title), class_="cw-part") + tag("dl", lines, class_="cw-record")


def _amount(entitlement: Entitlement) -> str:
    return f"{show(entitlement.amount)} for each {entitlement.per.value}"


def _limit(role: Role) -> str:
    return "No limit" if role.settle_up_to is None else show(role.settle_up_to)


def _destination(to: str, organisation: Organisation) -> str:
    outside = {
        "insurer": organisation.insurer,
        "ombudsman": organisation.ombudsman,
        "regulator": organisation.regulator,
    }
    return outside[to].name if to in outside else organisation.role(to).title
