"""``tools/registers/<id>.yaml``: what a register is made from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.quantities import Pounds
from complaints_workbook.content.registers import ComplaintOutcome, Known, Month, Priority

Weights = dict[str, float]


class Redress(Content):
    """What is paid on an upheld complaint, in pounds.

    `paid` is the share of upheld complaints that are paid; `fixed` the amounts of
    the policy, one of which is paid; `refund` the range of a charge given back.
    """

    paid: float = 1
    fixed: tuple[Pounds, ...] = ()
    refund: tuple[Pounds, Pounds] | None = None


class Cause(Content):
    """One cause: its share among the entries, and what is written.

    `weight` is the ordinary share in %. `first_contact` is a share of its entries.
    `about` ends the sentence "came back about …".
    """

    cause: str
    category: str
    weight: float
    products: tuple[str, ...] = ()
    first_contact: float
    about: str
    says: tuple[str, ...] = Field(min_length=3)


class ComplaintCause(Cause):
    """A cause of complaints, and what happens to them.

    `upheld` and `partly` are shares. `amounts` is the range of the sums in dispute,
    where they are not refunded.
    """

    upheld: float
    partly: float
    redress: Redress = Redress()
    amounts: tuple[Pounds, Pounds] = (Decimal(9), Decimal(95))


class ContactCause(Cause):
    """A reason for contacts, and the work that they make.

    `comes_back` is the share of them that are about an earlier one, `visits` the share
    for which somebody goes there, and `minutes` the range of the time without that.
    """

    comes_back: float = 0.06
    reopened: float = 0.03
    visits: float = 0
    minutes: tuple[int, int]
    priority: dict[Priority, float] = Field(default={Priority.THIRD: 1})


class Signal(Content):
    """What is planted: `cause` becomes so many `times` as frequent, or takes these `shares`.

    "volume" plants nothing here: the volumes themselves rise, and the rate does not.
    """

    kind: Literal["level shift", "spike", "season", "rising share", "volume"]
    story: str
    months: tuple[Month, ...] = Field(min_length=1)
    cause: str | None = None
    times: float = 1
    shares: tuple[float, ...] = ()

    @model_validator(mode="after")
    def _a_share_for_each_month(self) -> Signal:
        if self.kind == "rising share" and len(self.shares) != len(self.months):
            msg = "shares: give one for each month"
            raise ValueError(msg)
        return self


class Single(Content):
    """An entry that is written by hand, and stands in the register once.

    A complaint that prompts a review although it is the only one of its kind, or a contact
    that is more than it seems; `why` says what it is.
    """

    why: str
    received: date
    channel: str
    cause: str
    product_or_service: str
    area: str
    days_to_close: int | None
    summary: str


class SingleComplaint(Single):
    """A single complaint."""

    why: Literal["safety", "data breach", "discrimination", "vulnerable customer"]
    stage: int = 1
    outcome: ComplaintOutcome | None
    redress_pounds: Pounds = Decimal(0)
    safety: bool = False
    vulnerable: Known = Known.NOT_KNOWN


class SingleContact(Single):
    """A single contact."""

    why: Literal["shared cause", "safety", "data breach", "complaint"]
    first_contact_resolved: bool = False
    priority: Priority = Priority.THIRD
    minutes: int
    visits: int = 0


class StageTwo(Content):
    """`share` of those closed at stage 1 go on, `after` so many days; it `takes` so many working days."""

    share: float
    after: tuple[int, int]
    takes: tuple[int, int]


class Settings(Content):
    """``tools/registers/<id>.yaml``: what every register is made from."""

    seed: int
    reference: str
    rate: float = Field(description="entries for every `per` of the opportunity in an ordinary month")
    signals: tuple[Signal, ...] = ()
    channels: Weights
    weekdays: dict[str, tuple[float, ...]] = Field(description="per channel, Monday to Sunday")
    areas: Weights
    no_area: str | None = Field(default=None, description="the area of those without one; no sentence names it")
    products: dict[str, tuple[str, ...]] = Field(description="what an entry about each is about")
    product_weights: Weights
    days_to_close: tuple[int, ...] = Field(description="working days at equal steps from the quickest to the slowest")
    causes: tuple[Cause, ...]
    details: dict[str, tuple[str, ...]]
    tails: tuple[str, ...]
    tails_share: float
    again: tuple[str, ...]
    singles: tuple[Single, ...] = Field(min_length=3)


class ComplaintSettings(Settings):
    """What a register of complaints is made from."""

    causes: tuple[ComplaintCause, ...]
    singles: tuple[SingleComplaint, ...] = Field(min_length=3)
    stage_two: StageTwo
    vulnerable: Weights
    repeats: float


Course = Literal["settled", "later", "came_back"]
"""How a contact went: settled at first contact, later, or somebody had to come back about it."""


class Survey(Content):
    """Who answers how content they are, and what they say.

    For each course a share that answers, and weights of the scores 1 to 5. Nobody is
    asked on the channels of `not_asked`.
    """

    not_asked: tuple[str, ...] = ()
    answers: dict[Course, float]
    scores: dict[Course, tuple[float, float, float, float, float]]


class ContactSettings(Settings):
    """What a register of contacts is made from; `hour` and `visit` are what those cost."""

    causes: tuple[ContactCause, ...]
    singles: tuple[SingleContact, ...] = Field(min_length=3)
    hour: Pounds
    visit: Pounds
    back_within: tuple[int, int] = Field(description="days from the earlier contact to its return")
    survey: Survey
