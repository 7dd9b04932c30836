"""A learner's attempts: kept, bounded, read whatever stands in their file, and how sections stand by them."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.study.own_marks.attempts import MOST, Attempt, Attempts, EarnedMarks, ExerciseMarks
from complaints_workbook.study.own_marks.attempts_file import LIMIT, attempts_store, parse, write
from complaints_workbook.study.own_marks.standing import standings

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def attempt(minutes: float = 0, **scores: float) -> Attempt:
    """Return an attempt at exercises of ten marks, each in the section of its name."""
    exercises = {
        name: ExerciseMarks(
            f"complaints/{name[-3:].replace('_', '.')}",
            {"complaints/1.1": EarnedMarks(score, 10)},
            {"only": EarnedMarks(score, 10)},
            {"only": "a"},
        )
        for name, score in scores.items()
    }
    return Attempt(NOON + timedelta(minutes=minutes), exercises, {"written-1": 143})


def test_attempts_come_back_as_they_were_kept(tmp_path: Path) -> None:
    store = attempts_store(tmp_path)
    first, second = attempt(0, of_1_1=5), attempt(1, of_1_1=10)
    store.change(lambda attempts: attempts.adding(first))
    store.change(lambda attempts: attempts.adding(second))
    assert attempts_store(tmp_path).read().document.each == (first, second)


def test_an_attempt_is_kept_once_and_in_its_place_whenever_it_comes() -> None:
    first, second = attempt(0, of_1_1=5), attempt(1, of_1_1=10)
    assert Attempts((second,)).adding(first, second).each == (first, second)


def test_the_latest_are_kept_and_a_file_of_them_is_within_bounds() -> None:
    large = {f"exercise-{number}_1_1": 5.0 for number in range(60)}
    kept = Attempts().adding(*(attempt(minute, **large) for minute in range(MOST + 7)))
    assert len(kept.each) == MOST
    assert kept.each[-1].at == NOON + timedelta(minutes=MOST + 6)
    assert len(write(kept)) < LIMIT


def test_a_section_stands_by_its_latest_marking() -> None:
    attempts = Attempts((attempt(0, a_1_1=2, b_1_2=10), attempt(1, a_1_1=8)))
    found = standings(attempts)
    assert {code: (each.is_secure, each.marks, each.times) for code, each in found.items()} == {
        "complaints/1.1": (True, EarnedMarks(8, 10), 2),
        "complaints/1.2": (True, EarnedMarks(10, 10), 1),
    }
    worse = standings(attempts.adding(attempt(2, b_1_2=7.99)))
    assert not worse["complaints/1.2"].is_secure
    assert worse["complaints/1.1"].at == NOON + timedelta(minutes=1)
    assert standings(Attempts()) == {}


def test_a_section_of_which_nothing_is_answered_does_not_stand_anywhere() -> None:
    blank = ExerciseMarks("complaints/1.1", {"complaints/1.1": EarnedMarks(0, 10)}, {"only": EarnedMarks(0, 10)}, {})
    untouched = Attempt(NOON + timedelta(minutes=5), {"a_1_1": blank}, {})
    assert standings(Attempts((untouched,))) == {}
    assert standings(Attempts((attempt(0, a_1_1=8), untouched))) == {}


def test_a_damaged_entry_costs_no_other_and_the_file_is_kept(tmp_path: Path) -> None:
    data = json.loads(write(Attempts((attempt(0, a_1_1=2), attempt(1, a_1_1=3)))))
    data["attempts"].insert(1, {"at": "yesterday"})
    path = tmp_path / "attempts.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    store = attempts_store(tmp_path)
    assert [one.marks.score for one in store.read().document.each] == [2, 3]
    changed = store.change(lambda attempts: attempts.adding(attempt(2, a_1_1=4)))
    assert len(store.read().document.each) == 3
    assert changed.set_aside is not None
    assert json.loads(changed.set_aside.read_text(encoding="utf-8")) == data


def test_a_file_of_a_newer_workbook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "attempts.json"
    path.write_text('{"version": 2, "attempts": []}', encoding="utf-8")
    with pytest.raises(NewerVersionError):
        attempts_store(tmp_path).change(lambda attempts: attempts.adding(attempt(0, a_1_1=1)))
    assert path.read_text(encoding="utf-8") == '{"version": 2, "attempts": []}'


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 200_000, b'{"version": 1, "attempts": 3}'])
def test_what_is_no_file_of_attempts_is_set_aside_and_never_lost(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "attempts.json").write_bytes(content)
    found = attempts_store(tmp_path).read()
    assert found.document == Attempts()
    assert found.set_aside is not None
    assert found.set_aside.read_bytes() == content


ENTRY = json.loads(write(Attempts((attempt(0, a_1_1=2),))))["attempts"][0]
ODD = [
    None,
    True,
    -1,
    1.5,
    1e300,
    10**400,
    "",
    "x" * 300,
    "\ud800",
    [],
    [1],
    [2, 1],
    {},
    {"x": [1]},
    "9999-12-31T23:59:59-23:00",
]


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.data())
def test_whatever_stands_in_an_entry_it_is_an_attempt_within_bounds_or_none(data: st.DataObject) -> None:
    entry: Any = copy.deepcopy(ENTRY)
    *way, last = data.draw(st.sampled_from(places(entry)))
    within = entry
    for name in way:
        within = within[name]
    within[last] = data.draw(st.sampled_from(ODD))
    try:
        attempts = parse(json.dumps({"version": 1, "attempts": [entry]}).encode())
    except DamagedError:
        return
    assert len(attempts.each) + attempts.unread == 1
    for one in attempts.each:
        assert 0 <= one.marks.score <= one.marks.points
        assert parse(write(attempts).encode()) == attempts
        standings(attempts)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every place in plain data."""
    found = [way] if way else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for name, inner in entries for place in places(inner, (*way, name))]


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999"])
def test_an_attempt_at_a_time_at_which_nobody_works_is_not_read(year: str) -> None:
    """No clock of another zone could show it, and every page of marks would fail for good."""
    kept = write(Attempts((attempt(1, of_1_1=5),)))
    line = kept.replace("2026-", f"{year}-")
    assert len(parse(kept.encode()).each) == 1
    assert line != kept
    assert parse(line.encode()).each == ()


def test_a_new_attempt_is_kept_however_many_later_ones_there_are() -> None:
    later = tuple(attempt(60 * 24 * 365 + minutes, of_1_1=5) for minutes in range(MOST))
    new = attempt(1, of_1_1=6)
    kept = Attempts(later).adding(new)
    assert new in kept.each
    assert len(kept.each) == MOST


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=400)])
def test_an_attempt_that_has_not_come_yet_is_damage_and_stays_nobodys_latest(tmp_path: Path, ahead: timedelta) -> None:
    """Its file may be anybody's; a clock that is some hours wrong is no damage."""
    now = datetime.now(UTC)
    future, near = attempt(0, of_1_1=10), attempt(0, of_1_1=4)
    future = Attempt(now + ahead, future.exercises, future.written)
    near = Attempt(now + timedelta(hours=20), near.exercises, near.written)
    (tmp_path / "attempts.json").write_text(write(Attempts((near, future))), "utf-8")
    store = attempts_store(tmp_path)
    assert [one.marks.score for one in store.read().document.each] == [4]
    new = Attempt(now + timedelta(hours=21), attempt(0, of_1_1=7).exercises, {})
    changed = store.change(lambda attempts: attempts.adding(new))
    assert store.read().document.latest["of_1_1"].marks.score == 7
    assert changed.set_aside is not None
