"""Routes, worked by hand from a small organisation's rules and by Hypothesis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from complaints_workbook.content.cases import EscalationFacts
from complaints_workbook.content.organisations import OUTSIDE, Event, Organisation, Within
from complaints_workbook.rules.calendar import add_working_days
from complaints_workbook.rules.escalation import Route, explain, may_settle, route

ROLES = (("adviser", "50.00"), ("leader", "250.00"), ("manager", "2000.00"), ("director", None))
RULES = (
    ("E1", Event.INJURY, "insurer", Within.AT_ONCE),
    ("E2", Event.SAFETY_RISK, "manager", Within.SAME_DAY),
    ("E3", Event.DATA_BREACH, "leader", Within.SAME_DAY),
    ("E4", Event.LEGAL_CLAIM, "director", Within.ONE_WORKING_DAY),
    ("E5", Event.ABOVE_AUTHORITY, "leader", Within.TWO_WORKING_DAYS),
    ("E6", Event.REPEATED_CAUSE, "manager", Within.FIVE_WORKING_DAYS),
    ("E7", Event.FINAL_RESPONSE_REFUSED, "ombudsman", Within.WITH_THE_REPLY),
    ("E8", Event.DEADLINE_PASSED, "ombudsman", Within.WITH_THE_REPLY),
    ("E9", Event.UNRESOLVED, "leader", Within.NOT_NEEDED),
)


def an_organisation(rules: Any = RULES, roles: Any = ROLES) -> Organisation:
    """Return a kettle shop with these rules and roles."""
    return Organisation.model_validate(
        {
            "id": "kettle-shop",
            "name": "The Kettle Shop",
            "sector": "retail",
            "about": "Sells kettles.",
            "service_offer": [{"id": f"S{n}", "promise": "We promise."} for n in range(1, 6)],
            "policy": [{"id": f"P{n}", "title": "Refunds", "text": "We refund."} for n in range(1, 9)],
            "compensation": [
                {"id": f"pay-{n}", "clause": f"P{n}", "paid_for": "delay", "amount": 5, "per": "day"}
                for n in range(1, 4)
            ],
            "handling_cost_per_hour": 24,
            "roles": [
                {
                    "id": role,
                    "title": f"customer {role}",
                    "settle_up_to": limit,
                    "may_admit_liability": False,
                    "limits": "",
                }
                for role, limit in roles
            ],
            "escalation": [
                {"id": clause, "event": event, "to": to, "within": within, "text": "Pass it on."}
                for clause, event, to, within in rules
            ],
            "deadlines": {"acknowledge": 1, "reply": 10, "final_response_weeks": 8, "text": "Eight weeks."},
            "procedure": {"informal": ["a"] * 4, "formal": ["a"] * 6},
            "insurer": {"name": "Firm Mutual", "does": "pays", "does_not": "judge"},
            "ombudsman": {"name": "Shops Ombudsman", "does": "judges", "does_not": "fine"},
            "regulator": {"name": "Shops Authority", "does": "fines", "does_not": "judge"},
        },
    )


ORGANISATION = an_organisation()


def some_facts(*events: Event, **changes: Any) -> EscalationFacts:
    """Return an adviser's £40.00 complaint of Monday 2 November 2026, decided on Thursday 5 November."""
    stated = {
        "holder": "adviser",
        "value": "40.00",
        "received": date(2026, 11, 2),
        "today": date(2026, 11, 5),
        "events": events,
    }
    return EscalationFacts.model_validate(stated | changes)


def rung(role_id: str) -> int:
    """Return the height of a role on the ladder, 0 the lowest."""
    return [role for role, _ in ROLES].index(role_id)


def weight(decided: Route, organisation: Organisation) -> int:
    """Return the place of the rule that decided, 0 the weightiest; none is lightest of all."""
    if decided.rule is None:
        return len(organisation.escalation)
    return organisation.escalation.index(decided.rule)


def clause(decided: Route) -> str | None:
    """Return the id of the clause that decided."""
    return decided.rule.id if decided.rule else None


