"""Check that reasons are short enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.exercises.items import AmountKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.checks.files import AssignmentFiles
    from complaints_workbook.exercises.items import ItemKey

MOST_WORDS = 90


def check_reasons(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each reason of more than `MOST_WORDS` words."""
    return [
        Fault(
            asked.keys_path,
            f"{asked.specification.id} > {item.id} > {place}",
            f"the reason has {words} words; say it in {MOST_WORDS} or fewer.",
        )
        for asked in files.asked
        for item, key in asked.keyed_items()
        for place, reason in _reasons(key)
        if (words := len(reason.split())) > MOST_WORDS
    ]


def _reasons(key: ItemKey) -> Iterator[tuple[str, str]]:
    if isinstance(key, AmountKey):
        yield "reason", key.reason
    else:
        yield from key.reasons.items()
