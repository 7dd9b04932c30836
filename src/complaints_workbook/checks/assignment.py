"""All the checks of one assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebook_file import read_notebook
from complaints_workbook.checks.about import check_about, check_marked
from complaints_workbook.checks.balance import check_balance
from complaints_workbook.checks.exercises import check_exercises, check_kinds
from complaints_workbook.checks.notebook import check_notebook
from complaints_workbook.checks.own_sector import check_own_sector
from complaints_workbook.checks.prose import check_prose
from complaints_workbook.checks.reasons import check_reasons, check_shown_reasons
from complaints_workbook.checks.repeated_cases import check_repeated_cases
from complaints_workbook.checks.sections import check_sections
from complaints_workbook.checks.time import check_time
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from complaints_workbook.assignments.reading import AssignmentFiles
    from complaints_workbook.content.datasets import Datasets


def check_assignment(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return every fault of an assignment, those of reading its files first."""
    return [
        *files.faults,
        *check_about(files),
        *check_exercises(files, datasets),
        *check_reasons(files),
        *check_shown_reasons(files, datasets),
        *check_balance(files),
        *check_repeated_cases(files),
        *check_kinds(files, datasets),
        *_of_notebook(files),
    ]


def _of_notebook(files: AssignmentFiles) -> list[Fault]:
    try:
        notebook = read_notebook(files.notebook_path)
    except ContentError as error:
        return list(error.faults)
    checks = (check_marked, check_notebook, check_own_sector, check_sections, check_prose, check_time)
    return [fault for check in checks for fault in check(files, notebook)]
