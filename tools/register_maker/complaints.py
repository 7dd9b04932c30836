"""Make a register of complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Complaint, ComplaintOutcome, Known
from register_maker.days import after_working_days, closing
from register_maker.maker import Maker
from register_maker.settings import ComplaintSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from register_maker.settings import ComplaintCause

BACK_WITHIN = (3, 40)
"""So many days after a complaint, a customer comes back about it."""

NOTHING = Decimal("0.00")


class ComplaintMaker(Maker[ComplaintSettings, Complaint]):
    """Makes a register of complaints."""

    causes: Mapping[str, ComplaintCause]

    def ordinary(self, month: str, cause_name: str) -> Complaint:
        """Make one complaint, without its reference, its link and its sentence."""
        cause = self.causes[cause_name]
        channel = self.dice.weighted(self.settings.channels)
        received = self.day(month, channel)
        complaint = Complaint(
            reference="",
            received=received,
            channel=channel,
            category=cause.category,
            cause=cause.cause,
            product_or_service=self.product(cause),
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

    def singles(self) -> list[Complaint]:
        """Make the complaints that are written by hand."""
        return [
            Complaint(
                reference="",
                category=self.causes[single.cause].category,
                first_contact_resolved=False,
                closed=closing(single, self.as_at),
                repeat_of=None,
                **single.model_dump(exclude={"why", "days_to_close"}),
            )
            for single in self.settings.singles
        ]

    def returns(self, _entry: Complaint) -> tuple[float, tuple[int, int]]:
        """Some complaints are those of a customer who complained of the same lately."""
        return self.settings.repeats, BACK_WITHIN

    def again(self, entry: Complaint, first: Complaint) -> Complaint:
        """Make a complaint the return of the customer who made the first."""
        return replace(super().again(entry, first), vulnerable=first.vulnerable)

    def told(self, entry: Complaint) -> Complaint:
        """Write the sentence, and pay what it says."""
        cause = self.causes[entry.cause]
        refund = self._refund(cause)
        summary = self.sentences.of(entry, cause, {"amount": f"£{refund:,}".removesuffix(".00")})
        return replace(entry, summary=summary, redress_pounds=self._redress(entry, cause, refund))

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
