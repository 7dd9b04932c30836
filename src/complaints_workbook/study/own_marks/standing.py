"""How a learner stands: each section by the marks that it earned when it was marked last. Pure.

A section is **secure** if it then earned at least four fifths of its marks, and else one
**to revisit**. What was not answered earned nothing, as when a tutor marks. A section of which
nothing was answered does not stand anywhere, and neither does one that was not marked. Like
all marks here this is for the learner, and says nothing of a criterion being met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from complaints_workbook.study.own_marks.attempts import Attempts, EarnedMarks

SECURE = 0.8
"""The share of a section's marks from which on it is secure."""


@dataclass(frozen=True)
class SectionStanding:
    """A section that was marked.

    Attributes
    ----------
    marks : EarnedMarks
        What it earned when it was marked last.
    at : datetime
        When that was, in UTC.
    times : int
        How often it has been marked since something of it was answered.
    """

    marks: EarnedMarks
    at: datetime
    times: int

    @property
    def is_secure(self) -> bool:
        """Whether it need not be visited again."""
        return self.marks.share >= SECURE


def standings(attempts: Attempts) -> dict[str, SectionStanding]:
    """Return how each section that was marked stands, by its code."""
    found: dict[str, SectionStanding] = {}
    for attempt in attempts.each:
        answered = {each.section for each in attempt.exercises.values() if each.answers}
        for code, marks in attempt.sections.items():
            if code not in answered:
                found.pop(code, None)
                continue
            times = found[code].times if code in found else 0
            found[code] = SectionStanding(marks, attempt.at, times + 1)
    return found
