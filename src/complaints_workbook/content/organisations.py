"""Fictional organisations: what each promises, pays, allows and escalates.

One YAML file each in ``datasets/organisations/``. Every clause has an id, so
that a reason can name the clause that decides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content, load
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.content.quantities import Pounds
from complaints_workbook.content.remembering import remembered

if TYPE_CHECKING:
    from pathlib import Path

Id = Annotated[
    str, written(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits with hyphens between"), Field(max_length=60)
]
ClauseId = Annotated[str, written(r"[A-Z]{1,2}[0-9]{1,2}", "a clause, such as P12")]


class Sector(StrEnum):
    """The sectors that the organisations come from."""

    RETAIL = "retail"
    ENERGY = "energy"
    TELECOMS = "telecoms"
    HOUSING = "housing"
    BANKING = "banking"
    COUNCIL = "council"
    INTERNAL = "internal"
    PARCELS = "parcels"
    TRAVEL = "travel"


class Event(StrEnum):
    """What can take a complaint out of the hands of the one who has it.

    The last two are never stated of a case: the rules work them out.
    """

    INJURY = "injury"
    SAFETY_RISK = "safety-risk"
    LEGAL_CLAIM = "legal-claim"
    DATA_BREACH = "data-breach"
    DISCRIMINATION = "discrimination"
    PRESS = "press"
    STAFF_CONDUCT = "staff-conduct"
    VULNERABLE_AT_RISK = "vulnerable-at-risk"
    REPEATED_CAUSE = "repeated-cause"
    UNRESOLVED = "unresolved"
    FINAL_RESPONSE_REFUSED = "final-response-refused"
    DEADLINE_PASSED = "deadline-passed"
    ABOVE_AUTHORITY = "above-authority"


class Within(StrEnum):
    """By when a complaint must be passed on."""

    AT_ONCE = "at once"
    SAME_DAY = "same day"
    ONE_WORKING_DAY = "1 working day"
    TWO_WORKING_DAYS = "2 working days"
    FIVE_WORKING_DAYS = "5 working days"
    WITH_THE_REPLY = "with the reply"
    NOT_NEEDED = "not needed"


class Per(StrEnum):
    """What a fixed amount of compensation is paid for."""

    EVENT = "event"
    DAY = "day"
    WEEK = "week"


OUTSIDE = ("insurer", "ombudsman", "regulator")
"""Where a complaint can go outside the organisation."""


class Promise(Content):
    """One line of the service offer."""

    id: ClauseId
    promise: str


class Clause(Content):
    """One clause of the refund and compensation policy."""

    id: ClauseId
    title: str
    text: str


class Entitlement(Content):
    """A fixed amount that the policy pays, and its cap for one complaint."""

    id: Id
    clause: ClauseId
    paid_for: str
    amount: Pounds
    per: Per
    cap: Pounds | None = None


class Role(Content):
    """A rung of the ladder, lowest first.

    `settle_up_to` is the most that the role may commit on one complaint, refund
    or repair or replacement and compensation together; None is no limit.
    """

    id: Id
    title: str
    settle_up_to: Pounds | None
    may_admit_liability: bool
    limits: str


class EscalationRule(Content):
    """When `event` happens, pass the complaint to `to` within `within`.

    The rules stand in the order of their weight: the first that applies decides.
    """

    id: ClauseId
    event: Event
    to: Id
    within: Within
    text: str


class Deadlines(Content):
    """The organisation's own promises about complaints.

    `acknowledge` and `reply` are working days from receipt; `final_response_weeks`
    is when the customer may go to the ombudsman without a final response.
    """

    acknowledge: int = Field(ge=0)
    reply: int = Field(ge=1)
    final_response_weeks: int = Field(ge=1)
    text: str


class OutsideBody(Content):
    """An insurer, an ombudsman or a regulator, and what it does and does not do."""

    name: str
    does: str
    does_not: str


class Procedure(Content):
    """The steps of the informal and the formal complaints procedure, in order."""

    informal: tuple[str, ...] = Field(min_length=4)
    formal: tuple[str, ...] = Field(min_length=6)


class Organisation(Content):
    """A fictional organisation, whole."""

    id: Id
    name: str
    sector: Sector
    about: str
    service_offer: tuple[Promise, ...] = Field(min_length=5)
    policy: tuple[Clause, ...] = Field(min_length=8)
    compensation: tuple[Entitlement, ...] = Field(min_length=3)
    handling_cost_per_hour: Pounds
    roles: tuple[Role, ...] = Field(min_length=4)
    escalation: tuple[EscalationRule, ...] = Field(min_length=8)
    deadlines: Deadlines
    procedure: Procedure
    insurer: OutsideBody
    ombudsman: OutsideBody
    regulator: OutsideBody

    @model_validator(mode="after")
    def _references_hold(self) -> Organisation:
        known = {role.id for role in self.roles} | set(OUTSIDE)
        for rule in self.escalation:
            if rule.to not in known:
                raise MisfitError(
                    entry=f"escalation > {rule.id} > to", message=f"'{rule.to}' is no role and no outside body"
                )
        clauses = [*(p.id for p in self.service_offer), *(c.id for c in self.policy), *(r.id for r in self.escalation)]
        if repeated := {clause for clause in clauses if clauses.count(clause) > 1}:
            msg = f"clause ids must be different; repeated: {', '.join(sorted(repeated))}"
            raise ValueError(msg)
        for entitlement in self.compensation:
            if entitlement.clause not in clauses:
                raise MisfitError(
                    entry=f"compensation > {entitlement.id} > clause",
                    message=f"there is no clause {entitlement.clause}",
                )
        limits = [role.settle_up_to for role in self.roles]
        bounded = [limit for limit in limits if limit is not None]
        if bounded != sorted(bounded) or None in limits[: len(bounded)]:
            raise MisfitError(
                entry="roles", message="limits of authority must rise up the ladder, with no limit only at the top"
            )
        return self

    def role(self, role_id: str) -> Role:
        """Return the role with this id; ValueError, with those that there are, if there is none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        known = ", ".join(role.id for role in self.roles)
        msg = f"{self.id} > roles: there is no role '{role_id}'; choose one of {known}."
        raise ValueError(msg)

    def entitlement(self, entitlement_id: str) -> Entitlement:
        """Return the entitlement with this id; ValueError, with those that there are, if there is none."""
        for entitlement in self.compensation:
            if entitlement.id == entitlement_id:
                return entitlement
        known = ", ".join(entitlement.id for entitlement in self.compensation)
        msg = f"{self.id} > compensation: there is no entitlement '{entitlement_id}'; choose one of {known}."
        raise ValueError(msg)

    def outside(self, name: str) -> OutsideBody:
        """Return the outside body of a name that stands in `OUTSIDE`."""
        bodies = dict(zip(OUTSIDE, (self.insurer, self.ombudsman, self.regulator), strict=True))
        return bodies[name]


@remembered()
def load_organisation(path: Path) -> Organisation:
    """Read one organisation; ContentError says what is wrong and where."""
    return load(path, Organisation)
