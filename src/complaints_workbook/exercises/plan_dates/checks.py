"""Keys of dates must be what the clocks say, and stand on the calendar that the learner sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.exercises.items.give_date import DateKey
from complaints_workbook.exercises.specification import Finding
from complaints_workbook.rules.clocks import due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from complaints_workbook.exercises.items.field import FieldKey
    from complaints_workbook.exercises.plan_dates import ToPlan


def against_the_clocks(
    dates: Sequence[ToPlan], keys: Mapping[str, FieldKey], first: date, last: date
) -> Iterator[Finding]:
    """Yield a finding for each key that differs from its clock, or lies outside the months shown."""
    for each in dates:
        key = keys.get(each.id)
        if not isinstance(key, DateKey):
            continue
        worked_out = due(each.counted.clock())
        if key.key != worked_out:
            message = f"the key is {key.key} but the clock says {worked_out}. Correct one of them."
            yield Finding(each.id, message, in_keys=True)
        elif not (first.year, first.month) <= (worked_out.year, worked_out.month) <= (last.year, last.month):
            yield Finding(each.id, f"{worked_out} is not on the calendar from {first} to {last}; show its month too")
