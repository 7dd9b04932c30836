"""How far a learner is in each section, and how much of it is left. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import criterion_number
from complaints_workbook.own_work.work import work_done
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.study.start.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.own_work.notebook import Cell
    from complaints_workbook.pages.page import Pages
    from complaints_workbook.responses.file_format import Responses
    from complaints_workbook.study.own_marks.standing import SectionStanding
    from complaints_workbook.study.start.sections import NotebookSection

_STEP = 5


class State(StrEnum):
    """How far somebody is in a section, in words."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    ANSWERED = "Answered"
    SECURE = "Secure"
    TO_REVISIT = "To revisit"


@dataclass(frozen=True)
class SectionProgress:
    """How far a learner is in a section.

    Attributes
    ----------
    section : NotebookSection
    asked, answered : int
        How many questions it asks, and how many of them are answered; a written answer is one.
    standing : SectionStanding or None
        How it stood when it was marked last; None if it was not.
    latest : str
        When an exercise of it was answered last, in UTC; empty if none was.
    """

    section: NotebookSection
    asked: int
    answered: int
    standing: SectionStanding | None = None
    latest: str = ""

    @property
    def state(self) -> State:
        """The one word for it. What is marked before all is answered is in progress still."""
        if not self.answered:
            return State.NOT_STARTED
        if self.answered < self.asked:
            return State.IN_PROGRESS
        if self.standing is None:
            return State.ANSWERED
        return State.SECURE if self.standing.is_secure else State.TO_REVISIT

    @property
    def minutes_left(self) -> int:
        """About how many minutes of the section's own are left, to the next five."""
        return _STEP * math.ceil(self.section.minutes * (self.asked - self.answered) / self.asked / _STEP)


def progress_in(
    pages: Pages, cells: tuple[Cell, ...], responses: Responses, standings: Mapping[str, SectionStanding]
) -> tuple[SectionProgress, ...]:
    """Return how far a learner is in each section of an assignment.

    Parameters
    ----------
    pages : Pages
        What is asked.
    cells : tuple of Cell
        Of the learner's notebook.
    responses : Responses
        Their answers.
    standings : mapping of str to SectionStanding
        By the code of a section, of those that were marked.
    """
    work = work_done(pages.item_sets(), responses, written_questions(cells))
    # By the name of an exercise or a written answer: how many questions, and how many of them are answered.
    counts = {
        name: (len(done.fields), len(done.fields) - len(done.left))
        for name, done in zip(pages.exercises, work.exercises, strict=True)
    }
    counts |= {each.name: (1, 1 if each.answer else 0) for each in work.written or ()}
    latest = {
        name: max((saved.saved for saved in answers.values()), default="")
        for name, answers in responses.exercises.items()
    }
    by_number = {criterion_number(code): standing for code, standing in standings.items()}
    return tuple(
        _progress(section, counts, latest, by_number.get(section.number))
        for section in sections_of(cells, pages.exercises)
    )


def _progress(
    section: NotebookSection,
    counts: Mapping[str, tuple[int, int]],
    latest: Mapping[str, str],
    standing: SectionStanding | None,
) -> SectionProgress:
    here = [counts[name] for name in (*section.exercises, *section.written) if name in counts]
    return SectionProgress(
        section,
        sum(asked for asked, _ in here),
        sum(answered for _, answered in here),
        standing,
        max((latest.get(name, "") for name in section.exercises), default=""),
    )


def in_words(minutes: int) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> in_words(45), in_words(60), in_words(150), in_words(500)
    ('45 minutes', '1 hour', '2 and a half hours', '8 hours')
    """
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} minutes"
    halves = round(minutes / 30)
    hours, half = divmod(halves, 2)
    if hours >= 5 or not half:  # noqa: PLR2004 - nobody counts half hours then
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return "1 and a half hours" if hours == 1 else f"{hours} and a half hours"
