"""Bring together what a learner wrote in all the notebooks that they handed in, and say what is to wait. Pure.

A question is unanswered only if its cell came back as it was released and nothing was
written anywhere that could be its answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.beside import KEPT_COPIES, Notebook, shown_file
from complaints_workbook.marking.handed_in.learners_own import OwnCell, sort_out
from complaints_workbook.marking.handed_in.outline import Outline, same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell
    from complaints_workbook.marking.handed_in.learners_own import LearnersWork
    from complaints_workbook.marking.handed_in.submission import Submission

_OF_THE_SAME = 10
"""A notebook is the assignment's if one in so many of the workbook's own cells came back as it was released."""

_SHOWN = 80
"""Characters of a heading."""

_NO_CELLS = Outline(())


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where words stand that could be an answer, to follow “the learner” or “you”; and those that surely are.

    Attributes
    ----------
    where : str
        Such as ``wrote in a new cell below “Written question: records”``.
    cells : tuple of HandedCell
        The words, if they stand right beside the question or in the question's cell of another notebook.
    shown : bool
        Whether they are shown where they stood.
    """

    where: str
    cells: tuple[HandedCell, ...] = ()
    shown: bool = True


@dataclass(slots=True)
class Gathered:
    """What a learner wrote.

    Attributes
    ----------
    work : LearnersWork or None
        Answers and the learner's own cells; None if no notebook of the assignment's can be read.
    elsewhere : dict of str to list of Elsewhere
        Where words stand that could be an answer, by the name of each unanswered answer cell that waits for the tutor.
    instead : str
        The notebook that was taken in the place of the one that is missing; empty if none was.
    stranger : bool
        Whether the notebook seems to be another assignment's.
    """

    work: LearnersWork | None
    elsewhere: dict[str, list[Elsewhere]] = field(default_factory=dict)
    instead: str = ""
    stranger: bool = False


_LOST = Elsewhere("may have written in its own cell, which is not in the notebook")


def gather(outline: Outline, submission: Submission, name: str) -> Gathered:
    """Bring together what a learner wrote.

    Parameters
    ----------
    outline : Outline
        The released cells.
    submission : Submission
        What was handed in.
    name : str
        The notebook's file name.
    """
    work = None if submission.cells is None else sort_out(outline, submission.cells)
    if submission.beside.notebooks:
        gathered = _with_others(outline, work, Notebook(name, submission.cells or ()), submission.beside.notebooks)
    else:
        gathered = Gathered(work, stranger=work is not None and not _fits(outline, work))
    if gathered.work is None:
        return gathered
    unanswered = [name for name in outline.answers if name not in gathered.work.answers]
    if unanswered:
        for names, found in _loose(outline, gathered, submission):
            for answer in unanswered if names is None else names:
                if answer in unanswered:
                    gathered.elsewhere.setdefault(answer, []).append(found)
        for answer in unanswered:
            if outline.answers[answer] not in gathered.work.seen:
                gathered.elsewhere.setdefault(answer, [_LOST])
    return gathered


def _fits(outline: Outline, work: LearnersWork) -> bool:
    """Say whether a notebook is the assignment's."""
    return work.same * _OF_THE_SAME >= len(outline.cells) - len(outline.answers)


def _with_others(
    outline: Outline, work: LearnersWork | None, handed: Notebook, notebooks: tuple[Notebook, ...]
) -> Gathered:
    """Add what stands in other notebooks; the only one that fits is taken for one that is missing or does not fit."""
    others = {each.name: sort_out(outline, each.cells) for each in notebooks}
    fitting = [name for name, other in others.items() if _fits(outline, other) and not name.startswith(KEPT_COPIES)]
    gathered = Gathered(work, stranger=work is not None and not _fits(outline, work))
    if (work is None or gathered.stranger) and len(fitting) == 1:
        gathered = Gathered(others.pop(fitting[0]), instead=fitting[0])
        notebooks = (*(each for each in notebooks if each.name in others), handed)
        others[handed.name] = work or sort_out(outline, ())
    if gathered.work is None:
        gathered.work = sort_out(outline, ()) if fitting else None
    if gathered.work is not None:
        for each in notebooks:
            if _fits(outline, others[each.name]):
                _add_copy(outline, gathered, each.name, others[each.name])
            else:
                _add_stranger(outline, gathered.work, each)
    return gathered


def _add_copy(outline: Outline, gathered: Gathered, name: str, copy: LearnersWork) -> None:
    """Add the answers that another copy of the notebook has, and what differs in it."""
    work = gathered.work
    assert work is not None  # noqa: S101 - for the types
    for answer, cell in copy.answers.items():
        ours = work.answers.get(answer)
        if ours is None:
            found = Elsewhere(f"wrote in {shown_file(name)}", (cell,), shown=False)
            gathered.elsewhere.setdefault(answer, []).append(found)
        elif not name.startswith(KEPT_COPIES) and not same_words(ours.source, cell.source):
            work.add(outline.answers[answer], OwnCell(cell, changed=True, answer=answer, file=name))
    if not name.startswith(KEPT_COPIES):
        known = {own.cell.source for cells in work.own.values() for own in cells}
        for place, cells in copy.own.items():
            for own in cells:
                if own.cell.source not in known:
                    work.add(place, replace(own, file=name))


def _add_stranger(outline: Outline, work: LearnersWork, notebook: Notebook) -> None:
    """Add what stands in a notebook that is not the assignment's."""
    for cells in sort_out(_NO_CELLS, notebook.cells).own.values():
        for own in cells:
            work.add(len(outline.cells) - 1, OwnCell(own.cell, file=notebook.name))


def _loose(
    outline: Outline, gathered: Gathered, submission: Submission
) -> Iterator[tuple[list[str] | None, Elsewhere]]:
    """Yield where words stand that could be answers, and to what: the names of answer cells, or None for any."""
    work = gathered.work
    assert work is not None  # noqa: S101 - for the types
    for place, cells in work.own.items():
        for own in cells:
            if own.answer is None:
                beside = None if own.file else outline.asked_at(place)
                sure = beside is not None and beside not in work.answers
                found = Elsewhere(_where(outline, place, own), (own.cell,) if sure else ())
                yield ([beside] if sure and beside else None), found
    for where in _perhaps(gathered, work, submission):
        yield None, Elsewhere(where)


def _perhaps(gathered: Gathered, work: LearnersWork, submission: Submission) -> Iterator[str]:
    """Yield where else words may stand that are not shown."""
    if work.left_out:
        yield "wrote in more cells than are shown"
    if work.unreadable:
        yield "may have written in a cell that cannot be read"
    if gathered.stranger:
        yield "wrote in a notebook that is not this assignment’s"
    beside = submission.beside
    yield from (
        f"may have written in {shown_file(each.name)}, which {each.fault}" for each in beside.notebooks if each.fault
    )
    yield from (f"may have written in {shown_file(document)}" for document in beside.documents)
    if beside.fault:
        yield f"may have written in the folder, which {beside.fault}"


def _where(outline: Outline, place: int, own: OwnCell) -> str:
    if own.file:
        return f"wrote in {shown_file(own.file)}"
    heading = outline.heading(place)
    heading = f"{heading[:_SHOWN]}…" if len(heading) > _SHOWN else heading
    if own.changed:
        return f"wrote in the workbook’s own cell “{heading}”"
    return f"wrote in a new cell below “{heading}”" if heading else "wrote in a new cell at the top"
