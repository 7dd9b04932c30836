"""What comes back to a learner today, from all that lies in their folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from complaints_workbook.saving.damage import NewerVersionError
from complaints_workbook.study.own_marks.attempts_file import attempts_in
from complaints_workbook.study.review.missed import asked_in, missed_in
from complaints_workbook.study.review.review_file import review_of
from complaints_workbook.study.review.schedule import coming, taking, without_the_gone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.own_marks.attempts import Attempts
    from complaints_workbook.study.review.schedule import Missed, Name, Schedule
    from complaints_workbook.study.study import Study


@dataclass(frozen=True)
class Askable:
    """What a schedule is made with, of the assignments that can be marked here.

    Attributes
    ----------
    here : mapping of str to Here
        The assignments, by their ids.
    asked : mapping of Name to str
        Their items, and the fields that they read.
    missed : tuple of Missed
        What the attempts at them missed.
    attempts : mapping of str to Attempts
        The attempts at each.
    """

    here: Mapping[str, Here]
    asked: Mapping[Name, str]
    missed: tuple[Missed, ...]
    attempts: Mapping[str, Attempts]

    def fed(self, schedule: Schedule) -> Schedule:
        """Return a schedule with what was missed since, and without what is gone."""
        return without_the_gone(taking(schedule, self.missed), self.here.keys(), self.asked.keys())

    def coming(self, schedule: Schedule, day: date) -> Schedule:
        """Return what of a schedule is still to be looked at on a day; what is not here waits until it is again."""
        return coming(tuple(each for each in schedule if each.name.assignment in self.here or each.last == day), day)


def material(study: Study, all_here: Mapping[str, Here]) -> Askable:
    """Return what a learner's schedule is made with, of the assignments in their folder."""
    here = {name: each for name, each in all_here.items() if study.keys(name).is_file()}
    asked = {name: asked_in(each.pages) for name, each in here.items()}
    attempts = {name: attempts_in(each.folder) for name, each in here.items()}
    missed = [one for name in here for one in missed_in(attempts[name], asked[name])]
    return Askable(
        here, {name: field for items in asked.values() for name, field in items.items()}, tuple(missed), attempts
    )


def to_look_at_today(study: Study, here: Mapping[str, Here]) -> int:
    """Return how many questions come back today; none where that cannot be read, which their own page says.

    Parameters
    ----------
    study : Study
    here : mapping of str to Here
        The assignments in the learner's folder, by their ids.
    """
    try:
        schedule = review_of(study).read().document.schedule
    except (OSError, NewerVersionError):
        return 0
    found = material(study, here)
    return len(found.coming(found.fed(schedule), today()))


def today() -> date:
    """Return the day that it is where the learner is."""
    return datetime.now().astimezone().date()