STATED = [event for event in Event if event not in {Event.ABOVE_AUTHORITY, Event.DEADLINE_PASSED}]
events = st.lists(st.sampled_from(STATED), max_size=5)
values = st.decimals(0, 5000, places=2)
organisations = st.permutations(RULES).map(an_organisation)
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def facts_decided_later(received: date, final_response: date | None) -> st.SearchStrategy[EscalationFacts]:
    """Make facts on which someone decides on the day of the last event or after it."""
    return st.builds(
        some_facts,
        holder=st.sampled_from([role for role, _ in ROLES]),
        value=values,
        received=st.just(received),
        today=st.dates(max(received, final_response or received), date(2027, 11, 30)),
        events=events,
        final_response=st.just(final_response),
    )


facts_of_any_kind = st.tuples(days_of_2026, st.none() | days_of_2026).flatmap(lambda days: facts_decided_later(*days))


class TestTheWeightiestRuleDecides:
    @pytest.mark.parametrize(
        ("stated", "to", "by", "deciding"),
        [
            ([Event.INJURY], "insurer", date(2026, 11, 5), "E1"),
            ([Event.SAFETY_RISK], "manager", date(2026, 11, 5), "E2"),
            ([Event.SAFETY_RISK, Event.INJURY], "insurer", date(2026, 11, 5), "E1"),
            ([Event.LEGAL_CLAIM], "director", date(2026, 11, 6), "E4"),
            ([Event.REPEATED_CAUSE], "manager", date(2026, 11, 12), "E6"),
            ([Event.UNRESOLVED, Event.REPEATED_CAUSE], "manager", date(2026, 11, 12), "E6"),
            ([Event.FINAL_RESPONSE_REFUSED], "ombudsman", None, "E7"),
            ([Event.UNRESOLVED], "leader", None, "E9"),
        ],
    )
    def test_whatever_order_the_events_are_stated_in(
        self,
        stated: list[Event],
        to: str,
        by: date | None,
        deciding: str,
    ) -> None:
        decided = route(ORGANISATION, some_facts(*stated))
        assert (decided.to, decided.by, clause(decided)) == (to, by, deciding)
        assert decided.events == tuple(stated)

    def test_it_stays_when_nothing_has_happened(self) -> None:
        assert route(ORGANISATION, some_facts()) == Route("stay", Within.NOT_NEEDED, None, None, ())

    def test_it_stays_when_the_organisation_has_no_rule_for_the_event(self) -> None:
        decided = route(ORGANISATION, some_facts(Event.PRESS))
        assert decided == Route("stay", Within.NOT_NEEDED, None, None, (Event.PRESS,))

    def test_working_days_count_from_the_day_of_the_decision(self) -> None:
        decided = route(ORGANISATION, some_facts(Event.LEGAL_CLAIM, today=date(2026, 12, 24)))
        assert decided.by == date(2026, 12, 29)

    def test_an_event_stated_twice_counts_once(self) -> None:
        assert route(ORGANISATION, some_facts(Event.PRESS, Event.PRESS)).events == (Event.PRESS,)


class TestAboveAuthority:
    @pytest.mark.parametrize(
        ("holder", "value", "to"),
        [
            ("adviser", "50.00", "stay"),
            ("adviser", "50.01", "leader"),
            ("adviser", "250.00", "leader"),
            ("adviser", "250.01", "manager"),
            ("adviser", "2000.01", "director"),
            ("leader", "250.00", "stay"),
            ("leader", "900.00", "manager"),
            ("director", "99999.00", "stay"),
        ],
    )
    def test_it_goes_to_the_lowest_role_whose_limit_covers_the_value(self, holder: str, value: str, to: str) -> None:
        decided = route(ORGANISATION, some_facts(holder=holder, value=value))
        assert decided.to == to
        assert clause(decided) == (None if to == "stay" else "E5")
        assert decided.by == (None if to == "stay" else date(2026, 11, 9))  # Thursday and two working days

    def test_a_weightier_event_decides_all_the_same(self) -> None:
        decided = route(ORGANISATION, some_facts(Event.INJURY, value="900.00"))
        assert (decided.to, clause(decided)) == ("insurer", "E1")
        assert decided.events == (Event.INJURY, Event.ABOVE_AUTHORITY)

    def test_a_weightier_rule_may_send_it_lower_than_a_lighter_one_would(self) -> None:
        assert route(ORGANISATION, some_facts(Event.REPEATED_CAUSE, value="50.00")).to == "manager"
        assert route(ORGANISATION, some_facts(Event.REPEATED_CAUSE, value="60.00")).to == "leader"

    def test_an_organisation_without_a_rule_for_it_is_refused(self) -> None:
        silent = an_organisation([rule for rule in RULES if rule[1] is not Event.ABOVE_AUTHORITY])
        with pytest.raises(ValueError, match="kettle-shop > escalation: there is no rule for 'above-authority'"):
            route(silent, some_facts(Event.INJURY, value="60.00"))

    def test_an_organisation_where_nobody_may_settle_it_is_refused(self) -> None:
        bounded = an_organisation(roles=(*ROLES[:3], ("director", "9000.00")))
        with pytest.raises(ValueError, match=r"no role may settle £9,000\.01; give the top role no limit"):
            route(bounded, some_facts(value="9000.01"))


