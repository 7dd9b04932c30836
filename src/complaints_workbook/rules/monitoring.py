"""Watch complaints over time: control charts, Pareto and the usual measures.

Pure functions of plain numbers, without numpy, pandas or a plotting library, so that
they also run in a browser's kernel. The limits are Shewhart's, as in the NIST/SEMATECH
e-Handbook of Statistical Methods, 6.3.3: the centre line plus and minus three
standard deviations, never below 0.

A point beyond a limit says "look for a special cause"; it proves no fault. Points
inside the limits can still be a poor service, and a target is not a limit.
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Literal, SupportsFloat

from complaints_workbook.money import to_pence
from complaints_workbook.rules.calendar import BANK_HOLIDAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Kind = Literal["c", "u", "p"]
Side = Literal["above", "below"]

RUN_LENGTH = 8
"""So many points in a row on one side of the centre line are a signal.

A convention, not a law of nature: the Western Electric handbook (1956) has 8;
other houses use 6, 7 or 9.
"""

ENOUGH_PERIODS = 20
"""A centre line that rests on fewer periods than this is provisional."""

ENOUGH_EXPECTED = 5
"""Where fewer complaints than this are expected in a period, limits are weak."""

AGE_BANDS: tuple[tuple[int, int | None], ...] = ((0, 5), (6, 10), (11, 20), (21, None))
"""The bands of backlog ageing in working days, both ends included; None is no end."""

_SATURDAY = 5


class MonitoringError(ValueError):
    """Numbers that no chart or measure can be made of; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Run:
    """Points in a row on one side of the centre line, by their indices, both included."""

    first: int
    last: int
    side: Side

    @property
    def length(self) -> int:
        """The number of points in the run."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A Shewhart chart, ready to be drawn or read out.

    Attributes
    ----------
    kind : {"c", "u", "p"}
        Counts, rates, or proportions.
    periods : tuple of str
        The name of each period, in order of time.
    values : tuple of float
        What is plotted: complaints (c), complaints for each unit of opportunity
        (u), or a proportion from 0 to 1 (p).
    sizes : tuple of float
        The opportunities (u) or the total (p) of each period; 1 throughout for c.
    centre : float
        The centre line: total divided by total, not an average of rates.
    lower, upper : tuple of float
        The limits of each period, in the units of `values`.
    above, below : tuple of int
        The indices of the points beyond the upper and the lower limit.
    runs : tuple of Run
        Every run of `RUN_LENGTH` points or more.
    baseline : int
        How many periods, from the first, the centre line rests on.
    """

    kind: Kind
    periods: tuple[str, ...]
    values: tuple[float, ...]
    sizes: tuple[float, ...]
    centre: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    runs: tuple[Run, ...]
    baseline: int

    @property
    def beyond(self) -> tuple[int, ...]:
        """The indices of all points beyond a limit, in order of time."""
        return tuple(sorted(self.above + self.below))

    @property
    def cautions(self) -> tuple[str, ...]:
        """One sentence for each reason to trust the limits less."""
        expected = self.centre * min(self.sizes)
        few = f"The centre line rests on {self.baseline} periods; {ENOUGH_PERIODS} or more are better."
        weak = f"Fewer than {ENOUGH_EXPECTED} are expected in a period, so the limits are weak."
        return (*([few] if self.baseline < ENOUGH_PERIODS else []), *([weak] if expected < ENOUGH_EXPECTED else []))


def c_chart(counts: Sequence[int], periods: Sequence[str], baseline: int | None = None) -> ControlChart:
    """Chart the number of complaints, where the opportunity for them hardly changes.

    Limits are c̄ ± 3√c̄ (NIST/SEMATECH e-Handbook 6.3.3.1).

    Parameters
    ----------
    counts : sequence of int
        Complaints in each period.
    periods : sequence of str
        The name of each period, in order of time.
    baseline : int, optional
        Rest the centre line on the first so many periods; all if omitted.

    Returns
    -------
    ControlChart

    Raises
    ------
    MonitoringError
        If there are no periods, lengths differ, or a count is negative or not whole.

    Examples
    --------
    >>> chart = c_chart([16, 15, 17, 29], ["Jan", "Feb", "Mar", "Apr"], baseline=3)
    >>> chart.lower[0], chart.centre, chart.upper[0], chart.above
    (4.0, 16.0, 28.0, (3,))
    """
    return _chart("c", _whole(counts, "count", periods), [1.0] * len(counts), periods, baseline)


