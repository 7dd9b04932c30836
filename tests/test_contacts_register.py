"""The register of contacts: what is planted in it is found, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.content.registers import (
    COLUMNS,
    MONEY,
    Priority,
    contact_tally,
    entries_by_month,
    frame,
    load_register,
    tally,
)
from complaints_workbook.errors import ContentError
from complaints_workbook.rules.monitoring import c_chart, pareto
from support.registers import FOLDER, contacts_of, generator, read

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.content.registers import Contact

NAME = "ashcombe-desk"
PASSWORDS, WIFI, SCREENS = "password run out or locked", "phone not on the wi-fi", "meeting-room screen does not start"
DRIVE = "shared drive missing"
SHIFT = {f"2026-{month:02d}" for month in range(1, 10)}
SUMMERS = {"2025-07", "2025-08", "2026-07", "2026-08"}


ROW = ",3,yes,no,2024-10-01,"
"""The middle of the first row."""


def of(cause: str, *, since: str = "", before: str = "9999") -> list[Contact]:
    return [entry for entry in contacts_of(NAME) if entry.cause == cause and since <= entry.month < before]


def a_month(cause: str, since: str, before: str) -> float:
    months = [month for month in read(NAME).months if since <= month < before]
    return len(of(cause, since=since, before=before)) / len(months)


def by_month(cause: str) -> dict[str, int]:
    register = read(NAME)
    return dict(zip(register.months, entries_by_month(register, cause), strict=True))


class TestSignals:
    def test_all_contacts_together_show_nothing(self) -> None:
        register = read(NAME)
        for baseline in (None, 15):
            chart = c_chart(entries_by_month(register), register.months, baseline)
            assert (chart.beyond, chart.runs) == ((), ())

    def test_passwords_rise_with_the_new_rule_and_stay(self) -> None:
        months = by_month(PASSWORDS)
        chart = c_chart(list(months.values()), list(months), 15)
        assert {chart.periods[at] for at in chart.above} == SHIFT
        assert a_month(PASSWORDS, "2026-01", "9999") > 2.5 * a_month(PASSWORDS, "", "2026-01")
        old, new = (
            pareto([entry.cause for entry in contacts_of(NAME) if (entry.month in SHIFT) is after])
            for after in (False, True)
        )
        assert old[0].category != PASSWORDS
        assert new[0].category == PASSWORDS
        assert new[0].share > 2 * new[1].share

    def test_wifi_falls_with_its_article_and_its_cost_falls_with_it(self) -> None:
        before, after = of(WIFI, before="2026-03"), of(WIFI, since="2026-03")
        assert a_month(WIFI, "2026-03", "9999") < 0.5 * a_month(WIFI, "", "2026-03")
        assert max(count for month, count in by_month(WIFI).items() if month >= "2026-03") <= min(
            count for month, count in by_month(WIFI).items() if month < "2026-03"
        )
        monthly = [float(contact_tally(each).cost) / months for each, months in ((before, 17), (after, 7))]
        assert monthly[1] < 0.6 * monthly[0]

    def test_nothing_else_falls_with_the_article(self) -> None:
        for cause in set(read(NAME).description.words.cause) - {PASSWORDS, WIFI, SCREENS}:
            chart = c_chart(list(by_month(cause).values()), list(by_month(cause)))
            assert (chart.beyond, chart.runs) == ((), ()), cause

    def test_the_poster_did_no_more_than_the_summer_before_it(self) -> None:
        months = by_month(SCREENS)
        assert months["2025-07"] + months["2025-08"] == months["2026-07"] + months["2026-08"]
        assert max(months[month] for month in SUMMERS) < min(months["2026-05"], months["2026-06"], months["2026-09"])
        assert months["2026-09"] >= 6

    def test_the_drive_is_settled_at_first_contact_and_comes_back(self) -> None:
        drive = tally(of(DRIVE), read(NAME).came_back)
        assert drive.first_contact / drive.received > 0.85
        assert drive.kept / drive.received < 0.5
        others = [entry for entry in contacts_of(NAME) if entry.cause != DRIVE]
        assert sum(entry.repeat_of is not None for entry in others) / len(others) < 0.07

    def test_the_dearest_reasons_are_not_the_most_frequent(self) -> None:
        contacts = contacts_of(NAME)
        causes = [entry.cause for entry in contacts]
        dear = [row.category for row in pareto(causes, [entry.cost_pounds for entry in contacts])[:3]]
        frequent = [row.category for row in pareto(causes)[:3]]
        assert not set(dear) & set(frequent)

    def test_those_who_had_to_come_back_hardly_answer(self) -> None:
        register = read(NAME)
        groups: dict[bool, list[Contact]] = {True: [], False: []}
        for entry in contacts_of(NAME):
            groups[entry.repeat_of is not None or entry.reference in register.came_back].append(entry)
        back, others = (contact_tally(groups[which]) for which in (True, False))
        assert back.answered / len(groups[True]) < 0.08
        assert others.answered / len(groups[False]) > 0.2
        assert back.score / back.answered < 2
        whole = contact_tally(contacts_of(NAME))
        assert whole.score / whole.answered > 4.2

    def test_ten_contacts_of_one_department_fall_on_tuesdays_and_thursdays(self) -> None:
        settings, _ = generator().read_settings(NAME)
        shared = [single for single in settings.singles if single.why == "shared cause"]
        assert len(shared) == 10
        assert {single.area for single in shared} == {"Day Surgery"}
        assert len({single.cause for single in shared}) >= 6
        # One came by the portal on the morning after.
        assert [single.summary for single in shared if single.received.weekday() not in {1, 3}] == [
            single.summary for single in shared if "yesterday evening" in single.summary
        ]
        told = [entry.summary for entry in contacts_of(NAME)]
        assert all(told.count(single.summary) == 1 for single in shared)
        assert sum("floor" in single.summary.lower() for single in shared) == 2


class TestWhatHoldsForEach:
    def test_cost_is_minutes_at_the_desk_s_rate_and_whole_visits(self) -> None:
        for entry in contacts_of(NAME):
            visits = (float(entry.cost_pounds) - entry.minutes / 3) / 45
            assert visits == pytest.approx(round(visits), abs=0.001)
            assert 0 <= round(visits) <= 1

    def test_nobody_is_asked_who_walks_up_or_is_still_waiting(self) -> None:
        for entry in contacts_of(NAME):
            assert entry.satisfaction is None or (entry.closed and entry.channel != "walk-up")

    def test_what_is_only_asked_for_is_a_request(self) -> None:
        assert {entry.priority for entry in of("new starter has no account")} == {Priority.REQUEST}
        assert {entry.priority for entry in of(PASSWORDS)} == {Priority.THIRD}

    def test_nothing_of_what_is_more_than_it_seems_is_in_an_ordinary_note(self) -> None:
        settings, _ = generator().read_settings(NAME)
        singles = {single.summary for single in settings.singles}
        assert {single.why for single in settings.singles} == {"shared cause", "safety", "data breach", "complaint"}
        words = re.compile(
            r"\b(hurt|injur\w*|hangs over|floor|quarter past six|patients?'? (?:names|letters)|diagnos\w*|"
            r"not content|treated|promise\w*|complain\w*)\b",
            re.IGNORECASE,
        )
        ordinary = [entry.summary for entry in contacts_of(NAME) if entry.summary not in singles]
        assert [summary for summary in ordinary if words.search(summary)] == []


def test_a_frame_of_contacts_has_their_columns() -> None:
    table = frame(read(NAME))
    assert list(table.columns) == [*COLUMNS["contacts"], "month"]
    assert table["reopened"].dtype == bool
    assert table["satisfaction"].count() == contact_tally(contacts_of(NAME)).answered
    assert table[MONEY["contacts"]].sum() == pytest.approx(float(contact_tally(contacts_of(NAME)).cost))


def _with(folder: Path, old: str, new: str, file: str) -> str:
    for name in ("csv", "yaml"):
        text = (FOLDER / f"{NAME}.{name}").read_text(encoding="utf-8")
        if name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / f"{NAME}.{name}").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_register(folder / f"{NAME}.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (f"{ROW}6,", ",5,yes,no,2024-10-01,6,", "column 'priority': '5' cannot be read; write 1, 2, 3 or request"),
        (f"{ROW}6,", f"{ROW}6 min,", "write whole minutes without a unit"),
        (f"{ROW}6,", ",3,yes,perhaps,2024-10-01,6,", "column 'reopened'"),
        (f"{ROW}6,2.00,", f"{ROW}6,£2.00,", "column 'cost_pounds'"),
        (f"{ROW}6,2.00,,5,", f"{ROW}6,2.00,,6,", "write a whole number from 1 to 5"),
        (f"{ROW}6,2.00,,5,", ",3,yes,no,,6,2.00,,5,", "nobody is asked while it is open"),
    ],
)
def test_a_damaged_row_names_its_column(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert words in _with(tmp_path, old, new, "csv")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("of: contacts", "of: tickets", "ashcombe-desk.yaml > of"),
        ("of: contacts\n", "", "columns: describe each column once; check cost_pounds"),
        ("{day: 2026-07-01", "{day: 2026-10-01", "2026-10-01 is outside the register's months"),
    ],
)
def test_a_faulty_description_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert words in _with(tmp_path, old, new, "yaml")