class TestDeadlinePassed:
    @pytest.mark.parametrize(
        ("today", "final_response", "to"),
        [
            (date(2026, 12, 28), None, "stay"),  # eight weeks to the day
            (date(2026, 12, 29), None, "ombudsman"),
            (date(2026, 12, 29), date(2026, 12, 1), "stay"),
        ],
    )
    def test_it_has_passed_on_the_day_after_eight_weeks(
        self,
        today: date,
        final_response: date | None,
        to: str,
    ) -> None:
        decided = route(ORGANISATION, some_facts(today=today, final_response=final_response))
        assert decided.to == to
        assert decided.events == (() if to == "stay" else (Event.DEADLINE_PASSED,))

    def test_computed_events_come_after_stated_ones(self) -> None:
        late = some_facts(Event.UNRESOLVED, value="60.00", today=date(2027, 1, 11))
        expected = (Event.UNRESOLVED, Event.ABOVE_AUTHORITY, Event.DEADLINE_PASSED)
        assert route(ORGANISATION, late).events == expected


class TestTheHolder:
    def test_who_is_the_role_named_keeps_it(self) -> None:
        decided = route(ORGANISATION, some_facts(Event.SAFETY_RISK, holder="manager"))
        assert decided == Route("stay", Within.NOT_NEEDED, None, ORGANISATION.escalation[1], (Event.SAFETY_RISK,))

    def test_who_stands_above_the_role_named_passes_it_down(self) -> None:
        decided = route(ORGANISATION, some_facts(Event.DATA_BREACH, holder="director"))
        assert (decided.to, decided.within) == ("leader", Within.SAME_DAY)

    def test_who_is_no_role_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no role 'porter'; choose one of adviser, leader, manager, director"):
            route(ORGANISATION, some_facts(holder="porter"))


class TestMaySettle:
    @pytest.mark.parametrize(
        ("role", "value", "allowed"),
        [
            ("adviser", "0", True),
            ("adviser", "50.00", True),
            ("adviser", "50.01", False),
            ("manager", "2000.00", True),
            ("manager", "2000.01", False),
            ("director", "1000000.00", True),
        ],
    )
    def test_a_limit_covers_its_own_amount(self, role: str, value: str, allowed: bool) -> None:
        assert may_settle(ORGANISATION, role, Decimal(value)) is allowed

    def test_an_unknown_role_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no role 'porter'"):
            may_settle(ORGANISATION, "porter", Decimal(1))


