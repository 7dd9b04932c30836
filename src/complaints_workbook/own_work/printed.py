"""A page of a learner's own answers, to print or to keep as a PDF. Pure.

It opens in a tab of its own at the address of the server, so nothing in it may run: every word
is text, and the page itself forbids the rest.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from complaints_workbook.criterion_codes import numbers_named
from complaints_workbook.design.style_sheets import joined, light
from complaints_workbook.own_work.left import summary
from complaints_workbook.rendering.html import day, stacked, tag, text

if TYPE_CHECKING:
    from datetime import datetime

    from complaints_workbook.own_work.given_marks import GivenMarks
    from complaints_workbook.own_work.work import Answered, Done, Work
    from complaints_workbook.own_work.written import WrittenQuestion

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_PRACTICE = (
    "This is practice and preparation. It does not mean that a criterion is met. Your assessor decides that, "
    "from evidence of your work with real customers. Simulation is not evidence."
)
_HOW = "Press Ctrl and P to print this page, or to keep it as a PDF. On a Mac, press Cmd and P."
_AS_SAVED = "Your answers are here as the notebook was saved last."
_NO_NOTEBOOK = "Your written answers are not on this page, because the notebook was not found."


def printed(title: str, work: Work, marks: GivenMarks | None, now: datetime) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    title : str
        What the learner knows the assignment by.
    work : Work
        What is asked and answered.
    marks : GivenMarks or None
        The marks that a tutor gave, if there are any.
    now : datetime
        The time to print on it.
    """
    head = (
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        tag("title", text(f"My answers: {title}")),
        tag("style", _style()),
    )
    body = tag(
        "main",
        tag("h1", text(f"My answers: {title}")),
        tag("p", text(_HOW), class_="on-screen"),
        tag("p", text(f"{summary(work)} This page was made on {day(now)}.")),
        tag("p", text(f"{marks.total} They were given when your work was marked last.")) if marks else "",
        tag("p", text(_PRACTICE), class_="inset"),
        tag("h2", "Exercises"),
        *(_exercise(done, marks) for done in work.exercises),
        *_written_part(work, marks),
    )
    return f'<!DOCTYPE html>\n<html lang="en-GB">{tag("head", *head)}{tag("body", body)}</html>\n'


def _exercise(done: Done, marks: GivenMarks | None) -> str:
    return tag("section", _heading(done.title, done.numbers, marks), tag("dl", *map(_field, done.fields)))


def _field(field: Answered) -> str:
    answer = stacked(field.lines) if field.lines else tag("span", "Not answered", class_="none")
    return tag("div", tag("dt", text(field.label)), tag("dd", answer))


def _written_part(work: Work, marks: GivenMarks | None) -> tuple[str, ...]:
    if work.written is None:
        return tag("h2", "Written questions"), tag("p", text(_NO_NOTEBOOK))
    if not work.written:
        return ()
    told = tag("p", _AS_SAVED, class_="caption")
    return tag("h2", "Written questions"), told, *(_written(each, marks) for each in work.written)


def _written(written: WrittenQuestion, marks: GivenMarks | None) -> str:
    answer = tag("p", text(written.answer), class_="answer") if written.answer else _nothing()
    question = tag("p", text(_without_signs(written.question)), class_="question") if written.question else ""
    return tag("section", _heading(written.title, written.numbers, marks), question, answer)


def _nothing() -> str:
    return tag("p", "Not answered", class_="none")


def _heading(title: str, numbers: str, marks: GivenMarks | None) -> str:
    given = marks.of(title) if marks else ""
    caption = ". ".join(filter(None, (numbers_named(numbers), given)))
    return tag("h3", text(title)) + (tag("p", text(caption), class_="caption") if caption else "")


def _without_signs(markdown: str) -> str:
    """Return a question's text without the signs that make words bold; all else reads well as it is written."""
    return markdown.replace("**", "")


def _style() -> str:
    own = resources.files(__package__ or "").joinpath("printed.css").read_text(encoding="utf-8")
    return joined(light(":root"), own)
