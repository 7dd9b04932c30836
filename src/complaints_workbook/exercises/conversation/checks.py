"""A conversation is worth holding: everything in it can happen, it is long enough, and luck does not pass it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.exercises.specification import Finding
from complaints_workbook.rules.conversation.automaton import expected_share, fewest_turns, least

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.exercises.items.converse import Converse, PathKey
    from complaints_workbook.rules.conversation.compiling import Compiled
    from complaints_workbook.rules.conversation.script import Script

FEWEST_ENDINGS = 4
FEWEST_TURNS = 8
"""On every path. A practice may be shorter, and have fewer endings."""

MOST_BY_CHANCE = 0.5
"""Of all the marks, on the average of those who choose blindly."""


def of_the_script(script: Script, compiled: Compiled, *, practice: bool) -> Iterator[Finding]:
    """Yield what nobody can come to, and what makes the conversation too short or too alike."""
    for turn in script.turns:
        if turn.id not in compiled.met:
            yield Finding(
                f"script > turns > {turn.id}", "no path comes to this turn; let a move lead to it, or take it out"
            )
            continue
        for move in turn.moves:
            if f"{turn.id}.{move.id}" not in compiled.met:
                place = f"script > turns > {turn.id} > {move.id}"
                yield Finding(place, "no path allows this move; change its when, or take it out")
    for ending in script.endings:
        if ending not in compiled.met:
            place = f"script > endings > {ending}"
            yield Finding(place, "no path comes to this ending; let a move lead to it, or take it out")
    if practice:
        return
    if (endings := len(script.endings)) < FEWEST_ENDINGS:
        yield Finding("script > endings", f"there are {endings}; write {FEWEST_ENDINGS} or more that differ")
    if (turns := fewest_turns(compiled.states)) < FEWEST_TURNS:
        yield Finding(
            "script > turns", f"one can be through after {turns} moves; let every path have {FEWEST_TURNS} or more"
        )


def of_the_key(talk: Converse, key: PathKey) -> Iterator[Finding]:
    """Yield the qualities that all paths earn, and how much luck earns where that is too much."""
    places = {move.id: place for place, move in enumerate(talk.moves)}
    expected = 0.0
    for quality in talk.qualities:
        earns = {places[move]: number for move, number in key.earns[quality.id].items()}
        whole = key.earned(quality.id, key.key)
        expected += quality.points * expected_share(talk.states, earns, whole)
        if least(talk.states, earns) >= whole:
            message = "every path earns all its marks; let the moves that earn it be missed"
            yield Finding(f"{talk.id} > earns > {quality.id}", message, in_keys=True)
    share = expected / sum(each.points for each in talk.qualities)
    if share > MOST_BY_CHANCE:
        message = (
            f"to choose blindly earns {share:.0%} of the marks on the average; let it be {MOST_BY_CHANCE:.0%} at most"
        )
        yield Finding(f"{talk.id} > earns", message, in_keys=True)
