"""All the checks of one assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.about import check_about
from complaints_workbook.checks.balance import check_balance
from complaints_workbook.checks.exercises import check_exercises, check_kinds
from complaints_workbook.checks.notebook import check_notebook
from complaints_workbook.checks.reasons import check_reasons

if TYPE_CHECKING:
    from complaints_workbook.checks.fault import Fault
    from complaints_workbook.checks.files import AssignmentFiles
    from complaints_workbook.content.datasets import Datasets


def check_assignment(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return every fault of an assignment, those of reading its files first."""
    return [
        *files.faults,
        *check_about(files),
        *check_exercises(files, datasets),
        *check_reasons(files),
        *check_balance(files),
        *check_kinds(files, datasets),
        *check_notebook(files),
    ]
