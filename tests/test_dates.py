"""Dates to give: how people type them, and the clocks that keys are checked by, worked out by hand."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.exercises.items.give_date import DateKey, GiveDate
from complaints_workbook.exercises.plan_dates import PlanDates, ToPlan
from complaints_workbook.exercises.plan_dates.checks import against_the_clocks
from complaints_workbook.exercises.plan_dates.months import show_months
from complaints_workbook.rules.calendar import is_working_day, working_days_between
from complaints_workbook.rules.clocks import Clock, Pause, due

FIELD = GiveDate("reply", "The reply", 1)
ANY_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        "typed", ["6/5/2026", "06/05/2026", " 6 / 5 / 2026 ", "6/5/26", "6/may/2026", "6/MAY/26", "06/May/2026"]
    )
    def test_a_day_is_read_as_people_in_britain_write_it(self, typed: str) -> None:
        assert FIELD.accept(typed) == date(2026, 5, 6)

    @pytest.mark.parametrize(
        "typed",
        [
            *("", "//", "6/5/", "/5/2026", "6/5", "6/5/2026/1"),
            *("31/6/2026", "29/2/2026", "0/5/2026", "6/13/2026", "6/5/1999", "6/5/226", "6/5/20260", "-6/5/2026"),
            *("six/5/2026", "6/mayor/2026", "6/ma/2026", "²/5/2026", "٦/5/2026"),
        ],
    )
    def test_what_is_no_day_is_no_answer(self, typed: str) -> None:
        assert FIELD.accept(typed) is None

    @pytest.mark.parametrize("value", [None, 6, True, ["6/5/2026"], {"day": 6}, "6/5/2026" + " " * 40, "\ud800/5/2026"])
    def test_whatever_a_learners_file_says_nothing_is_raised(self, value: object) -> None:
        assert FIELD.accept(value) is None

    def test_half_a_date_is_kept_and_is_no_answer_yet(self) -> None:
        assert FIELD.legible("6/5/") == "6/5/"
        assert FIELD.accept("6/5/") is None

    @given(ANY_DAY)
    def test_every_day_is_read_back(self, day: date) -> None:
        assert FIELD.accept(f"{day.day}/{day.month}/{day.year}") == day
        assert FIELD.accept(f"{day.day}/{day:%B}/{day:%y}") == day


class TestClocks:
    @pytest.mark.parametrize(
        ("clock", "last"),
        [
            # Good Friday is 3 April 2026 and Easter Monday 6 April.
            (Clock(date(2026, 4, 1), 5, "working days"), date(2026, 4, 10)),
            # 25 and 28 December and 1 January are holidays, so 29, 30, 31 December, 4 and 5 January are counted.
            (Clock(date(2026, 12, 24), 5, "working days"), date(2027, 1, 5)),
            (Clock(date(2026, 3, 2), 8, "weeks"), date(2026, 4, 27)),
            (Clock(date(2026, 1, 31), 28, "days"), date(2026, 2, 28)),
            (Clock(date(2026, 4, 2), 24, "hours", at=time(16, 30)), date(2026, 4, 3)),
            (Clock(date(2026, 4, 2), 6, "hours", at=time(19, 0)), date(2026, 4, 3)),
            # It stands still from Wednesday evening to the end of the next Tuesday: Thursday and Friday, Monday and
            # Tuesday are not counted. Day 1 and 2 are Tuesday and Wednesday, day 3 is Wednesday of the next week.
            (
                Clock(date(2026, 6, 1), 3, "working days", pauses=(Pause(date(2026, 6, 3), date(2026, 6, 9)),)),
                date(2026, 6, 10),
            ),
            # Two pauses, of two days each, in a clock of ten days.
            (
                Clock(
                    date(2026, 6, 1),
                    10,
                    "days",
                    pauses=(Pause(date(2026, 6, 2), date(2026, 6, 4)), Pause(date(2026, 6, 8), date(2026, 6, 10))),
                ),
                date(2026, 6, 15),
            ),
        ],
    )
    def test_worked_by_hand(self, clock: Clock, last: date) -> None:
        assert due(clock) == last

    @given(ANY_DAY, st.integers(1, 60))
    def test_working_days_are_counted_as_the_calendar_counts_them(self, start: date, number: int) -> None:
        last = due(Clock(start, number, "working days"))
        assert is_working_day(last)
        assert working_days_between(start, last) == number

    @given(ANY_DAY, st.integers(1, 60), st.integers(0, 20), st.integers(1, 20))
    def test_a_pause_of_days_costs_at_most_its_days(self, start: date, number: int, after: int, long: int) -> None:
        stopped = start + timedelta(days=after)
        pause = Pause(stopped, stopped + timedelta(days=long))
        without, with_it = due(Clock(start, number, "days")), due(Clock(start, number, "days", pauses=(pause,)))
        assert with_it == without + timedelta(days=long if stopped < without else 0)


class TestKeys:
    LINE = ToPlan.model_validate(
        {
            "id": "reply",
            "label": "The reply",
            "question": "By when?",
            "counted": {"start": "2026-03-02", "number": 5, "unit": "working days"},
        },
        strict=False,
    )

    def faults(self, key: date, last: date = date(2026, 3, 31)) -> list[str]:
        keys = {"reply": DateKey(key, "Count.")}
        return [each.message for each in against_the_clocks([self.LINE], keys, date(2026, 3, 1), last)]

    def test_the_clocks_day_is_right(self) -> None:
        assert self.faults(date(2026, 3, 9)) == []

    def test_another_day_is_told_with_the_clocks(self) -> None:
        assert self.faults(date(2026, 3, 6)) == [
            "the key is 2026-03-06 but the clock says 2026-03-09. Correct one of them."
        ]

    def test_a_day_that_no_learner_sees_on_the_calendar_is_told(self) -> None:
        assert "is not on the calendar" in self.faults(date(2026, 3, 9), last=date(2026, 2, 28))[0]


class TestTheCalendar:
    def test_every_day_of_each_month_stands_in_its_week(self) -> None:
        months = show_months(date(2025, 11, 30), date(2026, 2, 1))
        assert [month["name"] for month in months] == [
            "November 2025",
            "December 2025",
            "January 2026",
            "February 2026",
        ]
        for month, days in zip(months, (30, 31, 31, 28), strict=True):
            assert [day for week in month["weeks"] for day in week if day] == list(range(1, days + 1))
            assert all(len(week) == 7 for week in month["weeks"])
        assert months[3]["weeks"][0] == [0, 0, 0, 0, 0, 0, 1]  # 1 February 2026 is a Sunday

    def test_bank_holidays_are_named_and_days_in_lieu_are_too(self) -> None:
        (december,) = show_months(date(2026, 12, 1), date(2026, 12, 31))
        # Boxing Day 2026 is a Saturday, so Monday 28 December takes its place.
        assert [holiday["day"] for holiday in december["holidays"]] == [25, 28]

    def test_a_calendar_of_years_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at most 12 months"):
            PlanDates.model_validate(
                {
                    "id": "a",
                    "kind": "plan-dates",
                    "title": "A",
                    "criteria": ["complaints/1.1"],
                    "read_again": "A",
                    "minutes": 1,
                    "introduction": "A",
                    "text": "A",
                    "first": "2026-01-01",
                    "last": "2027-01-01",
                    "items": [self_made(), self_made()],
                },
                strict=False,
            )


def self_made() -> dict[str, object]:
    return TestKeys.LINE.model_dump()
