"""Numbers with a unit: what people type is read, marked within the tolerance, and told with its unit."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.exercises.items.give_number import LONGEST_NUMBER, GiveNumber, Measured, NumberKey
from complaints_workbook.exercises.items.units import UNITS, forms, written
from complaints_workbook.exercises.items.workings import rounded, shown, work_out
from complaints_workbook.exercises.marking import mark_field

OF = "contacts"
TABLE = json.loads((Path(__file__).parent / "typed_numbers.json").read_text("utf-8"))
"""What is typed and what it says; the page reads the same table (javascript/numbers.test.js)."""


def asked(*units: str, places: int = 0, tolerance: str = "0", of: str = OF) -> GiveNumber:
    return GiveNumber("a", "Returns", 2, units, of, places, Decimal(tolerance))


def typed(field: GiveNumber, text: str, chosen: str = "") -> Measured | None:
    return field.accept(f"{text}|{chosen}" if len(field.units) > 1 else text)


def earns(field: GiveNumber, key: NumberKey, value: str) -> float:
    return mark_field(field, key, value).items[0].score


class TestReading:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['typed'][:12]} in {'/'.join(row['units'])}")
    def test_what_is_typed_is_read_as_people_write_it_here(self, row: dict[str, Any]) -> None:
        found = typed(asked(*row["units"]), row["typed"], row["chosen"])
        assert found == (Measured(Decimal(row["number"]), row["unit"]) if row["number"] else None)

    def test_every_unit_is_read_behind_a_number_in_each_of_its_forms(self) -> None:
        for unit in UNITS:
            for form in forms(unit, OF):
                assert typed(asked(unit), f"4 {form}") == Measured(Decimal(4), unit), form
                assert typed(asked(unit), f"4 {form.upper()}") == Measured(Decimal(4), unit), form

    def test_what_is_told_of_an_answer_is_read_as_that_answer(self) -> None:
        for unit in UNITS:
            field = asked(unit)
            for number in ("1", "0.5", "-1,234.5", "0"):
                answer = typed(field, number)
                assert answer is not None
                assert field.accept(field.show(answer)[0]) == answer, unit

    @given(st.decimals(-999_999, 999_999, places=4))
    def test_any_decimal_is_read_exactly(self, number: Decimal) -> None:
        found = typed(asked("points"), f"{number:,f}")
        assert found is not None
        assert found.number == number

    @given(st.text(max_size=LONGEST_NUMBER + 5) | st.from_regex(r"[-+£]?[0-9.,]{0,12}[ %a-z]{0,8}", fullmatch=True))
    def test_nothing_that_is_typed_raises(self, text: str) -> None:
        for field in (asked("per-cent"), asked("days", "weeks"), asked("pounds", "times")):
            for value in (text, f"{text}|", f"{text}|weeks"):
                found = field.accept(value)
                assert found is None or field.accept(field.legible(value)) == found

    @pytest.mark.parametrize(
        "value",
        [None, 12.5, True, ["12"], {"a": 1}, "12" * 30_000, "1" * 41, "12|days|weeks", "12|nothing", "12\x00", "1\n2"],
    )
    def test_whatever_a_file_says_is_no_answer_if_it_is_none(self, value: object) -> None:
        assert asked("per-cent").accept(value) is None
        assert asked("days", "weeks").accept(value) is None

    def test_what_is_not_whole_yet_is_kept(self) -> None:
        assert asked("per-cent").legible("12,") == "12,"
        assert asked("days", "weeks").legible("|weeks") == "|weeks"
        assert asked("days", "weeks").legible("12") is None
        assert asked("per-cent").legible("12|per-cent") is None


class TestMarking:
    KEY = NumberKey(key=Decimal("12.4"), reason="So it is.", working="31 / 250 * 100")

    @pytest.mark.parametrize(
        ("text", "score"), [("12.35", 2), ("12.4", 2), ("12.45%", 2), ("12.34", 0), ("12.46", 0), ("124 per 1000", 0)]
    )
    def test_the_tolerance_includes_its_edges(self, text: str, score: float) -> None:
        assert earns(asked("per-cent", places=1, tolerance="0.05"), self.KEY, text) == score

    @pytest.mark.parametrize(
        ("key", "unit", "answers"),
        [
            ("21", "days", {"21|days": 2, "3|weeks": 2, "21|weeks": 0, "21|working-days": 0}),
            ("1.5", "hours", {"90|minutes": 2, "1.5|hours": 2, "1.5|minutes": 0}),
            ("12.4", "per-cent", {"124|per-thousand": 2, "12.4|percentage-points": 0, "12.4|times": 0}),
            ("2", "years", {"24|months": 2, "2|years": 2, "2|months": 0}),
        ],
    )
    def test_units_that_measure_the_same_are_converted_and_no_others(
        self, key: str, unit: str, answers: dict[str, float]
    ) -> None:
        units = (unit, *(answer.partition("|")[2] for answer in answers))
        field = asked(*dict.fromkeys(units), places=1)
        for answer, score in answers.items():
            assert earns(field, NumberKey(key=Decimal(key), reason="So.", unit=unit), answer) == score, answer

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            ("0.124|per-cent", "a share of one"),
            ("1240|per-cent", "hundred times too large"),
            ("-12.4|per-cent", "up or down"),
            ("12.4|days", "the unit is not"),
            ("99|days", ""),
            ("13|per-cent", ""),
        ],
    )
    def test_feedback_says_what_may_have_happened_where_it_can_tell(self, answer: str, words: str) -> None:
        field = asked("per-cent", "days", places=1, tolerance="0.05")
        (item,) = mark_field(field, NumberKey(key=Decimal("12.4"), reason="So.", unit="per-cent"), answer).items
        told = [reason.text for reason in item.reasons if reason.about == "What may have happened"]
        assert bool(told) == bool(words)
        assert words in " ".join(told)

    def test_feedback_tells_the_answer_the_best_one_what_else_counts_and_the_working(self) -> None:
        marked = mark_field(asked("per-cent", places=1, tolerance="0.05"), self.KEY, "12.50")
        assert [line.text for line in marked.answer] == ["12.5% of contacts"]
        assert marked.items[0].key == ("12.4% of contacts (12.35 to 12.45 counts)",)
        (why,) = marked.items[0].reasons
        assert why.text == "31 ÷ 250 × 100, which gives 12.4% of contacts. So it is."

    def test_equal_answers_are_told_alike(self) -> None:
        field = asked("per-cent")
        assert {field.show(answer) for text in ("12.5", "12.50", "+12.5%") if (answer := typed(field, text))} == {
            ("12.5% of contacts",)
        }
        assert typed(field, "-0") == typed(field, "0")


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "units", "places", "words"),
        [
            (NumberKey(key=Decimal("12.44"), reason="So."), ("per-cent",), 1, "more figures than places"),
            (NumberKey(key=Decimal("12.4"), reason=""), ("per-cent",), 1, "has no reason"),
            (NumberKey(key=Decimal(10**12), reason="So."), ("points",), 0, "more figures"),
            (NumberKey(key=Decimal("12.5"), reason="So.", working="31 / 250 * 100"), ("per-cent",), 1, "comes to 12.4"),
            (NumberKey(key=Decimal(1), reason="So.", working="1 / 0"), ("times",), 0, "is no sum"),
            (NumberKey(key=Decimal(1), reason="So.", working="1 of 2"), ("times",), 0, "is no sum"),
            (NumberKey(key=Decimal(1), reason="So."), ("days", "weeks"), 0, "is none of days, weeks"),
            (NumberKey(key=Decimal(1), reason="So.", unit="weeks"), ("days",), 0, "leave the unit out"),
        ],
    )
    def test_a_faulty_key_is_named(self, key: NumberKey, units: tuple[str, ...], places: int, words: str) -> None:
        assert words in " ".join(asked(*units, places=places).faults(key))

    def test_every_key_is_right_by_itself(self) -> None:
        for unit in UNITS:
            key = NumberKey(key=Decimal(7), reason="So.", working="3 + 4")
            assert asked(unit).faults(key) == []
            assert earns(asked(unit), key, "7") == 2


class TestWorkings:
    @pytest.mark.parametrize(
        ("working", "value"),
        [
            ("1 + 2 * 3", 7),
            ("(1 + 2) * 3", 9),
            ("10 - 4 - 3", 3),
            ("1,200 / 8 / 3", 50),
            ("-3 * -2", 6),
            ("2 * (3 + (4 - 1))", 12),
            ("0.1 + 0.2", Fraction(3, 10)),
        ],
    )
    def test_a_sum_is_worked_out_exactly(self, working: str, value: Fraction) -> None:
        assert work_out(working) == value

    @pytest.mark.parametrize(
        "working",
        ["", "1 +", "(1", "1)", "1 2", "2 ** 3", "x", "1e3", "1 / 0", "__import__('os')", "1,00", "9" * 201, "(" * 150],
    )
    def test_what_is_no_sum_is_refused(self, working: str) -> None:
        with pytest.raises(ValueError, match=r".*"):
            work_out(working)

    def test_halves_are_rounded_away_from_zero_as_people_do(self) -> None:
        assert [str(rounded(Fraction(part, 2), 0)) for part in (1, 3, -1, -5)] == ["1", "2", "-1", "-3"]
        assert str(rounded(Fraction(2, 3), 2)) == "0.67"

    def test_it_is_shown_with_the_signs_that_people_write(self) -> None:
        assert shown("(9 - 3) / 2 * 5") == "(9 − 3) ÷ 2 × 5"  # noqa: RUF001 - as people write it


@pytest.mark.parametrize(
    ("number", "unit", "of", "words"),
    [
        ("1", "days", "", "1 day"),
        ("2", "working-days", "", "2 working days"),
        ("15", "count", "contacts", "15 contacts"),
        ("3.20", "pounds", "contacts", "£3.20"),
        ("−3.20", "pounds", "", "−£3.20"),  # noqa: RUF001 - as people write it
        ("4", "per-ten-thousand", "orders", "4 per 10,000 orders"),
        ("1", "percentage-points", "", "1 percentage point"),
    ],
)
def test_a_number_is_written_with_its_unit(number: str, unit: str, of: str, words: str) -> None:
    assert written(number, unit, of) == words
