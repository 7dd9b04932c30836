"""Check that reasons are short enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import Fault

if TYPE_CHECKING:
    from complaints_workbook.assignments.reading import AssignmentFiles

MOST_WORDS = 90


def check_reasons(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each reason of more than `MOST_WORDS` words."""
    return [
        Fault(
            asked.keys_path,
            f"{asked.specification.id} > {field.id} > {place}",
            f"the reason has {words} words; say it in {MOST_WORDS} or fewer.",
        )
        for asked in files.asked
        for field, key in asked.keyed_fields()
        for place, reason in key.explanations()
        if (words := len(reason.split())) > MOST_WORDS
    ]
