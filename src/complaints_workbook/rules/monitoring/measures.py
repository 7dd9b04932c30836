"""The usual measures of complaints and contacts: rates, shares, costs, times and backlogs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from complaints_workbook.money import to_pence
from complaints_workbook.rules.calendar import working_days_between
from complaints_workbook.rules.monitoring.counts import MonitoringError, whole_count

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date

AGE_BANDS: tuple[tuple[int, int | None], ...] = ((0, 5), (6, 10), (11, 20), (21, None))
"""The bands of backlog ageing in working days, both ends included; None is no end."""


def complaint_rate(complaints: int, transactions: int, per: int = 1000) -> float:
    """Give complaints for every `per` transactions of the same window of time.

    Volume up is not rate up: only the rate tells them apart.

    Examples
    --------
    >>> complaint_rate(58, 14_500)
    4.0
    """
    number = whole_count(complaints, "The number of complaints")
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


def upheld_rate(upheld: int, closed: int) -> float:
    """Give the % of *closed* complaints that were upheld; open ones have no outcome."""
    return _percent(upheld, closed, "closed complaints", "upheld share")


def escalation_rate(stage_two: int, stage_one_closed: int) -> float:
    """Give the % of complaints closed at stage 1 that went on to stage 2."""
    return _percent(stage_two, stage_one_closed, "complaints closed at stage 1", "escalation share")


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


def cost_per_contact(cost: Decimal, contacts: int) -> Decimal:
    """Give what a contact cost on average, in pounds to the penny; every contact counts, dear or not."""
    return to_pence(cost / _whole_above_zero(contacts, "contacts", "cost for each contact"))


def average_score(total: int, answered: int) -> float:
    """Give the mean of the scores of those who answered; tell how many did beside it."""
    number = whole_count(total, "The total of scores")
    return number / _whole_above_zero(answered, "answers", "average score")


def response_rate(answered: int, contacts: int) -> float:
    """Give the % of contacts with an answer; the others may think otherwise."""
    return _percent(answered, contacts, "contacts", "share that answered")


@dataclass(frozen=True, slots=True)
class ResolutionTimes:
    """How long entries took, in the days (calendar or working) that went in.

    `in_target` is the % that took no longer than the target, None without one. The
    mean is here to be compared with the median: a few long ones pull it up.
    """

    closed: int
    median: float
    ninetieth: float
    mean: float
    in_target: float | None


def resolution_times(days: Iterable[int], target: int | None = None) -> ResolutionTimes:
    """Describe the time to resolve of closed complaints or contacts.

    Parameters
    ----------
    days : iterable of int
        Days from receipt to closing of each that is closed; say which days.
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
    taken = sorted(whole_count(number, "A time to resolve") for number in days)
    if not taken:
        msg = "None of them is closed, so there is no time to resolve."
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
    received: Iterable[date], today: date, holidays: Container[date] | None = None
) -> tuple[AgeBand, ...]:
    """Count open complaints by how many working days they have been open.

    The day of receipt is day 0.

    Parameters
    ----------
    received : iterable of date
        When each complaint that is still open was received.
    today : date
        The day on which they are counted.
    holidays : container of date, optional
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
    >>> from datetime import date
    >>> bands = backlog_ageing([date(2026, 9, 29), date(2026, 8, 3)], date(2026, 9, 30))
    >>> [(band.label, band.open) for band in bands if band.open]
    [('0-5 working days', 1), ('over 20 working days', 1)]
    """
    ages = [_age(day, today, holidays) for day in received]
    return tuple(
        AgeBand(first, last, sum(first <= age and (last is None or age <= last) for age in ages))
        for first, last in AGE_BANDS
    )


def _age(received: date, today: date, holidays: Container[date] | None) -> int:
    if received > today:
        msg = f"One was received on {received.isoformat()}, after {today.isoformat()}; check the dates."
        raise MonitoringError(msg)
    return working_days_between(received, today, holidays)


def _percent(part: int, whole: int, whole_name: str, measure: str) -> float:
    number, total = whole_count(part, f"The part of the {measure}"), _whole_above_zero(whole, whole_name, measure)
    if number > total:
        msg = f"The part of the {measure} is {number}, more than the {total} {whole_name}."
        raise MonitoringError(msg)
    return number * 100 / total


def _whole_above_zero(number: int, what: str, measure: str) -> int:
    whole = whole_count(number, f"The number of {what}")
    if not whole:
        msg = f"There are no {what}, so there is no {measure}."
        raise MonitoringError(msg)
    return whole
