"""What was missed comes back after some days, a few a day, asked by another case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.study.own_marks.attempts import Attempt, Attempts, EarnedMarks, ExerciseMarks
from complaints_workbook.study.review.missed import missed_in
from complaints_workbook.study.review.review_file import Review, parse, write
from complaints_workbook.study.review.schedule import (
    Missed,
    Name,
    Schedule,
    answered,
    asked_by,
    coming,
    taking,
    without_the_gone,
)

MONDAY = date(2026, 11, 30)
ITEM = Name("complaints-lo1", "twelve-contacts", "mast")


def missed(*items: str, exercise: str = "twelve-contacts", day: date = MONDAY) -> list[Missed]:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return [Missed(Name("complaints-lo1", exercise, item), at, day) for item in items]


def days_until(schedule: Schedule, day: date) -> list[int | None]:
    return [(each.due - day).days if each.due else None for each in schedule]


def names(schedule: Schedule) -> list[str]:
    return [each.name.item for each in schedule]


def test_right_answers_make_it_come_after_1_3_7_and_21_days_and_then_no_more() -> None:
    schedule, day, waits = taking((), missed("mast")), MONDAY, []
    while schedule[0].due:
        waits.append((schedule[0].due - day).days)
        day = schedule[0].due
        assert coming(schedule, day - timedelta(1)) == ()
        assert names(coming(schedule, day)) == ["mast"]
        schedule = answered(schedule, ITEM, day, right=True)
    assert waits == [1, 3, 7, 21]
    assert coming(schedule, day + timedelta(1000)) == ()


@pytest.mark.parametrize("right_before", [0, 1, 2, 3])
def test_a_wrong_answer_sends_it_back_to_the_first_wait(right_before: int) -> None:
    schedule = taking((), missed("mast"))
    for _ in range(right_before):
        schedule = answered(schedule, ITEM, MONDAY, right=True)
    schedule = answered(schedule, ITEM, MONDAY, right=False)
    assert days_until(schedule, MONDAY) == [1]
    schedule = answered(schedule, ITEM, MONDAY, right=True)
    assert days_until(schedule, MONDAY) == [3]


def test_the_same_attempt_is_taken_once_and_what_is_missed_again_begins_again() -> None:
    schedule = answered(taking((), missed("mast")), ITEM, MONDAY, right=True)
    assert taking(schedule, missed("mast")) == schedule
    friday = MONDAY + timedelta(4)
    assert days_until(taking(schedule, missed("mast", day=friday)), friday) == [1]


def test_what_is_done_does_not_come_again_for_the_attempt_that_missed_it() -> None:
    schedule = taking((), missed("mast"))
    for _ in range(4):
        schedule = answered(schedule, ITEM, MONDAY, right=True)
    assert coming(taking(schedule, missed("mast")), date(2030, 1, 1)) == ()


def test_five_come_a_day_and_the_rest_waits() -> None:
    schedule = taking((), missed(*"abcdefgh"))
    tuesday = MONDAY + timedelta(1)
    seen = []
    while today := coming(schedule, tuesday):
        seen.append(today[0].name.item)
        schedule = answered(schedule, today[0].name, tuesday, right=True)
    assert len(seen) == 5
    wednesday = names(coming(schedule, tuesday + timedelta(1)))
    assert sorted(seen + wednesday) == list("abcdefgh")


def test_what_comes_today_is_from_as_many_exercises_as_can_be_and_the_longest_waiting_first() -> None:
    early = missed("z", exercise="early", day=MONDAY - timedelta(7))
    schedule = taking((), [*missed(*"abcdefgh", exercise="one"), *missed("p", "q", exercise="two"), *early])
    today = coming(schedule, MONDAY + timedelta(1))
    assert [(each.name.exercise, each.name.item) for each in today] == [
        ("early", "z"),
        ("one", "a"),
        ("two", "p"),
        ("one", "b"),
        ("two", "q"),
    ]


def test_an_item_that_is_gone_is_dropped_and_one_whose_assignment_is_not_here_stays() -> None:
    elsewhere = Name("problems-lo1", "other", "x")
    schedule = taking((), [*missed("mast", "gone"), Missed(elsewhere, datetime(2026, 11, 30, tzinfo=UTC), MONDAY)])
    kept = without_the_gone(schedule, {"complaints-lo1"}, {ITEM})
    assert {each.name for each in kept} == {ITEM, elsewhere}


def test_it_is_asked_by_another_case_each_time_and_by_itself_at_the_last() -> None:
    schedule, asked = taking((), missed("mast")), []
    for _ in range(4):
        asked.append(asked_by(schedule[0], ["b", "c"], schedule))
        schedule = answered(schedule, ITEM, MONDAY, right=True)
    assert asked == ["b", "c", "b", "mast"]


def test_what_comes_back_itself_is_not_asked_for_another() -> None:
    schedule = taking((), missed("mast", "b"))
    assert asked_by(schedule[0], ["b", "c"], schedule) == "c"


def test_where_nothing_asks_the_same_the_item_itself_comes() -> None:
    schedule = taking((), missed("mast"))
    assert asked_by(schedule[0], [], schedule) == "mast"


def attempt(items: dict[str, EarnedMarks], answers: dict[str, object]) -> Attempts:
    marks = ExerciseMarks("complaints/1.1", {"complaints/1.1": EarnedMarks(0, 9)}, items, answers)
    return Attempts((Attempt(datetime(2026, 11, 30, 23, 30, tzinfo=UTC), {"contacts": marks}, {}),))


ASKED = {Name("a", "contacts", item): item for item in ("wrong", "half", "right", "blank")}


def test_what_was_answered_wrongly_or_in_part_was_missed_and_what_was_not_answered_was_not() -> None:
    attempts = attempt(
        {
            "wrong": EarnedMarks(0, 1),
            "half": EarnedMarks(1, 2),
            "right": EarnedMarks(1, 1),
            "blank": EarnedMarks(0, 1),
            "gone": EarnedMarks(0, 1),
        },
        {"wrong": "x", "half": "x", "right": "x", "gone": "x"},
    )
    found = list(missed_in(attempts, ASKED, UTC))
    assert [each.name.item for each in found] == ["wrong", "half"]
    assert {each.day for each in found} == {MONDAY}


def test_the_day_is_the_learners_own() -> None:
    attempts = attempt({"wrong": EarnedMarks(0, 1)}, {"wrong": "x"})
    east = timezone(timedelta(hours=2))
    assert [each.day for each in missed_in(attempts, ASKED, east)] == [date(2026, 12, 1)]


@pytest.mark.parametrize("year", [1, 9999])
def test_an_attempt_of_an_impossible_year_is_passed_over(year: int) -> None:
    marks = attempt({"wrong": EarnedMarks(0, 1)}, {"wrong": "x"}).each[0].exercises
    attempts = Attempts((Attempt(datetime(year, 1, 1, tzinfo=UTC), marks, {}),))
    assert list(missed_in(attempts, ASKED)) == []


def test_a_review_is_read_as_it_was_written() -> None:
    schedule = taking((), missed("mast", 'é\n"x'))
    schedule = answered(schedule, ITEM, MONDAY, right=True)
    assert parse(write(Review(schedule)).encode()) == Review(schedule)


@pytest.mark.parametrize(
    "entry",
    [
        "7",
        "null",
        '{"name": "mast"}',
        '{"name": ["a", "b"], "missed": "2026-11-30T12:00:00Z", "due": null}',
        '{"name": ["a", "b", ""], "missed": "2026-11-30T12:00:00Z", "due": null}',
        '{"name": ["a", "b", "c"], "missed": "yesterday", "due": null}',
        '{"name": ["a", "b", "c"], "missed": "0001-01-01T00:00:00+12:00", "due": null}',
        '{"name": ["a", "b", "c"], "missed": "2026-11-30T12:00:00Z", "due": "2026-13-45"}',
        '{"name": ["a", "b", "c"], "missed": "2026-11-30T12:00:00Z", "due": null, "wait": 4}',
        '{"name": ["a", "b", "c"], "missed": "2026-11-30T12:00:00Z", "due": null, "wait": -1}',
        '{"name": ["a", "b", "c"], "missed": "2026-11-30T12:00:00Z", "due": null, "asked": 1e300}',
        '{"name": ["a", "b", "%s"], "missed": "2026-11-30T12:00:00Z", "due": null}' % ("x" * 201),
    ],
)
def test_a_bad_entry_never_costs_the_good_ones(entry: str) -> None:
    good = write(Review(taking((), missed("mast"))))
    found = parse(good.replace("[\n{", f"[\n{entry},\n{{", 1).encode())
    assert names(found.schedule) == ["mast"]
    assert found.unread == 1


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"version": 1}', '{"items": []}', '{"version": "1", "items": []}', '{"a": ' + "[" * 50_000],
)
def test_what_is_no_review_is_damaged(content: str) -> None:
    with pytest.raises(DamagedError):
        parse(content.encode())


def test_a_review_of_a_later_version_is_left_alone() -> None:
    with pytest.raises(NewerVersionError):
        parse(b'{"version": 2, "items": 7}')
