"""What is left to answer, in sentences for the learner. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaints_workbook.own_work.work import Done, Work
    from complaints_workbook.own_work.written import WrittenQuestion

Lists = dict[str, list[str]]


def summary(work: Work) -> str:
    """Say how much is answered, in a sentence."""
    asked = sum(len(done.fields) for done in work.exercises)
    answered = asked - sum(len(done.left) for done in work.exercises)
    exercises = f"{answered} of {counted(asked, 'question')} in {counted(len(work.exercises), 'exercise')}"
    if not work.written:
        return f"You have answered {exercises}."
    written = sum(1 for each in work.written if each.answer)
    return f"You have answered {exercises}, and {written} of {counted(len(work.written), 'written question')}."


def what_is_left(work: Work) -> Lists:
    """Return what is left, by a sentence that leads to it; what is not begun is counted and not taken apart."""
    begun = [done for done in work.exercises if 0 < len(done.left) < len(done.fields)]
    untouched = [done for done in work.exercises if done.left and len(done.left) == len(done.fields)]
    unwritten = [_named(each) for each in work.written or () if not each.answer]
    lists = {
        f"You have begun {counted(len(begun), 'exercise')} and not finished:": [_unfinished(done) for done in begun],
        f"You have not written an answer to {counted(len(unwritten), 'question')}:": unwritten,
        f"You have not begun {counted(len(untouched), 'exercise')}:": [_named(done) for done in untouched],
    }
    return {lead: entries for lead, entries in lists.items() if entries}


def _unfinished(done: Done) -> str:
    return f"{_named(done)}: {', '.join(done.left)}"


def _named(asked: Done | WrittenQuestion) -> str:
    return f"{asked.numbers} {asked.title}".strip()


def counted(number: int, what: str) -> str:
    """Return a number of things in words.

    Examples
    --------
    >>> counted(1, "exercise"), counted(3, "exercise")
    ('1 exercise', '3 exercises')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"
