"""nbgrader's Validate button, which shows a learner the title of an exercise where it would show code.

nbgrader has no setting for what it shows of a cell, so its validator is given a last step.
"""

from __future__ import annotations

from typing import Any

from nbgrader.validator import Validator

from complaints_workbook.assignments.notebooks import title_of

Results = dict[str, list[dict[str, Any]]]

_validate = Validator.validate


def without_code(results: Results) -> Results:
    """Return what a validator found, with titles in place of exercises' code.

    Parameters
    ----------
    results : dict of str to list of dict
        By what became of cells (such as ``"failed"``); each names a cell by its ``source``.
    """
    return {
        outcome: [{**cell, "source": title_of(cell["source"]) or cell["source"]} for cell in cells]
        for outcome, cells in results.items()
    }


def show_titles() -> None:
    """Let nbgrader's validator show no code of exercises, in its command and behind its button."""
    Validator.validate = lambda self, filename: without_code(_validate(self, filename))