def u_chart(
    counts: Sequence[int],
    opportunities: Sequence[SupportsFloat],
    periods: Sequence[str],
    baseline: int | None = None,
) -> ControlChart:
    """Chart the rate of complaints, where the opportunity for them changes.

    Limits are ū ± 3√(ū/nᵢ) (NIST/SEMATECH e-Handbook 6.3.3.1).

    Parameters
    ----------
    counts : sequence of int
        Complaints in each period.
    opportunities : sequence of number
        What could have led to a complaint in each period, in the unit of the
        rate: for complaints per 1,000 orders, thousands of orders.
    periods : sequence of str
        The name of each period, in order of time.
    baseline : int, optional
        Rest the centre line on the first so many periods; all if omitted.

    Returns
    -------
    ControlChart

    Raises
    ------
    MonitoringError
        As for `c_chart`, and if the opportunities of a period are not above 0.

    Examples
    --------
    >>> chart = u_chart([16, 16], [4, 4], ["Jan", "Feb"])
    >>> chart.lower[0], chart.centre, chart.upper[0]
    (1.0, 4.0, 7.0)
    """
    numbers = _whole(counts, "count", periods)
    return _chart("u", numbers, _sizes(opportunities, periods), periods, baseline)


def p_chart(
    part: Sequence[int], total: Sequence[int], periods: Sequence[str], baseline: int | None = None
) -> ControlChart:
    """Chart a proportion: complaints of one kind among all, or upheld among closed.

    Limits are p̄ ± 3√(p̄(1 - p̄)/nᵢ), never below 0 nor above 1 (NIST/SEMATECH
    e-Handbook 6.3.3.2).

    Parameters
    ----------
    part, total : sequence of int
        Those of the kind, and all, in each period.
    periods : sequence of str
        The name of each period, in order of time.
    baseline : int, optional
        Rest the centre line on the first so many periods; all if omitted.

    Returns
    -------
    ControlChart

    Raises
    ------
    MonitoringError
        As for `c_chart`, and if a total is 0 or smaller than its part.

    Examples
    --------
    >>> chart = p_chart([20, 20], [100, 100], ["Jan", "Feb"])
    >>> [round(limit, 2) for limit in (chart.lower[0], chart.centre, chart.upper[0])]
    [0.08, 0.2, 0.32]
    """
    numbers = _whole(part, "part", periods)
    totals = _sizes(_whole(total, "total", periods), periods)
    for number, size, period in zip(numbers, totals, periods, strict=True):
        if number > size:
            msg = f"The part in {period} is {number}, more than the total of {size:.0f}."
            raise MonitoringError(msg)
    return _chart("p", numbers, totals, periods, baseline)


def _chart(
    kind: Kind, counts: Sequence[int], sizes: Sequence[float], periods: Sequence[str], baseline: int | None
) -> ControlChart:
    first = _baseline(baseline, len(periods))
    centre = sum(counts[:first]) / math.fsum(sizes[:first])
    variance = centre * (1 - centre) if kind == "p" else centre
    spread = [3 * math.sqrt(variance / size) for size in sizes]
    values = tuple(count / size for count, size in zip(counts, sizes, strict=True))
    lower = tuple(max(0.0, centre - width) for width in spread)
    upper = tuple(min(1.0, centre + width) if kind == "p" else centre + width for width in spread)
    return ControlChart(
        kind=kind,
        periods=tuple(periods),
        values=values,
        sizes=tuple(sizes),
        centre=centre,
        lower=lower,
        upper=upper,
        above=tuple(i for i, value in enumerate(values) if _side(value, upper[i]) == "above"),
        below=tuple(i for i, value in enumerate(values) if _side(value, lower[i]) == "below"),
        runs=tuple(_runs(values, centre)),
        baseline=first,
    )


def _side(value: float, line: float) -> Side | None:
    """Say on which side of a line a value lies; None if it is on it, rounding apart."""
    if math.isclose(value, line, rel_tol=1e-9, abs_tol=1e-12):
        return None
    return "above" if value > line else "below"


def _runs(values: Sequence[float], centre: float) -> Iterator[Run]:
    """Find the runs; a point on the centre line ends one."""
    for side, points in groupby(range(len(values)), key=lambda i: _side(values[i], centre)):
        indices = list(points)
        if side and len(indices) >= RUN_LENGTH:
            yield Run(indices[0], indices[-1], side)


