"""Mark one's own work: answers and keys in, an attempt out, by the functions that a tutor's marking rests on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.marking import given, shares
from complaints_workbook.study.own_marks.attempts import Attempt, EarnedMarks, ExerciseMarks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.keys_format import ExerciseKey, Keys
    from complaints_workbook.pages.page import Pages


def sections_asked(pages: Pages) -> dict[str, list[str]]:
    """Return the exercises of each section by its code, in the order of the notebook."""
    found: dict[str, list[str]] = {}
    for asked in pages.item_sets():
        found.setdefault(section_of(asked), []).append(asked.id)
    return found


def section_of(asked: ItemSet) -> str:
    """Return the code of the section that an exercise stands in: its first criterion's, or ``foundations``."""
    return asked.criteria[0]


@dataclass(frozen=True)
class OwnWork:
    """What a learner has done of an assignment.

    Attributes
    ----------
    answers : mapping
        What their file says, by exercise and field; anything.
    written : mapping of str to int
        The words of each written answer, by the answer's cell.
    """

    answers: Mapping[str, Mapping[str, Any]]
    written: Mapping[str, int] = field(default_factory=dict)


def mark_work(pages: Pages, keys: Keys, work: OwnWork, at: datetime, section: str | None = None) -> Attempt:
    """Mark a learner's work.

    Parameters
    ----------
    pages, keys : Pages, Keys
        What is asked, and what is right.
    work : OwnWork
        What the learner has done. Written answers are counted, and nobody marks them here.
    at : datetime
        Now, in UTC.
    section : str, optional
        The code of the only section to mark; all if omitted.
    """
    sections = sections_asked(pages)
    marked = sections if section is None else {section: sections.get(section, [])}
    return Attempt(
        at.replace(microsecond=at.microsecond // 1000 * 1000),
        {
            name: mark_exercise(pages.exercises[name].item_set, keys.exercises[name], work.answers.get(name, {}))
            for names in marked.values()
            for name in names
        },
        {
            name: words
            for name, words in work.written.items()
            if name in keys.written and (section is None or keys.written[name].criteria[:1] == (section,))
        },
    )


def mark_exercise(asked: ItemSet, own: ExerciseKey, answers: Mapping[str, Any]) -> ExerciseMarks:
    """Mark one exercise: its key, and what the learner's file says by field."""
    mark = asked.mark(own.key, answers)
    codes = [own.criteria_of[item.item] for item in mark.items]
    earned = shares(codes, (item.score for item in mark.items), mark.score)
    points = shares(codes, (item.points for item in mark.items), mark.points)
    return ExerciseMarks(
        section=section_of(asked),
        criteria={code: EarnedMarks(round(earned[code], 2), points[code]) for code in points},
        items={item.item: EarnedMarks(item.score, item.points) for item in mark.items},
        answers={
            each.id: each.legible(answers[each.id])
            for each in asked.fields
            if given(each, answers.get(each.id)) is not None
        },
    )
