"""Write a letter out of passages, part by part: one answer, which several lines of marks are earned by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import Reason, Scored
from complaints_workbook.exercises.items.options import Option, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaints_workbook.exercises.items.field import AmongOptions

Passages = tuple[str, ...]
"""The ids of a letter's passages, in the order in which they are read."""


class LetterSlot(Struct, frozen=True):
    """A part of a letter, and the passages that can stand in it: one of them or, with `several`, more."""

    id: str
    label: str
    required: bool
    several: bool
    passages: tuple[Option, ...]


class Demand(Struct, frozen=True):
    """What a letter has to do, such as to say what was decided."""

    id: str
    label: str
    points: int


class LetterKey(Struct, frozen=True):
    """The letter as it should read, what each demand contains and avoids, and the reason of every passage.

    `contains` names, for each demand, the slots that it looks into, and in each the passages of
    which any one is enough. `avoids` names passages that take all the marks of a demand away.
    """

    key: Passages
    contains: dict[str, dict[str, Passages]]
    avoids: dict[str, Passages]
    reasons: dict[str, str]

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return the reason of each passage, with its place."""
        return ((f"reasons > {passage}", reason) for passage, reason in self.reasons.items())

    def avoided(self, demand: str) -> Passages:
        """Return the passages that take a demand's marks away."""
        return self.avoids.get(demand, ())


class LetterMark(Struct, frozen=True):
    """The marks that a letter earns by one demand: a share for each slot that it finds satisfied."""

    id: str
    label: str
    points: int
    reads: str
    passages: tuple[Option, ...]

    def score(self, answer: Passages, key: LetterKey) -> Scored:
        """Count the slots that hold what is wanted, unless anything stands that is to be avoided."""
        wanted = key.contains[self.id].values()
        spoilt = tuple(passage for passage in answer if passage in key.avoided(self.id))
        met = [any(passage in answer for passage in any_of) for any_of in wanted]
        missing = tuple(best for best in self._best(key) if best not in answer)
        if spoilt:
            return Scored(0.0, right=False, chosen=(*spoilt, *missing))
        right = all(met)
        return Scored(round(self.points * sum(met) / len(met), 2), right, () if right else missing)

    def best(self, key: LetterKey) -> tuple[str, ...]:
        """Return what the best letter says for it."""
        return tuple(text_of(self.passages, passage) for passage in self._best(key))

    def reasons(self, scored: Scored, key: LetterKey) -> tuple[Reason, ...]:
        """Return why what is there spoils it and what is missing is needed; the letter tells the rest."""
        return tuple(Reason(text_of(self.passages, name), key.reasons[name]) for name in scored.chosen)

    def _best(self, key: LetterKey) -> Passages:
        wanted = {passage for any_of in key.contains[self.id].values() for passage in any_of}
        return tuple(passage for passage in key.key if passage in wanted)


