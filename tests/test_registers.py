"""The registers: whole and reproducible, and those of complaints with the planted signals and no others."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.registers import (
    COLUMNS,
    MOST_FAULTS,
    ComplaintOutcome,
    ComplaintTally,
    Register,
    Tally,
    complaint_tally,
    entries_by_month,
    frame,
    load_register,
    opportunities_by_month,
    tally,
)
from complaints_workbook.errors import ContentError
from complaints_workbook.rules.monitoring import ControlChart, backlog_ageing, c_chart, p_chart, pareto, u_chart
from support.registers import FOLDER, complaints_of, generator, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

COMPLAINTS = COLUMNS["complaints"]
IDS = ("brightside-home", "larkfield-energy", "moorgate-homes", "penrose-telecom", "tidewell-bank")

ALL = (*IDS, "ashcombe-desk")

PEAKS = {"2024-11", "2024-12", "2025-11", "2025-12"}
SHIFT = {f"2026-{month:02d}" for month in range(1, 10)}
RISE = {f"2026-{month:02d}" for month in range(3, 10)}
RISING = "engineer missed the appointment"

BAD_LOOKING = {
    "brightside-home": {"2024-04", "2026-05"},
    "larkfield-energy": {"2024-11", "2025-02"},
    "moorgate-homes": {"2026-02", "2026-06"},
    "penrose-telecom": {"2025-06", "2025-09"},
    "tidewell-bank": {"2024-07", "2026-03"},
}
"""High, and inside the limits: nothing to be explained."""

NONE = Decimal("0.00")

every_register = pytest.mark.parametrize("register_id", ALL)
every_register_of_complaints = pytest.mark.parametrize("register_id", IDS)


def counts(register: Register, baseline: int | None = None) -> ControlChart:
    return c_chart(entries_by_month(register), register.months, baseline)


def rates(register: Register, baseline: int | None = None) -> ControlChart:
    return u_chart(entries_by_month(register), opportunities_by_month(register), register.months, baseline)


def share(register: Register, cause: str, baseline: int | None = None) -> ControlChart:
    return p_chart(entries_by_month(register, cause), entries_by_month(register), register.months, baseline)


def proper_chart(register: Register) -> ControlChart:
    """Draw the chart that the register's description advises."""
    advice = register.description.chart
    if advice.kind == "p":
        return share(register, RISING, advice.baseline)
    return {"c": counts, "u": rates}[advice.kind](register, advice.baseline)


def named(chart: ControlChart, indices: Iterable[int]) -> set[str]:
    return {chart.periods[i] for i in indices}


def in_runs(chart: ControlChart) -> set[str]:
    return named(chart, (i for run in chart.runs for i in range(run.first, run.last + 1)))


