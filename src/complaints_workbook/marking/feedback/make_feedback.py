"""Make a learner's feedback page from a marked submission and what the gradebook knows. Pure."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from complaints_workbook.content.syllabus import statement_of
from complaints_workbook.marking.feedback.feedback_page import CriterionShare, Section, feedback_page, written_html
from complaints_workbook.marking.handed_in.sanitise import safe_html
from complaints_workbook.marking.one.marked_notebook import NOT_ASKED, NOTHING_WRITTEN
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.marking.one.mark_submission import MarkedSubmission
    from complaints_workbook.marking.one.material import GradedCell, Material
    from complaints_workbook.marking.records import Recorded

_LOOKS = 4
"""Raise it when the page changes, so that pages are made anew."""


def feedback_fingerprint(known: Recorded, name: str) -> str:
    """Return a fingerprint of a page: of the marked submission, what a tutor gave it, what lateness cost, and whose."""
    tutored = sorted((name, given.manual_score, given.extra_credit) for name, given in known.tutored.items())
    comments = sorted(known.comments.items())
    state = (_LOOKS, known.fingerprint, tutored, comments, sorted(known.waiting), known.late_penalty, name)
    return hashlib.blake2b(repr(state).encode("utf-8", "replace"), digest_size=16).hexdigest()


def make_feedback(material: Material, marked: MarkedSubmission, known: Recorded, name: str, note: str = "") -> bytes:
    """Return the feedback page, in UTF-8, of a submission whose marks the gradebook has.

    Parameters
    ----------
    material : Material
        What it was marked with.
    marked : MarkedSubmission
        The submission.
    known : Recorded
        What the gradebook knows of it.
    name : str
        The learner's, as the page is to call them.
    note : str
        A sentence for the learner about the work as a whole; empty if there is nothing to say.
    """
    penalty = known.late_penalty or 0.0
    sections = dict(_sections(material, marked, known))
    score = known.score - penalty
    return feedback_page(material.title, name, sections, score, penalty, statement=statement_of, note=note)


def _sections(
    material: Material, marked: MarkedSubmission, known: Recorded
) -> Iterator[tuple[Section, Sequence[bytes]]]:
    for cell in material.graded:
        given = known.tutored.get(cell.name)
        manual = given.manual_score if given is not None else None
        extra = given.extra_credit or 0.0 if given is not None else 0.0
        score = marked.entry.scores[cell.name] if manual is None else manual
        # nbgrader asks tutors to look again at an exercise that they overruled; it is marked all the same.
        waiting = cell.name in known.waiting and (cell.exercise is None or manual is None)
        section = Section(
            anchor=cell.name,
            title=cell.title,
            criteria=cell.criteria,
            score=0.0 if score is None else score + extra,
            points=cell.points,
            shares=_shares(cell, material, marked, manual, extra),
            read_again=cell.read_again,
            comment=_comment(known.comments.get(cell.name)),
            written=cell.exercise is None,
            marked=not waiting,
        )
        yield section, _html(cell, marked)


def _shares(
    cell: GradedCell, material: Material, marked: MarkedSubmission, manual: float | None, extra: float
) -> tuple[CriterionShare, ...]:
    """Return an exercise's marks by criterion.

    A written question's are for the first that it names. What a tutor gave an exercise as a
    whole is shared out as its marks are.
    """
    if cell.exercise is None:
        score = manual if manual is not None else marked.entry.scores[cell.name] or 0.0
        return tuple(CriterionShare(code, score + extra, cell.points) for code in cell.criteria[:1])
    points = material.markers[cell.exercise].points_for
    if manual is None and marked.exercises is not None and cell.exercise in marked.exercises:
        earned = marked.exercises[cell.exercise].shares
    else:
        earned = {code: (manual or 0.0) * of_all / cell.points for code, of_all in points.items()}
    return tuple(
        CriterionShare(code, earned[code] + extra * of_all / cell.points, of_all) for code, of_all in points.items()
    )


def _html(cell: GradedCell, marked: MarkedSubmission) -> Sequence[bytes]:
    if cell.exercise is None:
        answer = marked.notice if marked.written is None else marked.written.get(cell.name, NOTHING_WRITTEN)
        return (written_html(_question(cell.question), answer),)
    if marked.exercises is None:
        return (marked.notice.encode(),)
    exercise = marked.exercises.get(cell.exercise)
    return (NOT_ASKED.encode(),) if exercise is None else [piece.html for piece in exercise.feedback]


@cache
def _question(markdown: str) -> str:
    """Return a question under its heading as HTML."""
    return to_html(markdown.partition("\n")[2].strip())


@lru_cache(maxsize=1_000)
def _comment(words: str | None) -> str | None:
    """Return what the tutor wrote."""
    return safe_html(words) if words else None
