"""What a learner's attempts missed. Pure."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING

from complaints_workbook.study.review.schedule import Missed, Name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import tzinfo

    from complaints_workbook.pages.page import Pages
    from complaints_workbook.study.own_marks.attempts import Attempts


def asked_in(pages: Pages) -> Mapping[Name, str]:
    """Return every item of an assignment, and the field that it reads."""
    return {
        Name(pages.assignment, exercise, item.id): item.reads
        for exercise, page in pages.exercises.items()
        for item in page.item_set.items
    }


def missed_in(attempts: Attempts, asked: Mapping[Name, str], zone: tzinfo | None = None) -> Iterator[Missed]:
    """Yield each item that an attempt found answered, and not rightly.

    Parameters
    ----------
    attempts : Attempts
        At the assignment whose items `asked` holds.
    asked : mapping of Name to str
        Its items, and the fields that they read; what is not among them is gone.
    zone : tzinfo or None
        Where the learner is; the machine's own if None.
    """
    by_exercise: dict[str, Collection[tuple[Name, str]]] = {}
    for name, field in asked.items():
        by_exercise[name.exercise] = (*by_exercise.get(name.exercise, ()), (name, field))
    for attempt in attempts.each:
        if not MINYEAR < attempt.at.year < MAXYEAR:
            continue  # no clock was ever so wrong, and no day could be counted from there
        for exercise, found in attempt.exercises.items():
            for name, field in by_exercise.get(exercise, ()):
                marks = found.items.get(name.item)
                if marks and field in found.answers and marks.score < marks.points:
                    yield Missed(name, attempt.at, attempt.at.astimezone(zone).date())
