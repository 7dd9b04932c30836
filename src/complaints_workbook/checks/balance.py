"""Check that nothing but the content gives the key away.

A learner who knows only that the longest option is often right, or the first,
must not gain by it. A pattern is a fault where it always holds, or where keys that
fell on options by chance would show it less than once in fifty times (`RARE`).
Options from a list that several items share (query, problem or complaint) say
nothing by their length, and one of them must not be the key too often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles

FEWEST = 4
"""Items; fewer show no pattern."""

RARE = 0.02

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Choice:
    """A choice of one, reduced to what may give its key away.

    Attributes
    ----------
    options : tuple of str
        The texts of the options, in order.
    position : int
        Where the key stands among them, from 0.
    """

    options: tuple[str, ...]
    position: int

    @property
    def chance(self) -> float:
        """The chance that a given option is the key."""
        return 1 / len(self.options)

    @property
    def is_longest(self) -> bool:
        """Whether the key is longer than every other option."""
        lengths = [len(text) for text in self.options]
        return lengths.count(max(lengths)) == 1 and lengths[self.position] == max(lengths)


def check_balance(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each pattern by which a learner could guess keys.

    Exercises and practices are looked at one by one, and then all exercises together.
    """
    faults: list[Fault] = []
    together: list[Choice] = []
    for asked in files.asked:
        own, shared = split(choices_of(asked))
        messages = [*patterns(own), *(message for group in shared for message in _positions(group))]
        faults += [Fault(asked.keys_path, asked.specification.id, message) for message in messages]
        together += own if asked in files.exercises else []
    faults += [Fault(files.exercises[0].keys_path, "all exercises", message) for message in patterns(together)]
    return faults


def choices_of(asked: Asked) -> list[Choice]:
    """Return the choices of one that an exercise's keys make among options of an author's own.

    A conversation makes one at each turn of its best path, and a letter one in each of its parts.
    """
    return [Choice(*found) for field, key in asked.keyed_fields() for found in field.keys_among_options(key)]


def split(choices: Sequence[Choice]) -> tuple[list[Choice], list[list[Choice]]]:
    """Part the choices with options of their own from those that share a list, list by list."""
    groups: dict[tuple[str, ...], list[Choice]] = defaultdict(list)
    for choice in choices:
        groups[choice.options].append(choice)
    own = [group[0] for group in groups.values() if len(group) == 1]
    return own, [group for group in groups.values() if len(group) > 1]


def patterns(choices: Sequence[Choice]) -> Iterator[str]:
    """Yield a message for each pattern in the lengths and the places of keys."""
    longest = sum(choice.is_longest for choice in choices)
    chances = [choice.chance for choice in choices]
    if _is_pattern(longest, chances, RARE):
        yield _message("the longest option", longest, chances)
    yield from _positions(choices)


def tail(hits: int, chances: Sequence[float]) -> float:
    """Return the chance of `hits` or more successes in independent trials.

    Examples
    --------
    >>> tail(2, [0.5, 0.5])
    0.25
    """
    distribution = [1.0]
    for chance in chances:
        missed = [*(p * (1 - chance) for p in distribution), 0.0]
        met = [0.0, *(p * chance for p in distribution)]
        distribution = [a + b for a, b in zip(missed, met, strict=True)]
    return sum(distribution[hits:])


def _positions(choices: Sequence[Choice]) -> Iterator[str]:
    for position, hits in sorted(Counter(choice.position for choice in choices).items()):
        able = [choice for choice in choices if position < len(choice.options)]
        chances = [choice.chance for choice in able]
        # Each of the places could have made a pattern, so each has its share of the limit.
        if _is_pattern(hits, chances, RARE / max(len(choice.options) for choice in able)):
            yield _message(f"the {_ORDINALS[position]} option", hits, chances)


def _is_pattern(hits: int, chances: Sequence[float], limit: float) -> bool:
    return len(chances) >= FEWEST and (hits == len(chances) or tail(hits, chances) < limit)


def _message(what: str, hits: int, chances: Sequence[float]) -> str:
    often = f"in all {hits} items" if hits == len(chances) else f"in {hits} of {len(chances)} items"
    expected = f"where chance would make it about {sum(chances):.0f}"
    return f"{what} is the key {often}, {expected}; change some options or their order."
