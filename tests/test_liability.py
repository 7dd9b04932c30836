"""Costings, worked by hand to the penny and by Hypothesis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.content.cases import LiabilityFacts
from complaints_workbook.content.organisations import Organisation
from complaints_workbook.money import to_pence
from complaints_workbook.rules.liability import Costing, CostPart, cost_of_admitting, cost_of_not_admitting

PARTS = (
    "remedy",
    "consequential",
    "compensation",
    "handling",
    "regulatory",
    "award",
    "case_fee",
    "lost_custom",
)

ORGANISATION = Organisation.model_validate(
    {
        "id": "kettle-shop",
        "name": "The Kettle Shop",
        "sector": "retail",
        "about": "Sells kettles.",
        "service_offer": [{"id": f"S{n}", "promise": "We promise."} for n in range(1, 6)],
        "policy": [{"id": f"P{n}", "title": "Refunds", "text": "We refund."} for n in range(1, 9)],
        "compensation": [
            {"id": "missed-visit", "clause": "P1", "paid_for": "a visit", "amount": 30, "per": "event", "cap": 50},
            {"id": "late-repair", "clause": "P2", "paid_for": "delay", "amount": "10.33", "per": "day"},
            {"id": "no-kettle", "clause": "P3", "paid_for": "tea", "amount": 7, "per": "week", "cap": 21},
        ],
        "handling_cost_per_hour": "24.50",
        "roles": [
            {"id": f"role-{n}", "title": "Role", "settle_up_to": None, "may_admit_liability": True, "limits": ""}
            for n in range(1, 5)
        ],
        "escalation": [
            {"id": f"E{n}", "event": "injury", "to": "insurer", "within": "at once", "text": "Pass it on."}
            for n in range(1, 9)
        ],
        "deadlines": {"acknowledge": 1, "reply": 10, "final_response_weeks": 8, "text": "Eight weeks."},
        "procedure": {"informal": ["a"] * 4, "formal": ["a"] * 6},
        "insurer": {"name": "Firm Mutual", "does": "pays", "does_not": "judge"},
        "ombudsman": {"name": "Shops Ombudsman", "does": "judges", "does_not": "fine"},
        "regulator": {"name": "Shops Authority", "does": "fines", "does_not": "judge"},
    },
)


def some_facts(**changes: Any) -> LiabilityFacts:
    """Return the facts of a kettle whose refund is £39.99, with nothing else but denial's £650.00 fee."""
    stated = {
        "remedies": {"refund": "39.99", "repair": "15.00"},
        "agreed": "refund",
        "handling_hours": "0",
        "denial": {"hours": "0", "case_fee": "650.00", "award": "0", "lost_custom": "0"},
    }
    return LiabilityFacts.model_validate(stated | changes)


def a_loss(what: str, amount: str, proof: str = "receipt", *, caused: bool = True) -> dict[str, Any]:
    """Return a loss as an author writes it."""
    return {"what": what, "amount": amount, "proof": proof, "caused": caused}


WHOLE = some_facts(
    losses=[
        a_loss("spoiled worktop", "85.00"),
        a_loss("taxi", "12.40", "seen"),
        a_loss("holiday", "900.00", "none"),
        a_loss("old toaster", "20.00", caused=False),
    ],
    owed=[{"entitlement": "missed-visit", "quantity": 2}, {"entitlement": "late-repair", "quantity": 3}],
    handling_hours="2.5",
    regulatory="120.00",
    others={"customers": 40, "share_claiming": "0.25"},
    denial={"hours": "6", "case_fee": "650.00", "award": "150.00", "lost_custom": "75.00"},
)


