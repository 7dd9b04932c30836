"""Where a complaint goes, by when, and under which clause.

Source: the organisation's own escalation rules, limits of authority and
deadlines. No law is read here: a rule that rests on one says so in its text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from complaints_workbook.content.organisations import OUTSIDE, Event, Within
from complaints_workbook.money import show
from complaints_workbook.rules.calendar import add_working_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from complaints_workbook.content.cases import EscalationFacts
    from complaints_workbook.content.organisations import EscalationRule, Organisation, Role

STAY: Final = "stay"
"""The destination of a complaint that remains with the one who has it."""

_WORKING_DAYS: Final[Mapping[Within, int]] = MappingProxyType(
    {
        Within.AT_ONCE: 0,
        Within.SAME_DAY: 0,
        Within.ONE_WORKING_DAY: 1,
        Within.TWO_WORKING_DAYS: 2,
        Within.FIVE_WORKING_DAYS: 5,
    },
)

_BECAUSE: Final[Mapping[Event, str]] = MappingProxyType(
    {
        Event.INJURY: "someone has been hurt",
        Event.SAFETY_RISK: "someone could be hurt",
        Event.LEGAL_CLAIM: "there is a legal claim",
        Event.DATA_BREACH: "personal data may have been exposed",
        Event.DISCRIMINATION: "it raises discrimination",
        Event.PRESS: "the press may take it up",
        Event.STAFF_CONDUCT: "it is about how a colleague behaved",
        Event.VULNERABLE_AT_RISK: "a vulnerable customer is at risk",
        Event.REPEATED_CAUSE: "the same cause keeps coming back",
        Event.UNRESOLVED: "it is still unresolved",
        Event.FINAL_RESPONSE_REFUSED: "the customer has refused the final response",
        Event.DEADLINE_PASSED: "the final response is overdue",
        Event.ABOVE_AUTHORITY: "it is above the holder's limit",
    },
)


@dataclass(frozen=True, slots=True)
class Route:
    """What must happen to a complaint next.

    Attributes
    ----------
    to : str
        A role's id, ``'insurer'``, ``'ombudsman'``, ``'regulator'`` or ``'stay'``.
    within : Within
        How soon; ``Within.NOT_NEEDED`` when it stays.
    by : date or None
        The last day to pass it on; None when no date follows from `within`.
    rule : EscalationRule or None
        The rule that decides; None when no rule applies. A complaint that stays
        with the role which its rule names has that rule.
    events : tuple of Event
        Every event that is present, the stated ones first.
    """

    to: str
    within: Within
    by: date | None
    rule: EscalationRule | None
    events: tuple[Event, ...]


def route(organisation: Organisation, facts: EscalationFacts) -> Route:
    """Work out where a complaint goes, by when, and which rule decides.

    The organisation's rules stand in order of their weight: the first whose
    event is present decides, and lighter ones are not looked at. A rule for
    a value above the holder's authority sends the complaint to the lowest role
    that may settle it, whatever role the rule names. Any other rule sends it
    where it says, up or down the ladder, and it stays when the holder is
    already the role named. An event for which there is no rule moves nothing.

    Parameters
    ----------
    organisation : Organisation
        Whose rules, limits of authority and deadlines apply.
    facts : EscalationFacts
        Its `value` is in pounds; `by` counts from its `today`.

    Raises
    ------
    ValueError
        If the organisation has no role called `facts.holder`, or if the value is
        above the holder's authority and the organisation has no rule for that
        or no role that may settle it.
    """
    events = _events(organisation, facts)
    # Found even where a weightier rule decides, so that an organisation with a gap never makes a key.
    settles = _lowest_that_may_settle(organisation, facts.value) if Event.ABOVE_AUTHORITY in events else None
    rule = next((rule for rule in organisation.escalation if rule.event in events), None)
    if rule is None:
        return Route(STAY, Within.NOT_NEEDED, None, None, events)
    to = settles.id if settles and rule.event is Event.ABOVE_AUTHORITY else rule.to
    if to == facts.holder:
        return Route(STAY, Within.NOT_NEEDED, None, rule, events)
    return Route(to, rule.within, _last_day(facts.today, rule.within), rule, events)


def may_settle(organisation: Organisation, role_id: str, value: Decimal) -> bool:
    """Tell whether a role may commit `value` pounds on one complaint.

    A limit covers its own amount: a role that settles up to £50.00 may settle
    £50.00. It says nothing of admitting liability, which is a separate power.

    Raises
    ------
    ValueError
        If the organisation has no such role.
    """
    return _covers(organisation.role(role_id), value)


def explain(route: Route, organisation: Organisation) -> str:
    """Say in one sentence where a complaint goes, by when, and under which clause.

    Parameters
    ----------
    route : Route
        What :func:`route` returned for this organisation.
    organisation : Organisation
        Gives the roles and the outside bodies their names.

    Raises
    ------
    ValueError
        If the route names a role that the organisation does not have.
    """
    if route.rule is None:
        return "The complaint stays where it is, because no clause of the escalation rules applies."
    if route.to == STAY:
        title = organisation.role(route.rule.to).title
        return f"The complaint stays where it is, because clause {route.rule.id} names the {title}, who already has it."
    reason = _BECAUSE[route.rule.event]
    return f"Clause {route.rule.id} sends it to {_name(organisation, route.to)}{_when(route)}, because {reason}."


def _events(organisation: Organisation, facts: EscalationFacts) -> tuple[Event, ...]:
    """Return the stated events, each once, and then the computed ones."""
    events = list(dict.fromkeys(facts.events))
    if not may_settle(organisation, facts.holder, facts.value):
        events.append(Event.ABOVE_AUTHORITY)
    due = facts.received + timedelta(weeks=organisation.deadlines.final_response_weeks)
    if facts.final_response is None and facts.today > due:
        events.append(Event.DEADLINE_PASSED)
    return tuple(events)


def _lowest_that_may_settle(organisation: Organisation, value: Decimal) -> Role:
    if all(rule.event is not Event.ABOVE_AUTHORITY for rule in organisation.escalation):
        msg = f"{organisation.id} > escalation: there is no rule for '{Event.ABOVE_AUTHORITY}'; add one."
        raise ValueError(msg)
    for role in organisation.roles:
        if _covers(role, value):
            return role
    msg = f"{organisation.id} > roles: no role may settle {show(value)}; give the top role no limit."
    raise ValueError(msg)


def _covers(role: Role, value: Decimal) -> bool:
    return role.settle_up_to is None or value <= role.settle_up_to


def _last_day(today: date, within: Within) -> date | None:
    days = _WORKING_DAYS.get(within)
    if days is None:
        return None
    return add_working_days(today, days) if days else today


def _name(organisation: Organisation, to: str) -> str:
    if to in OUTSIDE:
        return f"the {to} ({organisation.outside(to).name})"
    return f"the {organisation.role(to).title}"


def _when(route: Route) -> str:
    if route.within is Within.NOT_NEEDED:
        return ""
    if route.within is Within.SAME_DAY:
        return " on the same day"
    if route.by is None or route.within is Within.AT_ONCE:
        return f" {route.within}"
    return f" within {route.within}, by {route.by.day} {route.by:%B %Y}"
