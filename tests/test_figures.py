"""Figures to work out: tables that are counted from a register, and what an author is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import ValidationError

from complaints_workbook.content.misfits import misfits
from complaints_workbook.content.registers import contact_tally
from complaints_workbook.exercises.answers import RawKey, match
from complaints_workbook.exercises.work_out_figures import WorkOutFigures
from complaints_workbook.exercises.work_out_figures.counts import HEADINGS
from complaints_workbook.exercises.work_out_figures.register_tables import RegisterTable
from complaints_workbook.money import show as pounds
from support.registers import contacts_of, read
from support.specimen_course import SPECIMENS, specimen

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.content.datasets import Datasets

DESK = "ashcombe-desk"
FOLDER = SPECIMENS / "kinds" / "work-out-figures"


def written() -> dict[str, Any]:
    """Return the specimen as its author wrote it."""
    (exercise,) = yaml.safe_load((FOLDER / "exercises.yaml").read_text("utf-8"))["exercises"]
    return exercise  # type: ignore[no-any-return]


def table(**more: Any) -> RegisterTable:
    return RegisterTable.model_validate({"register": DESK, "caption": "Counted", **more})


class TestCounting:
    def test_rows_are_periods_of_what_is_chosen(self) -> None:
        shown = table(
            cause="phone not on the wi-fi",
            periods=[{"label": "Before", "first": "2025-10", "last": "2026-02"}, {"first": "2026-03"}],
            counts=["months", "received", "cost", "answered"],
        ).show(read(DESK))
        of = [entry for entry in contacts_of(DESK) if entry.cause == "phone not on the wi-fi"]
        before = [entry for entry in of if "2025-10" <= entry.month <= "2026-02"]
        after = [entry for entry in of if entry.month == "2026-03"]
        assert shown["columns"] == ["Months", "Months", "Contacts", "Cost in all", "Gave a score"]
        assert shown["rows"] == [
            [
                name,
                months,
                str(len(found)),
                pounds(contact_tally(found).cost),
                str(sum(entry.satisfaction is not None for entry in found)),
            ]
            for name, months, found in (("Before", "5", before), ("March 2026", "1", after))
        ]

    def test_rows_are_the_values_of_a_column_all_or_those_that_are_named(self) -> None:
        departments = table(by="area", counts=["received"]).show(read(DESK))
        assert departments["columns"] == ["Department", "Contacts"]
        assert [row[0] for row in departments["rows"]] == list(read(DESK).description.words.area)
        assert sum(int(row[1]) for row in departments["rows"]) == len(read(DESK).entries)
        two = table(by="area", values=["Finance", "Ward 3"], first="2026-01", counts=["received"]).show(read(DESK))
        assert [row[0] for row in two["rows"]] == ["Finance", "Ward 3"]
        assert int(two["rows"][0][1]) == sum(
            entry.area == "Finance" and entry.month >= "2026-01" for entry in contacts_of(DESK)
        )

    @pytest.mark.parametrize("register", ["ashcombe-desk", "moorgate-homes"])
    def test_every_count_of_a_register_can_be_shown(self, register: str) -> None:
        of = read(register).description.of
        shown = table(register=register, by="channel", counts=list(HEADINGS[of])).show(read(register))
        assert all(all(row[1:]) for row in shown["rows"])
        assert len(set(shown["columns"])) == len(shown["columns"])

    def test_a_bare_number_of_an_authors_own_table_gets_its_commas(self) -> None:
        page = specimen().pages.exercise("what-it-comes-to")
        assert page.shown["sources"][0]["tables"][0]["rows"][0] == ["9 or 10", "90", "1,120"]


def misfit(change: Callable[[dict[str, Any]], object]) -> str:
    exercise = written()
    change(exercise)
    with pytest.raises(ValidationError) as caught:
        WorkOutFigures.model_validate(exercise)
    return " ".join(str(each) for each in misfits(caught.value, exercise))


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"unit": None}, "give the unit, or several units"),
            ({"units": ["days", "weeks"]}, "give the unit, or several units"),
            ({"unit": None, "units": ["days"]}, "give two or more, each once"),
            ({"unit": None, "units": ["days", "days"]}, "give two or more, each once"),
            ({"unit": "percent"}, "'percent' is no unit; choose one of per-cent"),
            ({"unit": "count", "of": ""}, "say what is counted"),
            ({"unit": "count", "places": 1}, "is a whole number; leave the places out"),
            ({"unit": "pounds"}, "is of the type give-amount"),
            ({"places": 7}, "places"),
            ({"tolerance": -1}, "tolerance"),
        ],
    )
    def test_a_faulty_number_is_named(self, change: dict[str, Any], words: str) -> None:
        assert words in misfit(lambda exercise: exercise["items"][0]["figures"][0].update(change))

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"periods": []}, "give periods, or by"),
            ({"by": "area"}, "give periods, or by"),
            ({"counts": ["received", "profit"]}, "'profit' is not counted; choose from months, received"),
        ],
    )
    def test_a_faulty_table_of_a_register_is_named(self, change: dict[str, Any], words: str) -> None:
        assert words in misfit(lambda exercise: exercise["items"][1]["from_register"][0].update(change))

    def test_a_table_of_uneven_rows_is_named(self) -> None:
        rows = [["9 or 10", 90, 1120], ["7 or 8", 60]]
        told = misfit(lambda exercise: exercise["items"][0]["tables"][0].update(rows=rows))
        assert "row 2 has 2 cells for 3 columns" in told

    def test_a_source_without_a_figure_is_named(self) -> None:
        told = misfit(lambda exercise: exercise["items"][1].update(figures=exercise["items"][1]["figures"][-1:]))
        assert "ask for a number or an amount" in told


def found(datasets: Datasets, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Return what an author is told of the changed specimen and its keys."""
    exercise = written()
    change(exercise)
    asked = WorkOutFigures.model_validate(exercise)
    raw = yaml.safe_load((FOLDER / "answers.yaml").read_text("utf-8"))["exercises"]["what-it-comes-to"]
    keys = match(asked.fields(datasets), RawKey.model_validate(raw)).key.fields
    return [finding.message for finding in asked.faults(keys, datasets)]


