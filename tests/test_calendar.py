"""Working days, counted by hand on a wall calendar and by Hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.rules.calendar import (
    add_working_days,
    is_working_day,
    working_days_between,
)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
counts = st.integers(0, 40)


LISTED = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"),
        *("2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03"),
        *("2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"),
    )
)
"""The bank holidays of England and Wales in 2026 and 2027, as GOV.UK lists them (https://www.gov.uk/bank-holidays)."""


class TestBankHolidays:
    def test_of_the_years_that_gov_uk_lists_every_weekday_is_as_it_says(self) -> None:
        for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(730)):
            assert is_working_day(day) is (day.weekday() < 5 and day not in LISTED), day

    def test_of_a_single_year_by_proclamation_are_known(self) -> None:
        assert not is_working_day(date(2023, 5, 8))  # the King's coronation

    def test_do_not_end(self) -> None:
        assert not is_working_day(date(2031, 12, 25))
        assert add_working_days(date(2031, 12, 24), 1) == date(2031, 12, 29)

    @pytest.mark.parametrize(
        ("day", "working"),
        [
            (date(2026, 4, 2), True),  # Maundy Thursday
            (date(2026, 4, 3), False),  # Good Friday
            (date(2026, 4, 4), False),  # Saturday
            (date(2026, 4, 5), False),  # Sunday
            (date(2026, 4, 6), False),  # Easter Monday
            (date(2026, 4, 7), True),
            (date(2026, 12, 24), True),
            (date(2026, 12, 26), False),  # Saturday
            (date(2026, 12, 28), False),  # Boxing Day's substitute
            (date(2026, 12, 29), True),
            (date(2027, 12, 24), True),  # Friday
            (date(2027, 12, 27), False),  # Christmas Day's substitute
            (date(2027, 12, 28), False),  # Boxing Day's substitute
            (date(2027, 12, 29), True),
        ],
    )
    def test_a_working_day_is_a_weekday_that_is_no_bank_holiday(self, day: date, working: bool) -> None:
        assert is_working_day(day) is working


class TestAddWorkingDays:
    @pytest.mark.parametrize(
        ("start", "n", "expected"),
        [
            (date(2026, 11, 16), 1, date(2026, 11, 17)),  # Monday to Tuesday
            (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
            (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday: day 1 is Monday
            (date(2026, 11, 22), 5, date(2026, 11, 27)),  # Sunday: a whole week
            (date(2026, 4, 1), 2, date(2026, 4, 7)),  # over Easter
            (date(2026, 5, 1), 1, date(2026, 5, 5)),  # over Early May
            (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas
            (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year
            (date(2027, 12, 23), 3, date(2027, 12, 30)),  # Friday 24, Wednesday 29, Thursday 30
            (date(2026, 8, 17), 10, date(2026, 9, 1)),  # two weeks and Summer bank holiday
        ],
    )
    def test_day_one_is_the_working_day_after_the_start(self, start: date, n: int, expected: date) -> None:
        assert add_working_days(start, n) == expected

    def test_no_days_later_is_the_same_day_even_on_a_sunday(self) -> None:
        assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)

    def test_a_negative_count_is_refused(self) -> None:
        with pytest.raises(ValueError, match="n: -1 is negative"):
            add_working_days(date(2026, 11, 16), -1)

    @given(days, st.integers(1, 40))
    def test_it_ends_on_a_later_working_day(self, start: date, n: int) -> None:
        end = add_working_days(start, n)
        assert end > start
        assert is_working_day(end)

    @given(days, counts, st.integers(0, 5))
    def test_counting_in_two_goes_comes_to_the_same(self, start: date, first: int, second: int) -> None:
        assert add_working_days(add_working_days(start, first), second) == add_working_days(start, first + second)


class TestWorkingDaysBetween:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (date(2026, 11, 16), date(2026, 11, 16), 0),
            (date(2026, 11, 16), date(2026, 11, 20), 4),
            (date(2026, 11, 20), date(2026, 11, 22), 0),  # a weekend
            (date(2026, 4, 2), date(2026, 4, 7), 1),  # Easter
            (date(2026, 1, 1), date(2026, 12, 31), 253),  # 261 weekdays, less 8
            (date(2027, 1, 1), date(2027, 12, 31), 253),
        ],
    )
    def test_the_start_is_not_counted_and_the_end_is(self, start: date, end: date, expected: int) -> None:
        assert working_days_between(start, end) == expected

    def test_an_end_before_the_start_is_refused(self) -> None:
        with pytest.raises(ValueError, match="end: 2026-11-16 is before 2026-11-17"):
            working_days_between(date(2026, 11, 17), date(2026, 11, 16))

    @given(days, counts)
    def test_it_undoes_the_adding(self, start: date, n: int) -> None:
        assert working_days_between(start, add_working_days(start, n)) == n

    @given(days, counts, counts)
    def test_stretches_add_up(self, start: date, first: int, second: int) -> None:
        middle = start + timedelta(days=first)
        end = middle + timedelta(days=second)
        together = working_days_between(start, end)
        assert working_days_between(start, middle) + working_days_between(middle, end) == together