class TestExplain:
    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            (some_facts(), "The complaint stays where it is, because no clause of the escalation rules applies."),
            (
                some_facts(Event.SAFETY_RISK, holder="manager"),
                "The complaint stays where it is, because clause E2 names the customer manager, who already has it.",
            ),
            (
                some_facts(Event.INJURY),
                "Clause E1 sends it to the insurer (Firm Mutual) at once, because someone has been hurt.",
            ),
            (
                some_facts(Event.SAFETY_RISK),
                "Clause E2 sends it to the customer manager on the same day, because someone could be hurt.",
            ),
            (
                some_facts(value="60.00"),
                (
                    "Clause E5 sends it to the customer leader within 2 working days, by 9 November 2026, "
                    "because it is above the holder's limit."
                ),
            ),
            (
                some_facts(Event.FINAL_RESPONSE_REFUSED),
                (
                    "Clause E7 sends it to the ombudsman (Shops Ombudsman) with the reply, "
                    "because the customer has refused the final response."
                ),
            ),
            (
                some_facts(Event.UNRESOLVED),
                "Clause E9 sends it to the customer leader, because it is still unresolved.",
            ),
        ],
    )
    def test_it_names_the_clause_and_the_reason(self, facts: EscalationFacts, sentence: str) -> None:
        assert explain(route(ORGANISATION, facts), ORGANISATION) == sentence

    @pytest.mark.parametrize("event", STATED)
    def test_every_event_has_its_words(self, event: Event) -> None:
        rules = [("E1", event, "regulator", Within.AT_ONCE), *(("E9" + str(n), *RULES[4][1:]) for n in range(7))]
        organisation = an_organisation(rules)
        sentence = explain(route(organisation, some_facts(event)), organisation)
        assert sentence.startswith("Clause E1 sends it to the regulator (Shops Authority) at once, because ")

    @given(organisations, facts_of_any_kind)
    def test_it_is_always_one_short_sentence(self, organisation: Organisation, facts: EscalationFacts) -> None:
        decided = route(organisation, facts)
        sentence = explain(decided, organisation)
        assert sentence.endswith(".")
        assert sentence.count(".") == 1
        assert len(sentence.split()) <= 25
        assert decided.rule is None or f"lause {decided.rule.id} " in sentence


class TestEveryRoute:
    @given(organisations, facts_of_any_kind)
    def test_is_one_and_whole(self, organisation: Organisation, facts: EscalationFacts) -> None:
        decided = route(organisation, facts)
        assert decided == route(organisation, facts)
        assert decided.to in {"stay", *OUTSIDE, *(role for role, _ in ROLES)} - {facts.holder}
        if decided.to == "stay":
            assert (decided.within, decided.by) == (Within.NOT_NEEDED, None)
            assert decided.rule is None or decided.rule.to == facts.holder
        else:
            assert decided.rule is not None
            assert decided.rule.event in decided.events
            assert decided.within is decided.rule.within

    @given(organisations, facts_of_any_kind)
    def test_has_the_day_that_its_words_promise(self, organisation: Organisation, facts: EscalationFacts) -> None:
        decided = route(organisation, facts)
        promised = {
            Within.AT_ONCE: facts.today,
            Within.SAME_DAY: facts.today,
            Within.ONE_WORKING_DAY: add_working_days(facts.today, 1),
            Within.TWO_WORKING_DAYS: add_working_days(facts.today, 2),
            Within.FIVE_WORKING_DAYS: add_working_days(facts.today, 5),
        }
        assert decided.by == promised.get(decided.within)

    @given(organisations, facts_of_any_kind, st.sampled_from(STATED))
    def test_is_never_decided_by_a_lighter_rule_once_an_event_is_added(
        self,
        organisation: Organisation,
        facts: EscalationFacts,
        event: Event,
    ) -> None:
        more = facts.model_copy(update={"events": (*facts.events, event)})
        assert weight(route(organisation, more), organisation) <= weight(route(organisation, facts), organisation)

    @given(st.sampled_from([role for role, _ in ROLES]), values, values)
    def test_of_value_alone_never_goes_lower_for_more(self, holder: str, one: Decimal, other: Decimal) -> None:
        rungs = []
        for value in sorted((one, other)):
            to = route(ORGANISATION, some_facts(holder=holder, value=value)).to
            rungs.append(rung(holder if to == "stay" else to))
        assert rungs == sorted(rungs)

    @given(organisations, facts_of_any_kind, values)
    def test_above_authority_never_goes_lower_for_more(
        self,
        organisation: Organisation,
        facts: EscalationFacts,
        more: Decimal,
    ) -> None:
        limit = organisation.role(facts.holder).settle_up_to
        # Whoever stands at the top may settle anything.
        assume(limit is not None)
        facts = facts.model_copy(update={"value": facts.value + (limit or 0) + Decimal("0.01")})
        assert not may_settle(organisation, facts.holder, facts.value)
        dearer = facts.model_copy(update={"value": facts.value + more})
        less, greater = route(organisation, facts), route(organisation, dearer)
        assert less.rule == greater.rule
        if less.rule is not None and less.rule.event is Event.ABOVE_AUTHORITY:
            assert rung(facts.holder) < rung(less.to) <= rung(greater.to)
        else:
            assert less.to == greater.to
