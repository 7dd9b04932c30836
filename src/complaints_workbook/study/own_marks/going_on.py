"""How one's marks went on from attempt to attempt. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.study.own_marks.attempts import EarnedMarks, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.own_marks.attempts import Attempt, Attempts, ExerciseMarks


@dataclass(frozen=True)
class Step:
    """An attempt, and where it led.

    Attributes
    ----------
    attempt : Attempt
    so_far : EarnedMarks
        Those of every exercise when it was marked last, of all that the assignment has.
    gained : float or None
        Marks more than when the same exercises were marked before; None where one of them was not.
    """

    attempt: Attempt
    so_far: EarnedMarks
    gained: float | None

    @property
    def percent(self) -> int:
        """The marks so far, of a hundred."""
        return round(100 * min(1.0, self.so_far.share))


def steps(attempts: Attempts, points: Mapping[str, float]) -> tuple[Step, ...]:
    """Return every attempt and where it led, the oldest first.

    Parameters
    ----------
    attempts : Attempts
        Those that are kept.
    points : mapping of str to float
        The marks to be had for each exercise that is asked today.
    """
    found: list[Step] = []
    latest: dict[str, ExerciseMarks] = {}
    for attempt in attempts.each:
        before = {name: latest[name] for name in attempt.exercises if name in latest}
        gained = attempt.marks.score - total(each.marks for each in before.values()).score
        latest |= attempt.exercises
        earned = total(latest[name].marks for name in points if name in latest)
        so_far = EarnedMarks(earned.score, sum(points.values()))
        found.append(Step(attempt, so_far, round(gained, 2) if before.keys() == attempt.exercises.keys() else None))
    return tuple(found)