class TestFindings:
    def test_the_specimen_has_none(self) -> None:
        assert found(specimen().datasets, lambda _: None) == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"cause": "lost"}, "has no cause 'lost'; choose one of late, faulty"),
            ({"periods": [{"first": "2024-01"}]}, "there are no months from 2024-01 to 2024-01"),
            ({"periods": [{"first": "2026-02", "last": "2026-01"}]}, "no months from 2026-02 to 2026-01"),
            ({"counts": ["minutes"]}, "'minutes' is not counted of complaints"),
            ({"area": "North"}, "'opportunity' is known of all together only"),
        ],
    )
    def test_what_a_register_does_not_have_is_named(self, change: dict[str, Any], words: str) -> None:
        told = found(specimen().datasets, lambda each: each["items"][1]["from_register"][0].update(change))
        assert any(words in message for message in told), told

    def test_a_value_that_is_no_row_is_named(self) -> None:
        told = found(specimen().datasets, lambda each: each["items"][1]["from_register"][1].update(values=["East"]))
        assert any("has no area 'East'; choose from North, South" in message for message in told)

    @pytest.mark.parametrize("words", ["It is 36 this year.", "About 36% said so.", "Last year -36, they say."])
    def test_a_figure_that_the_exercise_says_itself_is_named(self, words: str) -> None:
        told = found(specimen().datasets, lambda each: each["items"][0].update(text=words))
        assert told == ["the exercise itself says 36; ask for what is to be worked out."]

    @pytest.mark.parametrize("words", ["In 1936 there were 360 lamps.", "It took 36.5 hours.", "They sold 1,136."])
    def test_a_figure_within_another_is_none(self, words: str) -> None:
        assert found(specimen().datasets, lambda each: each["items"][0].update(text=words)) == []
