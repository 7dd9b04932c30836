"""The register explorer: what it counts, and how a learner opens it, chooses and reads it in a real JupyterLab."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat import v4
from playwright.sync_api import expect

from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.content.registers import frame
from complaints_workbook.explorer.explorer import LISTED, explore
from complaints_workbook.explorer.findings import chart, ranking
from complaints_workbook.explorer.measures import compared, measures
from complaints_workbook.explorer.selection import Selection
from complaints_workbook.rules.monitoring import MonitoringError
from support.courses import METADATA, call_cell, text_cell
from support.looking import THEMES, assert_axe_finds_nothing
from support.notebook_page import open_notebook, use_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from support.jupyter_servers import Lab

REGISTERS = shared_datasets().register_ids()
every_register = pytest.mark.parametrize("name", REGISTERS)


def rows_of(name: str) -> list[dict[str, str]]:
    """Read a register's rows in another way than the explorer does."""
    with (shared_datasets().folder / "registers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def opened(name: str) -> tuple[Any, Callable[[], dict[str, Any]]]:
    """Open an explorer; return its box, and what tells what it shows now."""
    box = explore(name)
    return box, lambda: box.children[1].children[1].found


def control(box: Any, name: str) -> Any:
    """Return a control by the name that a learner sees."""
    return next(each for each in _all(box) if getattr(each, "description", None) == name)


def _all(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)


class TestWhatItCounts:
    @every_register
    def test_every_cause_channel_and_branch_is_counted_as_the_file_has_it(self, name: str) -> None:
        box, found = opened(name)
        called = shared_datasets().register_description(name).wording
        labels = {called.cause: "cause", "channel": "channel", called.area: "area"}
        for label, column in ((label.capitalize(), column) for label, column in labels.items()):
            counts = Counter(row[column] for row in rows_of(name))
            for value, count in counts.items():
                control(box, label).value = value
                assert found()["measures"][0][1] == f"{count:,}"
                assert sum(found()["chart"]["values"]) == count
            control(box, label).value = ""

    @every_register
    def test_the_months_chosen_are_counted_and_no_others_in_either_order(self, name: str) -> None:
        box, found = opened(name)
        months = sorted({row["received"][:7] for row in rows_of(name)})
        first, last = months[3], months[9]
        for one, other in ((first, last), (last, first)):
            control(box, "From").value, control(box, "To").value = one, other
            assert sum(found()["chart"]["values"]) == sum(first <= row["received"][:7] <= last for row in rows_of(name))
            assert len(found()["chart"]["months"]) == 7

    @every_register
    def test_the_rate_is_of_the_same_months_volumes(self, name: str) -> None:
        register = shared_datasets().register(name)
        opportunity = register.description.opportunity
        month = register.months[5]
        count = sum(row["received"].startswith(month) for row in rows_of(name))
        drawn = chart(register, frame(register), Selection(register.months[0], register.months[-1]), "rate")
        assert drawn.values[5] == pytest.approx(count / opportunity.volumes[month] * opportunity.per)

    @every_register
    def test_shares_are_of_all_complaints_of_the_month(self, name: str) -> None:
        box, found = opened(name)
        control(box, "Channel").value = "phone"
        control(box, "Chart of").value = "share"
        month = shared_datasets().register(name).months[0]
        of_month = [row for row in rows_of(name) if row["received"].startswith(month)]
        share = sum(row["channel"] == "phone" for row in of_month) / len(of_month)
        assert found()["chart"]["values"][0] == pytest.approx(share, abs=0.0001)

    def test_ranked_by_pounds_the_dearest_comes_first_and_not_the_most_frequent(self) -> None:
        paid: Counter[str] = Counter()
        for row in rows_of("larkfield-energy"):
            paid[row["cause"]] += round(float(row["redress_pounds"]) * 100)
        register = shared_datasets().register("larkfield-energy")
        ranked = ranking(register, frame(register), "cause", by_money=True)
        assert [(row.category, row.weight) for row in ranked] == sorted(
            paid.items(), key=lambda pair: (-pair[1], pair[0])
        )
        assert [row.category for row in ranked] != [row.category for row in ranking(register, frame(register), "cause")]

    def test_the_complaints_behind_a_point_are_those_of_its_month(self) -> None:
        box, found = opened("moorgate-homes")
        control(box, "Cause").value = "repair later than promised"
        control(box, "List those of").value = "2025-03"
        behind = [
            row["reference"]
            for row in rows_of("moorgate-homes")
            if row["received"].startswith("2025-03") and row["cause"] == "repair later than promised"
        ]
        assert [row[0] for row in found()["rows"]] == behind[:LISTED]
        assert len(behind) > 1

    def test_more_complaints_than_are_listed_are_told(self) -> None:
        _, found = opened("tidewell-bank")
        assert len(found()["rows"]) == LISTED
        assert f"the first {LISTED}" in found()["listed"]


class TestContacts:
    """A register of contacts has measures, columns and words of its own."""

    def test_who_came_back_is_no_longer_settled_at_first_contact(self) -> None:
        box, found = opened("ashcombe-desk")
        control(box, "Reason").value = "shared drive missing"
        rows = rows_of("ashcombe-desk")
        back = {row["repeat_of"] for row in rows}
        drive = [row for row in rows if row["cause"] == "shared drive missing"]
        settled = [row for row in drive if row["first_contact_resolved"] == "yes"]
        kept = [row for row in settled if row["reference"] not in back]
        told = {name: value for name, value, _ in found()["measures"]}
        assert told["Settled at first contact"] == f"{len(settled) / len(drive):.1%}"
        assert told["Settled at first contact, and nobody came back"] == f"{len(kept) / len(drive):.1%}"
        assert told["Came back about the same"] == f"{sum(row['repeat_of'] != '' for row in drive) / len(drive):.1%}"

    def test_cost_and_satisfaction_are_of_each_contact_and_of_those_who_answered(self) -> None:
        _, found = opened("ashcombe-desk")
        rows = rows_of("ashcombe-desk")
        pence = sum(round(float(row["cost_pounds"]) * 100) for row in rows)
        scores = [int(row["satisfaction"]) for row in rows if row["satisfaction"]]
        told = {name: (value, counted) for name, value, counted in found()["measures"]}
        assert told["Cost for each contact"][0] == f"£{pence / 100 / len(rows):.2f}"
        assert f"£{pence / 100:,.2f}" in told["Cost for each contact"][1]
        assert told["Satisfaction, 1 to 5, on average"][0] == f"{sum(scores) / len(scores):.2f}"
        assert f"{len(scores)} who answered" in told["Satisfaction, 1 to 5, on average"][1]
        assert "Upheld or partly upheld" not in told

    def test_before_and_after_stand_side_by_side_within_the_months_chosen(self) -> None:
        box, found = opened("ashcombe-desk")
        control(box, "Reason").value = "phone not on the wi-fi"
        control(box, "From").value = "2025-10"
        since = control(box, "Before and after")
        assert next(label for label, month in since.options if month == "2026-03").startswith("March 2026: An article")
        since.value = "2026-03"
        months = Counter(
            row["received"][:7] for row in rows_of("ashcombe-desk") if row["cause"] == "phone not on the wi-fi"
        )
        before = sum(count for month, count in months.items() if "2025-10" <= month < "2026-03")
        after = sum(count for month, count in months.items() if month >= "2026-03")
        assert found()["measured"] == ["Measure", "Before March 2026", "From March 2026 on"]
        assert found()["measures"][0] == ["Contacts", str(before), str(after)]
        assert found()["measures"][1] == ["A month, on average", f"{before / 5:.1f}", f"{after / 7:.1f}"]

    def test_months_on_one_side_of_a_change_cannot_be_compared(self) -> None:
        box, found = opened("ashcombe-desk")
        control(box, "Before and after").value = "2026-03"
        control(box, "To").value = "2026-02"
        assert "Choose more months to compare" in found()["measures"]
        register = shared_datasets().register("ashcombe-desk")
        with pytest.raises(MonitoringError, match="all after it"):
            compared(register, frame(register), Selection("2026-03", "2026-09"), "2026-03")

    def test_each_row_has_as_many_cells_as_columns(self) -> None:
        for name in REGISTERS:
            _, found = opened(name)
            assert {len(row) for row in found()["rows"]} == {len(found()["columns"])}

    def test_ranked_by_pounds_those_come_first_for_which_somebody_goes_there(self) -> None:
        box, found = opened("ashcombe-desk")
        control(box, "Ranked by").value = True
        assert found()["pareto"]["rows"][0]["name"] == "screen, dock or keyboard fault"
        assert found()["pareto"]["spent"] == "pounds spent"
        assert found()["paid"][0].startswith("£3,1")


class TestWhatCannotBeShown:
    """It is said in words in the place of the part, and the other parts stand."""

    @pytest.mark.parametrize(
        ("chosen", "words"),
        [
            ({"Chart of": "share"}, "All complaints are 100% of themselves"),
            ({"Chart of": "rate", "Branch or area": "Wales"}, "for all branches together"),
            ({"From": "2024-04", "To": "2024-04"}, "One month makes no chart"),
        ],
    )
    def test_the_chart_says_why(self, chosen: dict[str, str], words: str) -> None:
        box, found = opened("brightside-home")
        for name, value in chosen.items():
            control(box, name).value = value
        assert words in found()["chart"]
        assert found()["pareto"]["rows"]

    def test_a_choice_that_fits_no_complaint_says_so_everywhere(self) -> None:
        register = shared_datasets().register("brightside-home")
        table = frame(register).iloc[:0]
        selection = Selection(register.months[0], register.months[-1])
        told = {finding.name: finding.value for finding in measures(register, table, selection)}
        assert told["Complaints"] == "0"
        assert "None of them is closed" in told["Time to resolve: median and 90th percentile"]
        with pytest.raises(MonitoringError, match="nothing to rank"):
            ranking(register, table, "cause")


def test_another_register_brings_its_own_months_and_words() -> None:
    box, found = opened("brightside-home")
    control(box, "Cause").value = "part missing"
    control(box, "Register").value = "tidewell-bank"
    assert control(box, "Cause").label == "all causes"
    assert found()["measures"][0][1] == f"{len(rows_of('tidewell-bank')):,}"
    assert "October 2023" in found()["summary"]


def test_a_cell_brings_pandas_only_when_the_explorer_is_opened() -> None:
    code = (
        "import sys\nfrom complaints_workbook import explorer\nbox = explorer('tidewell-bank')\n"
        "print('pandas' in sys.modules, 'pydantic' in sys.modules)\nbox.children[0].receive({'type': 'open'})\n"
        "print('pandas' in sys.modules, len(box.children))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False", "True", "1"]


def test_a_register_that_is_not_there_is_told_and_the_button_stays() -> None:
    code = (
        "from complaints_workbook import explorer\nbox = explorer('nowhere')\n"
        "box.children[0].receive({'type': 'open'})\n"
        "print(box.children[0].problem)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "could not be opened" in ran.stdout


@pytest.fixture(scope="module")
def explorers_lab(jupyter_lab: Callable[..., Lab], tmp_path_factory: pytest.TempPathFactory) -> Lab:
    folder = tmp_path_factory.mktemp("explorers")
    cells = [
        text_cell("# Registers\n\n## What they show", "start"),
        call_cell("Explore: Brightside’s register", 'explorer("brightside-home")', "explore"),
    ]
    nbformat.write(v4.new_notebook(metadata=METADATA, cells=cells), str(folder / "registers.ipynb"))
    shutil.copy(Path(shared_datasets().folder).parent / "release/complaints-lo1/pages.json", folder)
    return jupyter_lab(folder)


@pytest.fixture
def shown(page: Page, explorers_lab: Lab) -> Iterator[Locator]:
    """Open the notebook and, with the keyboard, the explorer in it."""
    open_notebook(page, explorers_lab, explorers_lab.folder / "registers.ipynb")
    button = page.get_by_role("button", name="Open the register explorer")
    button.focus(timeout=90_000)
    page.keyboard.press("Enter")
    section = page.get_by_role("region", name="What the register shows")
    section.wait_for(timeout=60_000)
    yield section
    explorers_lab.end_kernels()


@pytest.mark.usefixtures("browser")
class TestInJupyterLab:
    def test_it_is_used_with_the_keyboard_alone_and_nothing_happens_to_the_notebook(
        self, page: Page, shown: Locator
    ) -> None:
        cells = page.locator(".jp-Notebook .jp-Cell").count()
        cause = page.get_by_role("combobox", name="Cause")
        cause.focus()
        for key in ("d", "d", "a", "x"):  # JupyterLab's own keys for cells; here they find an entry of the list
            page.keyboard.press(key)
        cause.select_option("part missing")
        number = sum(row["cause"] == "part missing" for row in rows_of("brightside-home"))
        expect(shown.get_by_role("status").first).to_contain_text(f"{number} complaints")
        assert page.locator(".jp-Notebook .jp-Cell").count() == cells
        expect(shown.get_by_role("heading", name="The number of complaints: part missing")).to_be_visible()

    def test_axe_finds_nothing_in_light_and_dark(self, page: Page, shown: Locator) -> None:
        expect(shown.get_by_role("heading", name="Measures")).to_be_visible()
        for theme in THEMES:
            use_theme(page, theme)
            assert_axe_finds_nothing(page, theme)
            assert_axe_finds_nothing_in_the_controls(page, theme)


def assert_axe_finds_nothing_in_the_controls(page: Page, where: str) -> None:
    """Let axe-core look at the stock controls, each of which has a name."""
    assert page.locator(".widget-dropdown select").count() == 11
    for select in page.locator(".widget-dropdown select").all():
        assert select.evaluate("e => e.labels.length === 1 && e.labels[0].textContent.trim() !== ''"), where
