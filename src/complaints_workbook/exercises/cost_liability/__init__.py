"""Cost liability: what admitting it costs, part by part, against not admitting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.organisations import Id
from complaints_workbook.content.quantities import Pounds
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.cost_liability.checks import against_the_rules
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.give_amount import GiveAmount
from complaints_workbook.exercises.shown import ShownChoice, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.money import show
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding


class ToWorkOut(AskedLine):
    """One amount to work out.

    `side` says which running total it counts towards; an amount that is itself a
    total counts towards none. `works_out` names what the rules layer calls it.
    """

    label: str
    hint: str | None = None
    side: Literal["admit", "refuse", "none"]
    works_out: str
    points: int = Field(default=1, ge=1)
    tolerance: Pounds = Field(default=0, validate_default=True)


class CostDecision(AskedLine):
    """A choice that the amounts lead to."""

    id: Id = "decision"
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=2)
    points: int = Field(default=1, ge=1)


class ToCost(AskedLine):
    """One case with its amounts, and what to assume besides the dossier."""

    case: Id
    assumptions: str
    parts: tuple[ToWorkOut, ...] = Field(min_length=2)
    decision: CostDecision | None = None


class ShownAmount(TypedDict):
    """An amount to give; `within` says how exactly."""

    id: str
    label: str
    hint: str | None
    side: Literal["admit", "refuse", "none"]
    within: str


class ShownCosting(TypedDict):
    """A case with its amounts, decision and assumptions."""

    case: str
    label: str
    html: str
    parts: list[ShownAmount]
    decision: ShownChoice | None


class ShownCostings(TypedDict):
    """What ``view.js`` reads."""

    entries: list[ShownCosting]


class CostLiability(Specification):
    """Several cases to cost, to the penny or within the stated tolerance."""

    shows_costs: ClassVar[bool] = True

    kind: Literal["cost-liability"]
    entries: tuple[ToCost, ...] = Field(alias="items", min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """Amounts, and a choice for each decision."""
        return tuple(field for entry in self.entries for field in _fields(entry, datasets.case(entry.case).customer))

    def show(self, datasets: Datasets) -> ShownCostings:
        """Cases with their amounts, decision and assumptions."""
        return {
            "entries": [
                {
                    "case": entry.case,
                    "label": datasets.case(entry.case).customer,
                    "html": to_html(entry.assumptions),
                    "parts": [
                        {
                            "id": f"{entry.id}.{part.id}",
                            "label": part.label,
                            "hint": part.hint,
                            "side": part.side,
                            "within": f"within {show(part.tolerance)}" if part.tolerance else "to the penny",
                        }
                        for part in entry.parts
                    ],
                    "decision": _show_decision(entry.id, entry.decision) if entry.decision else None,
                }
                for entry in self.entries
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all entries."""
        return tuple(entry.case for entry in self.entries)

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Return where amounts differ from what the rules work out."""
        for entry in self.entries:
            yield from against_the_rules(entry, keys, datasets)


def _fields(entry: ToCost, title: str) -> Iterator[GiveAmount | ChooseOne]:
    for part in entry.parts:
        label = f"{title}: {_in_a_sentence(part.label)}"
        yield GiveAmount(f"{entry.id}.{part.id}", label, part.points, part.tolerance)
    if decision := entry.decision:
        yield ChooseOne(f"{entry.id}.{decision.id}", f"{title}: your decision", decision.points, decision.options)


def _show_decision(name: str, decision: CostDecision) -> ShownChoice:
    return {
        "id": f"{name}.{decision.id}",
        "question": decision.question,
        "options": show_options(decision.options),
    }


def _in_a_sentence(label: str) -> str:
    """Return a label without its capital, which only began it."""
    return label[:1].lower() + label[1:]


SPECIFICATION = CostLiability
