"""Complaint dossiers: the letters, calls and records that a case is made of.

One YAML file each in ``datasets/cases/``. A dossier states facts and never
judges them: what a case *is* (justified, a complaint, …) stands in the
exercises' keys and in ``source/case-notes.yaml``, which learners never get.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content, load
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Event, Id
from complaints_workbook.content.quantities import Pounds, Quantity, Share
from complaints_workbook.content.remembering import remembered

if TYPE_CHECKING:
    from pathlib import Path


class Channel(StrEnum):
    """How the customer got in touch first."""

    LETTER = "letter"
    EMAIL = "email"
    CHAT = "chat"
    CALL = "call"
    SOCIAL = "social"
    COUNTER = "counter"
    FACE_TO_FACE = "face-to-face"


class Written(Content):
    """A letter, an e-mail, a social post, a note that a colleague wrote, or a log that a machine made.

    `body` is plain text; a blank line starts a paragraph. Nothing in it is
    read as markup.
    """

    kind: Literal["letter", "email", "social", "note", "log"]
    date: date
    time: str | None = None
    sender: str
    to: str | None = None
    subject: str | None = None
    body: str


class SpokenTurn(Content):
    """What one person says in a chat or on the phone."""

    speaker: str
    text: str


class Spoken(Content):
    """A chat, a phone call, or a talk at the counter or elsewhere, turn by turn.

    `customer_side` names those among the speakers who are the customer, or speak for the customer.
    """

    kind: Literal["chat", "call", "counter", "face-to-face"]
    date: date
    time: str | None = None
    customer_side: tuple[str, ...] = Field(min_length=1)
    turns: tuple[SpokenTurn, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _customer_side_speaks(self) -> Spoken:
        if silent := set(self.customer_side) - {turn.speaker for turn in self.turns}:
            msg = f"customer_side: {', '.join(sorted(silent))} says nothing in this; write the name as the turns do"
            raise ValueError(msg)
        return self


Document = Annotated[Written | Spoken, Field(discriminator="kind")]


class Line(Content):
    """One line of what the organisation's own system says.

    `costing` marks a finance note. Only exercises on costs show it, because what a
    refusal would cost tells a sharp reader that the complaint is justified.
    """

    label: str
    value: str
    costing: bool = False


class Past(Content):
    """One earlier contact or event."""

    date: date
    entry: str


class Proof(StrEnum):
    """What supports a loss that the customer says followed."""

    RECEIPT = "receipt"
    SEEN = "seen"
    NONE = "none"


class Loss(Content):
    """A consequential loss that the customer claims.

    `caused` says whether the record shows that the fault led to the loss.
    """

    what: str
    amount: Pounds
    proof: Proof
    caused: bool


class Owed(Content):
    """So many events, days or weeks of a fixed entitlement of the policy."""

    entitlement: Id
    quantity: Quantity


class OthersAffected(Content):
    """Other customers who have the same fault and may claim the same.

    `customers` does not count the one of the dossier.
    """

    customers: int = Field(ge=0)
    share_claiming: Share


class Denial(Content):
    """What refusing a justified complaint would cost besides the remedy.

    Every amount stands in the dossier or in the question; none comes from a law.
    `hours` is the extra handling; `case_fee` what the ombudsman scheme charges;
    `award` what it would likely add for distress; `lost_custom` a year's margin.
    """

    hours: Quantity
    case_fee: Pounds
    award: Pounds
    lost_custom: Pounds


class LiabilityFacts(Content):
    """The numbers of a case that the cost of admitting liability rests on.

    `remedies` prices each remedy; `agreed` names the one on the table.
    `regulatory` is a sum that reporting or putting right with the regulator
    costs, as the dossier states it.
    """

    remedies: dict[Literal["refund", "repair", "replacement"], Pounds] = Field(min_length=1)
    agreed: Literal["refund", "repair", "replacement"]
    losses: tuple[Loss, ...] = ()
    owed: tuple[Owed, ...] = ()
    handling_hours: Quantity
    regulatory: Pounds = Field(default=0, validate_default=True)
    others: OthersAffected | None = None
    denial: Denial

    @model_validator(mode="after")
    def _agreed_is_priced(self) -> LiabilityFacts:
        if self.agreed not in self.remedies:
            raise MisfitError(entry="agreed", message=f"'{self.agreed}' has no price under remedies")
        return self


class EscalationFacts(Content):
    """The facts of a case that its route rests on.

    `value` is what would settle the complaint, in pounds. `today` is the day
    on which the learner decides.
    """

    holder: Id
    value: Pounds
    received: date
    today: date
    events: tuple[Event, ...] = ()
    final_response: date | None = None

    @model_validator(mode="after")
    def _facts_not_findings(self) -> EscalationFacts:
        computed = {Event.ABOVE_AUTHORITY, Event.DEADLINE_PASSED} & set(self.events)
        if computed:
            raise MisfitError(
                entry="events",
                message=f"{', '.join(sorted(computed))} is worked out from dates and value; do not state it",
            )
        if self.today < max(self.received, self.final_response or self.received):
            raise MisfitError(
                entry="today", message="it comes before the complaint or its final response; correct one of them"
            )
        return self


class Case(Content):
    """A dossier, whole."""

    id: Id
    organisation: Id
    title: str
    customer: str
    channel: Channel
    received: date
    documents: tuple[Document, ...] = Field(min_length=1)
    record: tuple[Line, ...] = Field(min_length=2)
    history: tuple[Past, ...] = ()
    liability: LiabilityFacts | None = None
    escalation: EscalationFacts


@remembered()
def load_case(path: Path) -> Case:
    """Read one dossier; ContentError says what is wrong and where."""
    return load(path, Case)