class TestAdmitting:
    def test_the_whole_case_comes_to_what_it_does_by_hand(self) -> None:
        costing = cost_of_admitting(WHOLE, ORGANISATION)
        assert costing.remedy == CostPart(Decimal("39.99"), "refund £39.99")
        assert costing.consequential == CostPart(
            Decimal("97.40"),
            "£85.00 (spoiled worktop) + £12.40 (taxi) = £97.40; "
            "left out: £900.00 (holiday), not proven; £20.00 (old toaster), not caused by the fault",
        )
        assert costing.compensation == CostPart(
            Decimal("80.99"),
            "2 × £30.00 = £60.00, capped at £50.00; 3 × £10.33 = £30.99; £50.00 + £30.99 = £80.99",
        )
        assert costing.handling == CostPart(Decimal("61.25"), "2.5 hours × £24.50 = £61.25")
        assert costing.regulatory == CostPart(Decimal("120.00"), "£120.00 as the dossier states")
        assert costing.one_customer == CostPart(
            Decimal("399.63"),
            "£39.99 + £97.40 + £80.99 + £61.25 + £120.00 = £399.63",
        )
        assert costing.others == CostPart(Decimal("1209.80"), "40 × 25% × (£39.99 + £80.99) = £1,209.80")
        assert costing.total == CostPart(Decimal("1609.43"), "£399.63 + £1,209.80 = £1,609.43")
        assert {costing.award.amount, costing.case_fee.amount, costing.lost_custom.amount} == {Decimal("0.00")}

    def test_a_bare_refund_costs_the_refund(self) -> None:
        costing = cost_of_admitting(some_facts(), ORGANISATION)
        assert costing.total == CostPart(Decimal("39.99"), "£39.99")
        assert costing.consequential == CostPart(Decimal("0.00"), "no loss counts")
        assert costing.compensation == CostPart(Decimal("0.00"), "none is owed")
        assert costing.handling == CostPart(Decimal("0.00"), "0 hours × £24.50 = £0.00")
        assert costing.regulatory == CostPart(Decimal("0.00"), "none")
        assert costing.others == CostPart(Decimal("0.00"), "no other customer is known to be affected")

    def test_the_agreed_remedy_is_the_one_that_counts(self) -> None:
        costing = cost_of_admitting(some_facts(agreed="repair"), ORGANISATION)
        assert costing.remedy == CostPart(Decimal("15.00"), "repair £15.00")

    @pytest.mark.parametrize(
        ("quantity", "amount", "working"),
        [
            ("1", "30.00", "1 × £30.00 = £30.00"),
            ("2", "50.00", "2 × £30.00 = £60.00, capped at £50.00"),
            ("10", "50.00", "10 × £30.00 = £300.00, capped at £50.00"),
            ("0", "0.00", "0 × £30.00 = £0.00"),
        ],
    )
    def test_compensation_stops_at_its_cap(self, quantity: str, amount: str, working: str) -> None:
        facts = some_facts(owed=[{"entitlement": "missed-visit", "quantity": quantity}])
        assert cost_of_admitting(facts, ORGANISATION).compensation == CostPart(Decimal(amount), working)

    def test_a_total_that_equals_the_cap_is_not_called_capped(self) -> None:
        facts = some_facts(owed=[{"entitlement": "no-kettle", "quantity": 3}])
        assert cost_of_admitting(facts, ORGANISATION).compensation == CostPart(Decimal("21.00"), "3 × £7.00 = £21.00")

    def test_two_lines_of_one_entitlement_share_its_cap(self) -> None:
        facts = some_facts(owed=[{"entitlement": "missed-visit", "quantity": 1}] * 2)
        compensation = cost_of_admitting(facts, ORGANISATION).compensation
        assert compensation == CostPart(Decimal("50.00"), "2 × £30.00 = £60.00, capped at £50.00")

    def test_half_a_penny_is_rounded_up_and_only_at_the_part(self) -> None:
        facts = some_facts(owed=[{"entitlement": "late-repair", "quantity": "1.5"}])
        compensation = cost_of_admitting(facts, ORGANISATION).compensation
        assert compensation == CostPart(Decimal("15.50"), "1.5 × £10.33 = £15.495, rounded to £15.50")

    def test_two_half_pennies_in_one_part_make_a_whole_one(self) -> None:
        half = {"entitlement": "late-repair", "quantity": "1.5"}
        week = {"entitlement": "no-kettle", "quantity": "0.505"}  # £3.535
        compensation = cost_of_admitting(some_facts(owed=[half, week]), ORGANISATION).compensation
        assert compensation == CostPart(
            Decimal("19.03"),
            "1.5 × £10.33 = £15.495; 0.505 × £7.00 = £3.535; £15.495 + £3.535 = £19.03",
        )

    def test_others_rest_on_the_rounded_parts_and_may_be_a_fraction_of_a_customer(self) -> None:
        facts = some_facts(
            owed=[{"entitlement": "late-repair", "quantity": "1.5"}],
            others={"customers": 3, "share_claiming": "0.125"},
        )
        others = cost_of_admitting(facts, ORGANISATION).others
        assert others == CostPart(
            Decimal("20.81"),
            "3 × 12.5% × (£39.99 + £15.50) = £20.80875, rounded to £20.81",
        )

    def test_one_hour_is_singular(self) -> None:
        handling = cost_of_admitting(some_facts(handling_hours=1), ORGANISATION).handling
        assert handling == CostPart(Decimal("24.50"), "1 hour × £24.50 = £24.50")

    def test_an_entitlement_that_the_policy_does_not_have_is_refused(self) -> None:
        facts = some_facts(owed=[{"entitlement": "goodwill", "quantity": 1}])
        with pytest.raises(ValueError, match="no entitlement 'goodwill'; choose one of missed-visit, late-repair"):
            cost_of_admitting(facts, ORGANISATION)