def _baseline(baseline: int | None, periods: int) -> int:
    if baseline is None:
        return periods
    if not 1 <= baseline <= periods:
        msg = f"The baseline is {baseline} periods; give a number from 1 to {periods}."
        raise MonitoringError(msg)
    return baseline


def _whole(numbers: Sequence[int], what: str, periods: Sequence[str]) -> list[int]:
    """Check that there is one whole number, zero or more, for each period."""
    if not len(periods):
        msg = "There are no periods, so there is nothing to chart."
        raise MonitoringError(msg)
    if len(numbers) != len(periods):
        msg = f"There are {len(numbers)} numbers ({what}) for {len(periods)} periods; give one for each."
        raise MonitoringError(msg)
    return [_count(number, f"The {what} in {period}") for number, period in zip(numbers, periods, strict=True)]


def _count(number: int, what: str) -> int:
    try:
        whole = operator.index(number)
    except TypeError:
        msg = f"{what} is {number}; give a whole number."
        raise MonitoringError(msg) from None
    if whole < 0:
        msg = f"{what} is {whole}; give 0 or more."
        raise MonitoringError(msg)
    return whole


def _sizes(numbers: Sequence[SupportsFloat], periods: Sequence[str]) -> list[float]:
    if len(numbers) != len(periods):
        msg = f"There are {len(numbers)} volumes for {len(periods)} periods; give one for each."
        raise MonitoringError(msg)
    sizes = [float(number) for number in numbers]
    for size, period in zip(sizes, periods, strict=True):
        if not (math.isfinite(size) and size > 0):
            msg = f"The volume in {period} is {size:g}; leave out a period in which there was none."
            raise MonitoringError(msg)
    return sizes


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
        msg = "There are no complaints, so there is nothing to rank."
        raise MonitoringError(msg)
    if len(names) != len(amounts):
        msg = f"There are {len(amounts)} weights for {len(names)} complaints; give one for each."
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


def complaint_rate(complaints: int, transactions: int, per: int = 1000) -> float:
    """Give complaints for every `per` transactions of the same window of time.

    Volume up is not rate up: only the rate tells them apart.

    Examples
    --------
    >>> complaint_rate(58, 14_500)
    4.0
    """
    number = _count(complaints, "The number of complaints")
    return number * per / _whole_above_zero(transactions, "transactions", "complaint rate")


def first_contact_resolution(resolved: int, contacts: int) -> float:
    """Give the % of contacts resolved at first contact, with no repeat in N days.

    Whoever counts defines N, and leaves out of `resolved` those who came back.
    """
    return _percent(resolved, contacts, "contacts", "first-contact resolution")


def repeat_contact(repeats: int, contacts: int) -> float:
    """Give the % of contacts that are on the same issue within N days; define N.

    It is not simply 100 less first-contact resolution.
    """
    return _percent(repeats, contacts, "contacts", "repeat contact")


def upheld(upheld: int, closed: int) -> float:
    """Give the % of *closed* complaints that were upheld; open ones have no outcome."""
    return _percent(upheld, closed, "closed complaints", "upheld share")


def escalation(stage_two: int, stage_one_closed: int) -> float:
    """Give the % of complaints closed at stage 1 that went on to stage 2."""
    return _percent(stage_two, stage_one_closed, "complaints closed at stage 1", "escalation share")


def overturn(changed: int, decided: int) -> float:
    """Give the % of the ombudsman's *decided* cases in which the outcome was changed."""
    return _percent(changed, decided, "cases decided by the ombudsman", "overturn share")


def redress_per_case(redress: Iterable[Decimal]) -> Decimal:
    """Give total redress divided by the cases paid, in pounds to the penny.

    Parameters
    ----------
    redress : iterable of Decimal
        Pounds paid on each complaint; those of 0 are not cases paid.

    Raises
    ------
    MonitoringError
        If an amount is negative or nothing was paid.
    """
    amounts = list(redress)
    paid = [amount for amount in amounts if amount > 0]
    if len(paid) < len([amount for amount in amounts if amount]):
        msg = "An amount of redress is negative; give 0 or more."
        raise MonitoringError(msg)
    if not paid:
        msg = "No redress was paid, so there is no cost for each case."
        raise MonitoringError(msg)
    return to_pence(sum(paid, Decimal(0)) / len(paid))


