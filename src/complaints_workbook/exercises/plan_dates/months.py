"""The calendar that stands beside the questions: weeks, and which days are bank holidays."""

from __future__ import annotations

from calendar import Calendar
from typing import TYPE_CHECKING, TypedDict

from complaints_workbook.rendering.html import month_name
from complaints_workbook.rules.calendar import holiday_name

if TYPE_CHECKING:
    from datetime import date


class ShownHoliday(TypedDict):
    """A bank holiday from Monday to Friday."""

    day: int
    name: str


class ShownMonth(TypedDict):
    """A month: its weeks from Monday, 0 for a day of another month, and its bank holidays."""

    name: str
    weeks: list[list[int]]
    holidays: list[ShownHoliday]


def show_months(first: date, last: date) -> list[ShownMonth]:
    """Return the months from that of one day to that of another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [_month(number // 12, number % 12 + 1) for number in numbers]


def _month(year: int, month: int) -> ShownMonth:
    calendar = Calendar()
    days = [day for day in calendar.itermonthdates(year, month) if day.month == month]
    named = ((day.day, holiday_name(day)) for day in days)
    return {
        "name": month_name(f"{year}-{month:02}"),
        "weeks": calendar.monthdayscalendar(year, month),
        "holidays": [{"day": day, "name": name} for day, name in named if name],
    }
