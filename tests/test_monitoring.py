"""Charts, Pareto and measures: the fact sheet's worked numbers, and what must hold for any."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.rules.monitoring import (
    RUN_LENGTH,
    ControlChart,
    MonitoringError,
    ResolutionTimes,
    Run,
    backlog_ageing,
    c_chart,
    complaint_rate,
    escalation_rate,
    first_contact_resolution,
    p_chart,
    pareto,
    redress_per_case,
    repeat_contact,
    resolution_times,
    u_chart,
    upheld_rate,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

COUNTS = st.lists(st.integers(0, 400), min_size=1, max_size=40)
PAIRS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 5000)), min_size=1, max_size=40)
PARTS = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=40
)


def months(number: int) -> list[str]:
    """Name so many periods."""
    return [f"month {i + 1}" for i in range(number)]


def a_c_chart(counts: list[int], baseline: int | None = None) -> ControlChart:
    return c_chart(counts, months(len(counts)), baseline)


def a_u_chart(pairs: list[tuple[int, int]], scale: float = 1) -> ControlChart:
    return u_chart([count for count, _ in pairs], [size * scale for _, size in pairs], months(len(pairs)))


def a_p_chart(pairs: list[tuple[int, int]]) -> ControlChart:
    return p_chart([part for part, _ in pairs], [whole for _, whole in pairs], months(len(pairs)))


class TestWorkedNumbers:
    """The numbers that the fact sheet works out, section 16."""

    @pytest.mark.parametrize(("centre", "lower", "upper"), [(16, 4, 28), (25, 10, 40), (9, 0, 18)])
    def test_c(self, centre: int, lower: float, upper: float) -> None:
        chart = a_c_chart([centre - 1, centre + 1])
        assert (chart.lower, chart.centre, chart.upper) == ((lower,) * 2, centre, (upper,) * 2)

    @pytest.mark.parametrize(
        ("count", "thousands", "lower", "centre", "upper"), [(16, 4, 1, 4, 7), (25, 4, 2.5, 6.25, 10)]
    )
    def test_u(self, count: int, thousands: int, lower: float, centre: float, upper: float) -> None:
        chart = u_chart([count, count], [thousands, thousands], months(2))
        assert (chart.lower[0], chart.centre, chart.upper[0]) == (lower, centre, upper)

    @pytest.mark.parametrize(
        ("part", "total", "lower", "centre", "upper"), [(40, 100, 0.08, 0.2, 0.32), (45, 225, 0.04, 0.1, 0.16)]
    )
    def test_p(self, part: int, total: int, lower: float, centre: float, upper: float) -> None:
        chart = p_chart([0, part], [total, total], months(2))
        assert (chart.lower[0], chart.centre, chart.upper[0]) == pytest.approx((lower, centre, upper))

    def test_58_complaints_of_14_500_transactions_are_4_per_1_000(self) -> None:
        assert complaint_rate(58, 14_500) == 4.0

    def test_rates_are_total_by_total_and_not_an_average_of_rates(self) -> None:
        assert u_chart([10, 10], [1, 4], months(2)).centre == 4.0
        assert p_chart([1, 30], [10, 90], months(2)).centre == pytest.approx(0.31)

    def test_volume_up_is_not_rate_up(self) -> None:
        counts, thousands = [60] * 11 + [110], [10.0] * 11 + [110 / 6]
        assert c_chart(counts, months(12)).above == (11,)
        assert u_chart(counts, thousands, months(12)).beyond == ()


class TestSignals:
    def test_a_point_on_the_limit_is_not_beyond_it(self) -> None:
        assert a_c_chart([16, 16, 28, 4], baseline=2).beyond == ()

    def test_a_point_past_the_limit_is(self) -> None:
        chart = a_c_chart([16, 16, 29, 16, 3], baseline=2)
        assert (chart.above, chart.below, chart.beyond) == ((2,), (4,), (2, 4))

    def test_the_baseline_keeps_a_shift_out_of_the_centre_line(self) -> None:
        counts = [25, 25, 25, 25, 41, 41]
        assert a_c_chart(counts, baseline=4).above == (4, 5)
        assert a_c_chart(counts).above == ()

    def test_eight_in_a_row_are_a_run_and_seven_are_not(self) -> None:
        assert a_c_chart([10, 10, *[12] * 8, 8], baseline=2).runs == (Run(2, 9, "above"),)
        assert a_c_chart([10, 10, *[12] * 7, 8], baseline=2).runs == ()

    def test_a_point_on_the_centre_line_ends_a_run(self) -> None:
        assert a_c_chart([10, 10, *[12] * 4, 10, *[12] * 4], baseline=2).runs == ()

    def test_a_run_may_lie_below(self) -> None:
        run = a_c_chart([10, 10, *[9] * 9], baseline=2).runs[0]
        assert (run.side, run.length) == ("below", 9)

    def test_limits_widen_where_there_were_fewer_opportunities(self) -> None:
        chart = u_chart([4, 40], [1, 10], months(2))
        assert chart.upper[0] > chart.upper[1] > chart.lower[1] > chart.lower[0]

    def test_cautions_name_a_short_baseline_and_small_numbers(self) -> None:
        assert a_c_chart([8] * 20).cautions == ()
        assert len(a_c_chart([8] * 19).cautions) == 1
        assert len(a_c_chart([4] * 20).cautions) == 1
        assert len(a_p_chart([(1, 10)] * 5).cautions) == 2

    def test_the_smallest_period_decides_whether_limits_are_weak(self) -> None:
        assert len(a_u_chart([(60, 10)] * 19 + [(3, 1)]).cautions) == 0
        assert len(a_u_chart([(40, 10)] * 19 + [(4, 1)]).cautions) == 1


class TestForAnyNumbers:
    @given(PARTS)
    def test_limits_bracket_the_centre_and_stay_where_values_can_be(self, pairs: list[tuple[int, int]]) -> None:
        for chart in (a_p_chart(pairs), a_u_chart(pairs), a_c_chart([part for part, _ in pairs])):
            assert all(0 <= low <= chart.centre <= high for low, high in zip(chart.lower, chart.upper, strict=True))
        assert max(a_p_chart(pairs).upper) <= 1

    @given(COUNTS)
    def test_c_finds_what_exact_arithmetic_finds(self, counts: list[int]) -> None:
        centre = Fraction(sum(counts), len(counts))
        beyond = tuple(i for i, count in enumerate(counts) if (count - centre) ** 2 > 9 * centre)
        assert a_c_chart(counts).beyond == beyond

    @given(PAIRS)
    def test_u_finds_what_exact_arithmetic_finds(self, pairs: list[tuple[int, int]]) -> None:
        centre = Fraction(sum(count for count, _ in pairs), sum(size for _, size in pairs))
        beyond = tuple(i for i, (count, size) in enumerate(pairs) if (count - centre * size) ** 2 > 9 * centre * size)
        assert a_u_chart(pairs).beyond == beyond

    @given(COUNTS)
    def test_c_is_u_with_one_opportunity_each(self, counts: list[int]) -> None:
        one, other = a_c_chart(counts), a_u_chart([(count, 1) for count in counts])
        assert (one.values, one.lower, one.upper, one.runs) == (other.values, other.lower, other.upper, other.runs)

    @given(PAIRS, st.sampled_from([0.001, 0.25, 10, 1000]))
    def test_the_unit_of_opportunity_changes_the_scale_and_no_signal(
        self, pairs: list[tuple[int, int]], scale: float
    ) -> None:
        one, other = a_u_chart(pairs), a_u_chart(pairs, scale)
        assert [value * scale for value in other.upper] == pytest.approx(one.upper)
        assert (other.beyond, other.runs) == (one.beyond, one.runs)

    @given(PARTS, st.integers(2, 9))
    def test_nine_times_as_many_give_limits_three_times_as_narrow(
        self, pairs: list[tuple[int, int]], root: int
    ) -> None:
        one, other = a_p_chart(pairs), a_p_chart([(part * root**2, whole * root**2) for part, whole in pairs])
        assert other.centre == pytest.approx(one.centre)
        for before, after in zip(one.upper, other.upper, strict=True):
            assert before == 1 or (before - one.centre) == pytest.approx((after - other.centre) * root, abs=1e-9)

    @given(PARTS)
    def test_the_share_of_the_others_is_the_mirror_image(self, pairs: list[tuple[int, int]]) -> None:
        one, other = a_p_chart(pairs), a_p_chart([(whole - part, whole) for part, whole in pairs])
        assert [1 - high for high in other.upper] == pytest.approx(list(one.lower), abs=1e-9)
        assert (other.below, other.above) == (one.above, one.below)

    @given(PAIRS, st.randoms(use_true_random=False))
    def test_order_changes_neither_centre_nor_limits(self, pairs: list[tuple[int, int]], chance: random.Random) -> None:
        order = list(range(len(pairs)))
        chance.shuffle(order)
        one, other = a_u_chart(pairs), a_u_chart([pairs[i] for i in order])
        assert other.centre == pytest.approx(one.centre)
        assert list(other.upper) == pytest.approx([one.upper[i] for i in order])
        assert {order[i] for i in other.beyond} == set(one.beyond)

    @given(st.integers(1, 99), st.integers(1, 999), st.integers(RUN_LENGTH, 40))
    def test_rounding_makes_no_run_of_points_on_the_centre_line(self, count: int, tenths: int, number: int) -> None:
        chart = u_chart([count] * number, [tenths / 10] * number, months(number))
        assert (chart.runs, chart.beyond) == ((), ())

    @given(COUNTS, st.data())
    def test_points_after_the_baseline_do_not_move_the_lines(self, counts: list[int], data: st.DataObject) -> None:
        first = data.draw(st.integers(1, len(counts)))
        assert a_c_chart(counts, first).upper[0] == a_c_chart(counts[:first]).upper[0]

    @given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
    def test_runs_are_all_that_there_are(self, counts: list[int]) -> None:
        chart = a_c_chart(counts)
        signs = [(count * len(counts) > sum(counts)) - (count * len(counts) < sum(counts)) for count in counts]
        in_runs = {i for run in chart.runs for i in range(run.first, run.last + 1)}
        for i in range(len(counts)):
            around = [k for k in range(len(counts)) if len({*signs[min(i, k) : max(i, k) + 1]}) == 1]
            assert (i in in_runs) == (signs[i] != 0 and len(around) >= RUN_LENGTH)


class TestPareto:
    def test_ranks_counts_and_cumulates(self) -> None:
        rows = pareto(["late"] * 6 + ["rude"] + ["lost"] * 3)
        assert [(row.category, row.count, row.share, row.cumulative) for row in rows] == [
            ("late", 6, 0.6, 0.6),
            ("lost", 3, 0.3, 0.9),
            ("rude", 1, 0.1, 1.0),
        ]

    def test_rank_by_cost_may_turn_the_order_round(self) -> None:
        rows = pareto(["late", "late", "lost"], [Decimal("5.00"), Decimal("5.50"), Decimal("100.00")])
        assert [(row.category, row.count, row.weight) for row in rows] == [
            ("lost", 1, Decimal("100.00")),
            ("late", 2, Decimal("10.50")),
        ]

    def test_equals_stand_in_alphabetical_order(self) -> None:
        assert [row.category for row in pareto(["b", "a", "c"])] == ["a", "b", "c"]

    @given(st.lists(st.sampled_from("abcdefg"), min_size=1), st.randoms(use_true_random=False))
    def test_holds_all_of_them_in_any_order(self, names: list[str], chance: random.Random) -> None:
        rows = pareto(names)
        assert {row.category: row.count for row in rows} == Counter(names)
        assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)
        assert rows[-1].cumulative == 1.0
        assert math.fsum(row.share for row in rows) == pytest.approx(1)
        chance.shuffle(names)
        assert pareto(names) == rows


class TestMeasures:
    def test_percentages(self) -> None:
        assert first_contact_resolution(30, 40) == 75.0
        assert repeat_contact(5, 40) == 12.5
        assert upheld_rate(57, 95) == 60.0
        assert escalation_rate(3, 60) == 5.0

    def test_redress_is_shared_by_the_cases_paid(self) -> None:
        assert redress_per_case([Decimal("25.00"), Decimal(0), Decimal("50.01")]) == Decimal("37.51")

    def test_a_few_long_ones_pull_the_mean_and_not_the_median(self) -> None:
        assert resolution_times([2, 3, 4, 5, 86], target=5) == ResolutionTimes(5, 4, 53.6, 20.0, 80.0)

    def test_one_complaint_is_its_own_median_and_percentile(self) -> None:
        assert resolution_times([7]) == ResolutionTimes(1, 7, 7, 7, None)

    @given(st.lists(st.integers(0, 400), min_size=1), st.integers(0, 400))
    def test_times_lie_in_order(self, days: list[int], target: int) -> None:
        times = resolution_times(days, target)
        assert min(days) <= times.median <= times.ninetieth <= max(days)
        assert times.in_target == 100 * sum(day <= target for day in days) / len(days)

    def test_backlog_ageing_counts_working_days(self) -> None:
        today = date(2026, 9, 30)
        received = [today, date(2026, 9, 23), date(2026, 9, 22), date(2026, 9, 16), date(2026, 9, 15)]
        received += [date(2026, 9, 2), date(2026, 9, 1), date(2026, 3, 2)]
        assert [(band.label, band.open) for band in backlog_ageing(received, today)] == [
            ("0-5 working days", 2),
            ("6-10 working days", 2),
            ("11-20 working days", 2),
            ("over 20 working days", 2),
        ]

    def test_a_bank_holiday_is_no_working_day(self) -> None:
        over_the_holiday = [date(2026, 8, 24)], date(2026, 9, 1)
        assert [band.open for band in backlog_ageing(*over_the_holiday)] == [1, 0, 0, 0]
        assert [band.open for band in backlog_ageing(*over_the_holiday, holidays=())] == [0, 1, 0, 0]

    @given(st.lists(st.integers(0, 500)))
    def test_every_open_complaint_is_in_one_band(self, ages: list[int]) -> None:
        today = date(2026, 9, 30)
        assert sum(band.open for band in backlog_ageing([today - timedelta(days=n) for n in ages], today)) == len(ages)


class TestFaults:
    """Every fault is told in one sentence that names it."""

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            (lambda: c_chart([], []), "no periods"),
            (lambda: c_chart([1, 2], ["Jan"]), "2 numbers (count) for 1 periods"),
            (lambda: c_chart([1, -2], ["Jan", "Feb"]), "The count in Feb is -2"),
            (lambda: c_chart([1, 2.5], ["Jan", "Feb"]), "The count in Feb is 2.5"),  # type: ignore[list-item]
            (lambda: c_chart([1], ["Jan"], baseline=2), "The baseline is 2 periods; give a number from 1 to 1"),
            (lambda: c_chart([1], ["Jan"], baseline=0), "The baseline is 0"),
            (lambda: u_chart([1], [1, 2], ["Jan"]), "2 volumes for 1 periods"),
            (lambda: u_chart([1], [0], ["Jan"]), "The volume in Jan is 0"),
            (lambda: u_chart([1], [float("nan")], ["Jan"]), "The volume in Jan is nan"),
            (lambda: p_chart([3], [2], ["Jan"]), "The part in Jan is 3, more than the total of 2"),
            (lambda: p_chart([0], [0], ["Jan"]), "The volume in Jan is 0"),
            (lambda: p_chart([1, 1], [2], ["Jan", "Feb"]), "1 numbers (total) for 2 periods"),
            (lambda: pareto([]), "There are none"),
            (lambda: pareto(["a"], [1, 2]), "2 weights for 1 entries"),
            (lambda: pareto(["a"], [-1]), "A weight of 'a' is -1"),
            (lambda: pareto(["a"], [0]), "All weights are 0"),
            (lambda: complaint_rate(1, 0), "There are no transactions"),
            (lambda: complaint_rate(-1, 5), "The number of complaints is -1"),
            (lambda: upheld_rate(1, 0), "There are no closed complaints"),
            (lambda: upheld_rate(3, 2), "more than the 2 closed complaints"),
            (lambda: redress_per_case([]), "No redress was paid"),
            (lambda: redress_per_case([Decimal(-1)]), "An amount of redress is negative"),
            (lambda: resolution_times([]), "None of them is closed"),
            (lambda: resolution_times([-1]), "A time to resolve is -1"),
            (lambda: backlog_ageing([date(2026, 2, 2)], date(2026, 2, 1)), "One was received on 2026-02-02"),
        ],
    )
    def test_says_what_is_wrong(self, wrong: Callable[[], object], words: str) -> None:
        with pytest.raises(MonitoringError) as caught:
            wrong()
        message = str(caught.value)
        assert words in message
        assert message.endswith(".")
        assert "\n" not in message


def test_numbers_from_pandas_count_as_whole() -> None:
    series = pytest.importorskip("pandas").Series([16, 16, 29])
    assert c_chart(series.tolist(), months(3)) == c_chart(list(series), months(3))


def test_runs_where_there_is_no_numpy_pandas_or_plotting() -> None:
    code = (
        "import sys, complaints_workbook.rules.monitoring;"
        "print([name for name in ('numpy', 'pandas', 'matplotlib', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
