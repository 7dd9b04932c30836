"""Walk through all that can happen in a conversation, and write it down as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.errors import entry_at
from complaints_workbook.rules.conversation.automaton import SILENT, TableChoice, TableState
from complaints_workbook.rules.conversation.names import conditions
from complaints_workbook.rules.conversation.script import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.rules.conversation.script import Saying, Script, ScriptedMove, Turn

MOST_STATES = 3_000
"""Turns, each with all that may be remembered there; more are too many to write for, and to send."""


class Compiled(NamedTuple):
    """A conversation as its page follows it.

    Attributes
    ----------
    lines : tuple of str
        Everything that the customer says, and the endings.
    states : tuple of TableState
        Each after all that can follow it; those with the same future are one.
    met : set of str
        The turns, moves (``turn.move``) and endings that can be reached.
    """

    lines: tuple[str, ...]
    states: tuple[TableState, ...]
    met: frozenset[str]


def compile_script(script: Script) -> Compiled:
    """Return the table of a conversation whose names have been checked.

    Raises
    ------
    MisfitError
        If it stands still at a turn, goes round in circles, or can stand in more than `MOST_STATES` ways.
    """
    walk = _Walk(script)
    walk.state(script.turns[0].id, Memory(tuple(sorted(script.start.items()))))
    return Compiled(tuple(walk.lines), tuple(walk.states), frozenset(walk.met))


class _Walk:
    """One walk through everything that can happen. What it has been through, it knows again."""

    def __init__(self, script: Script) -> None:
        self._turns = {turn.id: turn for turn in script.turns}
        self._endings = script.endings
        self._places = {name: place for place, name in enumerate(script.moves())}
        self._known: dict[tuple[str, Memory], int | None] = {}
        self.lines: dict[str, int] = {}
        self.states: dict[TableState, int] = {}
        self.met: set[str] = set()
        asked = [condition for _, condition in conditions(script)]
        self._feelings = {name for condition in asked for name in condition.at_least}
        self._found = frozenset(name for condition in asked for name in condition.found)
        self._promised = frozenset(name for condition in asked for name in condition.promised)

    def state(self, name: str, memory: Memory) -> int:
        """Return the place of the state in which a turn begins, or of an ending."""
        memory = self._that_matters(memory)
        if name in self._endings:
            self.met.add(name)
            return self._place(TableState(self._line(self._endings[name]), ()))
        if (name, memory) in self._known:
            known = self._known[name, memory]
            if known is None:
                raise _misfit(
                    place=name,
                    message="the conversation can come back here with nothing changed, and go round for ever",
                )
            return known
        if len(self._known) == MOST_STATES:
            raise _misfit(message=f"it can stand in more than {MOST_STATES} ways; let it remember less, or shorten it")
        self._known[name, memory] = None  # until it is known what follows
        place = self._place(self._turn(self._turns[name], memory))
        self._known[name, memory] = place
        return place

    def _that_matters(self, memory: Memory) -> Memory:
        """Return what is remembered without that for which no condition asks: it makes no two ways different."""
        feelings = tuple((name, now) for name, now in memory.feelings if name in self._feelings)
        return Memory(feelings, memory.found & self._found, memory.promised & self._promised)

    def _turn(self, turn: Turn, memory: Memory) -> TableState:
        said = self._said(turn.says, memory)
        if said == SILENT:
            raise _misfit(
                place=turn.id,
                message="none of what is said here fits all that may have happened; end with one that has no when",
            )
        self.met.add(turn.id)
        choices = tuple(self._choice(turn, move, memory) for move in turn.moves if move.when.holds(memory))
        if not choices:
            raise _misfit(
                place=turn.id, message="none of its moves can be made in some cases; let one of them always be possible"
            )
        return TableState(said, choices)

    def _choice(self, turn: Turn, move: ScriptedMove, memory: Memory) -> TableChoice:
        name = f"{turn.id}.{move.id}"
        self.met.add(name)
        after = move.after(memory)
        to = next((way.to for way in move.to if way.when.holds(after)), None)
        if to is None:
            raise _misfit(
                place=f"{turn.id} > {move.id}",
                message="it leads nowhere in some cases; end its ways with one that has no when",
            )
        return TableChoice(self._places[name], self._said(move.reply, after), self.state(to, after))

    def _said(self, sayings: Iterable[Saying], memory: Memory) -> int:
        text = next((each.text for each in sayings if each.when.holds(memory)), None)
        return SILENT if text is None else self._line(text)

    def _line(self, text: str) -> int:
        return self.lines.setdefault(text, len(self.lines))

    def _place(self, state: TableState) -> int:
        return self.states.setdefault(state, len(self.states))


def _misfit(*, place: str = "", message: str) -> MisfitError:
    return MisfitError(entry=entry_at("turns", place), message=message)
