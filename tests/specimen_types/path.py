"""A type of answer that the workbook does not have: one path of moves, which several items read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import Reason, Scored

if TYPE_CHECKING:
    from collections.abc import Iterable

Moves = tuple[str, ...]


class PathKey(Struct, frozen=True):
    """The moves that earn each item its marks, and what is to say of every move."""

    earns: dict[str, tuple[str, ...]]
    reasons: dict[str, str]

    def explanations(self) -> Iterable[tuple[str, str]]:
        return self.reasons.items()


class Quality(Struct, frozen=True):
    """A mark for each move of the path that shows a quality."""

    id: str
    label: str
    points: int
    reads: str

    def score(self, answer: Moves, key: PathKey) -> Scored:
        shown = tuple(move for move in answer if move in key.earns[self.id])
        return Scored(float(len(shown)), len(shown) == self.points, shown)

    def best(self, key: PathKey) -> tuple[str, ...]:
        return key.earns[self.id]

    def reasons(self, scored: Scored, key: PathKey) -> tuple[Reason, ...]:  # noqa: ARG002 - the types share one signature
        return tuple(Reason(move, f"{move} shows it.") for move in scored.chosen)


class Path(Struct, frozen=True, tag="path"):
    """A move for each turn, in order; a path may be left half way and is then not complete."""

    id: str
    label: str
    turns: tuple[tuple[str, ...], ...]
    qualities: tuple[Quality, ...]

    key_type: ClassVar[type[PathKey]] = PathKey

    @property
    def items(self) -> tuple[Quality, ...]:
        return self.qualities

    def accept(self, value: object) -> Moves | None:
        if not isinstance(value, list) or not 0 < len(value) <= len(self.turns):
            return None
        legal = all(move in turn for move, turn in zip(value, self.turns, strict=False))
        return tuple(value) if legal else None

    def legible(self, value: object) -> list[str] | None:
        answer = self.accept(value)
        return None if answer is None else list(answer)

    def complete(self, answer: Moves) -> bool:
        return len(answer) == len(self.turns)

    def show(self, answer: Moves) -> tuple[str, ...]:
        return tuple(f"You said: {move}" for move in answer)

    def remarks(self, answer: Moves, key: PathKey) -> tuple[str, ...]:
        return tuple(key.reasons[move] for move in answer)

    def exemplar(self, key: PathKey) -> tuple[tuple[str, str], ...]:
        return tuple((f"Best: {turn[0]}", key.reasons[turn[0]]) for turn in self.turns)

    @property
    def afterwards(self) -> str:
        return "Think of a <talk> of your own."

    def faults(self, key: PathKey) -> list[str]:
        known = {move for turn in self.turns for move in turn}
        return [f"there is no move '{move}'." for moves in key.earns.values() for move in moves if move not in known]

    def keys_among_options(self, key: PathKey) -> tuple[()]:  # noqa: ARG002 - the types share one signature
        return ()


FIELD = Path
