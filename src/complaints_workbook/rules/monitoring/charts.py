"""Shewhart's control charts: what is plotted, the limits, and what lies beyond them.

The limits are as in the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3: the
centre line plus and minus three standard deviations, never below 0.

A point beyond a limit says "look for a special cause"; it proves no fault. Points
inside the limits can still be a poor service, and a target is not a limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, SupportsFloat

from complaints_workbook.rules.monitoring.counts import MonitoringError, whole_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    return [whole_count(number, f"The {what} in {period}") for number, period in zip(numbers, periods, strict=True)]


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
