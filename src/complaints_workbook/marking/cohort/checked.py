"""Check what comes back from workers for what can be checked, before it goes into the gradebook. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaints_workbook.marking.cohort.job import Marked
from complaints_workbook.marking.cohort.pool import PoolError
from complaints_workbook.marking.records import SubmissionMarks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from complaints_workbook.marking.gradebook.graded_cells import Cells

_ROUNDED = 1e-6
"""By how much a sum of parts may be more than the whole."""

_WRONG = (
    "A worker gave back what no marking can have made. Nothing of that batch was saved; "
    "make sure that all workers are your own, and run the same command again."
)


def checked(done: Any, asked: Collection[str], cells: Cells) -> list[Marked]:
    """Return what a worker made of a batch.

    Parameters
    ----------
    done : object
        What came back.
    asked : collection of str
        The learners whom it was asked for.
    cells : Cells
        The assignment's cells.

    Raises
    ------
    PoolError
        If it is of other learners, or holds marks that cannot be.
    """
    if not isinstance(done, list) or not all(isinstance(each, Marked) for each in done):
        raise PoolError(_WRONG)
    names = [each.student for each in done]
    right = names and len(set(names)) == len(names) and set(names) <= set(asked)
    if not right or not all(_possible(each, cells) for each in done):
        raise PoolError(_WRONG)
    return done


def _possible(marked: Marked, cells: Cells) -> bool:
    words = (marked.page, marked.failure, marked.page_failure)
    if not all(word is None or isinstance(word, str) for word in words) or not _sentences(marked.remarks):
        return False
    if not _is_time(marked.timestamp) or not isinstance(marked.no_time, str):
        return False
    entry = marked.entry
    return entry is None or (isinstance(entry, SubmissionMarks) and _possible_entry(entry, marked.student, cells))


def _possible_entry(entry: SubmissionMarks, student: str, cells: Cells) -> bool:
    return (
        entry.student == student
        and _is_time(entry.timestamp)
        and isinstance(entry.fingerprint, str)
        and isinstance(entry.outcome, str)
        and _sentences(entry.remarks)
        and entry.unchanged <= cells.marked
        and entry.scores.keys() == cells.marked
        and _possible_scores(entry.scores, cells)
        and entry.comments.keys() <= cells.answers.keys()
        and all(comment is None or isinstance(comment, str) for comment in entry.comments.values())
    )


def _possible_scores(scores: Mapping[str, Any], cells: Cells) -> bool:
    # What is not a number is neither more nor less than any.
    return all(
        score is None or (isinstance(score, (int, float)) and 0 <= score <= cells.graded[name].max_score + _ROUNDED)
        for name, score in scores.items()
    )


def _sentences(remarks: Any) -> bool:
    return isinstance(remarks, tuple) and all(isinstance(remark, str) for remark in remarks)


def _is_time(time: Any) -> bool:
    return time is None or (isinstance(time, datetime) and time.tzinfo is None)
