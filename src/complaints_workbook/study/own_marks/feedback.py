"""The feedback of an attempt: what every feedback page has, made of the answers that were marked. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.marking.feedback.feedback_page import CriterionShare, Section, feedback_body
from complaints_workbook.study.own_marks.attempts import Attempt
from complaints_workbook.study.own_marks.marking import mark_exercise

if TYPE_CHECKING:
    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.pages.keys_format import Keys
    from complaints_workbook.pages.page import Pages
    from complaints_workbook.study.own_marks.attempts import Attempts, ExerciseMarks

_SECOND = 2
"""The time from which on what is missed is explained, where that is held back before."""


def marked_today(attempt: Attempt, pages: Pages, keys: Keys) -> Attempt:
    """Return an attempt as today's keys mark it, without what is not asked any more."""
    asked = {name: pages.exercises[name].item_set for name in attempt.exercises if name in pages.exercises}
    again = {
        name: mark_exercise(each, keys.exercises[name], attempt.exercises[name].answers) for name, each in asked.items()
    }
    return Attempt(attempt.at, again, attempt.written)


def feedback_of(  # noqa: PLR0913 - the last two are the page's
    today: Attempt, attempts: Attempts, pages: Pages, keys: Keys, *, holds_back: bool, notebook: str = ""
) -> bytes:
    """Return feedback as HTML in UTF-8: marks by criterion, then every answer and why; nothing of what is not begun.

    Parameters
    ----------
    today : Attempt
        An attempt as today's keys mark it.
    attempts : Attempts
        All of them, by which it is known how often something was tried.
    pages, keys : Pages, Keys
        What is asked, and what is right.
    holds_back : bool
        Whether what is missed is explained from the second time on only, and not from the first. What was never
        answered is not explained.
    notebook : str
        Where the notebook opens, for links to what is to be read again; without, there are none.
    """
    sections = {}
    for name, marked in today.exercises.items():
        asked, key = pages.exercises[name].item_set, keys.exercises[name].key
        # What was never tried is left to be tried: its best answer would teach nothing yet.
        key = replace(key, hidden=key.hidden | held_back(asked, attempts, _SECOND if holds_back else 1))
        sections[_section(asked, marked)] = [_answers(asked, key, marked)] if marked.answers else []
    return b"".join(feedback_body(sections, lambda code: keys.statements.get(code, ""), notebook))


def held_back(asked: ItemSet, attempts: Attempts, times: int) -> frozenset[str]:
    """Return the items of an exercise that were not answered in so many attempts yet."""
    return frozenset(item.id for item in asked.items if attempts.times_answered(asked.id, item.reads) < times)


def _section(asked: ItemSet, marked: ExerciseMarks) -> Section:
    marks = marked.marks
    return Section(
        anchor=asked.id,
        title=asked.title,
        criteria=asked.criteria,
        score=marks.score,
        points=marks.points,
        shares=tuple(CriterionShare(code, each.score, each.points) for code, each in marked.criteria.items()),
        read_again=asked.read_again,
        comment=None,
        written=False,
        marked=True,
        begun=bool(marked.answers),
    )


def _answers(asked: ItemSet, key: Key, marked: ExerciseMarks) -> bytes:
    return mark_html(asked.mark(key, marked.answers)).encode()
