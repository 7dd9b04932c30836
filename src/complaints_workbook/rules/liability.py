"""What it costs to admit liability for a justified complaint, and what it costs not to.

Every amount is Decimal pounds. Each named part is rounded to the penny, halves
up, and nothing else is: sums are sums of rounded parts, so a learner who adds
up what is shown gets what is shown.

Source: the dossier's own facts, the organisation's fixed compensation and its
handling cost. No amount comes from a law, so a key never expires with one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from complaints_workbook.content.cases import Proof
from complaints_workbook.money import show, to_pence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.content.cases import LiabilityFacts, Loss
    from complaints_workbook.content.organisations import Organisation

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class CostPart:
    """One named part of a costing.

    Attributes
    ----------
    amount : Decimal
        Pounds, to the penny.
    working : str
        How the amount comes about, such as
        ``'2 × £30.00 = £60.00, capped at £50.00'``.
    """

    amount: Decimal
    working: str


@dataclass(frozen=True, slots=True)
class Costing:
    """What one way of answering a justified complaint costs, part by part.

    Attributes
    ----------
    remedy : CostPart
        The refund, repair or replacement that is on the table.
    consequential : CostPart
        Losses that the fault caused and that are proven.
    compensation : CostPart
        The fixed amounts of the organisation's policy, capped.
    handling : CostPart
        Staff time.
    regulatory : CostPart
        Reporting to the regulator, or putting right with it.
    award, case_fee, lost_custom : CostPart
        What a refusal adds; zero when liability is admitted.
    others : CostPart
        Remedy and compensation for other customers with the same fault.
    """

    remedy: CostPart
    consequential: CostPart
    compensation: CostPart
    handling: CostPart
    regulatory: CostPart
    award: CostPart
    case_fee: CostPart
    lost_custom: CostPart
    others: CostPart

    @property
    def one_customer(self) -> CostPart:
        """All parts but `others`, added up."""
        return _sum(
            (
                self.remedy,
                self.consequential,
                self.compensation,
                self.handling,
                self.regulatory,
                self.award,
                self.case_fee,
                self.lost_custom,
            ),
        )

    @property
    def total(self) -> CostPart:
        """One customer and the others, added up."""
        return _sum((self.one_customer, self.others))


def cost_of_admitting(facts: LiabilityFacts, organisation: Organisation) -> Costing:
    """Cost a complaint that is admitted now.

    One customer is remedy + consequential + compensation + handling + regulatory.

    - consequential: the losses with ``caused`` true and a receipt, or seen.
    - compensation: for each entitlement owed, quantity × amount, at most its
      cap. Two lines that owe the same entitlement share one cap, because a cap
      is for one complaint.
    - handling: `handling_hours` × the organisation's cost per hour.
    - others: customers × share claiming × (remedy + compensation), both as
      rounded. Customers × share is an expected number and may be a fraction.
      What each of the others lost and the time each would take are unknown, so
      neither is counted.

    Parameters
    ----------
    facts : LiabilityFacts
        Amounts in pounds, times in hours.
    organisation : Organisation
        Gives the entitlements with their caps and the handling cost per hour.

    Returns
    -------
    Costing
        Each part to the penny, halves up. `award`, `case_fee` and `lost_custom`
        are zero.

    Raises
    ------
    ValueError
        If an amount is owed for which the organisation has no entitlement.
    """
    price = facts.remedies[facts.agreed]
    remedy = CostPart(to_pence(price), f"{facts.agreed} {show(price)}")
    compensation = _compensation(facts, organisation)
    avoided = CostPart(to_pence(_ZERO), "does not arise when liability is admitted")
    return Costing(
        remedy=remedy,
        consequential=_consequential(facts.losses),
        compensation=compensation,
        handling=_handling(facts.handling_hours, _hours(facts.handling_hours), organisation),
        regulatory=_stated(facts.regulatory, "as the dossier states"),
        award=avoided,
        case_fee=avoided,
        lost_custom=avoided,
        others=_others(facts, remedy, compensation),
    )


def cost_of_not_admitting(facts: LiabilityFacts, organisation: Organisation) -> Costing:
    """Cost a justified complaint that is refused, when the refusal is overturned.

    What was due is due in the end, to this customer and to the others, so every
    part of :func:`cost_of_admitting` comes back. Added to it are the
    ombudsman's award, the case fee, the lost custom and the extra handling:
    handling is (`handling_hours` + `denial.hours`) × the cost per hour. The
    award and the fee are counted for the one customer only. No account is
    taken of refusals that nobody challenges.

    Parameters
    ----------
    facts : LiabilityFacts
        Amounts in pounds, times in hours.
    organisation : Organisation
        Gives the entitlements with their caps and the handling cost per hour.

    Returns
    -------
    Costing
        Each part to the penny, halves up.

    Raises
    ------
    ValueError
        If an amount is owed for which the organisation has no entitlement.
    """
    denial = facts.denial
    hours = f"({_number(facts.handling_hours)} + {_number(denial.hours)}) hours"
    return replace(
        cost_of_admitting(facts, organisation),
        handling=_handling(facts.handling_hours + denial.hours, hours, organisation),
        award=_stated(denial.award, "that the ombudsman would likely add for distress"),
        case_fee=_stated(denial.case_fee, "that the ombudsman scheme charges"),
        lost_custom=_stated(denial.lost_custom, "of a year's margin lost with the customer"),
    )


def _consequential(losses: Iterable[Loss]) -> CostPart:
    counted: list[tuple[Decimal, str]] = []
    left_out = []
    for loss in losses:
        entry = f"{show(loss.amount)} ({loss.what})"
        if not loss.caused:
            left_out.append(f"{entry}, not caused by the fault")
        elif loss.proof is Proof.NONE:
            left_out.append(f"{entry}, not proven")
        else:
            counted.append((loss.amount, entry))
    part = _added(counted, "no loss counts")
    return CostPart(part.amount, "; left out: ".join([part.working, "; ".join(left_out)])) if left_out else part


def _compensation(facts: LiabilityFacts, organisation: Organisation) -> CostPart:
    quantities: dict[str, Decimal] = {}
    for owed in facts.owed:
        quantities[owed.entitlement] = quantities.get(owed.entitlement, _ZERO) + owed.quantity
    lines = []
    for entitlement_id, quantity in quantities.items():
        entitlement = organisation.entitlement(entitlement_id)
        uncapped = quantity * entitlement.amount
        working = f"{_number(quantity)} × {show(entitlement.amount)} = {_exact(uncapped)}"
        if entitlement.cap is not None and uncapped > entitlement.cap:
            lines.append((entitlement.cap, f"{working}, capped at {show(entitlement.cap)}"))
        else:
            lines.append((uncapped, working))
    amount = sum((line for line, _ in lines), _ZERO)
    working = "; ".join(working for _, working in lines) or "none is owed"
    if len(lines) > 1:
        working += f"; {' + '.join(_exact(line) for line, _ in lines)} = {_exact(amount)}"
    return CostPart(to_pence(amount), working + _rounded(amount))


def _handling(hours: Decimal, hours_text: str, organisation: Organisation) -> CostPart:
    amount = hours * organisation.handling_cost_per_hour
    working = f"{hours_text} × {show(organisation.handling_cost_per_hour)} = {_exact(amount)}"
    return CostPart(to_pence(amount), working + _rounded(amount))


def _others(facts: LiabilityFacts, remedy: CostPart, compensation: CostPart) -> CostPart:
    if facts.others is None:
        return CostPart(to_pence(_ZERO), "no other customer is known to be affected")
    customers, share = facts.others.customers, facts.others.share_claiming
    amount = customers * share * (remedy.amount + compensation.amount)
    each = f"({show(remedy.amount)} + {show(compensation.amount)})"
    working = f"{customers:,} × {_number(share * _HUNDRED)}% × {each} = {_exact(amount)}"
    return CostPart(to_pence(amount), working + _rounded(amount))


def _stated(amount: Decimal, what: str) -> CostPart:
    return CostPart(to_pence(amount), f"{show(amount)} {what}" if amount else "none")


def _sum(parts: Iterable[CostPart]) -> CostPart:
    return _added([(part.amount, show(part.amount)) for part in parts if part.amount], show(_ZERO))


def _added(terms: list[tuple[Decimal, str]], nothing: str) -> CostPart:
    """Add up terms of whole pence, each with the words that stand for it."""
    amount = to_pence(sum((term for term, _ in terms), _ZERO))
    working = " + ".join(words for _, words in terms) or nothing
    return CostPart(amount, f"{working} = {show(amount)}" if len(terms) > 1 else working)


def _hours(hours: Decimal) -> str:
    """Write a number of hours as people do."""
    return f"{_number(hours)} hour{'' if hours == 1 else 's'}"


def _number(value: Decimal) -> str:
    """Write a number without an exponent or trailing zeros."""
    return f"{value.normalize():,f}"


def _exact(amount: Decimal) -> str:
    """Write pounds with every digit that counts, so that working shows what was rounded."""
    return show(amount) if amount == to_pence(amount) else f"£{_number(amount)}"


def _rounded(amount: Decimal) -> str:
    return "" if amount == to_pence(amount) else f", rounded to {show(amount)}"