class TestWhole:
    @every_register
    def test_is_as_large_as_promised(self, register_id: str) -> None:
        register = read(register_id)
        assert 1000 <= len(register.entries) <= 2500
        assert 18 <= len(register.months) <= 36
        assert register.months[-1] <= "2026-09"
        assert register.description.organisation == register_id
        assert register.description.as_at == date(2026, 9, 30)
        assert {entry.month for entry in register.entries} == set(register.months)

    @every_register
    def test_is_what_the_generator_writes(self, register_id: str, tmp_path: Path) -> None:
        made = generator()
        settings, description = made.read_settings(register_id)
        made.write(made.make_entries(settings, description), description, tmp_path / "made.csv")
        assert (tmp_path / "made.csv").read_bytes() == (FOLDER / f"{register_id}.csv").read_bytes()

    def test_the_generator_makes_all_and_only_these(self) -> None:
        assert set(shared_datasets().register_ids()) == set(ALL)
        assert {path.stem for path in generator().SETTINGS.glob("*.yaml")} == set(ALL)
        assert {path.stem for path in FOLDER.glob("*.csv")} == set(ALL)

    @every_register
    def test_sentences_do_not_read_as_cloned(self, register_id: str) -> None:
        register = read(register_id)
        settings, _ = generator().read_settings(register_id)
        assert len({entry.summary for entry in register.entries}) == len(register.entries)
        assert sum(len(cause.says) for cause in settings.causes) >= 25
        openings = Counter(" ".join(entry.summary.split()[:3]) for entry in register.entries if not entry.repeat_of)
        assert openings.most_common(1)[0][1] / len(register.entries) < 0.03
        assert not re.search(r"[{}\[\]|]", " ".join(entry.summary for entry in register.entries))
        assert max(len(entry.summary) for entry in register.entries) < 200

    @every_register
    def test_some_are_open_at_the_end_and_closings_lag(self, register_id: str) -> None:
        register = read(register_id)
        still_open = [entry for entry in register.entries if entry.closed is None]
        assert 10 <= len(still_open) <= 60
        assert sum(entry.received >= date(2026, 8, 1) for entry in still_open) > len(still_open) / 2
        bands = backlog_ageing([entry.received for entry in still_open], register.description.as_at)
        assert sum(band.open > 0 for band in bands) >= 3

    @every_register
    def test_nobody_closes_or_answers_out_of_hours(self, register_id: str) -> None:
        entries = read(register_id).entries
        assert all(entry.closed.weekday() < 5 for entry in entries if entry.closed)
        assert all(
            entry.received.weekday() < 5 for entry in entries if entry.channel in {"letter", "office", "walk-up"}
        )
        by_weekday = Counter(entry.received.weekday() for entry in entries)
        assert by_weekday[0] > 0.9 * max(by_weekday.values())
        assert by_weekday[6] < 0.7 * by_weekday[0]

    @every_register
    def test_repeats_come_back_about_the_same_within_weeks(self, register_id: str) -> None:
        register = read(register_id)
        repeats = [entry for entry in register.entries if entry.repeat_of]
        assert 0.04 < len(repeats) / len(register.entries) < 0.12
        least, most = (3, 40) if register.description.of == "complaints" else (1, 21)
        for entry in repeats:
            first = register.entry(entry.repeat_of or "")
            assert (first.cause, first.area) == (entry.cause, entry.area)
            assert least <= (entry.received - first.received).days <= most

    @every_register_of_complaints
    def test_redress_is_paid_on_upheld_complaints_only(self, register_id: str) -> None:
        for entry in complaints_of(register_id):
            assert not entry.redress_pounds or entry.outcome in {"upheld", "partly upheld"}

    def test_the_tally_counts_by_the_rules_of_the_measures(self) -> None:
        usual = complaints_of("tidewell-bank")[0]
        closed: dict[str, Any] = {
            "closed": date(2026, 9, 1),
            "repeat_of": None,
            "stage": 1,
            "first_contact_resolved": False,
        }
        entries = [
            replace(usual, **closed, outcome=ComplaintOutcome.UPHELD, redress_pounds=Decimal("30.00")),
            replace(usual, **closed, outcome=ComplaintOutcome.PARTLY_UPHELD, redress_pounds=Decimal("4.50")),
            replace(
                usual,
                **{**closed, "stage": 2, "repeat_of": "TB-1"},
                outcome=ComplaintOutcome.NOT_UPHELD,
                redress_pounds=NONE,
            ),
            replace(usual, **{**closed, "closed": None, "stage": 2}, outcome=None, redress_pounds=NONE),
            replace(
                usual, **{**closed, "closed": None, "first_contact_resolved": True}, outcome=None, redress_pounds=NONE
            ),
        ]
        assert tally(entries, came_back=()) == Tally(received=5, closed=3, first_contact=1, kept=1, repeats=1)
        assert tally(entries, came_back={usual.reference}).kept == 0
        assert complaint_tally(entries) == ComplaintTally(
            upheld=2, stage_one_closed=4, stage_two=2, paid=2, redress=Decimal("34.50")
        )

    def test_opportunities_are_in_the_unit_of_the_rate(self) -> None:
        register = read("brightside-home")
        assert opportunities_by_month(register)[0] * 1000 == register.description.opportunity.volumes["2024-04"]

    @every_register_of_complaints
    def test_the_tally_adds_up(self, register_id: str) -> None:
        register, complaints = read(register_id), complaints_of(register_id)
        whole, own = tally(register.entries, register.came_back), complaint_tally(complaints)
        assert whole.received == sum(entries_by_month(register)) == len(complaints)
        assert own.upheld <= whole.closed <= own.stage_one_closed <= whole.received
        assert whole.kept <= whole.first_contact <= whole.received
        assert whole.repeats == len(register.came_back)
        assert own.redress == sum(complaint.redress_pounds for complaint in complaints)


