"""A conversation as its author writes it: turns with their moves, and what each move changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HIGHEST = 4
"""Of a feeling; the lowest is 0, and nothing goes beyond either."""


class Memory(NamedTuple):
    """What a conversation carries forward: how strong each feeling is, the facts found, the promises made."""

    feelings: tuple[tuple[str, int], ...]
    found: frozenset[str] = frozenset()
    promised: frozenset[str] = frozenset()


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Id, ...], BeforeValidator(_several)]
"""One name, or a list of names."""

Feeling = Annotated[int, Field(ge=0, le=HIGHEST)]


class Condition(Content):
    """What has to be so; everything that is said in it has to.

    Attributes
    ----------
    all, any, none : tuple of Condition
        Conditions of which all, at least one or none holds.
    at_least : mapping of str to int
        Feelings that are at least so strong.
    found, promised : tuple of str
        Facts that have been found, promises that have been made.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
    at_least: dict[Id, Feeling] = Field(default_factory=dict)
    found: Names = ()
    promised: Names = ()

    def holds(self, memory: Memory) -> bool:
        """Say whether it is so."""
        feelings = dict(memory.feelings)
        return (
            all(each.holds(memory) for each in self.all)
            and (not self.any or any(each.holds(memory) for each in self.any))
            and not any(each.holds(memory) for each in self.none)
            and all(feelings[name] >= least for name, least in self.at_least.items())
            and memory.found.issuperset(self.found)
            and memory.promised.issuperset(self.promised)
        )

    def within(self) -> Iterator[Condition]:
        """Yield itself and every condition in it."""
        yield self
        for each in (*self.all, *self.any, *self.none):
            yield from each.within()


ALWAYS = Condition()


class Saying(Content):
    """What is said when a condition holds."""

    when: Condition = ALWAYS
    text: str


class Way(Content):
    """Where it goes on when a condition holds: to a turn, or to an ending."""

    when: Condition = ALWAYS
    to: Id


def _in_any_case(name: str) -> BeforeValidator:
    """Read a single text as what is so in any case."""
    return BeforeValidator(lambda value: [{name: value}] if isinstance(value, str) else value)


Sayings = Annotated[tuple[Saying, ...], _in_any_case("text")]
"""A text, or some of which the first whose condition holds is said."""

Ways = Annotated[tuple[Way, ...], _in_any_case("to"), Field(min_length=1)]
"""A name, or some of which the first whose condition holds is taken."""


class ScriptedMove(Content):
    """Something to say or do, and what it changes.

    Attributes
    ----------
    text : str
        What the learner says or does.
    when : Condition
        When it can be chosen at all.
    reply : tuple of Saying
        How the customer takes it, before the next turn begins.
    changes : mapping of str to int
        By how much feelings grow, or shrink.
    finds, promises : tuple of str
        Facts that it brings to light, promises that it makes.
    """

    id: Id
    text: str
    when: Condition = ALWAYS
    reply: Sayings = ()
    changes: dict[Id, int] = Field(default_factory=dict)
    finds: Names = ()
    promises: Names = ()
    to: Ways

    def after(self, memory: Memory) -> Memory:
        """Return what is remembered when the move has been made."""
        feelings = ((name, min(HIGHEST, max(0, now + self.changes.get(name, 0)))) for name, now in memory.feelings)
        return Memory(tuple(feelings), memory.found.union(self.finds), memory.promised.union(self.promises))


class Turn(Content):
    """What the customer says, and the moves that answer it."""

    id: Id
    says: Annotated[Sayings, Field(min_length=1)]
    moves: tuple[ScriptedMove, ...] = Field(min_length=2)


class Script(Content):
    """A conversation: it begins with the first turn, and ends with one of the endings.

    Attributes
    ----------
    start : mapping of str to int
        How strong each feeling is at the start.
    endings : mapping of str to str
        What has come of it in the end.
    """

    start: dict[Id, Feeling] = Field(default_factory=dict)
    turns: tuple[Turn, ...] = Field(min_length=1)
    endings: dict[Id, str] = Field(min_length=1)

    def moves(self) -> Mapping[str, ScriptedMove]:
        """Return every move by its whole name, such as ``opening.listen``, in order."""
        return {f"{turn.id}.{move.id}": move for turn in self.turns for move in turn.moves}
