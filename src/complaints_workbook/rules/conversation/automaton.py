"""A conversation as a table to follow, and what can be said of all ways through it. Pure and plain.

The table says what comes next and nothing else: neither what the customer feels nor what
a move earns. Each state comes after all that can follow it, so the last is the start, and
whatever holds of every way through is found by going through the table once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class TableChoice(NamedTuple):
    """A move that can be made: its place among the moves, what is said to it, and the state that follows."""

    move: int
    reply: int
    to: int


class TableState(NamedTuple):
    """What is said, by its place among the lines, and what can be done; at an ending nothing can."""

    line: int
    choices: tuple[TableChoice, ...]


SILENT = -1
"""In the place of a reply where there is none."""


class TableStep(NamedTuple):
    """A state, and the choice that was made there."""

    state: TableState
    choice: TableChoice


def replay(states: Sequence[TableState], moves: Iterable[int]) -> list[TableStep] | None:
    """Follow moves from the start.

    Parameters
    ----------
    states : sequence of TableState
        The table.
    moves : iterable of int
        Places of moves; those after an ending begin the conversation anew.

    Returns
    -------
    list of TableStep or None
        None if a move cannot be made where it is made.
    """
    steps, at = [], states[-1]
    for move in moves:
        at = at if at.choices else states[-1]
        choice = next((each for each in at.choices if each.move == move), None)
        if choice is None:
            return None
        steps.append(TableStep(at, choice))
        at = states[choice.to]
    return steps


def is_ended(states: Sequence[TableState], steps: Sequence[TableStep]) -> bool:
    """Say whether the last of some steps led to an ending."""
    return bool(steps) and not states[steps[-1].choice.to].choices


def last_ended(states: Sequence[TableState], steps: Sequence[TableStep]) -> Sequence[TableStep]:
    """Return the steps of the last conversation that came to an ending; of the only one if none has."""
    walks: list[list[TableStep]] = []
    for step in steps:
        if step.state is states[-1]:  # nothing leads back to the start
            walks.append([])
        walks[-1].append(step)
    ended = [walk for walk in walks if is_ended(states, walk)]
    return ended[-1] if ended else steps


def fewest_turns(states: Sequence[TableState]) -> int:
    """Return the moves of the shortest way to an ending."""
    return _over_all(states, lambda _: 1, min)


def least(states: Sequence[TableState], earns: Mapping[int, int]) -> int:
    """Return what the moves of every way through earn at least."""
    return _over_all(states, lambda move: earns.get(move, 0), min)


def expected_share(states: Sequence[TableState], earns: Mapping[int, int], whole: int) -> float:
    """Return what is earned by choosing blindly, each move as likely as the others, on the average.

    Parameters
    ----------
    states : sequence of TableState
        The table.
    earns : mapping of int to int
        What moves earn, by their places.
    whole : int
        What earns all the marks; more earns no more.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> ended, asked = TableState(0, ()), TableState(1, (TableChoice(0, SILENT, 0), TableChoice(1, SILENT, 0)))
    >>> expected_share((ended, asked), {1: 2}, 2)
    0.5
    """
    chances: list[dict[int, float]] = []
    for state in states:
        if not state.choices:
            chances.append({0: 1.0})
            continue
        found: dict[int, float] = defaultdict(float)
        for choice in state.choices:
            for earned, chance in chances[choice.to].items():
                found[min(whole, earned + earns.get(choice.move, 0))] += chance / len(state.choices)
        chances.append(found)
    return sum(earned * chance for earned, chance in chances[-1].items()) / whole


def _over_all(states: Sequence[TableState], worth: Callable[[int], int], pick: Callable[[Iterable[int]], int]) -> int:
    """Return the sum of what moves are worth, on the way through that is picked."""
    found: list[int] = []
    for state in states:
        ways = [worth(choice.move) + found[choice.to] for choice in state.choices]
        found.append(pick(ways) if ways else 0)
    return found[-1]