class TestSignals:
    """The proper chart finds what is planted and nothing else."""

    def test_brightside_seasons_ring_in_counts_and_not_in_rates(self) -> None:
        register = read("brightside-home")
        assert (rates(register).beyond, rates(register).runs) == ((), ())
        assert named(counts(register), counts(register).above) == PEAKS
        assert counts(register).below == ()

    def test_larkfield_level_shifts_in_january_2026(self) -> None:
        register = read("larkfield-energy")
        chart = proper_chart(register)
        assert in_runs(chart) == SHIFT
        assert [run.side for run in chart.runs] == ["above"]
        assert named(chart, chart.beyond) == {"2026-04", "2026-05", "2026-09"}
        after = [entry.cause for entry in register.entries if entry.month in SHIFT]
        assert pareto(after)[0].category == "bill late, doubled or missing"
        before = [entry.cause for entry in register.entries if entry.month not in SHIFT]
        assert pareto(before)[0].category != "bill late, doubled or missing"

    def test_moorgate_spikes_in_october_2025(self) -> None:
        register = read("moorgate-homes")
        for chart in (counts(register), rates(register), counts(register, 20)):
            assert named(chart, chart.beyond) == {"2025-10"}
            assert chart.runs == ()
        spike = [entry.cause for entry in register.entries if entry.month == "2025-10"]
        assert pareto(spike)[0].category == "service charge statement wrong"

    def test_penrose_share_of_missed_appointments_rises_from_march_2026(self) -> None:
        register = read("penrose-telecom")
        chart = share(register, RISING, 20)
        assert named(chart, chart.beyond) == RISE - {"2026-03"}
        assert (chart.below, chart.runs) == ((), ())
        for whole in (counts(register), rates(register), rates(register, 20)):
            assert (whole.beyond, whole.runs) == ((), ())
        last = [entry.cause for entry in register.entries if entry.month in RISE]
        assert pareto(last)[0].category == RISING

    def test_tidewell_has_no_signal_and_its_dearest_cause_is_not_its_most_frequent(self) -> None:
        register = read("tidewell-bank")
        for chart in (rates(register), rates(register, 20), counts(register), counts(register, 20)):
            assert (chart.beyond, chart.runs) == ((), ())
        causes = [entry.cause for entry in register.entries]
        cost = pareto(causes, [complaint.redress_pounds for complaint in complaints_of("tidewell-bank")])
        assert pareto(causes)[0].category == "promised call not made"
        assert cost[0].category == "interest worked out wrongly"
        assert cost[0].share > 0.4
        assert cost[0].count / len(causes) < 0.06

    @every_register_of_complaints
    def test_no_other_cause_rings(self, register_id: str) -> None:
        register = read(register_id)
        settings, _ = generator().read_settings(register_id)
        planted = {signal.cause for signal in settings.signals}
        # The shift of one cause lowers the share of the others, so there only the months before count.
        months = [month for month in register.months if register_id != "larkfield-energy" or month not in SHIFT]
        total = entries_by_month(register)[: len(months)]
        for cause in set(register.description.words.cause) - planted:
            chart = p_chart(entries_by_month(register, cause)[: len(months)], total, months)
            assert (chart.above, chart.runs) == ((), ()), cause

    @every_register_of_complaints
    def test_the_proper_chart_needs_no_caution(self, register_id: str) -> None:
        assert proper_chart(read(register_id)).cautions == ()

    @every_register_of_complaints
    def test_two_months_only_look_bad(self, register_id: str) -> None:
        register = read(register_id)
        chart = proper_chart(register)
        planted = {"larkfield-energy": SHIFT, "moorgate-homes": {"2025-10"}, "penrose-telecom": RISE}
        heights = {
            period: (value - chart.centre) / (high - chart.centre)
            for period, value, high in zip(chart.periods, chart.values, chart.upper, strict=True)
            if period not in planted.get(register_id, set())
        }
        assert set(sorted(heights, key=lambda period: heights[period])[-2:]) == BAD_LOOKING[register_id]
        assert all(0.6 < heights[period] < 1 for period in BAD_LOOKING[register_id])