@dataclass(frozen=True, slots=True)
class ResolutionTimes:
    """How long complaints took, in the days (calendar or working) that went in.

    `in_target` is the % that took no longer than the target, None without one. The
    mean is here to be compared with the median: a few long ones pull it up.
    """

    closed: int
    median: float
    ninetieth: float
    mean: float
    in_target: float | None


def resolution_times(days: Iterable[int], target: int | None = None) -> ResolutionTimes:
    """Describe the time to resolve of closed complaints.

    Parameters
    ----------
    days : iterable of int
        Days from receipt to closing of each closed complaint; say which days.
    target : int, optional
        The promise in the same days.

    Returns
    -------
    ResolutionTimes
        The 90th percentile is interpolated, as spreadsheets do (PERCENTILE.INC).

    Raises
    ------
    MonitoringError
        If nothing is closed or a number of days is negative.

    Examples
    --------
    >>> resolution_times([1, 2, 3, 4, 90], target=5)
    ResolutionTimes(closed=5, median=3, ninetieth=55.6, mean=20.0, in_target=80.0)
    """
    taken = sorted(_count(number, "A time to resolve") for number in days)
    if not taken:
        msg = "No complaint is closed, so there is no time to resolve."
        raise MonitoringError(msg)
    within = None if target is None else sum(number <= target for number in taken) * 100 / len(taken)
    return ResolutionTimes(len(taken), median(taken), _percentile(taken, 90), sum(taken) / len(taken), within)


def _percentile(ordered: Sequence[int], percent: int) -> float:
    steps, part = divmod((len(ordered) - 1) * percent, 100)
    following = ordered[min(steps + 1, len(ordered) - 1)]
    return ordered[steps] + (following - ordered[steps]) * part / 100


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Open complaints of one age: from `first` to `last` working days; None is no end."""

    first: int
    last: int | None
    open: int

    @property
    def label(self) -> str:
        """The band in words, such as "6-10 working days"."""
        return f"over {self.first - 1} working days" if self.last is None else f"{self.first}-{self.last} working days"


def backlog_ageing(
    received: Iterable[date], today: date, holidays: Collection[date] = BANK_HOLIDAYS
) -> tuple[AgeBand, ...]:
    """Count open complaints by how many working days they have been open.

    The day of receipt is day 0. Holidays older than the last band but one make no
    difference, so the calendar need not reach back to the oldest complaint.

    Parameters
    ----------
    received : iterable of date
        When each complaint that is still open was received.
    today : date
        The day on which they are counted.
    holidays : collection of date, optional
        The bank holidays; those of England and Wales if omitted.

    Returns
    -------
    tuple of AgeBand
        One for each of `AGE_BANDS`, empty ones too.

    Raises
    ------
    MonitoringError
        If a complaint was received after `today`.

    Examples
    --------
    >>> bands = backlog_ageing([date(2026, 9, 29), date(2026, 8, 3)], date(2026, 9, 30))
    >>> [(band.label, band.open) for band in bands if band.open]
    [('0-5 working days', 1), ('over 20 working days', 1)]
    """
    ages = [_age(day, today, holidays) for day in received]
    return tuple(
        AgeBand(first, last, sum(first <= age and (last is None or age <= last) for age in ages))
        for first, last in AGE_BANDS
    )


def _age(received: date, today: date, holidays: Collection[date]) -> int:
    if received > today:
        msg = f"A complaint was received on {received.isoformat()}, after {today.isoformat()}; check the dates."
        raise MonitoringError(msg)
    days = (received + timedelta(days=step) for step in range(1, (today - received).days + 1))
    return sum(day.weekday() < _SATURDAY and day not in holidays for day in days)


def closing_backlog(opening: int, received: int, closed: int) -> int:
    """Give how many complaints are open at the end: opening + received - closed.

    Raises
    ------
    MonitoringError
        If more were closed than there were.
    """
    there = _count(opening, "The opening backlog") + _count(received, "The number received")
    return _count(there - _count(closed, "The number closed"), "The closing backlog")


def _percent(part: int, whole: int, whole_name: str, measure: str) -> float:
    number, total = _count(part, f"The part of the {measure}"), _whole_above_zero(whole, whole_name, measure)
    if number > total:
        msg = f"The part of the {measure} is {number}, more than the {total} {whole_name}."
        raise MonitoringError(msg)
    return number * 100 / total


def _whole_above_zero(number: int, what: str, measure: str) -> int:
    whole = _count(number, f"The number of {what}")
    if not whole:
        msg = f"There are no {what}, so there is no {measure}."
        raise MonitoringError(msg)
    return whole