class TestNotAdmitting:
    def test_the_whole_case_comes_to_what_it_does_by_hand(self) -> None:
        costing = cost_of_not_admitting(WHOLE, ORGANISATION)
        assert costing.remedy.amount == Decimal("39.99")
        assert costing.consequential.amount == Decimal("97.40")
        assert costing.compensation.amount == Decimal("80.99")
        assert costing.handling == CostPart(Decimal("208.25"), "(2.5 + 6) hours × £24.50 = £208.25")
        assert costing.regulatory.amount == Decimal("120.00")
        assert costing.award == CostPart(
            Decimal("150.00"),
            "£150.00 that the ombudsman would likely add for distress",
        )
        assert costing.case_fee == CostPart(Decimal("650.00"), "£650.00 that the ombudsman scheme charges")
        assert costing.lost_custom == CostPart(
            Decimal("75.00"),
            "£75.00 of a year's margin lost with the customer",
        )
        assert costing.one_customer == CostPart(
            Decimal("1421.63"),
            "£39.99 + £97.40 + £80.99 + £208.25 + £120.00 + £150.00 + £650.00 + £75.00 = £1,421.63",
        )
        assert costing.others.amount == Decimal("1209.80")
        assert costing.total == CostPart(Decimal("2631.43"), "£1,421.63 + £1,209.80 = £2,631.43")

    def test_a_denial_that_costs_nothing_more_costs_the_same(self) -> None:
        facts = some_facts(denial={"hours": 0, "case_fee": 0, "award": 0, "lost_custom": 0})
        admitted, refused = cost_of_admitting(facts, ORGANISATION), cost_of_not_admitting(facts, ORGANISATION)
        assert admitted.total == refused.total

    def test_an_entitlement_that_the_policy_does_not_have_is_refused(self) -> None:
        facts = some_facts(owed=[{"entitlement": "goodwill", "quantity": 1}])
        with pytest.raises(ValueError, match="no entitlement 'goodwill'"):
            cost_of_not_admitting(facts, ORGANISATION)


pounds = st.decimals(0, 5000, places=2)
quantities = st.decimals(0, 60, places=2)
losses = st.builds(
    lambda amount, proof, caused: {"what": "a thing", "amount": amount, "proof": proof, "caused": caused},
    pounds,
    st.sampled_from(["receipt", "seen", "none"]),
    st.booleans(),
)
owed = st.fixed_dictionaries(
    {"entitlement": st.sampled_from(["missed-visit", "late-repair", "no-kettle"]), "quantity": quantities},
)
facts_of_any_kind = st.builds(
    some_facts,
    remedies=st.fixed_dictionaries({"refund": pounds}),
    losses=st.lists(losses, max_size=4),
    owed=st.lists(owed, max_size=4),
    handling_hours=quantities,
    regulatory=pounds,
    others=st.none()
    | st.fixed_dictionaries({"customers": st.integers(0, 5000), "share_claiming": st.decimals(0, 1, places=3)}),
    denial=st.fixed_dictionaries({"hours": quantities, "case_fee": pounds, "award": pounds, "lost_custom": pounds}),
)
ways = st.sampled_from([cost_of_admitting, cost_of_not_admitting])