class WriteLetter(Struct, frozen=True, tag="write-letter"):
    """A letter that is put together slot by slot. It is whole when each required slot has its passage.

    Examples
    --------
    >>> passages = (Option("sorry", "We are sorry."), Option("regret", "Any inconvenience is regretted."))
    >>> field = WriteLetter("reply", "Your letter", (LetterSlot("apology", "Apology", True, False, passages),), ())
    >>> field.accept(["sorry"]), field.accept(["sorry", "regret"]), field.accept("sorry")
    (('sorry',), None, None)
    """

    id: str
    label: str
    slots: tuple[LetterSlot, ...]
    demands: tuple[Demand, ...]

    key_type: ClassVar[type[LetterKey]] = LetterKey

    @property
    def items(self) -> tuple[LetterMark, ...]:
        """A line of marks for each demand."""
        passages = self.passages
        return tuple(LetterMark(each.id, each.label, each.points, self.id, passages) for each in self.demands)

    @property
    def passages(self) -> tuple[Option, ...]:
        """Every passage, in the order in which they are read."""
        return tuple(passage for slot in self.slots for passage in slot.passages)

    @property
    def afterwards(self) -> str:
        """Nothing is asked when all is marked."""
        return ""

    def accept(self, value: object) -> Passages | None:
        """Return the passages chosen, in the order of the letter; None if none is, or two stand where one can."""
        if not isinstance(value, list | tuple):
            return None
        given = {one for one in value if isinstance(one, str)}
        chosen = self._by_slot(given)
        if any(len(ids) > 1 and not slot.several for slot, ids in zip(self.slots, chosen, strict=True)):
            return None
        return tuple(passage for ids in chosen for passage in ids) or None

    def legible(self, value: object) -> list[str] | None:
        """Return the passages chosen, whether the letter is whole or not yet."""
        answer = self.accept(value)
        return None if answer is None else list(answer)

    def complete(self, answer: Passages) -> bool:
        """Say whether each required slot has its passage."""
        chosen = self._by_slot(set(answer))
        return all(ids or not slot.required for slot, ids in zip(self.slots, chosen, strict=True))

    def show(self, answer: Passages) -> tuple[str, ...]:
        """Return the letter, a passage a line."""
        passages = self.passages
        return tuple(text_of(passages, passage) for passage in answer)

    def remarks(self, answer: Passages, key: LetterKey) -> tuple[str, ...]:
        """Return the reason of each passage."""
        return tuple(key.reasons[passage] for passage in answer)

    def exemplar(self, key: LetterKey) -> tuple[tuple[str, str], ...]:
        """Return the letter as it should read, with the reasons of its passages."""
        best = self.accept(key.key) or ()
        return tuple(zip(self.show(best), self.remarks(best, key), strict=True))

    def keys_among_options(self, key: LetterKey) -> Iterable[AmongOptions]:
        """Return the passages of each slot that holds one, and the place of the best letter's."""
        for slot, best in zip(self.slots, self._by_slot(set(key.key)), strict=True):
            if best and not slot.several:
                place = [passage.id for passage in slot.passages].index(best[0])
                yield tuple(passage.text for passage in slot.passages), place

    def faults(self, key: LetterKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        ids = [passage.id for passage in self.passages]
        faults = [f"the passage '{name}' has no reason." for name in ids if not key.reasons.get(name)]
        faults += [f"there is a reason for '{name}', which is no passage." for name in key.reasons if name not in ids]
        faults += [f"the key names '{name}', which is no passage." for name in key.key if name not in ids]
        faults += self._faults_of_demands(key)
        return faults or list(self._faults_of_best(key))

    def _faults_of_demands(self, key: LetterKey) -> Iterator[str]:
        demands, slots = {demand.id for demand in self.demands}, {slot.id: slot for slot in self.slots}
        for demand in sorted(demands):
            if not key.contains.get(demand):
                yield f"contains says nothing of '{demand}'; name the slots and passages that satisfy it."
        for name in sorted({*key.contains, *key.avoids} - demands):
            yield f"'{name}' is no item of this exercise; check its id."
        for demand, wanted in key.contains.items():
            for name, any_of in wanted.items():
                yield from _unknown(f"contains > {demand} > {name}", any_of, slots.get(name))
        ids = [passage.id for passage in self.passages]
        for demand, avoided in key.avoids.items():
            for name in avoided:
                if name not in ids:
                    yield f"avoids > {demand} names '{name}', which is no passage."

    def _faults_of_best(self, key: LetterKey) -> Iterator[str]:
        best = self.accept(key.key)
        if best is None or not self.complete(best):
            yield "the key is no whole letter; name a passage for each required slot, and one only where one can stand."
            return
        for item in self.items:
            if not item.score(best, key).right:
                yield f"the key does not earn all marks for '{item.id}'; change the key, or what the item wants."

    def _by_slot(self, given: set[str]) -> list[Passages]:
        return [tuple(passage.id for passage in slot.passages if passage.id in given) for slot in self.slots]


def _unknown(place: str, any_of: Passages, slot: LetterSlot | None) -> Iterator[str]:
    """Yield what is wrong with the passages that are wanted in a slot."""
    if slot is None:
        yield f"{place}: there is no such slot; check its id."
    elif not any_of:
        yield f"{place} names no passage; name each that is enough."
    else:
        known = {passage.id for passage in slot.passages}
        yield from (
            f"{place} names '{name}', which is no passage of this slot." for name in any_of if name not in known
        )


FIELD = WriteLetter
