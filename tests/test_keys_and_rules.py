"""The keys of each assignment are what the rules make of the dossiers and the policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.items.choose_one import OneKey
from complaints_workbook.exercises.items.give_amount import AmountKey
from complaints_workbook.rules.escalation import route
from complaints_workbook.rules.liability import cost_of_admitting, cost_of_not_admitting
from support.assignments import ASSIGNMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.exercises.keys import Key
    from support.assignments import Authored


def entries_of(authored: Authored, kind: str) -> Iterator[tuple[Any, Key]]:
    """Yield each case of a kind's exercises and practices, with the key of its exercise."""
    own = authored.assignment
    practices = [(each.specification, own.practice_keys[name]) for name, each in own.practices.items()]
    assessed = [(each.specification, authored.keys[name]) for name, each in own.exercises.items()]
    for specification, key in (*assessed, *practices):
        if specification.kind == kind:
            yield from ((entry, key) for entry in specification.entries)  # type: ignore[attr-defined]


def test_escalation_keys_are_what_the_rules_make_of_the_dossiers() -> None:
    compared = 0
    for authored in ASSIGNMENTS:
        for entry, key in entries_of(authored, "choose-escalation"):
            case = authored.datasets.case(entry.case)
            way = route(authored.datasets.organisation(case.organisation), case.escalation)
            who, when = key.fields[f"{entry.id}.who"], key.fields[f"{entry.id}.when"]
            assert isinstance(who, OneKey)
            assert isinstance(when, OneKey)
            assert (who.key, when.key) == (way.to, way.within.value.replace(" ", "-")), entry.id
            compared += 1
    assert compared >= 10


def test_costing_keys_are_what_the_rules_make_of_the_dossiers() -> None:
    compared = 0
    for authored in ASSIGNMENTS:
        for entry, key in entries_of(authored, "cost-liability"):
            case = authored.datasets.case(entry.case)
            organisation = authored.datasets.organisation(case.organisation)
            assert case.liability is not None
            sides = {
                "admit": cost_of_admitting(case.liability, organisation),
                "refuse": cost_of_not_admitting(case.liability, organisation),
            }
            for part in entry.parts:
                side, _, name = part.works_out.partition(".")
                amount = key.fields[f"{entry.id}.{part.id}"]
                assert isinstance(amount, AmountKey)
                assert amount.key == getattr(sides[side], name).amount, (entry.id, part.id)
                compared += 1
    assert compared >= 25
