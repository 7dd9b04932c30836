"""Check that no practice gives away what is marked: a case is practised on or marked, and never both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from complaints_workbook.assignments.reading import AssignmentFiles


def check_repeated_cases(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each case that stands in a practice and in an exercise."""
    marked = {case: each.specification.id for each in files.exercises for case in each.specification.case_ids()}
    return [
        Fault(
            asked.path,
            f"{asked.specification.id} > {case}",
            f"the exercise '{marked[case]}' marks this case, and a practice tells its answer; practise on another.",
        )
        for asked in files.practices
        for case in dict.fromkeys(asked.specification.case_ids())
        if case in marked
    ]
