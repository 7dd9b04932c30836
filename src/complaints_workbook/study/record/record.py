"""What a record of study says of one outcome. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import FOUNDATIONS, criterion_number
from complaints_workbook.study.own_marks.attempts import criteria_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from complaints_workbook.own_work.written import WrittenQuestion
    from complaints_workbook.study.checklist.checklist import Ticked
    from complaints_workbook.study.outline import OutcomeOutline
    from complaints_workbook.study.own_marks.attempts import Attempts, EarnedMarks
    from complaints_workbook.study.start.progress import SectionProgress


@dataclass(frozen=True)
class CriterionRecord:
    """What was done for one criterion, or for the foundations.

    Attributes
    ----------
    number, statement : str
        The criterion's number and its words.
    asked, answered : int
        Questions of its section, and those that are answered.
    first, latest : EarnedMarks or None
        When its exercises were marked first, and last; None if they were not, or nothing was answered then.
    times : int
        How often they were marked with something answered.
    at : datetime or None
        When that was last, in UTC.
    """

    number: str
    statement: str
    asked: int
    answered: int
    first: EarnedMarks | None
    latest: EarnedMarks | None
    times: int
    at: datetime | None


@dataclass(frozen=True)
class WrittenRecord:
    """A written question: its title, its criteria's numbers, the words written, and what was ticked, if anything."""

    title: str
    numbers: str
    words: int
    tally: Ticked | None


@dataclass(frozen=True)
class OutcomeRecord:
    """What was done for one outcome.

    Attributes
    ----------
    number : int
        Its place in the unit, from 1.
    statement : str
        The outcome's words.
    criteria : tuple of CriterionRecord
        None where nothing of it is in the learner's folder.
    written : tuple of WrittenRecord
    minutes : int
        About how long what is answered takes, with its reading.
    """

    number: int
    statement: str
    criteria: tuple[CriterionRecord, ...] = ()
    written: tuple[WrittenRecord, ...] = ()
    minutes: int = 0


def record_of(
    outcome: OutcomeOutline,
    number: int,
    sections: Sequence[SectionProgress],
    attempts: Attempts,
    written: Sequence[WrittenRecord],
) -> OutcomeRecord:
    """Return what was done for an outcome.

    Parameters
    ----------
    outcome : OutcomeOutline
        Of the syllabus.
    number : int
        Its place in the unit, from 1.
    sections : sequence of SectionProgress
        How far the learner is in each.
    attempts : Attempts
        All that are kept.
    written : sequence of WrittenRecord
        The written questions, in the order of the notebook.
    """
    by_number = {each.section.number: each for each in sections}
    latest = criteria_of(attempts.latest)
    statements = {criterion.code: criterion.statement for criterion in outcome.criteria}
    codes = [code for code in (FOUNDATIONS, *statements) if criterion_number(code) in by_number or code in latest]
    criteria = []
    for code in codes:
        progress = by_number.get(criterion_number(code))
        marked = [attempt for attempt in attempts.each if code in attempt.answered]
        criteria.append(
            CriterionRecord(
                number=criterion_number(code),
                statement=statements.get(code, ""),
                asked=progress.asked if progress else 0,
                answered=progress.answered if progress else 0,
                first=marked[0].criteria[code] if marked else None,
                latest=latest[code] if marked else None,
                times=len(marked),
                at=marked[-1].at if marked else None,
            )
        )
    minutes = sum(max(0, each.section.minutes - each.minutes_left) for each in sections if each.answered)
    return OutcomeRecord(number, outcome.statement, tuple(criteria), tuple(written), minutes)


def written_record(questions: Sequence[WrittenQuestion], tallies: Mapping[str, Ticked]) -> tuple[WrittenRecord, ...]:
    """Return the written questions of a notebook, with what is ticked of them by the answer's cell."""
    return tuple(
        WrittenRecord(each.title, each.numbers, len(each.answer.split()), tallies.get(each.name)) for each in questions
    )
