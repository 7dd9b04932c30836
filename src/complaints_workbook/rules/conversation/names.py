"""Every name that a conversation uses has to be one that it has: turns, endings, feelings, facts and promises."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from complaints_workbook.content.misfits import MisfitError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaints_workbook.rules.conversation.script import Condition, Script


def check_names(script: Script) -> None:
    """Find the first name that stands for nothing, or for two things.

    Raises
    ------
    MisfitError
        With the place and what to do.
    """
    turns = [turn.id for turn in script.turns]
    _single("turns", [*turns, *script.endings])
    for turn in script.turns:
        _single(f"turns > {turn.id}", [move.id for move in turn.moves])
    moves = script.moves()
    facts = {fact for move in moves.values() for fact in move.finds}
    promises = {promise for move in moves.values() for promise in move.promises}
    for place, condition in conditions(script):
        _known(place, "feeling", condition.at_least, script.start)
        _known(place, "fact that a move finds", condition.found, facts)
        _known(place, "promise that a move makes", condition.promised, promises)
    for name, move in moves.items():
        place = f"turns > {name.replace('.', ' > ')}"
        _known(place, "turn or ending", (way.to for way in move.to), {*turns, *script.endings})
        _known(place, "feeling", move.changes, script.start)


def conditions(script: Script) -> Iterator[tuple[str, Condition]]:
    """Yield every condition, with the place of the turn or move that it stands in."""
    for turn in script.turns:
        place = f"turns > {turn.id}"
        yield from ((place, each) for saying in turn.says for each in saying.when.within())
        for move in turn.moves:
            whens = (move.when, *(each.when for each in move.reply), *(each.when for each in move.to))
            yield from ((f"{place} > {move.id}", each) for when in whens for each in when.within())


def _single(place: str, names: Collection[str]) -> None:
    for name, number in Counter(names).items():
        if number > 1:
            raise MisfitError(entry=place, message=f"'{name}' stands here twice; give one of them another id")


def _known(place: str, what: str, names: Iterator[str] | Collection[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            have = ", ".join(sorted(known)) or "none"
            raise MisfitError(entry=place, message=f"'{name}' is no {what}; there is {have}")
