"""Check that nothing but the content gives the key away.

A learner who knows nothing but that the longest option is often right, or the
first, must not gain by it. A pattern is a fault where chance would hardly make it:
where keys fell on options at random, fewer than one exercise in fifty
(`RARE`) would show as many. Where several patterns are looked for at once, the
fifty is shared among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.exercises.items import ChooseOne, ChooseSeveral, OneKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.checks.files import AssignmentFiles, Asked

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
        The ids of the options, in order.
    position : int
        Where the key stands among them, from 0.
    longest : bool
        Whether the key's text is longer than every other.
    """

    options: tuple[str, ...]
    position: int
    longest: bool

    @property
    def chance(self) -> float:
        """The chance that a given option is the key."""
        return 1 / len(self.options)


def check_balance(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each pattern by which a learner could guess keys.

    Exercises are looked at one by one, and then all that stand in one file.
    """
    faults: list[Fault] = []
    pooled: list[Choice] = []
    for asked in files.asked:
        name = asked.specification.id
        for group in _groups(choices_of(asked)):
            faults += [Fault(asked.keys_path, name, message) for message in patterns(group)]
        if asked in files.exercises:
            pooled += [choice for choice in choices_of(asked) if choice not in _shared(choices_of(asked))]
        faults += [Fault(asked.keys_path, f"{name} > {item}", _ALL_RIGHT) for item in _all_right(asked)]
    if files.exercises:
        faults += [Fault(files.exercises[0].keys_path, "all exercises", message) for message in patterns(pooled)]
    return faults


_ALL_RIGHT = "every option is right, so choosing needs no thought; add an option that is not."


def choices_of(asked: Asked) -> list[Choice]:
    """Return an exercise's choices of one that have a key and texts of an author's own."""
    return [
        _choice(item, key)
        for item, key in asked.keyed_items()
        if isinstance(item, ChooseOne) and isinstance(key, OneKey) and not _from_the_ladder(asked, item)
    ]


def patterns(choices: Sequence[Choice]) -> Iterator[str]:
    """Yield a message for each pattern that chance would hardly make.

    Parameters
    ----------
    choices : sequence of Choice
        Those of one exercise that belong together.
    """
    count = len(choices)
    if count < FEWEST:
        return
    longest = [choice for choice in choices if choice.longest]
    if not _shared(choices) and _rare(len(longest), [choice.chance for choice in choices], RARE):
        yield _message("the longest option", len(longest), choices)
    width = max(len(choice.options) for choice in choices)
    for position, hits in sorted(Counter(choice.position for choice in choices).items()):
        chances = [choice.chance for choice in choices if position < len(choice.options)]
        if _rare(hits, chances, RARE / width):
            yield _message(f"the {_ORDINALS[position]} option", hits, choices)


def tail(hits: int, chances: Sequence[float]) -> float:
    """Return the chance of `hits` or more successes among independent trials.

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


def _rare(hits: int, chances: Sequence[float], limit: float) -> bool:
    """Say whether hits are a pattern: always, or more often than chance makes likely."""
    return hits == len(chances) or tail(hits, chances) < limit


def _message(what: str, hits: int, choices: Sequence[Choice]) -> str:
    expected = sum(choice.chance for choice in choices)
    often = "always" if hits == len(choices) else f"in {hits} of {len(choices)} items"
    return (
        f"{what} is the key {often}, where chance alone would make it about {expected:.0f} of {len(choices)} "
        f"(more than that once in {1 / RARE:.0f} exercises at most); change some options or their order."
    )


def _groups(choices: Sequence[Choice]) -> list[list[Choice]]:
    """Put choices from one shared list of options together, and all others together."""
    by_options: dict[tuple[str, ...], list[Choice]] = defaultdict(list)
    for choice in choices:
        by_options[choice.options].append(choice)
    shared = [group for group in by_options.values() if len(group) > 1]
    return [*shared, [group[0] for group in by_options.values() if len(group) == 1]]


def _shared(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that take their options from a list which others share."""
    counts = Counter(choice.options for choice in choices)
    return [choice for choice in choices if counts[choice.options] > 1]


def _choice(item: ChooseOne, key: OneKey) -> Choice:
    lengths = {option.id: len(option.text) for option in item.options}
    others = [length for name, length in lengths.items() if name != key.key]
    names = tuple(lengths)
    return Choice(names, names.index(key.key), lengths[key.key] > max(others))


def _from_the_ladder(asked: Asked, item: ChooseOne) -> bool:
    """Say whether the organisation, and not an author, makes the options."""
    return asked.specification.kind == "choose-escalation" and item.id.endswith((".who", ".when"))


def _all_right(asked: Asked) -> Iterator[str]:
    for item, key in asked.keyed_items():
        if isinstance(item, ChooseSeveral) and set(key.key) == {option.id for option in item.options}:  # type: ignore[union-attr,arg-type]
            yield item.id
