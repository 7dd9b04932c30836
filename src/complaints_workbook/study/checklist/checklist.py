"""A mark scheme as a list to tick, beside the answer that it is ticked for. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from complaints_workbook.study.checklist.sentences import is_enough

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from complaints_workbook.pages.keys_format import WrittenKey
    from complaints_workbook.pages.mark_schemes import Point, Scheme
    from complaints_workbook.study.checklist.ticks import Ticks


class Ticked(NamedTuple):
    """The marks that a learner thinks they earned, and those to be had. No mark: nobody else has read the answer."""

    ticked: int
    marks: int


class SchemeLine(NamedTuple):
    """A point of a scheme, what its tick is known by, and whether it is ticked."""

    id: str
    point: Point
    is_ticked: bool


@dataclass(frozen=True)
class Checklist:
    """The checklist of a written question.

    Attributes
    ----------
    key : WrittenKey
        The question and its scheme.
    answer : str
        What the learner wrote, as it was saved last.
    ticked : collection of str
        The points that they ticked.
    """

    key: WrittenKey
    answer: str
    ticked: Collection[str]

    @property
    def is_open(self) -> bool:
        """Whether enough is written for the scheme to be seen."""
        return is_enough(self.answer)

    @property
    def lines(self) -> tuple[SchemeLine, ...]:
        """The points of the scheme; none before it may be seen."""
        if not self.is_open:
            return ()
        return tuple(SchemeLine(name, point, name in self.ticked) for name, point in points_of(self.key.scheme).items())

    @property
    def tally(self) -> Ticked:
        """What is ticked."""
        return tally(self.key.scheme, self.ticked)


def points_of(scheme: Scheme) -> dict[str, Point]:
    """Return the points of a scheme by what a tick is known by.

    That is their words, so that in another release no tick stands beside others than were ticked.
    """
    named: dict[str, Point] = {}
    for point in scheme.points:
        words = point.award
        while (name := hashlib.sha256(words.encode()).hexdigest()[:12]) in named:
            words += "+"  # two points may say the same
        named[name] = point
    return named


def tally(scheme: Scheme, ticked: Collection[str]) -> Ticked:
    """Count what is ticked of a scheme."""
    return Ticked(sum(point.marks for name, point in points_of(scheme).items() if name in ticked), scheme.marks)


def tallies(written: Mapping[str, WrittenKey], ticks: Ticks) -> dict[str, Ticked]:
    """Return what a learner ticked in each written question that they ticked at all, in the order of the notebook."""
    return {
        name: tally(key.scheme, ticks.of(name)) for name, key in written.items() if points_ticked(key, ticks.of(name))
    }


def points_ticked(key: WrittenKey, ticked: Iterable[str]) -> tuple[str, ...]:
    """Return of some names those of a question's points, in the order of its scheme."""
    wanted = frozenset(ticked)
    return tuple(name for name in points_of(key.scheme) if name in wanted)
