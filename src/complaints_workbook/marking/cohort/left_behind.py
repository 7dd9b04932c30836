"""Learners whom only marking added and whose folder is gone: renamed to somebody, or told with what to do.

When a tutor renames a folder, the same work comes under a new name. It takes with it what
was given by hand, and the old name is forgotten, with its marked work and feedback.
"""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.batches import batched
from complaints_workbook.marking.cohort.naming import quoted
from complaints_workbook.marking.cohort.report import ReportLine, shown_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.cohort.job import Job, Marked
    from complaints_workbook.marking.gradebook import CohortGradebook
    from complaints_workbook.marking.records import ClassList, Recorded


class LeftBehind:
    """Those of an assignment.

    Parameters
    ----------
    gradebook : CohortGradebook
        What knows of them.
    class_list : ClassList
        Who is in it.
    met : collection of str
        Who has a folder.
    """

    def __init__(self, gradebook: CohortGradebook, class_list: ClassList, met: Collection[str]) -> None:
        self._gradebook = gradebook
        self._known: dict[str, Recorded] = {}
        for names in batched(sorted(class_list.names.keys() - class_list.listed - set(met))):
            self._known |= gradebook.known(names)
        times = Counter(known.fingerprint for known in self._known.values())
        # Of two with the very same work it cannot be told which was renamed.
        self._by_work = {
            known.fingerprint: name for name, known in self._known.items() if times[known.fingerprint] == 1
        }
        self._by_work.pop(None, None)

    def __contains__(self, student: str) -> bool:
        """Say whether the gradebook has work of a learner whose folder is gone."""
        return student in self._known

    def renamed(self, job: Job, marked: Marked) -> tuple[Marked, Recorded | None]:
        """Let new work take what its old name had, if it had one.

        Parameters
        ----------
        job : Job
            What it was marked by.
        marked : Marked
            Work that the gradebook did not know before, with marks that are saved.

        Returns
        -------
        (Marked, Recorded or None)
            What is to be told of it, and what the gradebook knew of it before.
        """
        gone = self._by_work.pop(marked.entry.fingerprint, None) if marked.entry is not None else None
        if gone is None or marked.entry is None:
            return marked, None
        self._gradebook.rename(gone, marked.student)
        known = self._known.pop(gone)
        for stage in (job.places.autograded_stage, job.places.feedback_stage):
            _remove(job.places, stage, gone)
        remark = f"The folder was called {shown_name(gone)} before; what you gave by hand came with the work."
        entry = replace(marked.entry, unchanged=frozenset(marked.entry.scores))
        # The page was made before what was given by hand came.
        return replace(marked, entry=entry, remarks=(*marked.remarks, remark), page_waits=job.pages), known

    def lines(self, assignment: str) -> Iterator[ReportLine]:
        """Tell of those whose work is under no other name."""
        for student, known in sorted(self._known.items()):
            by_hand = " and what you gave by hand" if known.tutored or known.comments else ""
            remark = (
                f"There is no folder of that name in submitted/ any more, but the gradebook has its marks{by_hand} for "
                f"{assignment}. If that is right so, nothing is to be done. If the folder was renamed, remove the old "
                f"name when you need nothing of it: nbgrader db student remove {quoted(student)} --force"
            )
            yield ReportLine(student, "not handed in", remarks=(remark,))


def _remove(places: CourseFolders, stage: str, student: str) -> None:
    folder = places.folder(stage, student)
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()
