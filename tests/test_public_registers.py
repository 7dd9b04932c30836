"""The monitoring rules on real public registers, faults and all.

The files are not part of the project: set COMPLAINTS_WORKBOOK_REGISTERS to a folder
that holds them. Their quirks are handled here and nowhere else.
"""

from __future__ import annotations

import csv
import os
import statistics
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from complaints_workbook.rules.monitoring import backlog_ageing, c_chart, p_chart, pareto, resolution_times, u_chart

PLACE = "COMPLAINTS_WORKBOOK_REGISTERS"
FOLDER = Path(os.environ.get(PLACE, ""))

pytestmark = pytest.mark.skipif(
    not os.environ.get(PLACE), reason=f"set {PLACE} to the folder with cfpb/ and nyc311/ to run these"
)

Row = dict[str, str]
Week = tuple[int, int]


def rows_of(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def us_day(text: str) -> date:
    """Read 10/3/2014, 10/03/2014, 10/3/14, a time of day after any of them, or an ISO date."""
    if "-" in text:
        return date.fromisoformat(text)
    month, day, year = text.split(" ", maxsplit=1)[0].split("/")
    return date(int(year) + 2000 * (len(year) == 2), int(month), int(day))


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%m/%d/%Y %H:%M")  # noqa: DTZ007 - the file has New York time throughout


def week(day: date) -> Week:
    year, number, _ = day.isocalendar()
    return year, number


def weekly(days: list[date]) -> tuple[list[str], list[int], list[int]]:
    """Count complaints by week, and the days of each week that the file covers."""
    counts = Counter(map(week, days))
    first, last = min(days), max(days)
    covered = Counter(week(first + timedelta(days=step)) for step in range((last - first).days + 1))
    weeks = sorted(covered)
    return [f"{y} week {n}" for y, n in weeks], [counts[w] for w in weeks], [covered[w] for w in weeks]


def beyond_exactly(counts: list[int], sizes: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Find the points beyond three standard deviations with fractions, without a square root."""
    rate = Fraction(sum(counts), sum(sizes))
    far = [
        (i, count > rate * size)
        for i, (count, size) in enumerate(zip(counts, sizes, strict=True))
        if (count - rate * size) ** 2 > 9 * rate * size
    ]
    return tuple(i for i, high in far if high), tuple(i for i, high in far if not high)


@pytest.mark.parametrize(
    ("name", "rows", "received", "product"),
    [
        ("cfpb/2014_old_layout.csv", 8340, "Date received", "Product"),
        ("cfpb/2013_snake_case.csv", 1000, "date_received", "product"),
        ("cfpb/2016_variant.csv", 349, "Date received", "Product"),
        ("cfpb/ccdb_subset_cc0.csv", 280, "date_received", "product"),
        ("cfpb/ccdb_v1_public_cc0.csv", 30, "Date received", "Product"),
        ("nyc311/animals_2025.csv", 4969, "Created Date", "Complaint Type"),
    ],
)
def test_every_layout_gives_a_chart_and_a_pareto(name: str, rows: int, received: str, product: str) -> None:
    register = rows_of(name)
    assert len(register) == rows
    weeks, counts, days = weekly([us_day(row[received]) for row in register])
    chart = u_chart(counts, days, weeks)
    assert chart.centre == pytest.approx(rows / sum(days))
    assert (chart.above, chart.below) == beyond_exactly(counts, days)
    table = pareto(row[product] for row in register)
    assert [(row.category, row.count) for row in table] == sorted(
        Counter(row[product] for row in register).items(), key=lambda item: (-item[1], item[0])
    )
    assert table[-1].cumulative == 1.0


class TestBureau2014:
    """35 days to 13 November 2014; publication lags, so the last weeks fall away."""

    @pytest.fixture
    def register(self) -> list[Row]:
        return rows_of("cfpb/2014_old_layout.csv")

    def test_whole_weeks_on_a_chart_of_counts(self, register: list[Row]) -> None:
        weeks, counts, days = weekly([us_day(row["Date received"]) for row in register])
        whole = [i for i, covered in enumerate(days) if covered == 7]
        assert [counts[i] for i in whole] == [2629, 2691, 1652, 805]
        chart = c_chart([counts[i] for i in whole], [weeks[i] for i in whole])
        assert chart.centre == 1944.25
        assert (chart.lower[0], chart.upper[0]) == pytest.approx((1811.97, 2076.53), abs=0.01)
        assert (chart.above, chart.below) == ((0, 1), (2, 3))
        assert len(chart.cautions) == 1

    def test_the_share_that_was_not_answered_in_time(self, register: list[Row]) -> None:
        weeks = sorted({week(us_day(row["Date received"])) for row in register})
        late = Counter(week(us_day(row["Date received"])) for row in register if row["Timely response?"] == "No")
        total = Counter(week(us_day(row["Date received"])) for row in register)
        chart = p_chart([late[w] for w in weeks], [total[w] for w in weeks], [str(w) for w in weeks])
        assert chart.centre == pytest.approx(161 / 8340)
        share = Fraction(161, 8340)
        assert chart.beyond == tuple(
            i for i, w in enumerate(weeks) if (late[w] - share * total[w]) ** 2 > 9 * share * (1 - share) * total[w]
        )

    def test_the_few_products_that_make_most_of_it(self, register: list[Row]) -> None:
        table = pareto(row["Product"] for row in register)
        assert [(row.category, row.count) for row in table[:3]] == [
            ("Mortgage", 2210),
            ("Debt collection", 2118),
            ("Credit reporting", 1661),
        ]
        assert table[2].cumulative == pytest.approx((2210 + 2118 + 1661) / 8340)

    def test_a_blank_is_not_a_no(self, register: list[Row]) -> None:
        disputed = Counter(row["Consumer disputed?"] or "" for row in register)
        assert disputed == {"": 7293, "Yes": 1047}


class TestNewYork2025:
    """Animals, 1 January to 14 March 2025; 277 open, 309 closed within the minute."""

    @pytest.fixture
    def register(self) -> list[Row]:
        return rows_of("nyc311/animals_2025.csv")

    def test_weeks_of_unequal_length_on_a_chart_of_rates(self, register: list[Row]) -> None:
        weeks, counts, days = weekly([us_day(row["Created Date"]) for row in register])
        assert (days[0], days[-1], set(days[1:-1])) == (5, 5, {7})
        chart = u_chart(counts, days, weeks)
        assert chart.centre == pytest.approx(4969 / 73)
        assert (chart.above, chart.below) == beyond_exactly(counts, days)
        assert chart.upper[0] > chart.upper[1]

    def test_time_to_close(self, register: list[Row]) -> None:
        taken = [moment(row["Closed Date"]) - moment(row["Created Date"]) for row in register if row["Closed Date"]]
        assert taken.count(timedelta()) == 309
        days = [span.days for span in taken]
        times = resolution_times(days, target=5)
        assert times.closed == 4969 - 277
        assert times.median == statistics.median(days)
        assert times.ninetieth == pytest.approx(statistics.quantiles(days, n=10, method="inclusive")[-1])
        assert times.in_target == pytest.approx(100 * sum(day <= 5 for day in days) / len(days))

    def test_the_backlog_holds_what_is_open(self, register: list[Row]) -> None:
        received = [us_day(row["Created Date"]) for row in register if not row["Closed Date"]]
        bands = backlog_ageing(received, date(2025, 3, 14), holidays=())
        assert sum(band.open for band in bands) == 277
        assert bands[0].open == sum(day >= date(2025, 3, 7) for day in received)
        assert bands[-1].open == sum(day < date(2025, 2, 14) for day in received)
