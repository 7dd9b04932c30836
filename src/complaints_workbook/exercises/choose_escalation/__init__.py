"""Choose escalation: who, by when, and why, for each case.

Who and when come from the organisation itself: its ladder, its insurer, its
ombudsman and its regulator. The rules layer works out the same answer from the
dossier, and `workbook check` compares it with the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.organisations import OUTSIDE, Id, Organisation, Within
from complaints_workbook.exercises.authored import AuthoredOption
from complaints_workbook.exercises.choose_escalation.checks import against_the_rules
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.shown import ShownChoice, show_options
from complaints_workbook.exercises.specification import APPLY, AskedLine, Specification
from complaints_workbook.rendering.html import day
from complaints_workbook.rules.escalation import STAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.cases import Case
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding

_WITHIN_WORDS = {
    Within.AT_ONCE: "At once, before anything else",
    Within.SAME_DAY: "Today",
    Within.ONE_WORKING_DAY: "Within 1 working day",
    Within.TWO_WORKING_DAYS: "Within 2 working days",
    Within.FIVE_WORKING_DAYS: "Within 5 working days",
    Within.WITH_THE_REPLY: "With the reply to the customer",
    Within.NOT_NEEDED: "Nothing to pass on",
}
WHEN = tuple(Option(id=within.value.replace(" ", "-"), text=words) for within, words in _WITHIN_WORDS.items())
"""By when, as options; the ids are those of `Within` with hyphens."""

QUESTIONS = {"who": "Who has it next?", "when": "By when?", "why": "Why?"}


class ToEscalate(AskedLine):
    """One case, and the reasons to choose from."""

    case: Id
    reasons: tuple[AuthoredOption, ...] = Field(min_length=3)


class ShownEscalation(TypedDict):
    """A case with its three questions."""

    case: str
    label: str
    setting: str
    parts: list[ShownChoice]


class ShownEscalations(TypedDict):
    """What ``view.js`` reads."""

    entries: list[ShownEscalation]


class ChooseEscalation(Specification):
    """Several cases; each earns a mark for who, for when and for why."""

    kind: Literal["choose-escalation"]
    entries: tuple[ToEscalate, ...] = Field(alias="items", min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """Three choices for each case."""
        return tuple(
            ChooseOne(
                f"{entry.id}.{name}",
                f"{datasets.case(entry.case).customer}: {QUESTIONS[name].lower()}",
                1,
                options,
                own=options is entry.reasons,
            )
            for entry in self.entries
            for name, options in _options(entry, datasets).items()
        )

    def show(self, datasets: Datasets) -> ShownEscalations:
        """Cases with their three questions."""
        return {
            "entries": [
                {
                    "case": entry.case,
                    "label": datasets.case(entry.case).customer,
                    "setting": _setting(entry, datasets),
                    "parts": [
                        {"id": f"{entry.id}.{name}", "question": QUESTIONS[name], "options": show_options(options)}
                        for name, options in _options(entry, datasets).items()
                    ],
                }
                for entry in self.entries
            ],
        }

    def asks_of(self, item: str) -> str:
        """Only why a case goes there asks for more than reading the rules."""
        return super().asks_of(item) if item.endswith(".why") else APPLY

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all entries."""
        return tuple(entry.case for entry in self.entries)

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Return where keys differ from what the rules say."""
        for entry in self.entries:
            yield from against_the_rules(entry, keys, datasets)


def who_options(organisation: Organisation, case: Case) -> tuple[Option, ...]:
    """Return everyone a case can go to, the one who has it first."""
    holder = organisation.role(case.escalation.holder)
    inside = [
        Option(id=role.id, text=role.title[:1].upper() + role.title[1:])
        for role in organisation.roles
        if role.id != holder.id
    ]
    outside = [Option(id=name, text=f"The {name} ({organisation.outside(name).name})") for name in OUTSIDE]
    return (Option(id=STAY, text=f"It stays with you, the {holder.title.lower()}"), *inside, *outside)


def _setting(entry: ToEscalate, datasets: Datasets) -> str:
    """Say when it is and who the learner is, because both decide."""
    case = datasets.case(entry.case)
    holder = datasets.organisation(case.organisation).role(case.escalation.holder)
    return f"Today is {day(case.escalation.today)}. You are the {holder.title.lower()}, and you have this case."


def _options(entry: ToEscalate, datasets: Datasets) -> dict[str, tuple[Option, ...]]:
    """Return the options of each question; the reasons alone are an author's own."""
    case = datasets.case(entry.case)
    who = who_options(datasets.organisation(case.organisation), case)
    return {"who": who, "when": WHEN, "why": entry.reasons}


SPECIFICATION = ChooseEscalation
