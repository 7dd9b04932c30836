"""Make a register of complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Complaint, ComplaintOutcome, Known
from register_maker.counts import draw_counts, each
from register_maker.days import after_working_days, closing, day_of
from register_maker.dice import Dice
from register_maker.linking import earlier_one, numbered
from register_maker.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.content.registers import Description
    from register_maker.settings import ComplaintCause, ComplaintSettings, SingleComplaint

BACK_WITHIN = (3, 40)
"""So many days after a complaint, a customer comes back about it."""

NOTHING = Decimal("0.00")


def make_complaints(settings: ComplaintSettings, description: Description) -> list[Complaint]:
    """Make a register's complaints in order of receipt."""
    maker = _Maker(settings, description.as_at)
    complaints = [maker.complaint(month, cause) for month, cause in each(draw_counts(settings, description))]
    complaints += [maker.single(single) for single in settings.singles]
    complaints.sort(key=lambda complaint: complaint.received)
    return maker.finish(complaints)


class _Maker:
    """Makes the complaints of one register, one after the other."""

    def __init__(self, settings: ComplaintSettings, as_at: date) -> None:
        self.settings = settings
        self.causes = {cause.cause: cause for cause in settings.causes}
        self.as_at = as_at
        self.dice = Dice(Random(f"{settings.seed} entries"))
        self.sentences = Sentences(settings, self.dice)

    def complaint(self, month: str, cause_name: str) -> Complaint:
        """Make one complaint, without its reference and its sentence."""
        cause = self.causes[cause_name]
        channel = self.dice.weighted(self.settings.channels)
        received = day_of(month, self.settings.weekdays[channel], self.as_at, self.dice)
        weights = self.settings.product_weights
        complaint = Complaint(
            reference="",
            received=received,
            channel=channel,
            category=cause.category,
            cause=cause.cause,
            product_or_service=self.dice.weighted({name: weights[name] for name in cause.products or weights}),
            area=self.dice.weighted(self.settings.areas),
            first_contact_resolved=channel != "letter" and self.dice.chance(cause.first_contact),
            stage=1,
            closed=None,
            outcome=None,
            redress_pounds=NOTHING,
            repeat_of=None,
            safety=False,
            vulnerable=Known(self.dice.weighted(self.settings.vulnerable)),
            summary="",
        )
        return self._closed(complaint)

    def single(self, single: SingleComplaint) -> Complaint:
        """Make a complaint that is written by hand."""
        return Complaint(
            reference="",
            category=self.causes[single.cause].category,
            first_contact_resolved=False,
            closed=closing(single, self.as_at),
            repeat_of=None,
            **single.model_dump(exclude={"why", "days_to_close"}),
        )

    def _closed(self, complaint: Complaint) -> Complaint:
        """Let the complaint run its course up to the day of the copy."""
        if complaint.first_contact_resolved:
            return self._with_outcome(complaint, after_working_days(complaint.received, self.dice.whole(0, 3) // 3))
        stage_one = after_working_days(complaint.received, self.dice.on_curve(self.settings.days_to_close))
        if not self.dice.chance(self.settings.stage_two.share):
            return self._with_outcome(complaint, stage_one)
        again = stage_one + timedelta(days=self.dice.whole(*self.settings.stage_two.after))
        if again > self.as_at:
            return self._with_outcome(complaint, stage_one)
        stage_two = after_working_days(again, self.dice.whole(*self.settings.stage_two.takes))
        return self._with_outcome(replace(complaint, stage=2), stage_two)

    def _with_outcome(self, complaint: Complaint, closed: date) -> Complaint:
        cause = self.causes[complaint.cause]
        drawn = self.dice.random.random()
        if closed > self.as_at:
            return complaint
        if drawn < cause.upheld:
            outcome = ComplaintOutcome.UPHELD
        else:
            outcome = (
                ComplaintOutcome.PARTLY_UPHELD if drawn < cause.upheld + cause.partly else ComplaintOutcome.NOT_UPHELD
            )
        return replace(complaint, closed=closed, outcome=outcome)

    def finish(self, complaints: Sequence[Complaint]) -> list[Complaint]:
        """Give every complaint its reference, its link to an earlier one, its redress and its sentence."""
        finished: list[Complaint] = []
        for complaint in numbered(complaints, self.settings.reference, self.dice):
            finished.append(complaint if complaint.summary else self._told(self._repeat(complaint, finished)))
        return finished

    def _repeat(self, complaint: Complaint, earlier: Sequence[Complaint]) -> Complaint:
        """Make some complaints the return of a customer who complained of the same lately."""
        if not self.dice.chance(self.settings.repeats):
            return complaint
        first = earlier_one(complaint, earlier, BACK_WITHIN, self.settings, self.dice)
        if first is None:
            return complaint
        return replace(
            complaint,
            repeat_of=first.reference,
            product_or_service=first.product_or_service,
            area=first.area,
            vulnerable=first.vulnerable,
        )

    def _told(self, complaint: Complaint) -> Complaint:
        """Write the sentence, and pay what it says."""
        cause = self.causes[complaint.cause]
        refund = self._refund(cause)
        summary = self.sentences.of(complaint, cause, {"amount": f"£{refund:,}".removesuffix(".00")})
        return replace(complaint, summary=summary, redress_pounds=self._redress(complaint, cause, refund))

    def _refund(self, cause: ComplaintCause) -> Decimal:
        lowest, highest = cause.redress.refund or cause.amounts
        pence = self.dice.whole(int(lowest * 100), int(highest * 100))
        return Decimal(pence // 100 * 100 if self.dice.chance(0.3) else pence).scaleb(-2)

    def _redress(self, complaint: Complaint, cause: ComplaintCause, refund: Decimal) -> Decimal:
        redress = cause.redress
        if complaint.outcome in {None, ComplaintOutcome.NOT_UPHELD} or not self.dice.chance(redress.paid):
            return NOTHING
        fixed = self.dice.pick(redress.fixed) if redress.fixed else NOTHING
        back = refund if redress.refund else NOTHING
        if complaint.outcome == ComplaintOutcome.PARTLY_UPHELD:
            fixed = min(redress.fixed, default=NOTHING)
            back = (back / 2).quantize(NOTHING)
        return (fixed + back).quantize(NOTHING)