def amounts(costing: Costing) -> list[Decimal]:
    """Return the amount of each part that one customer costs."""
    return [getattr(costing, name).amount for name in PARTS]


class TestEveryCosting:
    @given(ways, facts_of_any_kind)
    def test_adds_up_to_the_penny(self, way: Any, facts: LiabilityFacts) -> None:
        costing = way(facts, ORGANISATION)
        assert costing.one_customer.amount == sum(amounts(costing))
        assert costing.total.amount == sum(amounts(costing)) + costing.others.amount
        for amount in (*amounts(costing), costing.others.amount, costing.total.amount):
            assert amount >= 0
            assert amount.as_tuple().exponent == -2

    @given(ways, facts_of_any_kind)
    def test_ends_each_working_with_its_amount_or_says_why_there_is_none(self, way: Any, facts: LiabilityFacts) -> None:
        costing = way(facts, ORGANISATION)
        for name in (*PARTS, "one_customer", "others", "total"):
            part = getattr(costing, name)
            assert part.working
            assert f"£{part.amount:,.2f}" in part.working or part.amount == 0

    @given(ways, facts_of_any_kind)
    def test_keeps_capped_entitlements_under_their_caps(self, way: Any, facts: LiabilityFacts) -> None:
        days = sum((line.quantity for line in facts.owed if line.entitlement == "late-repair"), Decimal(0))
        ceiling = Decimal(50) + Decimal(21) + to_pence(days * Decimal("10.33"))
        assert way(facts, ORGANISATION).compensation.amount <= ceiling

    @given(ways, facts_of_any_kind, quantities)
    def test_never_falls_as_hours_rise(self, way: Any, facts: LiabilityFacts, extra: Decimal) -> None:
        longer = facts.model_copy(update={"handling_hours": facts.handling_hours + extra})
        before, after = way(facts, ORGANISATION), way(longer, ORGANISATION)
        assert before.handling.amount <= after.handling.amount
        assert before.total.amount <= after.total.amount

    @given(ways, facts_of_any_kind, pounds, st.sampled_from([("none", True), ("receipt", False), ("none", False)]))
    def test_takes_no_notice_of_losses_unproven_or_not_caused(
        self,
        way: Any,
        facts: LiabilityFacts,
        amount: Decimal,
        kind: tuple[str, bool],
    ) -> None:
        claimed = [loss.model_dump() for loss in facts.losses]
        claimed.append(a_loss("a dream", str(amount), kind[0], caused=kind[1]))
        more = LiabilityFacts.model_validate(facts.model_dump() | {"losses": claimed})
        assert way(more, ORGANISATION).total == way(facts, ORGANISATION).total

    @given(ways, facts_of_any_kind, pounds)
    def test_rises_by_exactly_a_proven_loss(self, way: Any, facts: LiabilityFacts, amount: Decimal) -> None:
        claimed = [loss.model_dump() for loss in facts.losses]
        claimed.append(a_loss("a worktop", str(amount)))
        more = LiabilityFacts.model_validate(facts.model_dump() | {"losses": claimed})
        assert way(more, ORGANISATION).total.amount == way(facts, ORGANISATION).total.amount + amount

    @given(facts_of_any_kind)
    def test_of_refusing_is_at_least_that_of_admitting(self, facts: LiabilityFacts) -> None:
        admitted, refused = cost_of_admitting(facts, ORGANISATION), cost_of_not_admitting(facts, ORGANISATION)
        added = facts.denial.award + facts.denial.case_fee + facts.denial.lost_custom
        handling = refused.handling.amount - admitted.handling.amount
        assert refused.total.amount - admitted.total.amount == added + handling
        assert handling >= 0

    @given(ways, facts_of_any_kind)
    def test_leaves_the_facts_as_they_were(self, way: Any, facts: LiabilityFacts) -> None:
        before = facts.model_dump()
        way(facts, ORGANISATION)
        assert facts.model_dump() == before
