"""Cost liability: what admitting it costs, part by part, against not admitting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.quantities import Pounds
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.items import ChooseOne, GiveAmount
from complaints_workbook.exercises.parts import show_options
from complaints_workbook.exercises.specification import Specification
from complaints_workbook.money import show
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items import Item


class Part(Content):
    """One amount to work out.

    `side` says which running total it counts towards; a part that is itself a
    total counts towards none. `works_out` names what the rules layer calls it.
    """

    id: Id
    label: str
    hint: str | None = None
    side: Literal["admit", "refuse", "none"]
    works_out: str
    points: int = Field(default=1, ge=1)
    tolerance: Pounds = Field(default=0, validate_default=True)


class Decision(Content):
    """A choice that the amounts lead to."""

    id: Id = "decision"
    question: str
    options: tuple[AuthoredOption, ...] = Field(min_length=2)
    points: int = Field(default=1, ge=1)


class ToCost(Content):
    """One case with its parts, and what to assume besides the dossier."""

    id: Id
    case: Id
    assumptions: str
    parts: tuple[Part, ...] = Field(min_length=2)
    decision: Decision | None = None


class CostLiability(Specification):
    """Several cases to cost, to the penny or within the stated tolerance."""

    shows_costs: ClassVar[bool] = True

    kind: Literal["cost-liability"]
    entries: tuple[ToCost, ...] = Field(alias="items", min_length=1)

    def items(self, datasets: Datasets) -> tuple[Item, ...]:
        """An amount for each part, and a choice for each decision."""
        items: list[Item] = []
        for entry in self.entries:
            title = datasets.case(entry.case).title
            items += [
                GiveAmount(
                    f"{entry.id}.{part.id}", f"{title}: {_in_a_sentence(part.label)}", part.points, part.tolerance
                )
                for part in entry.parts
            ]
            if decision := entry.decision:
                items.append(
                    ChooseOne(f"{entry.id}.{decision.id}", f"{title}: your decision", decision.points, decision.options)
                )
        return tuple(items)

    def show(self, datasets: Datasets) -> dict[str, Any]:
        """Cases with their parts, decision and assumptions."""
        return {
            "entries": [
                {
                    "case": entry.case,
                    "label": datasets.case(entry.case).title,
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
                    "decision": entry.decision
                    and {
                        "id": f"{entry.id}.{entry.decision.id}",
                        "question": entry.decision.question,
                        "options": show_options(entry.decision.options),
                    },
                }
                for entry in self.entries
            ],
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all entries."""
        return tuple(entry.case for entry in self.entries)


def _in_a_sentence(label: str) -> str:
    """Return a label without its capital, which only began it."""
    return label[:1].lower() + label[1:]


SPECIFICATION = CostLiability
