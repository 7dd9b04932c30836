"""Give submissions to workers in batches, go on where a worker ends or its time is up, and join what is done."""

from __future__ import annotations

import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from complaints_workbook.marking.cohort.job import Job, Marked
from complaints_workbook.marking.cohort.pool import Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from complaints_workbook.marking.cohort.pool import Pool
    from complaints_workbook.marking.records import Recorded

    Given = tuple[str, Recorded | None]

Each = TypeVar("Each")

BATCH = 100
"""Submissions that a worker gets at a time: a fraction of a second's work."""

TOGETHER = 400
"""Submissions of which the marks are saved at once: a hundred at a time take a gradebook half as long again."""

_POISON = "Marking it ended the process that marked; it may need more memory than there is."


def in_batches(
    pool: Pool,
    work: Callable[[Job, list[Given]], list[Marked]],
    job: Job,
    batches: Iterable[list[Given]],
) -> Iterator[tuple[list[str], list[Marked]]]:
    """Do the work; yield whom it was asked for, and what became of them.

    What a batch had no time for comes after all others. What no worker survived is done one by one, until the one
    that ends them is found.
    """
    alone: deque[Given] = deque()
    while True:
        left: deque[Given] = deque()
        for batch, done in pool.run(work, job, batches):
            if isinstance(done, Lost):
                alone.extend(batch)
                continue
            names = [student for student, _ in batch]
            yield names, done
            through = {marked.student for marked in done}
            left.extend(each for each in batch if each[0] not in through)
        if not left:
            break
        batches = batched(left)
    for batch, done in pool.run(work, job, ([one] for one in alone), singly=True):
        (student, _), *_ = batch
        yield [student], [Marked(student, failure=_POISON)] if isinstance(done, Lost) else done


def together(batches: Iterable[list[Each]], seconds: float) -> Iterator[list[Each]]:
    """Yield batches joined to lists of `TOGETHER` or more, or of what came in so many seconds.

    When no more can come because of an error, what came before is yielded first.
    """
    waiting: list[Each] = []
    end = 0.0
    try:
        for batch in batches:
            end = end if waiting else time.monotonic() + seconds
            waiting += batch
            if len(waiting) >= TOGETHER or time.monotonic() > end:
                yield waiting
                waiting = []
    except Exception:
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting


def batched(each: Iterable[Each]) -> Iterator[list[Each]]:
    """Yield them in lists of up to `BATCH`."""
    iterator = iter(each)
    while batch := list(islice(iterator, BATCH)):
        yield batch