class TestSingleEntries:
    """Entries that prompt a review although each is the only one of its kind."""

    @every_register_of_complaints
    def test_each_stands_in_the_register_once(self, register_id: str) -> None:
        settings, _ = generator().read_settings(register_id)
        entries = read(register_id).entries
        for single in settings.singles:
            assert [entry.received for entry in entries if entry.summary == single.summary] == [single.received]
        assert {"safety", "data breach", "discrimination"} <= {single.why for single in settings.singles}

    @every_register_of_complaints
    def test_safety_is_marked_on_one_and_missed_on_another(self, register_id: str) -> None:
        settings, _ = generator().read_settings(register_id)
        safety = [single for single in settings.singles if single.why == "safety"]
        marked = [complaint.summary for complaint in complaints_of(register_id) if complaint.safety]
        assert marked == [single.summary for single in safety if single.safety]
        assert {single.safety for single in safety} == {True, False}

    @every_register_of_complaints
    def test_no_other_summary_speaks_of_such_a_thing(self, register_id: str) -> None:
        settings, _ = generator().read_settings(register_id)
        singles = {single.summary for single in settings.singles}
        words = re.compile(
            r"\b(hurt|injur\w*|bruis\w*|gas smell|smell of|scorch\w*|smok(?:e|ing)|spark\w*|shock|burn\w*|danger\w*|"
            r"unsafe|"
            r"mould|fell|slipped|deaf|blind(?!s)|wheelchair|braille|stammer|guide dog|racis\w*|disab\w*|newborn|"
            r"insulin|hospital|someone else's|another customer's|stranger|solicitor\w*|court|newspaper)\b",
            re.IGNORECASE,
        )
        ordinary = [entry.summary for entry in read(register_id).entries if entry.summary not in singles]
        assert [summary for summary in ordinary if words.search(summary)] == []
        assert any(words.search(summary) for summary in singles)


class TestFrame:
    def test_holds_the_entries_with_useful_types(self) -> None:
        register = read("tidewell-bank")
        table = frame(register)
        assert list(table.columns) == [*COMPLAINTS, "month"]
        assert len(table) == len(register.entries)
        assert table["closed"].isna().sum() == sum(entry.closed is None for entry in register.entries)
        assert table["received"].max().date() <= register.description.as_at
        assert table["safety"].dtype == bool
        assert table["redress_pounds"].sum() == pytest.approx(
            float(complaint_tally(complaints_of("tidewell-bank")).redress)
        )
        assert tuple(table.groupby("month").size()) == entries_by_month(register)


