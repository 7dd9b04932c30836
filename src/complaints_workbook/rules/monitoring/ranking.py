"""Rank what complaints are about: Pareto tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints_workbook.rules.monitoring.counts import MonitoringError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """One category of a Pareto table.

    `weight` is what the table is ranked by: the count, or what was weighed.
    `share` and `cumulative` are proportions of all weight, from 0 to 1.
    """

    category: str
    count: int
    weight: int | Decimal
    share: float
    cumulative: float


def pareto(categories: Iterable[str], weights: Iterable[int | Decimal] | None = None) -> tuple[ParetoRow, ...]:
    """Rank categories, largest first, with their cumulative share.

    The most frequent is not always the most harmful or the dearest, so rank by
    `weights` as well: pounds of redress, days, customers affected.

    Parameters
    ----------
    categories : iterable of str
        The category of each complaint.
    weights : iterable of int or Decimal, optional
        What each complaint weighs, zero or more; 1 each if omitted.

    Returns
    -------
    tuple of ParetoRow
        Equal weights stand in alphabetical order.

    Raises
    ------
    MonitoringError
        If there are no complaints, lengths differ, a weight is negative, or all are 0.

    Examples
    --------
    >>> [(row.category, row.count, row.cumulative) for row in pareto(["late", "rude", "late", "late"])]
    [('late', 3, 0.75), ('rude', 1, 1.0)]
    """
    names = list(categories)
    amounts = [1] * len(names) if weights is None else list(weights)
    counts, totals = Counter(names), _total_weights(names, amounts)
    whole, so_far, rows = sum(totals.values()), Decimal(0), []
    for name in sorted(totals, key=lambda name: (-totals[name], name)):
        so_far += totals[name]
        rows.append(ParetoRow(name, counts[name], totals[name], float(totals[name] / whole), float(so_far / whole)))
    return tuple(rows)


def _total_weights(names: Sequence[str], amounts: Sequence[int | Decimal]) -> Mapping[str, int | Decimal]:
    if not names:
        msg = "There are none, so there is nothing to rank."
        raise MonitoringError(msg)
    if len(names) != len(amounts):
        msg = f"There are {len(amounts)} weights for {len(names)} entries; give one for each."
        raise MonitoringError(msg)
    totals: dict[str, int | Decimal] = {}
    for name, amount in zip(names, amounts, strict=True):
        if not amount >= 0:
            msg = f"A weight of '{name}' is {amount}; give 0 or more."
            raise MonitoringError(msg)
        totals[name] = totals.get(name, 0) + amount
    if not any(totals.values()):
        msg = "All weights are 0, so there is nothing to rank."
        raise MonitoringError(msg)
    return totals
