"""Make inquiries: ask for a few things of many, one after the other; several aims are marked by what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import Reason, Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaints_workbook.exercises.items.field import AmongOptions

Plan = tuple[str, ...]
"""The ids of inquiries, in the order in which they are made."""


class Inquiry(Struct, frozen=True, omit_defaults=True):
    """Something that can be asked for. Where it will soon be gone, it must be among the first `within`."""

    id: str
    text: str
    within: int = 0


class Aim(Struct, frozen=True):
    """What a plan is marked for, such as that what will be gone is asked for in time."""

    id: str
    label: str
    points: int


class PlanKey(Struct, frozen=True):
    """The plan at its best, the inquiries that serve each aim, and why each of all is worth making or not."""

    key: Plan
    serves: dict[str, Plan]
    reasons: dict[str, str]

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return the reason of each inquiry, with its place."""
        return ((f"reasons > {name}", reason) for name, reason in self.reasons.items())


class AimMark(Struct, frozen=True):
    """The marks that a plan earns by one aim: a share for each inquiry that serves it and is made in time."""

    id: str
    label: str
    points: int
    reads: str
    inquiries: tuple[Inquiry, ...]

    def score(self, answer: Plan, key: PlanKey) -> Scored:
        """Count the inquiries made of those that serve the aim."""
        wanted = key.serves[self.id]
        made = _in_time(self.inquiries, answer)
        missing = tuple(name for name in wanted if name not in made)
        share = (len(wanted) - len(missing)) / len(wanted)
        return Scored(round(self.points * share, 2), not missing, missing)

    def best(self, key: PlanKey) -> tuple[str, ...]:
        """Return the inquiries that serve it."""
        return tuple(each.text for each in self.inquiries if each.id in key.serves[self.id])

    def reasons(self, scored: Scored, key: PlanKey) -> tuple[Reason, ...]:
        """Return why what is missing is needed; the plan tells the rest."""
        texts = {each.id: each.text for each in self.inquiries}
        return tuple(Reason(texts[name], key.reasons[name]) for name in scored.chosen)


class MakeInquiries(Struct, frozen=True, tag="make-inquiries"):
    """A plan of so many inquiries out of a pool. It is whole when as many are made as can be.

    Examples
    --------
    >>> pool = (Inquiry("film", "The film", within=1), Inquiry("driver", "The driver"), Inquiry("all", "Everybody"))
    >>> field = MakeInquiries("plan", "Your plan", 2, pool, (Aim("gone", "What will be gone", 1),))
    >>> field.accept(["driver", "film"]), field.accept(["film", "film"]), field.accept(["film", "driver", "all"])
    (('driver', 'film'), None, None)
    >>> field.show(("driver", "film"))
    ('1. The driver', '2. The film (asked for too late)')
    """

    id: str
    label: str
    most: int
    inquiries: tuple[Inquiry, ...]
    aims: tuple[Aim, ...]

    key_type: ClassVar[type[PlanKey]] = PlanKey

    @property
    def items(self) -> tuple[AimMark, ...]:
        """A line of marks for each aim."""
        return tuple(AimMark(each.id, each.label, each.points, self.id, self.inquiries) for each in self.aims)

    @property
    def afterwards(self) -> str:
        """Nothing is asked when all is marked."""
        return ""

    def accept(self, value: object) -> Plan | None:
        """Return the inquiries in their order; None if there is none, one that is not known or twice, or too many."""
        if not isinstance(value, list | tuple) or not 0 < len(value) <= self.most:
            return None
        known = {each.id for each in self.inquiries}
        made = tuple(one for one in value if isinstance(one, str) and one in known)
        return made if len(set(made)) == len(value) else None

    def legible(self, value: object) -> list[str] | None:
        """Return the inquiries, whether the plan is whole or not yet."""
        answer = self.accept(value)
        return None if answer is None else list(answer)

    def complete(self, answer: Plan) -> bool:
        """Say whether as many inquiries are made as can be."""
        return len(answer) == self.most

    def show(self, answer: Plan) -> tuple[str, ...]:
        """Return the inquiries, one a line, and which of them came too late."""
        texts, in_time = {each.id: each.text for each in self.inquiries}, _in_time(self.inquiries, answer)
        return tuple(
            f"{place}. {texts[name]}{'' if name in in_time else ' (asked for too late)'}"
            for place, name in enumerate(answer, 1)
        )

    def remarks(self, answer: Plan, key: PlanKey) -> tuple[str, ...]:
        """Return why each inquiry was worth making or not."""
        return tuple(key.reasons[name] for name in answer)

    def exemplar(self, key: PlanKey) -> tuple[tuple[str, str], ...]:
        """Return the plan at its best, with the reasons of its inquiries."""
        return tuple(zip(self.show(key.key), self.remarks(key.key, key), strict=True))

    def keys_among_options(self, key: PlanKey) -> Iterable[AmongOptions]:
        """No single choice is the key."""
        return ()

    def faults(self, key: PlanKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        ids, aims = {each.id for each in self.inquiries}, {each.id for each in self.aims}
        faults = [f"the inquiry '{each.id}' has no reason." for each in self.inquiries if not key.reasons.get(each.id)]
        named = {"the key": key.key, "reasons": key.reasons} | {f"serves > {aim}": of for aim, of in key.serves.items()}
        faults += [
            f"{place} names '{name}', which is no inquiry."
            for place, names in named.items()
            for name in names
            if name not in ids
        ]
        faults += [
            f"serves says nothing of '{aim}'; name the inquiries that serve it."
            for aim in sorted(aims)
            if not key.serves.get(aim)
        ]
        faults += [f"serves names '{aim}', which is no aim; check its id." for aim in sorted(key.serves.keys() - aims)]
        return faults or list(self._faults_of_best(key))

    def _faults_of_best(self, key: PlanKey) -> Iterator[str]:
        best = self.accept(key.key)
        if best is None or not self.complete(best):
            yield f"the key is no whole plan; name {self.most} inquiries, each once."
            return
        for item in self.items:
            if not item.score(best, key).right:
                yield f"the key does not earn all marks for '{item.id}'; change it, its order, or what serves the aim."
        served = {name for names in key.serves.values() for name in names}
        if len(self.inquiries) - len(served) < self.most:
            yield f"whoever asks at random earns too much; let {self.most} inquiries or more serve no aim."


def _in_time(inquiries: tuple[Inquiry, ...], answer: Plan) -> set[str]:
    """Return the inquiries that were made before what they ask for was gone."""
    within = {each.id: each.within for each in inquiries}
    return {name for place, name in enumerate(answer, 1) if not within[name] or place <= within[name]}


FIELD = MakeInquiries