def test_reading_a_register_needs_no_pandas() -> None:
    code = (
        "import sys; from pathlib import Path; from complaints_workbook.content.registers import load_register;"
        f"load_register(Path({str(FOLDER / 'tidewell-bank.yaml')!r}));"
        "print([name for name in ('pandas', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestFaults:
    """A damaged file is reported by file, row, column and what to do."""

    @pytest.fixture
    def spoil(self, tmp_path: Path) -> Callable[[Callable[[list[list[str]]], object]], str]:
        """Return a function that damages the rows of a copy and gives back the message."""

        def _spoil(damage: Callable[[list[list[str]]], object]) -> str:
            lines = (FOLDER / "tidewell-bank.csv").read_text(encoding="utf-8").splitlines()[:31]
            rows = [re.findall(r'(?:^|,)("(?:[^"]|"")*"|[^,]*)', line) for line in lines]
            damage(rows)
            (tmp_path / "tidewell-bank.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
            return self.message(tmp_path)

        return _spoil

    @staticmethod
    def message(folder: Path) -> str:
        description = folder / "tidewell-bank.yaml"
        if not description.exists():
            description.write_bytes((FOLDER / "tidewell-bank.yaml").read_bytes())
        with pytest.raises(ContentError) as caught:
            load_register(description)
        return str(caught.value).removeprefix(f"{folder.name}/")

    @pytest.mark.parametrize(
        ("column", "cell", "advice"),
        [
            ("reference", "", "give the complaint a reference"),
            ("received", "31/03/2026", "write the day as 2026-03-31"),
            ("received", "2026-02-30", "write the day as 2026-03-31"),
            ("received", "2022-02-03", "outside the register's months"),
            ("received", "2026-10-01", "outside the register's months"),
            ("channel", "fone", "use a word that tidewell-bank.yaml lists under words > channel"),
            ("cause", "App Fault", "use a word that tidewell-bank.yaml lists under words > cause"),
            ("first_contact_resolved", "TRUE", "write yes or no"),
            ("stage", "3", "write 1 or 2"),
            ("closed", "yesterday", "or leave it blank while open"),
            ("closed", "2023-09-30", "is before it was received"),
            ("closed", "2026-12-24", "after 2026-09-30"),
            ("outcome", "won", "write upheld, partly upheld or not upheld"),
            ("outcome", "", "a closed complaint has an outcome"),
            ("redress_pounds", "£25", "write pounds and pence without a sign"),
            ("redress_pounds", "-5.00", "write pounds and pence without a sign"),
            ("repeat_of", "TB-99-00001", "no complaint above has the reference TB-99-00001"),
            ("safety", "maybe", "write yes or no"),
            ("vulnerable", "unknown", "write yes, no or not known"),
            ("summary", "  ", "say in a sentence"),
        ],
    )
    def test_names_row_and_column(
        self, spoil: Callable[[Callable[[list[list[str]]], object]], str], column: str, cell: str, advice: str
    ) -> None:
        message = spoil(lambda rows: rows[16].__setitem__(COMPLAINTS.index(column), cell))
        assert message.startswith(f"tidewell-bank.csv > row 17, column '{column}': ")
        assert advice in message
        assert message.endswith(".")

    @pytest.mark.parametrize(
        ("damage", "expected"),
        [
            (lambda rows: rows[4].pop(), "row 5: it has 15 cells for 16 columns; check its commas."),
            (lambda rows: rows[4].append("x"), "row 5: it has 17 cells for 16 columns; check its commas."),
            (lambda rows: [row.pop(4) for row in rows], "row 1: column 'cause' is missing; put it back."),
            (lambda rows: [row.append("note") for row in rows], "row 1: column 'note' is not wanted; take it out."),
            (lambda rows: [row.reverse() for row in rows], "row 1: the columns are in another order"),
            (lambda rows: rows.clear(), "row 1: column 'reference' is missing; put it back."),
            (lambda rows: rows.__delitem__(slice(1, None)), "row 2: there are no complaints; put them back."),
            (lambda rows: rows.append(rows[1]), "row 32, column 'reference': TB-23-"),
        ],
    )
    def test_names_what_is_wrong_with_a_row_or_the_header(
        self,
        spoil: Callable[[Callable[[list[list[str]]], object]], str],
        damage: Callable[[list[list[str]]], object],
        expected: str,
    ) -> None:
        assert f"tidewell-bank.csv > {expected}" in spoil(damage)

    def test_tells_some_of_very_many(self, spoil: Callable[[Callable[[list[list[str]]], object]], str]) -> None:
        message = spoil(lambda rows: [row.__setitem__(1, "01/02/2026") for row in rows[1:]])
        assert len(message.splitlines()) == MOST_FAULTS + 1
        assert message.endswith("there are 10 more faults; put these right first.")

    def test_a_missing_table_is_named(self, tmp_path: Path) -> None:
        assert self.message(tmp_path) == "tidewell-bank.csv: the file is missing; put it back."

    @pytest.mark.parametrize(
        ("rewrite", "expected"),
        [
            (lambda text: text.encode("utf-16"), ": the file is written in UTF-16, which spreadsheets call"),
            (lambda text: text.encode("utf-16-be"), ": the file is written in UTF-16 without a mark"),
            (lambda text: text.encode("utf-32"), ": the file is written in UTF-32"),
            (
                lambda text: text.replace("a", "£", 1).encode("cp1252"),
                " > row 1: the file is not UTF-8 text; it is probably in",
            ),
            (lambda _text: b"PK\x03\x04...", ": the file is a spreadsheet's own file"),
            (lambda _text: b"\xd0\xcf\x11\xe0...", ": the file is an older spreadsheet's own file"),
            (lambda text: parted(text, ";"), " > row 1: its columns are parted by semicolons"),
            (lambda text: parted(text, "\t"), " > row 1: its columns are parted by tabs"),
            (lambda text: parted(text, ";", quoting=csv.QUOTE_ALL), " > row 1: its columns are parted by semicolons"),
            (lambda text: b"sep=,\r\n" + text.encode(), " > row 1: 'sep=' is there for a spreadsheet"),
            (lambda text: b"sep=;\n" + parted(text, ";"), " > row 2: its columns are parted by semicolons"),
            (lambda text: f"Complaints 2026\n{text}".encode(), " > row 1: the names of the columns are in row 2"),
            (
                lambda text: f'"Complaints, 2026",,,\n,,,\n{text}'.encode("utf-8-sig"),
                "the columns are in row 3, and rows 1 to 2",
            ),
            (lambda text: b"Complaints\n" + parted(text, "\t"), " > row 2: its columns are parted by tabs"),
        ],
    )
    def test_a_table_that_is_saved_in_another_way_is_named_with_what_to_do(
        self, tmp_path: Path, rewrite: Callable[[str], bytes], expected: str
    ) -> None:
        text = "".join((FOLDER / "tidewell-bank.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:30])
        (tmp_path / "tidewell-bank.csv").write_bytes(rewrite(text))
        message = self.message(tmp_path)
        assert expected in message
        assert all("save it as 'CSV UTF-8" in line or "take" in line for line in message.splitlines())

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_a_spreadsheets_mark_and_line_ends_do_no_harm(self, tmp_path: Path, encoding: str, end: str) -> None:
        (tmp_path / "tidewell-bank.yaml").write_bytes((FOLDER / "tidewell-bank.yaml").read_bytes())
        text = (FOLDER / "tidewell-bank.csv").read_text(encoding="utf-8")
        (tmp_path / "tidewell-bank.csv").write_text(text, encoding=encoding, newline=end)
        assert load_register(tmp_path / "tidewell-bank.yaml").entries == read("tidewell-bank").entries

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("id: tidewell-bank\n", "id: tidewell\n", "id: it is 'tidewell' but the file is 'tidewell-bank'"),
            ("  2024-05: ", "  2024-06: ", "volumes > 2024-06: it does not follow the month above"),
            (
                "as_at: 2026-09-30",
                "as_at: 2026-09-29",
                "column 'received': 2026-09-30 is outside the register's months",
            ),
            ("as_at: 2026-09-30", "as_at: 2026-08-31", "as_at: it is not in the last month of the volumes"),
            ("  stage: The", "  steps: The", "columns: describe each column once; check stage, steps"),
            ("  kind: u", "  kind: x", "chart > kind"),
        ],
    )
    def test_a_faulty_description_is_named(self, tmp_path: Path, old: str, new: str, expected: str) -> None:
        text = (FOLDER / "tidewell-bank.yaml").read_text(encoding="utf-8")
        (tmp_path / "tidewell-bank.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        (tmp_path / "tidewell-bank.csv").write_bytes((FOLDER / "tidewell-bank.csv").read_bytes())
        message = self.message(tmp_path)
        assert message.startswith("tidewell-bank.")
        assert expected in message

    def test_an_unknown_reference_is_no_entry(self) -> None:
        with pytest.raises(KeyError):
            read("tidewell-bank").entry("TB-00-00000")


def parted(text: str, separator: str, **options: Any) -> bytes:
    """Return a table as a spreadsheet saves it that parts columns in another way."""
    made = io.StringIO()
    csv.writer(made, delimiter=separator, **options).writerows(csv.reader(io.StringIO(text)))
    return made.getvalue().encode()


def test_money_is_decimal() -> None:
    assert all(isinstance(complaint.redress_pounds, Decimal) for complaint in complaints_of("larkfield-energy"))
