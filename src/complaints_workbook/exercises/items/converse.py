"""Hold a conversation, move by move: one path through it, which several qualities are marked by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import Scored
from complaints_workbook.exercises.items.options import Option, text_of
from complaints_workbook.rules.conversation.automaton import SILENT, TableState, is_ended, last_ended, replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaints_workbook.exercises.items.field import AmongOptions, Reason
    from complaints_workbook.rules.conversation.automaton import TableStep

Moves = tuple[str, ...]
"""A path: the moves of a conversation in order, each with its turn, such as ``opening.listen``."""


class PathKey(Struct, frozen=True):
    """The best path, what moves earn for each quality, and the reason of every move.

    What the best path earns is what earns all the marks; more earns no more.
    """

    key: Moves
    earns: dict[str, dict[str, int]]
    reasons: dict[str, str]

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return the reason of each move, with its place."""
        return ((f"reasons > {move}", reason) for move, reason in self.reasons.items())

    def earned(self, quality: str, path: Iterable[str]) -> int:
        """Return what the moves of a path earn for a quality."""
        earns = self.earns[quality]
        return sum(earns.get(move, 0) for move in path)


class Quality(Struct, frozen=True):
    """What a conversation is marked for, such as that the customer is heard before anything is offered."""

    id: str
    label: str
    points: int


class PathMark(Struct, frozen=True):
    """The marks that a path earns for one quality."""

    id: str
    label: str
    points: int
    reads: str
    moves: tuple[Option, ...]

    def score(self, answer: Moves, key: PathKey) -> Scored:
        """Earn the part of the points that the path shows of what the best path does."""
        whole = key.earned(self.id, key.key)
        earned = min(whole, key.earned(self.id, answer))
        return Scored(round(self.points * earned / whole, 2), earned == whole)

    def best(self, key: PathKey) -> tuple[str, ...]:
        """Return the moves of the best path that earn it."""
        return tuple(text_of(self.moves, move) for move in key.key if move in key.earns[self.id])

    def reasons(self, scored: Scored, key: PathKey) -> tuple[Reason, ...]:
        """The conversation itself is told with the reason of each move."""
        return ()


class Converse(Struct, frozen=True, tag="converse"):
    """A conversation to hold to an ending. It may then be held again, and the last that was ended counts.

    What is kept is one list: the path that was ended last, and whatever has been begun after it.
    """

    id: str
    label: str
    customer: str
    qualities: tuple[Quality, ...]
    moves: tuple[Option, ...]
    lines: tuple[str, ...]
    states: tuple[TableState, ...]
    afterwards: str

    key_type: ClassVar[type[PathKey]] = PathKey

    @property
    def items(self) -> tuple[PathMark, ...]:
        """A line of marks for each quality."""
        return tuple(PathMark(each.id, each.label, each.points, self.id, self.moves) for each in self.qualities)

    def accept(self, value: object) -> Moves | None:
        """Return the path that was ended last, or one that is not ended yet; None if moves cannot be made so."""
        steps = self._steps(value)
        if not steps:
            return None
        return tuple(self.moves[step.choice.move].id for step in last_ended(self.states, steps))

    def legible(self, value: object) -> list[str] | None:
        """Return the moves, those begun after an ending too."""
        steps = self._steps(value)
        return [self.moves[step.choice.move].id for step in steps] if steps else None

    def complete(self, answer: Moves) -> bool:
        """Say whether the path leads to an ending."""
        return is_ended(self.states, self._steps(answer) or [])

    def show(self, answer: Moves) -> tuple[str, ...]:
        """Return the conversation as it went."""
        return tuple(line for line, _ in self._told(answer, {}))

    def remarks(self, answer: Moves, key: PathKey) -> tuple[str, ...]:
        """Return the reason of each move, and nothing of what the customer says."""
        return tuple(remark for _, remark in self._told(answer, key.reasons))

    def exemplar(self, key: PathKey) -> tuple[tuple[str, str], ...]:
        """Return the conversation as it goes on the best path, with the reasons of its moves."""
        return tuple(self._told(key.key, key.reasons))

    def faults(self, key: PathKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        moves, qualities = {move.id for move in self.moves}, {each.id for each in self.qualities}
        named = {"the key": key.key, "reasons": key.reasons} | {f"earns > {name}": of for name, of in key.earns.items()}
        faults = [
            f"{place} names '{move}', which is no move; write its turn and its id, such as opening.listen."
            for place, used in named.items()
            for move in used
            if move not in moves
        ]
        faults += [f"the move '{move.id}' has no reason." for move in self.moves if not key.reasons.get(move.id)]
        faults += [
            f"earns says nothing of '{name}'; name the moves that show it." for name in qualities - key.earns.keys()
        ]
        faults += [f"earns names '{name}', which is no quality." for name in key.earns.keys() - qualities]
        faults += [
            f"earns > {name} > {move} is {number}; write a whole number from 1."
            for name, of in key.earns.items()
            for move, number in of.items()
            if number < 1
        ]
        if not self.complete(key.key):
            faults.append("the key is no path from the first turn to an ending; name a move for each turn that comes.")
        faults += [
            f"the key earns nothing for '{name}', so nobody can have all marks for it."
            for name in qualities & key.earns.keys()
            if not key.earned(name, key.key)
        ]
        return sorted(faults)

    def keys_among_options(self, key: PathKey) -> Iterable[AmongOptions]:
        """Return what can be said at each turn of the best path, and the place of what it says."""
        for state, choice in self._steps(key.key) or []:
            yield tuple(self.moves[each.move].text for each in state.choices), state.choices.index(choice)

    def _steps(self, value: object) -> list[TableStep] | None:
        """Return the steps that a list of moves takes, or None if it is no such list."""
        if not isinstance(value, list | tuple) or len(value) > 2 * len(self.states):
            return None
        places = {move.id: place for place, move in enumerate(self.moves)}
        found = [places.get(move, -1) if isinstance(move, str) else -1 for move in value]
        return replay(self.states, found)

    def _told(self, path: Moves, reasons: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield each thing said, by whom, with the reason of a move, and how it ended."""
        steps = self._steps(path) or []
        for state, choice in steps:
            move = self.moves[choice.move]
            yield f"{self.customer}: {self.lines[state.line]}", ""
            yield f"You: {move.text}", reasons.get(move.id, "")
            if choice.reply != SILENT:
                yield f"{self.customer}: {self.lines[choice.reply]}", ""
        if steps and is_ended(self.states, steps):
            yield f"How it ended: {self.lines[self.states[steps[-1].choice.to].line]}", ""


FIELD = Converse
